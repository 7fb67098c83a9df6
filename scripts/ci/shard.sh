#!/usr/bin/env bash
# One shard of a run: shard.sh LABEL IMPLEMENTATION I/N [FLAG...]. Its result and history go to
# reports-output/shards. A divergence is judged when all shards are there, so it does not fail here.
set -euo pipefail
label=$1 implementation=$2 shard=$3
shift 3
out=reports-output/shards
name=$label-${shard/\//-of-}
mkdir -p "$out"
rm -f "$out/$name.jsonl"
code=0
node dist/cli/main.js run "$implementation" --seed "${MSICONFORM_SEED:-1}" --num-runs "${NUM_RUNS:-300}" \
  --shard "$shard" --history "$out/$name.jsonl" --reporter default,json --output-file "json=$out/$name.json" \
  "$@" || code=$?
# 2 is a shard that is too small to prove something by itself; without a result nothing was run.
[ "$code" -le 2 ] && [ -s "$out/$name.json" ]
