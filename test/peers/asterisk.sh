#!/bin/bash
# Asterisk 22 as an independent carrier for the tests. Debian 12 has none, Debian sid has: so it lives in a tree of its
# own (640 MB, about a minute to make, then kept) and is started in it.
#   asterisk.sh install         makes the tree, or does nothing when it is there; says where it lies
#   asterisk.sh run CONF_FOLDER starts it in the foreground with the settings of that folder
# The tree lies in $ASTERISK_TREE, else in the cache folder of whoever calls.
set -eu

tree=${ASTERISK_TREE:-${XDG_CACHE_HOME:-${HOME:?}/.cache}/heisser-draht/asterisk}

refuse() {
  echo "$1" >&2
  exit 1
}

install() {
  if [ -e "$tree/.made" ]; then
    echo "$tree"
    return
  fi
  [ "$(id -u)" -eq 0 ] || refuse "Making the tree for Asterisk takes root. Please type: sudo bash $0 install"
  export DEBIAN_FRONTEND=noninteractive
  if ! command -v debootstrap > /dev/null; then
    { apt-get update -q && apt-get install -q -y --no-install-recommends debootstrap; } >&2
  fi
  rm -rf "$tree"
  mkdir -p "$tree"
  debootstrap --variant=minbase --no-check-gpg sid "$tree" > "$tree.log" 2>&1 ||
    refuse "debootstrap failed, see $tree.log"
  # Nothing that is installed in there is started by its package.
  printf '#!/bin/sh\nexit 101\n' > "$tree/usr/sbin/policy-rc.d"
  chmod +x "$tree/usr/sbin/policy-rc.d"
  {
    chroot "$tree" apt-get -o Acquire::Check-Valid-Until=false update -q
    chroot "$tree" apt-get install -q -y --no-install-recommends asterisk
  } >> "$tree.log" 2>&1 || refuse "Asterisk could not be installed, see $tree.log"
  touch "$tree/.made"
  echo "$tree"
}

# In a mount namespace of its own: nothing stays mounted, however this ends.
run() {
  [ -e "$tree/.made" ] || refuse "Asterisk is missing. Please type: sudo bash $0 install"
  [ "$(id -u)" -eq 0 ] || refuse "Starting Asterisk in its tree takes root."
  # shellcheck disable=SC2016 # expanded by the inner shell
  exec unshare --mount --pid --fork --kill-child=KILL sh -c '
    mount -t proc proc "$1/proc"
    mkdir -p "$1/mnt/conf"
    mount --bind "$2" "$1/mnt/conf"
    mkdir -p "$2/run" "$2/log"
    chroot "$1" chown asterisk:asterisk /mnt/conf/run /mnt/conf/log
    exec chroot "$1" asterisk -f -U asterisk -G asterisk -C /mnt/conf/asterisk.conf
  ' sh "$tree" "$1"
}

case ${1:-} in
  install) install ;;
  run) run "${2:?the folder of the settings}" ;;
  *) refuse "usage: $0 install | run CONF_FOLDER" ;;
esac
