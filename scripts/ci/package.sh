#!/usr/bin/env bash
# The package as its users get it: packed, installed elsewhere, and used as the README shows.
set -euo pipefail
npm run package:check
