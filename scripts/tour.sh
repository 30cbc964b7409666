#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Go through the panel in a real QGIS window on a virtual display, in Swedish and English, and take the manual's pictures.
#   tour.sh [--to FOLDER] [--more FOLDER] [--language sv_SE] [--areas SOURCE --layer SOURCE=NAME ...]
# Without --areas: the demo. --to: the manual's pictures, --more: the others, what was kept and what was seen.
# --profile FOLDER: use it, which must not exist, and leave it there.
set -euo pipefail
ROOT="$(cd "$(dirname "$0")/.." && pwd)"
to="$ROOT/docs/images" more="$ROOT/build/tour" areas="" layers="[]" languages="sv_SE en_US" kept_profile=""
while [ $# -gt 0 ]; do
  case "$1" in
    --to) to="$(realpath -m "$2")" ;;
    --more) more="$(realpath -m "$2")" ;;
    --profile) kept_profile="$(realpath -m "$2")" ;;
    --areas) areas="$2" ;;
    --layer) layers="$(python3 -c 'import json, sys; print(json.dumps(json.loads(sys.argv[1]) + [[sys.argv[2], sys.argv[3]]]))' "$layers" "${2%=*}" "${2##*=}")" ;;
    --language) languages="$2" ;;
    *) sed -n '3,6s/^# //p' "$0"; exit 2 ;;
  esac
  shift 2
done

export PATH="$ROOT/.venv/bin:/usr/local/bin:/usr/bin:/bin"
mkdir -p "$to" "$more"
for language in $languages; do
  letters="${language%%_*}"
  work="$(mktemp -d)"
  chmod 700 "$work"
  profile="${kept_profile:-$work/profile}"
  bash "$ROOT/scripts/profile.sh" "$profile"
  printf '\n[locale]\noverrideFlag=true\nglobalLocale=%s\nuserLocale=%s\n\n[core]\nhttpsfeedqgisorg\\disabled=true\n' "$language" "$language" \
    >>"$profile/profiles/default/QGIS/QGIS3.ini"
  TOUR="$(python3 -c 'import json, sys; a = sys.argv; print(json.dumps(
    {"to": a[1], "more": a[2], "letters": a[3], "answer": a[4], "areas": a[5], "layers": json.loads(a[6]),
     "scripts": a[7]}))' \
    "$to" "$more" "$letters" "$more/answer-$letters.json" "$areas" "$layers" "$ROOT/scripts")"
  code=0
  env -u QT_QPA_PLATFORM HOME="$work" TOUR="$TOUR" LC_ALL=C.UTF-8 XDG_RUNTIME_DIR="$work" QGIS_CUSTOM_CONFIG_PATH="$profile" \
    QGIS_PLUGINPATH="$profile/plugins" timeout --kill-after=5 400 \
    xvfb-run -a -s "-screen 0 1700x1100x24 -dpi 96 -nolisten tcp" \
    qgis --nologo --noversioncheck --code "$ROOT/scripts/tour.py" </dev/null >"$more/log-$letters.txt" 2>&1 || code=$?
  rm -rf "$work"
  if [ "$code" -ne 0 ]; then
    tail -n 30 "$more/log-$letters.txt" >&2
    echo "the tour ended with $code ($language)" >&2
    exit 1
  fi
done
