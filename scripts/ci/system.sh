#!/usr/bin/env bash
# Debian packages that the whole test suite uses; the project itself needs only Node and npm.
set -euo pipefail
sudo=$([ "$(id -u)" = 0 ] || echo sudo)
# Only the machine's own architecture is used. A foreign one may be set up on the machine, and a mirror that is
# half way through a sync of it must not end the run.
$sudo apt-get -o APT::Architectures="$(dpkg --print-architecture)" -o Acquire::Retries=5 update -qq
install() {
  # No initrd for this machine: a kernel is for guests alone.
  $sudo env DEBIAN_FRONTEND=noninteractive INITRD=No apt-get -o Acquire::Retries=5 install -y -qq --no-install-recommends "$@"
}
install wine wine64 spin gcc libc6-dev chromium python3 \
  gcc-mingw-w64-i686-win32 gcc-mingw-w64-x86-64-win32 cppcheck xorriso p7zip-full libfaketime
# Where a kernel cannot be installed, the tests in guests skip and say so.
install qemu-system-x86 linux-image-cloud-amd64 busybox-static cpio || echo "no guests: QEMU or a kernel could not be installed"
