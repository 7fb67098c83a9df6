#!/usr/bin/env bash
# The main job, as the README has it, and the other things that a newcomer would try. Wine takes part
# when it is installed; its known divergences are in the file of expectations.
set -euo pipefail
mkdir -p reports-output
npm start
msiconform() { node dist/cli/main.js "$@"; }
rm -f reports-output/reference.jsonl
msiconform run reference --seed 1 --history reports-output/reference.jsonl
msiconform check reports-output/reference.jsonl >/dev/null
msiconform explore --processes 4
if command -v wine64 wine /usr/lib/wine/wine64 >/dev/null; then
  msiconform run guarded-wine --seed 1 --num-runs 60
  # So few races do not exercise each clause every time: inconclusive is no failure here, a divergence is.
  msiconform run guarded-wine --mode racing --num-runs 40 || [ $? -eq 2 ]
fi
