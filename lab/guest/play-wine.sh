#!/bin/busybox sh
# What the guest with Wine does, as its first process: guest=prepare makes the prefix, guest=x64 and guest=x86 serve COM1,
# guest=inside does what the second drive brings (inside.sh).
b=/bin/busybox
$b mount -t proc proc /proc
$b mount -t sysfs sys /sys
$b mount -t devtmpfs dev /dev
$b mount -t tmpfs tmp /tmp
$b mkdir -p /dev/shm
$b mount -t tmpfs shm /dev/shm
$b ifconfig lo 127.0.0.1
guest=$($b sed -n 's/.*guest=\([a-z0-9]*\).*/\1/p' /proc/cmdline)
up() { $b cut -d' ' -f1 /proc/uptime; }
echo "the guest is up after $(up) s: $guest"

export PATH=/bin:/usr/bin HOME=/root WINEPREFIX=/root/wine WINEARCH=win64 WINEDEBUG=-all
# No Mono and no Gecko: nobody here could be asked whether to fetch them.
export WINEDLLOVERRIDES='mscoree,mshtml='
w=/usr/lib/wine
case $guest in
  prepare)
    # 64 bits first; the 32-bit half of the prefix is Wine's own doing. The rest is as adapters/wine/prefix.ts has it.
    {
      printf 'REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\Software\\Wine\\Ports]\n"COM1"="/dev/ttyS0"\n'
      printf '[HKEY_LOCAL_MACHINE\\System\\CurrentControlSet\\Services\\%s]\n"Start"=dword:3\n' Eventlog PlugPlay winebus wineusb
    } >/tmp/prefix.reg
    $w/wine64 wineboot -i && $w/wine64 winecfg /v win10 && $w/wine64 reg import 'Z:\tmp\prefix.reg' &&
      $w/wineserver -w && [ -e $WINEPREFIX/drive_c/windows/syswow64/msi.dll ] &&
      echo "the prefix is made after $(up) s"
    ;;
  x64) $w/wine64 'Z:\msiconform\msiconform-agent-x64.exe' serial COM1 ;;
  x86) $w/wine 'Z:\msiconform\msiconform-agent-x86.exe' serial COM1 ;;
  inside)
    $b mkdir -p /inside && cd /inside && $b tar xf /dev/vdb && . ./play
    $b tar cf /dev/vdb results
    ;;
  *) echo 'the kernel command line needs guest=prepare, guest=x64, guest=x86 or guest=inside' ;;
esac
echo "it ended with $?, after $(up) s"
$b sync
$b poweroff -f
