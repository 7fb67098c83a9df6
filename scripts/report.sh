#!/usr/bin/env bash
# Shows results in Allure, with the trend over earlier ones: report.sh [PATTERN]. The results of
# npm run matrix when no pattern is given. Ends with 1 on a divergence that the last report
# did not have.
set -euo pipefail
cd "$(dirname "$0")/.."
export MSICONFORM_RESULTS=${1:-reports-output/matrix/*.json}
rm -rf allure-results allure-report
mkdir -p reports-output
# Divergences fail their tests; whether that is news is for the quality gate to say.
npx vitest run --config testing/allure/vitest.config.ts >reports-output/allure-vitest.log 2>&1 || true
if ! ls allure-results/*-result.json >/dev/null 2>&1; then
  tail -20 reports-output/allure-vitest.log >&2
  exit 255
fi
# The gate knows what failed in the last report; generate adds this one to the history.
code=0
MSICONFORM_GATE=1 NODE_OPTIONS='--import ./scripts/iterator-helpers.mjs' \
  npx allure quality-gate allure-results || code=$?
npx allure generate allure-results
# A person wants to see it; a pipe wants to know where it is.
if [ -t 1 ]; then npx allure open allure-report; else echo "allure-report/index.html"; fi
exit "$code"
