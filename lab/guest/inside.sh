#!/usr/bin/env bash
# Runs msiconform itself inside the guest of build-wine.sh, beside the Wine there, so that the agent's clients are
# processes of the driver's own, as racing needs them: inside.sh GUEST RESULTS SCRIPT [ARGUMENT...]
# SCRIPT is of sh; this ends with its exit code. It finds msiconform-x64 and msiconform-x86, which take the agent and the
# Wine of these bits. What it leaves in its folder is in RESULTS afterwards. The image stays as it is.
# Needs: npm run build, npm run build:agent, a Node that starts on the guest's Debian, qemu-system-x86_64. For
# guarded-wine, Node for Windows has to be in the cache of this machine: one run of it brings it there.
set -euo pipefail
guest=$(cd "${1:?name the folder of build-wine.sh}" && pwd)
results=$(realpath -m "${2:?name a folder for the results}")
script=$(realpath -e "${3:?name a script}")
shift 3
root=$(cd "$(dirname "$0")/../.." && pwd)
[ -e "$results" ] && { echo "$results is there already" >&2; exit 2; }
[ -f "$root/dist/agent/msiconform-agent-x86.exe" ] || { echo "there is no agent: npm run build:agent" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/disk"/{bin,cache/prefixes,results,package/adapters/wine}
cd "$work/disk"
cp "$(readlink -f "$(command -v node)")" bin/node
cp -r "$root"/{dist,package.json} package/
cp -r "$root/adapters/wine/runtime" package/adapters/wine/
(cd "$root" && npm ls --omit=dev --all --parseable | sed -n "s|^$root/||p" | tar c -T -) | tar x -C package
cp -r "${MSICONFORM_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/msiconform}"/runtime-* cache/ 2>/dev/null || true
for bits in x64 x86; do
  cat >bin/msiconform-$bits <<WRAPPER
#!/bin/sh
MSICONFORM_AGENT_BITS=$bits MSICONFORM_WINE=/usr/lib/wine/wine$([ $bits = x86 ] || echo 64) exec node /inside/package/dist/cli/main.js "\$@"
WRAPPER
done
chmod +x bin/*
cat >template.mjs <<'TEMPLATE'
// The prefix of the image is the template of this Wine's prefixes: to make one takes minutes here.
import { symlinkSync } from 'node:fs';
import { findWine } from './package/dist/adapters/wine/find-wine.js';
import { templateOf } from './package/dist/adapters/wine/prefix.js';
for (const loader of ['wine', 'wine64'])
  symlinkSync('/root/wine', templateOf(await findWine({ MSICONFORM_WINE: `/usr/lib/wine/${loader}` })));
TEMPLATE
cp "$script" script
cat >play <<PLAY
export PATH=/inside/bin:/bin HOME=/inside MSICONFORM_CACHE=/inside/cache
unset WINEPREFIX WINEARCH WINEDEBUG WINEDLLOVERRIDES
node template.mjs
(cd results && /bin/sh ../script $(printf '%q ' "$@"))
echo \$? >results/exit-code
PLAY
tar cf "$work/inside.tar" .
# The results have to find room where this came from.
truncate -s +64M "$work/inside.tar"

# Without KVM all is some ten times slower, and the driver's deadlines are not: the guest's clock counts its
# instructions, 4 ns each, so that to itself it is as fast as any machine.
speed=(-accel tcg -icount shift=2)
[ ! -w /dev/kvm ] || speed=(-accel kvm -smp 2)
timeout "${INSIDE_SECONDS:-3600}" qemu-system-x86_64 -nodefaults "${speed[@]}" -cpu Nehalem -m 2048 \
  -display none -no-reboot -kernel "$guest/vmlinuz" -initrd "$guest/initrd" \
  -append 'console=ttyS0 panic=-1 quiet guest=inside' -serial stdio </dev/null \
  -drive "file=$guest/wine.img,if=virtio,format=raw,snapshot=on" -drive "file=$work/inside.tar,if=virtio,format=raw" ||
  { echo "the guest did not end within ${INSIDE_SECONDS:-3600} seconds (INSIDE_SECONDS), so there are no results" >&2; exit 2; }
mkdir -p "$results"
tar x -C "$results" --strip-components 1 -f "$work/inside.tar" results 2>/dev/null || true
code=$(cat "$results/exit-code" 2>/dev/null) || { echo "the guest did not come to the script's end" >&2; exit 2; }
rm "$results/exit-code"
exit "$code"
