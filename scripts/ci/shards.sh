#!/usr/bin/env bash
# The matrix in small, on this machine: three shards of the reference, put together, equal the whole run.
set -euo pipefail
rm -rf reports-output/shards reports-output/results
for index in 1 2 3; do scripts/ci/shard.sh reference reference "$index/3" >/dev/null; done
scripts/ci/site.sh
node dist/cli/main.js run reference --seed "${MSICONFORM_SEED:-1}" --num-runs "${NUM_RUNS:-300}" --no-history \
  --json >reports-output/whole.json
cmp reports-output/whole.json reports-output/results/reference.json
