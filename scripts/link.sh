#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Link this checkout into the user's own QGIS profile as the plugin regso_atlas. Called by `make link`.
# Respects USER_QGIS_CONFIG (the caller's QGIS_CUSTOM_CONFIG_PATH) and PROFILE; replaces a link, never a folder.
set -euo pipefail
ROOT="$(cd "$(dirname "$0")/.." && pwd)"
case "$(uname)" in
  Darwin) config="$HOME/Library/Application Support/QGIS/QGIS3" ;;
  *) config="${XDG_DATA_HOME:-$HOME/.local/share}/QGIS/QGIS3" ;;
esac
config="${USER_QGIS_CONFIG:-$config}"
plugins="$config/profiles/${PROFILE:-default}/python/plugins"
target="$plugins/regso_atlas"

if [ -L "$target" ] && [ "$(readlink "$target")" = "$ROOT" ]; then
  echo "already linked: $target"
  exit 0
fi
if [ -L "$target" ]; then
  echo "replacing the link to $(readlink "$target")"
  rm "$target"
elif [ -e "$target" ]; then
  echo "$target is a folder of its own, perhaps an installed RegSO Atlas. Uninstall it in QGIS's plugin manager first." >&2
  exit 1
fi
mkdir -p "$plugins"
ln -s "$ROOT" "$target"
echo "linked: $target"
echo "Restart QGIS and tick RegSO Atlas in Plugins > Manage and Install Plugins > Installed."
echo "It needs pandas, geopandas and shapely 2 in QGIS's Python; README.md says how to get them."
