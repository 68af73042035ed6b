#!/bin/bash
# What `npm ci`, `npm run check` and `npm test` need of the machine. Missing packages are installed when we are root on
# a Debian, else named with the command to type. `setpriv`, `unshare` and `mount` (util-linux) let the database's tests
# run as several users; SIPp is the other side of test calls, and Xvfb the screen on which one tab hides the other.
set -eu

missing=()
need() { command -v "$1" > /dev/null 2>&1 || missing+=("$2"); }
need git git
need npm npm
need setpriv util-linux
need unshare util-linux
need chromium chromium
need sipp sip-tester
need Xvfb xvfb

major=$(node -p 'process.versions.node.split(".")[0]' 2> /dev/null || echo 0)
if [ "$major" -eq 0 ]; then missing+=(nodejs); fi

if [ "${#missing[@]}" -gt 0 ]; then
  packages=$(printf '%s\n' "${missing[@]}" | sort -u | tr '\n' ' ')
  if [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null 2>&1; then
    echo "Installing: $packages"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q
    # shellcheck disable=SC2086 # one word a package
    apt-get install -q -y --no-install-recommends $packages
    major=$(node -p 'process.versions.node.split(".")[0]')
  else
    echo "These programs are missing. Please type: sudo apt-get install $packages" >&2
    exit 1
  fi
fi

# npm has to run on it; the program and its tests run on the packaged Node 24.
if [ "$major" -lt 20 ]; then
  echo "Node $major is too old to run npm here, 20 or newer is needed: https://nodejs.org/en/download" >&2
  exit 1
fi
