#!/usr/bin/env bash
# Puts the shards in reports-output/shards together, a run for each label, judges each run by what is known
# of it, and builds the matrix site. Ends with 1 when a run diverges in an unknown way.
set -euo pipefail
out=reports-output
mkdir -p "$out/results"
worst=0
inputs=()
labels=$(find "$out/shards" -name '*.json' -exec basename {} \; | sed -E 's/-[0-9]+-of-[0-9]+\.json$//' | sort -u)
for label in $labels; do
  result=$out/results/$label.json code=0
  known=()
  if [ -f "expectations/$label.yaml" ]; then known=(--expectations "expectations/$label.yaml"); fi
  node dist/cli/main.js merge "$out/shards/$label"-*-of-*.json "${known[@]}" \
    --reporter default,json,junit,markdown --output-file "json=$result" \
    --output-file "junit=$out/results/$label.xml" --output-file "markdown=$out/results/$label.md" || code=$?
  if [ -s "$result" ]; then inputs+=("$label=$result"); fi
  # What is known needs no annotations on every commit.
  if [ "$code" -eq 1 ] && [ -n "${GITHUB_ACTIONS:-}" ]; then
    node dist/cli/main.js report "$result" --reporter github || true
  fi
  if [ "$code" -gt "$worst" ]; then worst=$code; fi
done
node dist/cli/main.js matrix "${inputs[@]}" -o "$out/site" --planned wine-8.0 wine-10.0 windows-2022 windows-2025 windows-11-arm
node dist/cli/main.js report "${inputs[@]#*=}" --reporter badge --output-file "$out/site/badge.svg" || true
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$out"/results/*.md >>"$GITHUB_STEP_SUMMARY"; fi
exit "$worst"
