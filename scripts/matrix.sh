#!/usr/bin/env bash
# The matrix of this machine from real runs: the reference, Wine, three faulty implementations, and the
# evidence of real Windows where MSICONFORM_SHARED (or ../shared) has logs. Writes reports-output/site.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-reports-output/matrix}
seed=${MSICONFORM_SEED:-1}
shared=${MSICONFORM_SHARED:-../shared}
msiconform() { node dist/cli/main.js "$@"; }
rm -rf "$out"
mkdir -p "$out"
inputs=()

# A run that diverges (1) or proves nothing (2) is a row like any other; one that did not run is none.
row() {
  local label=$1 file=$out/${1//[^a-z0-9.-]/}.json code=0
  shift
  msiconform run "$@" --seed "$seed" --no-history --json >"$file" || code=$?
  if [ "$code" -le 2 ] && [ -s "$file" ]; then inputs+=("$label=$file"); else echo "no row for $label: exit code $code" >&2; fi
}

row reference reference
row wine-8.0 wine
# Each operation of these takes a real process some time, and their faults show in a few interleavings.
for fault in local-name wrong-thread existence-for-ownership; do
  row "faulty: $fault" "guarded-wine:$fault" --num-runs "${MSICONFORM_FAULT_RUNS:-60}"
done
if [ -d "$shared/evidence" ]; then
  code=0
  msiconform explain "$shared/evidence/msi" "$shared/evidence/events" --json >"$out/evidence.json" || code=$?
  if [ "$code" -le 2 ] && [ -s "$out/evidence.json" ]; then inputs+=("$out/evidence.json"); fi
else
  echo "no evidence row: $shared/evidence is not there" >&2
fi
code=0
msiconform power --json >"$out/power.json" || code=$?
if [ "$code" -le 2 ] && [ -s "$out/power.json" ]; then inputs+=("$out/power.json"); fi
msiconform matrix "${inputs[@]}" -o "${2:-reports-output/site}" \
  --planned wine-newer windows-2022 windows-2025 windows-11-arm
