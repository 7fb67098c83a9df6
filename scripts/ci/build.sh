#!/usr/bin/env bash
# What a machine that only runs the suite needs.
set -euo pipefail
npm ci --no-audit --no-fund
npm run build
