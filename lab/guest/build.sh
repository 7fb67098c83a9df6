#!/usr/bin/env bash
# Makes a small Linux guest for a lab without a Windows, from Debian's packages; what is not installed is downloaded and
# not installed either:
#   FOLDER/vmlinuz, FOLDER/initrd, FOLDER/disk.img
# Its kernel command line says what it plays: guest="ARGUMENTS of dist/lab/testing/stand-in/main.js serial /dev/ttyS0".
# Needs: npm run build, cpio, gzip, mke2fs, and either the packages linux-image-cloud-amd64 and busybox-static or apt-get
# and dpkg-deb. The disk holds Node and the stand-in for the agent.
set -euo pipefail
out=${1:?name the folder}
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. "$root/lab/guest/boot-files.sh"

cd "$work"
system=/
busybox=$(command -v busybox || true)
if [ -z "$(find_kernel /)" ] || [ -z "$busybox" ] || ldd "$busybox" >/dev/null 2>&1; then
  apt-get -q download "$(newest_kernel)" busybox-static
  for package in ./*.deb; do dpkg-deb -x "$package" packages; done
  system=packages
  busybox=$(find packages/bin packages/usr/bin -name busybox 2>/dev/null | head -1)
fi

# The disk: Node with its libraries, busybox, the stand-in.
disk=$work/disk
mkdir -p "$disk"/{bin,proc,sys,dev,tmp,app}
node=$(readlink -f "$(command -v node)")
cp "$busybox" "$disk/bin/busybox"
cp "$node" "$disk/bin/node"
ldd "$node" | grep -o '/[^ ]*' | while read -r library; do install -D "$library" "$disk$library"; done
cp -r "$root/dist" "$disk/app/dist"
cp "$root/package.json" "$disk/app/"
mkdir "$disk/app/node_modules"
cp -rL "$root/node_modules/ts-pattern" "$disk/app/node_modules/"
cat >"$disk/bin/play" <<'PLAY'
#!/bin/busybox sh
busybox=/bin/busybox
$busybox mount -t proc proc /proc
$busybox mount -t devtmpfs dev /dev
echo "the guest is up after $($busybox cut -d' ' -f1 /proc/uptime) s"
# What it writes goes to its disk.
echo written >/written
$busybox sync
$busybox stty -F /dev/ttyS0 raw -echo
arguments=$($busybox sed -n 's/.*guest="\([^"]*\)".*/\1/p' /proc/cmdline)
cd /app
# shellcheck disable=SC2086 # the words are arguments
/bin/node dist/lab/testing/stand-in/main.js serial /dev/ttyS0 $arguments
echo "the stand-in ended with $?"
$busybox poweroff -f
PLAY
chmod +x "$disk/bin/play"
rm -f "$out/disk.img"
mke2fs -q -t ext4 -O ^has_journal -m 0 -d "$disk" "$out/disk.img" 260M

boot_files "$system" "$disk/bin/busybox" "$out"
