#!/usr/bin/env bash
# Debian packages that the whole test suite uses; the project itself needs only Node and npm.
set -euo pipefail
sudo=$([ "$(id -u)" = 0 ] || echo sudo)
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends \
  wine wine64 spin gcc libc6-dev chromium python3 \
  gcc-mingw-w64-i686-win32 gcc-mingw-w64-x86-64-win32 cppcheck
