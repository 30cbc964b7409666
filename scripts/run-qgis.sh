#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Start QGIS with the plugin and the demo project. Called by `make run`, which sets the environment.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  cat >&2 <<'TEXT'
QGIS needs a display, and there is none here (DISPLAY and WAYLAND_DISPLAY are not set).
  on a desktop       make run in a terminal there, or make link and start QGIS as usual
  over ssh           ssh -X, then make run
  without a display  make demo does the same job headless and draws the map as a picture
TEXT
  exit 1
fi
[ "${QT_QPA_PLATFORM:-}" != offscreen ] || unset QT_QPA_PLATFORM
unset LC_ALL # the person's own language and number format
project=resources/demo/demo.qgz
[ -e "$project" ] || project=
exec qgis --noversioncheck ${project:+"$project"}
