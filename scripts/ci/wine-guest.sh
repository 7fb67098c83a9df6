#!/usr/bin/env bash
# The interleavings of one seed through the 64 and the 32 bit agent in a guest with Wine, and through koffi on this machine:
# the same answers, operation by operation, and in races the same verdicts. Needs KVM to end in a sensible time.
set -euo pipefail
out=reports-output/lab
guest=$(mktemp -d)
trap 'rm -rf "$guest"' EXIT
npm run build:agent
lab/guest/build-wine.sh "$guest"
draw=(--seed "${MSICONFORM_SEED:-1}" --num-runs "${NUM_RUNS:-500}")
# Wine is known to diverge; whoever could not be tested has no history below.
node dist/cli/main.js lab run --lab "$guest/lab.yaml" "${draw[@]}" -o "$out" || [ $? -eq 1 ]
# A lab draws no long interleavings, and a run on Wine does where no most is named.
node dist/cli/main.js run wine "${draw[@]}" --max-steps 20 --history "$out/host.jsonl" || [ $? -eq 1 ]
node scripts/same-answers.mjs "$out"/{host,wine-x64,wine-x86}.jsonl

# In races Node drives the agents, so it is in the guest too. The first of these fetches what guarded-wine needs there.
seed=${MSICONFORM_SEED:-1} races=${NUM_RACES:-100}
node dist/cli/main.js run guarded-wine --mode racing --seed "$seed" --num-runs "$races" --no-history
lab/guest/inside.sh "$guest" "$out/races" lab/guest/races.sh "$seed" "$races"
node dist/cli/main.js run wine --mode racing --seed "$seed" --num-runs "$races" --history "$out/races/host.jsonl" || [ $? -eq 1 ]
node scripts/same-verdicts.mjs "$out"/races/{host,wine-x64,wine-x86}.result.json
