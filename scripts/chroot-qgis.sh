#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# QGIS 3.44 LTR in a folder (Debian trixie with backports), to run the tests on a second version.
#   chroot-qgis.sh make            bootstrap it; idempotent
#   chroot-qgis.sh test [ARG...]   run the tests in it (pytest's arguments)
#   chroot-qgis.sh run COMMAND...  run something else in it, in the checkout
# Needs root. The folder is CHROOTS (default /var/tmp/regso-atlas-chroots).
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/chroot.sh

SUITE=trixie
FOLDER="$CHROOTS/$SUITE-backports"
WHEELS="$CHROOTS/wheels-$SUITE"
CHECKOUT="/src/$(basename "$PWD")"
QGIS_PACKAGES="qgis python3-qgis qgis-providers gdal-bin proj-bin xvfb xauth fonts-open-sans poppler-utils
  qttools5-dev-tools pyqt5-dev-tools"
PYTHON_PACKAGES="python3-venv python3-pandas python3-geopandas python3-pyogrio python3-scipy
  python3-matplotlib python3-openpyxl git"
WHEEL_NAMES='pytest|pytest-qgis|pytest-qt|pytest-timeout|hypothesis'
# needs numpy, which is Debian's
LONE_WHEELS='colorspacious'

install_packages() {
  local mark wanted="$QGIS_PACKAGES $PYTHON_PACKAGES"
  mark="$FOLDER/.packages-$(echo "$wanted" | sha1sum | cut -c1-12)"
  if [ -e "$mark" ]; then
    echo "QGIS in $FOLDER: present"
    return
  fi
  if [ ! -e "$FOLDER/.bootstrapped" ]; then
    echo "bootstrapping Debian $SUITE in $FOLDER (about half a minute)"
    bootstrap "$SUITE" "$FOLDER" ca-certificates,debian-archive-keyring
    echo "deb $(mirror) $SUITE-backports main" >"$FOLDER/etc/apt/sources.list.d/backports.list"
    printf 'Package: src:qgis\nPin: release n=%s-backports\nPin-Priority: 990\n' "$SUITE" >"$FOLDER/etc/apt/preferences.d/qgis"
    printf 'Acquire::Check-Valid-Until "false";\n' >"$FOLDER/etc/apt/apt.conf.d/99valid-until"
    touch "$FOLDER/.bootstrapped"
  fi
  echo "installing QGIS in it (about two minutes)"
  {
    inside "$FOLDER" -- "${CLEAN[@]}" apt-get -q update
    # shellcheck disable=SC2086  # the lists are meant to be split
    inside "$FOLDER" -- "${CLEAN[@]}" apt-get -q -y --no-install-recommends -oDpkg::Use-Pty=0 install $wanted
    inside "$FOLDER" -- "${CLEAN[@]}" apt-get clean
  } </dev/null >>"$FOLDER.log" 2>&1 || { tail -n 20 "$FOLDER.log" >&2; return 1; }
  touch "$mark"
}

# The same versions of pytest and its plugins as in requirements-dev.txt. They are fetched out here,
# where pip is set up, and are pure Python: compiled wheels do not go together with QGIS.
install_wheels() {
  local wanted lone mark python
  mapfile -t wanted < <(grep -E "^($WHEEL_NAMES)==" requirements-dev.txt)
  mapfile -t lone < <(grep -E "^($LONE_WHEELS)==" requirements-dev.txt)
  mark="$FOLDER/.wheels-$(echo "${wanted[*]} ${lone[*]}" | sha1sum | cut -c1-12)"
  [ ! -e "$mark" ] || return 0
  python=.venv/bin/python
  [ -x "$python" ] || { echo "run 'make setup' first: pip of .venv fetches the wheels" >&2; return 1; }
  echo "fetching pytest and its plugins"
  rm -rf "$WHEELS"
  "$python" -m pip download -q -d "$WHEELS" --only-binary :all: --python-version 3.13 --implementation py --abi none \
    --platform any "${wanted[@]}"
  "$python" -m pip download -q -d "$WHEELS" --no-deps "${lone[@]}"
  rm -rf "$FOLDER/opt/venv"
  inside "$FOLDER" --bind-ro "$WHEELS" /wheels -- "${CLEAN[@]}" bash -euc '
    python3 -m venv --system-site-packages /opt/venv
    /opt/venv/bin/python -m pip install -q --no-index --find-links /wheels "$@"' wheels "${wanted[@]}" "${lone[@]}"
  touch "$mark"
}

run() {
  local binds=(--bind "$PWD" "$CHECKOUT")
  # data for the tests that lie beside the checkout, if there are any
  [ ! -d ../shared/data ] || binds+=(--bind-ro "$(realpath ../shared/data)" /src/shared/data)
  # shellcheck disable=SC2016  # expanded by the inner shell
  inside "$FOLDER" "${binds[@]}" -- "${CLEAN[@]}" bash -euc '
    cd "$1"; shift
    install -d -m 700 "$XDG_RUNTIME_DIR"
    bash scripts/profile.sh "$QGIS_CUSTOM_CONFIG_PATH" >/dev/null
    exec "$@"' run "$CHECKOUT" "$@"
}

CLEAN=(env -i HOME=/root PATH=/opt/venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8
  DEBIAN_FRONTEND=noninteractive QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=/run/regso-atlas QGIS_PREFIX_PATH=/usr
  QGIS_CUSTOM_CONFIG_PATH=/opt/qgis-profile QGIS_PLUGINPATH=/opt/qgis-profile/plugins PYTHONPYCACHEPREFIX=/var/cache/regso-atlas-pyc PYTHONUNBUFFERED=1)
while IFS= read -r name; do CLEAN+=("$name=${!name}"); done < <(compgen -e OPENBLAS_ || true)
[ -z "${CI:-}" ] || CLEAN+=("CI=$CI")

require_root
case "${1:-}" in
  make) install_packages; install_wheels ;;
  test) shift; run python3 -m pytest "$@" ;;
  run) shift; run "$@" ;;
  *) sed -n '3,7s/^# //p' "$0"; exit 2 ;;
esac
