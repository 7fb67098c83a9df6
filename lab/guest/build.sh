#!/usr/bin/env bash
# Makes a small Linux guest for a lab without a Windows, from Debian's packages, without installing any:
#   FOLDER/vmlinuz, FOLDER/initrd, FOLDER/disk.img
# Its kernel command line says what it plays: guest="ARGUMENTS of dist/lab/stand-in/main.js serial /dev/ttyS0".
# Needs: npm run build, apt-get, dpkg-deb, cpio, gzip, mke2fs. The disk holds Node and the stand-in for the agent.
set -euo pipefail
out=${1:?name the folder}
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The newest cloud kernel: it has few drivers and starts fast.
kernel=$(apt-cache depends linux-image-cloud-amd64 | awk '/Depends: linux-image/ { print $2; exit }')
cd "$work"
apt-get -q download "$kernel" busybox-static
for package in ./*.deb; do dpkg-deb -x "$package" packages; done
cp packages/boot/vmlinuz-* "$out/vmlinuz"

# The disk: Node with its libraries, busybox, the stand-in.
disk=$work/disk
mkdir -p "$disk"/{bin,proc,sys,dev,tmp,app}
node=$(readlink -f "$(command -v node)")
install -D packages/bin/busybox "$disk/bin/busybox" 2>/dev/null || install -D packages/usr/bin/busybox "$disk/bin/busybox"
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
/bin/node dist/lab/stand-in/main.js serial /dev/ttyS0 $arguments
echo "the stand-in ended with $?"
$busybox poweroff -f
PLAY
chmod +x "$disk/bin/play"
rm -f "$out/disk.img"
mke2fs -q -t ext4 -O ^has_journal -m 0 -d "$disk" "$out/disk.img" 260M

# The first files: only what finds the disk.
early=$work/early
mkdir -p "$early"/{bin,dev,proc,disk,modules}
cp "$disk/bin/busybox" "$early/bin/"
modules="virtio_ring virtio virtio_pci_modern_dev virtio_pci_legacy_dev virtio_pci virtio_blk"
list=
for module in $modules; do
  file=$(find packages/lib/modules packages/usr/lib/modules -name "$module.ko" 2>/dev/null | head -1 || true)
  [ -z "$file" ] || { cp "$file" "$early/modules/"; list="$list $module"; }
done
cat >"$early/init" <<INIT
#!/bin/busybox sh
b=/bin/busybox
\$b mount -t devtmpfs dev /dev
for module in$list; do \$b insmod /modules/\$module.ko || echo "\$module: not loaded"; done
\$b mount -t ext4 -o noatime /dev/vda /disk || { echo "there is no disk"; \$b poweroff -f; }
exec \$b switch_root /disk /bin/busybox sh /bin/play
INIT
chmod +x "$early/init"
(cd "$early" && find . | cpio -o -H newc --quiet | gzip -1) >"$out/initrd"
