#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Make the virtual environment FOLDER from Debian's Python, or bring it up to date.
#   make-venv.sh FOLDER REQUIREMENTS [OPTION OF venv...]
set -euo pipefail
FOLDER="$1" REQUIREMENTS="$2"
shift 2
# one whose Python is gone is made anew
if ! "$FOLDER/bin/python" -m pip --version >/dev/null 2>&1; then
  echo "making $FOLDER"
  rm -rf "$FOLDER"
  /usr/bin/python3 -m venv "$@" "$FOLDER"
  "$FOLDER/bin/python" -m pip install -q --disable-pip-version-check --upgrade pip
fi
echo "installing $REQUIREMENTS into $FOLDER"
"$FOLDER/bin/python" -m pip install -q --disable-pip-version-check -r "$REQUIREMENTS"
rm -f "$FOLDER"/.stamp-*
