#!/usr/bin/env bash
# The matrix of this machine from real runs: the reference, Wine, a newer Wine where MSICONFORM_WINE_NEWER
# names one (docs/wine.md), three faulty implementations, and the evidence of real Windows where
# MSICONFORM_EVIDENCE names a folder with logs (default: msi and events in ../shared/evidence).
# matrix.sh [RESULTS [SITE]]: two folders, reports-output/matrix and reports-output/site.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-reports-output/matrix}
site=${2:-reports-output/site}
seed=${MSICONFORM_SEED:-1}
msiconform() { node dist/cli/main.js "$@"; }
rm -rf "$out"
mkdir -p "$out"
inputs=()

# A run that diverges (1) or proves nothing (2) is a row like any other; one that did not run is none.
# A row without a label has the version that was run.
keep() {
  local label=$1 file=$2 code=0
  shift 2
  echo "== ${label:-$2}" >&2
  msiconform "$@" --json >"$file" || code=$?
  if [ "$code" -gt 2 ] || [ ! -s "$file" ]; then
    echo "no row for ${label:-$2}: exit code $code" >&2
    return
  fi
  if [ -z "$label" ]; then
    label=$(node -p 'JSON.parse(fs.readFileSync(process.argv[1], "utf8")).implementation.version' "$file")
  fi
  inputs+=("$label=$file")
}
row() {
  local label=$1 name=$2
  shift 2
  keep "$label" "$out/$name.json" run "$@" --seed "$seed" --no-history
}

row reference reference reference
row '' wine wine
newer=wine-newer
if [ -n "${MSICONFORM_WINE_NEWER:-}" ]; then
  MSICONFORM_WINE=$MSICONFORM_WINE_NEWER row '' wine-newer wine
  if [ -s "$out/wine-newer.json" ]; then newer=; fi
else
  echo "wine-newer was not run: MSICONFORM_WINE_NEWER names no Wine" >&2
fi
# Each operation of these takes a real process some time, and their faults show in a few interleavings.
for fault in local-name wrong-thread existence-for-ownership; do
  row "faulty: $fault" "faulty-$fault" "guarded-wine:$fault" --num-runs "${MSICONFORM_FAULT_RUNS:-60}"
done
evidence=()
for folder in ${MSICONFORM_EVIDENCE:-../shared/evidence/msi ../shared/evidence/events}; do
  if [ -d "$folder" ]; then evidence+=("$folder"); fi
done
if [ "${#evidence[@]}" -gt 0 ]; then
  keep "real Windows, from logs" "$out/evidence.json" explain "${evidence[@]}"
else
  echo "no evidence row: MSICONFORM_EVIDENCE names no folder with logs" >&2
fi
keep faults "$out/power.json" power
msiconform matrix "${inputs[@]}" -o "$site" --planned $newer windows-2022 windows-2025 windows-11-arm
