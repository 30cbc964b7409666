#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Try the two commands of the README on a bare Debian 12: nothing but Python, git, make and certificates.
#   try-bare-debian.sh bootstrap          make the pristine Debian; idempotent
#   try-bare-debian.sh try [TARGET...]    copy it, clone this checkout into the copy, make each target there
#                                         (default: demo test); the copy is kept for a look, the next try renews it
#   try-bare-debian.sh run COMMAND...     run something in the clone of the last try
# --worktree before the targets takes the files as they are now instead of the last commit.
# Needs root. The folder is CHROOTS (default /var/tmp/regso-atlas-chroots).
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/chroot.sh

PRISTINE="$CHROOTS/bare"
TRIAL="$CHROOTS/bare-trial"
CLONE=/root/regso-atlas

bootstrap_pristine() {
  if [ -e "$PRISTINE/.bootstrapped" ]; then
    echo "bare Debian 12 in $PRISTINE: present"
    return
  fi
  echo "bootstrapping a bare Debian 12 in $PRISTINE"
  bootstrap bookworm "$PRISTINE" python3,git,make,ca-certificates
  touch "$PRISTINE/.bootstrapped"
}

# The trial knows of this machine only how packages are reached: pip's settings and the certificates.
prepare_trial() {
  local bundle="${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}"
  rm -rf "$TRIAL"
  cp -a --reflink=auto "$PRISTINE" "$TRIAL"
  cp /etc/resolv.conf "$TRIAL/etc/resolv.conf"
  [ ! -e "$bundle" ] || cp -L "$bundle" "$TRIAL/etc/ssl/certs/ca-certificates.crt"
  if compgen -G '/usr/local/share/ca-certificates/*.crt' >/dev/null; then
    cp -L /usr/local/share/ca-certificates/*.crt "$TRIAL/usr/local/share/ca-certificates/"
    inside "$TRIAL" -- /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin update-ca-certificates >/dev/null 2>&1
  fi
}

fetch_source() {
  mkdir -p "$TRIAL$CLONE"
  if [ "$WORKTREE" = 1 ]; then
    git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
      [ ! -e "$file" ] || printf '%s\0' "$file"
    done | tar -c --null -T - | tar -x -C "$TRIAL$CLONE"
    git -C "$TRIAL$CLONE" init -q
    git -C "$TRIAL$CLONE" add -A
  else
    git -c safe.directory="$PWD" clone -q --no-hardlinks "$PWD" "$TRIAL$CLONE"
  fi
  chown -R 0:0 "$TRIAL$CLONE"
}

# Settings of pip, and folders of this machine that they speak of (of an index its whole folder), at the same
# place in there.
collect_settings() {
  local name path
  while IFS= read -r name; do
    case "$name" in
      PIP_* | OPENBLAS_* | http_proxy | https_proxy | no_proxy | HTTP_PROXY | HTTPS_PROXY | NO_PROXY) ENVIRONMENT+=("$name=${!name}") ;;
    esac
  done < <(compgen -e)
  for name in PIP_CERT SSL_CERT_FILE REQUESTS_CA_BUNDLE CURL_CA_BUNDLE; do
    [ -z "${!name:-}" ] || ENVIRONMENT+=("$name=/etc/ssl/certs/ca-certificates.crt")
  done
  for path in /etc/pip.conf /etc/xdg/pip "$HOME/.config/pip" "$HOME/.pip"; do
    [ ! -e "$path" ] || BINDS+=(--bind-ro "$path" "${path/#"$HOME"//root}")
  done
  while IFS= read -r path; do
    [ ! -d "$path" ] || BINDS+=(--bind-ro "$path" "$path")
  done < <(.venv/bin/python -m pip config list 2>/dev/null | grep -oE "(file://)?/[^' ]+" | sed 's,^file://,,; s,/simple/*$,,' | sort -u)
}

run() {
  ENVIRONMENT=(HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb)
  BINDS=()
  collect_settings
  # shellcheck disable=SC2016  # expanded by the inner shell
  inside "$TRIAL" "${BINDS[@]}" -- /usr/bin/env -i "${ENVIRONMENT[@]}" /bin/bash -euc 'cd "$1"; shift; exec "$@"' run "$CLONE" "$@"
}

require_root
command="${1:-}"
[ "$#" = 0 ] || shift
WORKTREE=0
if [ "${1:-}" = --worktree ]; then
  WORKTREE=1
  shift
fi
case "$command" in
  bootstrap) bootstrap_pristine ;;
  try)
    bootstrap_pristine
    prepare_trial
    fetch_source
    for target in "${@:-demo test}"; do
      for name in $target; do
        echo "=== bare Debian 12: make $name"
        start=$SECONDS
        run make "$name" </dev/null
        echo "=== bare Debian 12: make $name: ok, $((SECONDS - start)) s"
      done
    done
    ;;
  run) run "$@" ;;
  *) sed -n '3,10s/^# //p' "$0"; exit 2 ;;
esac
