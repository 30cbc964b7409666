# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced by the scripts that work in another Debian in a folder: bootstrap it, and run commands in it.
# Mounts live in a private namespace only while a command runs, so that removing a folder is always safe.

CHROOTS="${CHROOTS:-/var/tmp/regso-atlas-chroots}"

require_root() {
  if [ "$(id -u)" != 0 ]; then
    echo "$(basename "$0"): a chroot needs root: run it with sudo." >&2
    exit 1
  fi
  command -v debootstrap >/dev/null && return
  echo "installing debootstrap"
  apt-get -q update >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends -oDpkg::Use-Pty=0 install debootstrap </dev/null >/dev/null
}

# The Debian mirror that this machine itself uses.
mirror() {
  awk '/^(URIs:|deb )/ && match($0, /https?:[^ ]+/) {
         uri = substr($0, RSTART, RLENGTH)
         if (uri ~ /\/debian\/?$/) { print uri; found = 1; exit }
         if (!first) first = uri
       }
       END { if (!found) print first }' /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list /etc/apt/sources.list 2>/dev/null
}

# bootstrap SUITE FOLDER PACKAGE,PACKAGE
bootstrap() {
  local suite="$1" folder="$2" packages="$3"
  rm -rf "$folder"
  mkdir -p "$folder"
  # debootstrap mounts /proc too: in a namespace of its own nothing is left behind when it is interrupted
  unshare --mount --propagation private \
    debootstrap --variant=minbase --include="$packages" "$suite" "$folder" "$(mirror)" </dev/null >"$folder.log" 2>&1 \
    || { tail -n 20 "$folder.log" >&2; return 1; }
  cp /etc/resolv.conf "$folder/etc/resolv.conf"
  printf '#!/bin/sh\nexit 101\n' >"$folder/usr/sbin/policy-rc.d" # no services are started in it
  chmod +x "$folder/usr/sbin/policy-rc.d"
}

# inside FOLDER [--bind HOST TARGET | --bind-ro HOST TARGET]... -- COMMAND...
# It stays in the caller's process group, so that a time-out outside ends it too.
inside() {
  local folder="$1" binds=()
  shift
  while [ "$1" != -- ]; do
    binds+=("$1" "$2" "$3")
    shift 3
  done
  shift
  # shellcheck disable=SC2016  # expanded by the inner shell
  unshare --mount --propagation private bash -euc '
    folder=$1; shift
    mount -t proc proc "$folder/proc"
    mount --rbind /dev "$folder/dev"
    while [ "$1" != -- ]; do
      if [ -d "$2" ]; then mkdir -p "$folder$3"; else mkdir -p "$(dirname "$folder$3")"; touch "$folder$3"; fi
      mount --bind "$2" "$folder$3"
      [ "$1" != --bind-ro ] || mount -o remount,bind,ro "$folder$3"
      shift 3
    done
    shift
    exec chroot "$folder" "$@"' inside "$folder" "${binds[@]}" -- "$@"
}
