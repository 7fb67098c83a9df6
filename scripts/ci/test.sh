#!/usr/bin/env bash
# The README's test command: npm ci, as the other jobs do it, and npm test.
set -euo pipefail
scripts/ci/build.sh
npm test
