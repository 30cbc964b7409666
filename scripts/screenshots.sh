#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Take the manual's pictures from the running program, on a virtual display. Called by `make screenshots`.
#   screenshots.sh [--to FOLDER] [--areas SOURCE] [--layer SOURCE] [--title TITLE] [--table FILE]...
# Without arguments: the demo, to docs/images. --areas and --layer are layers as QGIS names them, --title is what the
# picture calls the layer; each --table is joined to the areas first, whatever its edition. LANGUAGE=sv_SE takes them in Swedish.
set -euo pipefail
ROOT="$(cd "$(dirname "$0")/.." && pwd)"
DEMO="$ROOT/resources/demo/demo.gpkg"
to="$ROOT/docs/images" areas="$DEMO|layername=omraden" layer="$DEMO|layername=vardinrattningar" title="" tables=""
while [ $# -gt 0 ]; do
  case "$1" in
    --to) to="$(realpath -m "$2")" ;;
    --areas) areas="$2" ;;
    --layer) layer="$2" ;;
    --title) title="$2" ;;
    --table) tables+="$(realpath "$2")"$'\n' ;;
    *) sed -n '3,7s/^# //p' "$0"; exit 2 ;;
  esac
  shift 2
done

WORK="$(mktemp -d)"
trap 'rm -rf "$WORK"' EXIT
bash "$ROOT/scripts/profile.sh" "$WORK/profile"
printf '\n[locale]\noverrideFlag=true\nuserLocale=%s\n\n[core]\nhttpsfeedqgisorg\\disabled=true\n' "${LANGUAGE:-en_US}" \
  >>"$WORK/profile/profiles/default/QGIS/QGIS3.ini"
# not among the temporary files: QGIS would mark the results as such
out="$ROOT/build/screenshots"
rm -rf "$out"
mkdir -p "$to" "$out"

export PATH="$ROOT/.venv/bin:/usr/local/bin:/usr/bin:/bin"
export QGIS_CUSTOM_CONFIG_PATH="$WORK/profile" QGIS_PLUGINPATH="$WORK/profile/plugins" XDG_RUNTIME_DIR="$WORK"
export SHOT_TO="$to" SHOT_WORK="$out" SHOT_AREAS="$areas" SHOT_LAYER="$layer" SHOT_TITLE="$title" SHOT_TABLES="$tables"
export SHOT_WATER=""
if [ "$areas" = "$DEMO|layername=omraden" ]; then SHOT_WATER="$DEMO|layername=vatten" SHOT_TITLE="Clinics"; fi
chmod 700 "$WORK"
env -u QT_QPA_PLATFORM LC_ALL=C.UTF-8 timeout --kill-after=5 300 \
  xvfb-run -a -s "-screen 0 1600x1200x24 -dpi 96 -nolisten tcp" \
  qgis --nologo --noversioncheck --code "$ROOT/scripts/screenshots.py" </dev/null

if browser="$(command -v chromium || command -v chromium-browser || command -v google-chrome)"; then
  "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
    --user-data-dir="$WORK/browser" --window-size=1240,1500 --screenshot="$to/report.png" "file://$out/report.html" \
    </dev/null >/dev/null 2>&1
else
  echo "report.png was not taken: it needs a browser (apt-get install chromium)" >&2
fi
ls -l "$to"/*.png
