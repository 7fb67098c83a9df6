# Sourced by the scripts beside it.
# boot_files ROOT BUSYBOX OUT: from the newest Debian cloud kernel under ROOT, OUT/vmlinuz and OUT/initrd, which mounts the
# disk on the first virtio drive and hands over to its /bin/play.

# newest_kernel [OPTION of apt-cache...]: the newest cloud kernel; it has few drivers and starts fast.
newest_kernel() {
  apt-cache "$@" depends linux-image-cloud-amd64 | awk '/Depends: linux-image/ { print $2; exit }'
}

# find_kernel ROOT: the newest one under it, or nothing.
find_kernel() {
  find "${1%/}/boot" -name 'vmlinuz-*-cloud-amd64' 2>/dev/null | sort -V | tail -1
}

boot_files() {
  local root=${1%/} busybox=$2 out=$3 kernel release early module file list=
  kernel=$(find_kernel "$root")
  release=${kernel##*/vmlinuz-}
  cp "$kernel" "$out/vmlinuz"
  early=$(mktemp -d)
  mkdir -p "$early"/{bin,dev,proc,disk,modules}
  cp "$busybox" "$early/bin/busybox"
  for module in virtio_ring virtio virtio_pci_modern_dev virtio_pci_legacy_dev virtio_pci virtio_blk; do
    file=$(find "$root/lib/modules/$release" "$root/usr/lib/modules/$release" -name "$module.ko" 2>/dev/null | head -1 || true)
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
  rm -rf "$early"
}
