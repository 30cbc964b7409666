#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Make a QGIS profile in FOLDER in which this checkout, whatever its folder is called, is the enabled
# plugin regso_atlas. Idempotent; what QGIS has written into the profile stays.
#   profile.sh FOLDER   use it with QGIS_CUSTOM_CONFIG_PATH=FOLDER QGIS_PLUGINPATH=FOLDER/plugins
set -euo pipefail
ROOT="$(cd "$(dirname "$0")/.." && pwd)"
FOLDER="$1"
INI="$FOLDER/profiles/default/QGIS/QGIS3.ini"

mkdir -p "$FOLDER/plugins" "$(dirname "$INI")"
# a relative link, so that a checkout with its profile can be moved
ln -sfnT "$(realpath --relative-to="$FOLDER/plugins" "$ROOT")" "$FOLDER/plugins/regso_atlas"

# "qgis_process plugins enable" fails when the plugin is enabled already: write its setting instead
if ! grep -qs '^regso_atlas=true' "$INI"; then
  if grep -qs '^\[PythonPlugins\]' "$INI"; then
    sed -i '/^regso_atlas=/d; s/^\[PythonPlugins\]$/&\nregso_atlas=true\nprocessing=true/' "$INI"
  else
    printf '[PythonPlugins]\nregso_atlas=true\nprocessing=true\n\n[qgis]\ncheckVersion=false\nshowTips340=false\n' >>"$INI"
  fi
fi
