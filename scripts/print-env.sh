#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Print the exports with which a plain `qgis_process` or `qgis` has the plugin and its Python packages.
# Called by `make env`, which passes on the caller's own PATH and locale as USER_PATH and USER_LOCALE.
set -euo pipefail
ROOT="$(cd "$(dirname "$0")/.." && pwd)"

# The caller's PATH, with the virtual environment first and without Pythons that QGIS cannot be embedded in.
path="$ROOT/.venv/bin"
IFS=: read -r -a entries <<<"${USER_PATH:-$PATH}"
for entry in "${entries[@]}" /usr/bin /bin; do
  case "$entry" in
    '' | */.pyenv/* | */pyenv/* | */*conda*/* | "${PYENV_ROOT:-/nowhere}"/* | "${VIRTUAL_ENV:-/nowhere}"/*) continue ;;
  esac
  case ":$path:" in *":$entry:"*) continue ;; esac
  path="$path:$entry"
done

quote() { printf "'%s'" "${1//\'/\'\\\'\'}"; }
say() { printf 'export %s=%s\n' "$1" "$(quote "$2")"; }

echo 'unset PYTHONHOME PYTHONPATH VIRTUAL_ENV'
say PATH "$path"
say QGIS_CUSTOM_CONFIG_PATH "$ROOT/.qgis"
say QGIS_PLUGINPATH "$ROOT/.qgis/plugins"
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || say QT_QPA_PLATFORM offscreen
if [ ! -d "${XDG_RUNTIME_DIR:-/nowhere}" ] || [ "$XDG_RUNTIME_DIR" = "$ROOT/.run" ]; then say XDG_RUNTIME_DIR "$ROOT/.run"; fi
# file names with åäö need a UTF-8 locale
case "${USER_LOCALE:-}" in *UTF-8* | *utf8* | *utf-8*) ;; *) say LC_ALL C.UTF-8 ;; esac
