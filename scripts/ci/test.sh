#!/usr/bin/env bash
# The README's test command.
set -euo pipefail
npm ci --no-audit --no-fund && npm test
