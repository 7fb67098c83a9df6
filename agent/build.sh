#!/usr/bin/env bash
# Builds the agent for 32 and 64 bit Windows into dist/agent, or into the folder that is named. The same sources give
# the same bytes: nothing of the time, the folder or the machine goes into them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../dist/agent}
mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$here/source"
export LC_ALL=C SOURCE_DATE_EPOCH=0
build=$(cat ./*.c ./*.h | sha256sum | cut -c1-16)
flags=(-std=c99 -Os -Wall -Wextra -Werror -ffreestanding -fno-builtin -fno-stack-protector -fno-ident
  -fno-asynchronous-unwind-tables -fno-unwind-tables -ffunction-sections -fdata-sections
  -DUNICODE -DWIN32_LEAN_AND_MEAN -DWINVER=0x0500 -D_WIN32_WINNT=0x0500
  "-ffile-prefix-map=$here=agent" -DAGENT_BUILD="\"$build\"")
# GCC's headers of vector instructions, which no file uses, are five times as long as windows.h, which includes them.
flags+=(-D_X86INTRIN_H_INCLUDED -D_IMMINTRIN_H_INCLUDED)
link=(-nostdlib -s -Wl,--gc-sections -Wl,--no-insert-timestamp -Wl,--dynamicbase -Wl,--nxcompat -Wl,--build-id=none)
libraries=(-lgcc -lkernel32 -ladvapi32)
i686-w64-mingw32-gcc "${flags[@]}" "${link[@]}" -march=i586 -mstackrealign -Wl,-e,_start \
  -Wl,--subsystem,console:4.0 -Wl,--major-os-version,4 -Wl,--minor-os-version,0 \
  -o "$out/msiconform-agent-x86.exe" ./*.c "${libraries[@]}" &
# 5.2 is the first 64 bit Windows for x64.
x86_64-w64-mingw32-gcc "${flags[@]}" "${link[@]}" -Wl,-e,start \
  -Wl,--subsystem,console:5.2 -Wl,--major-os-version,5 -Wl,--minor-os-version,2 -Wl,--high-entropy-va \
  -o "$out/msiconform-agent-x64.exe" ./*.c "${libraries[@]}"
wait $!
cd "$out"
sha256sum msiconform-agent-x86.exe msiconform-agent-x64.exe >SHA256SUMS
