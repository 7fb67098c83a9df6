#!/usr/bin/env bash
# Makes a Linux guest with Wine, for 64 and for 32 bits, and the agent, from Debian's packages, without installing any:
#   FOLDER/vmlinuz, FOLDER/initrd, FOLDER/wine.img, and FOLDER/lab.yaml with a machine for each agent
# Its kernel command line says which agent serves the first serial port: guest=x64 or guest=x86.
# Needs: npm run build:agent, apt-get, dpkg-deb, cpio, gzip, mke2fs, qemu-system-x86_64. No rights of root, and nothing of
# i386 runs here: the packages are unpacked, and Wine makes its prefix in the guest itself, in a first boot.
set -euo pipefail
out=${1:?name the folder}
root=$(cd "$(dirname "$0")/../.." && pwd)
agents=$root/dist/agent
[ -f "$agents/msiconform-agent-x86.exe" ] || { echo "there is no agent in $agents: npm run build:agent" >&2; exit 2; }
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$root/lab/guest/boot-files.sh"

# A package manager of its own, that knows both architectures and nothing of what is installed here. One suite alone:
# a mirror that is half way through a sync of updates has them for one architecture and not for the other.
mkdir -p "$work"/apt/{lists,archives}/partial
: >"$work/apt/status"
keys=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [signed-by=$keys] ${MIRROR:-http://deb.debian.org/debian} ${SUITE:-bookworm} main" >"$work/apt/sources.list"
options=(-qq -o Acquire::Retries=5 -o Dir::Etc::SourceList="$work/apt/sources.list" -o Dir::Etc::SourceParts=-
  -o Dir::State="$work/apt" -o Dir::State::Lists="$work/apt/lists" -o Dir::State::status="$work/apt/status"
  -o Dir::Cache="$work/apt" -o Dir::Cache::Archives="$work/apt/archives" -o APT::Architecture=amd64
  -o APT::Architectures::=amd64 -o APT::Architectures::=i386 -o APT::Install-Recommends=false
  -o APT::Sandbox::User="$(id -un)" -o Debug::NoLocking=true)
apt-get "${options[@]}" update
apt-get "${options[@]}" install --download-only -y wine64:amd64 wine32:i386 busybox-static:amd64
kernel=$(newest_kernel "${options[@]}")
cd "$work"
apt-get "${options[@]}" download "$kernel"
dpkg-deb -x "$kernel"*.deb kernel

disk=$work/disk
mkdir -p "$disk"/{bin,proc,sys,dev,tmp,root,etc,msiconform}
for package in apt/archives/*.deb; do dpkg-deb -x "$package" "$disk"; done
# What a script of libwine does when it is installed: zlib, marked as a library of Wine's own.
for cpu in i386 x86_64; do
  zlib=$disk/usr/${cpu/i386/i686}-w64-mingw32/lib/zlib1.dll
  for folder in "$disk"/usr/lib/*/wine/"$cpu-windows"; do
    { head -c 64 "$zlib"; printf 'Wine builtin DLL\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0'; tail -c +97 "$zlib"; } >"$folder/zlib1.dll"
  done
done
rm -rf "$disk"/usr/share/{doc,man,locale,lintian,bug,info}
[ -e "$disk/bin/busybox" ] || cp "$disk/usr/bin/busybox" "$disk/bin/busybox"
ln -sf busybox "$disk/bin/sh"
echo 'root:x:0:0:root:/root:/bin/sh' >"$disk/etc/passwd"
echo 'root:x:0:' >"$disk/etc/group"
cp "$agents"/msiconform-agent-x{86,64}.exe "$disk/msiconform/"
cp "$root/lab/guest/play-wine.sh" "$disk/bin/play"
boot_files kernel "$disk/bin/busybox" "$out"

rm -f "$out/wine.img"
# Wine copies its libraries into its prefix, so there is room for all of it twice.
used=$(du -sm "$disk" | cut -f1)
mke2fs -q -t ext4 -O ^has_journal -m 0 -d "$disk" "$work/wine.img" "$((used * 2 + 400))M"

# The one boot that writes to the image: Wine makes its prefix.
accelerator=$([ -w /dev/kvm ] && echo kvm || echo tcg)
timeout "${PREPARE_SECONDS:-1200}" qemu-system-x86_64 -nodefaults -accel "$accelerator" -cpu Nehalem -m 1024 -display none \
  -no-reboot -kernel "$out/vmlinuz" -initrd "$out/initrd" -append 'console=ttyS0 panic=-1 quiet guest=prepare' \
  -drive "file=$work/wine.img,if=virtio,format=raw" -serial stdio | tee "$work/said"
grep -q 'the prefix is made' "$work/said" || { echo "Wine made no prefix in the guest" >&2; exit 1; }
mv "$work/wine.img" "$out/wine.img"

machine() {
  cat <<MACHINE
  - label: wine-$1
    kind: qemu
    image: wine.img
    bus: virtio
    memory: 1024
    agent: serial
    # Enough for a busy machine without KVM.
    bootSeconds: 900
    caseSeconds: 600
    numRuns: 50
    arguments: [-cpu, Nehalem, -kernel, vmlinuz, -initrd, initrd, -append, 'console=tty0 console=ttyS1 panic=1 quiet guest=$1']
MACHINE
}
{
  printf 'format: msiconform-lab\nversion: 1\nmachines:\n'
  machine x64
  machine x86
} >"$out/lab.yaml"
