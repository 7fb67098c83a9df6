#!/usr/bin/env bash
# The README's test command, npm test, with the tests that take CI's time; before it npm ci, as the other jobs do it.
set -euo pipefail
scripts/ci/build.sh
MSICONFORM_CI=1 npm test
