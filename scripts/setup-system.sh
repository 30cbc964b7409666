#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Install QGIS 3.40 LTR and what the plugin, its tests and its checks need, from Debian's packages.
# Needs root, or sudo when something is missing. Idempotent. Writes nothing under /etc/apt.
set -euo pipefail
WANT="${QGIS_MIN:-3.40}"
PKGS="qgis python3-qgis qgis-providers gdal-bin proj-bin
      python3-venv python3-dev python3-scipy python3-matplotlib g++ libgdal-dev libgeos-dev
      xvfb xauth fonts-open-sans qttools5-dev-tools pyqt5-dev-tools
      cgi-mapserver poppler-utils ca-certificates postgresql-postgis ${EXTRA_PKGS:-}"
version() { dpkg-query -W -f='${db:Status-Status} ${Version}\n' "$1" 2>/dev/null | sed -n 's/^installed //p' || true; }
need=0
for p in $PKGS; do [ -n "$(version "$p")" ] || need=1; done
dpkg --compare-versions "$(version qgis)" ge "$WANT" || need=1
if [ $need = 0 ]; then echo "system packages: present, qgis $(version qgis)"; exit 0; fi
[ "$(id -u)" = 0 ] || exec sudo QGIS_MIN="$WANT" EXTRA_PKGS="${EXTRA_PKGS:-}" bash "$0"
export DEBIAN_FRONTEND=noninteractive
. /etc/os-release
T=$(mktemp -d); chmod 755 "$T"; trap 'rm -rf "$T"' EXIT
mkdir "$T/parts"; OPTS=()
if [ "${VERSION_CODENAME:-}" = bookworm ]; then
  # Debian 12 itself has QGIS 3.22. Only src:qgis is taken from backports: a plain
  # "-t bookworm-backports" also takes libwebp, after which libgdal-dev cannot be installed.
  cp /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list "$T/parts/" 2>/dev/null || true
  [ ! -s /etc/apt/sources.list ] || cp /etc/apt/sources.list "$T/parts/main.list"
  # the mirror that this machine already uses (first entry)
  uri=$(awk '/^(URIs:|deb )/ && match($0, /(https?|file|mirror[^ ]*):[^ ]+/) {print substr($0, RSTART, RLENGTH); exit}' "$T"/parts/*)
  printf 'Types: deb\nURIs: %s\nSuites: bookworm-backports\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' "$uri" > "$T/parts/backports.sources"
  printf 'Package: src:qgis\nPin: release n=bookworm-backports\nPin-Priority: 990\n' > "$T/pin"
  OPTS=(-oDir::Etc::sourcelist=/dev/null -oDir::Etc::sourceparts="$T/parts" -oDir::Etc::preferences="$T/pin")
fi
apt-get "${OPTS[@]}" -q update
# The tests start servers of their own: without this Debian would make and start one for the machine.
clusters=/etc/postgresql-common/createcluster.d
if [ -z "$(version postgresql-common)" ] && [ ! -e "$clusters" ]; then
  mkdir -p "$clusters"
  echo "create_main_cluster = false" > "$clusters/regso-atlas.conf"
  trap 'rm -rf "$T" "$clusters/regso-atlas.conf"' EXIT
fi
# shellcheck disable=SC2086  # the list is meant to be split
apt-get "${OPTS[@]}" -q -y --no-install-recommends -oDpkg::Use-Pty=0 install $PKGS </dev/null
