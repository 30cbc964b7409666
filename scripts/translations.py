# SPDX-License-Identifier: GPL-2.0-or-later
"""The Swedish texts: collect what is to be translated, keep the .ts file up to date, compile it to .qm.

    python scripts/translations.py            # update resources/i18n/regso_atlas_sv.ts and compile it
    python scripts/translations.py --check    # change nothing; exit code 1 and the reasons where something is missing

Translatable are the literals in ``tr("…")`` and ``tr_result("…")`` and the templates in ``message("…")``,
``Message("…")`` and ``RegsoError("…")`` anywhere in plugin/. The core cannot translate, so its templates travel
untranslated to the doors, and only this script sees that they are texts at all: a template that is no literal is an
error.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import string
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
TS_FILE = ROOT / "resources" / "i18n" / "regso_atlas_sv.ts"
CONTEXT = "RegsoAtlas"
FUNCTIONS = frozenset({"tr", "tr_result", "message", "Message", "RegsoError", "NoCommonClassError"})
DEFINITIONS = ("plugin/i18n.py", "plugin/core/messages.py")
"""The files that define these functions pass on texts that they were given."""

_HASHES = 0x42
_COMPILERS = ("lrelease", "/usr/lib/qt5/bin/lrelease", "lrelease-qt5", "/usr/lib/qt6/bin/lrelease")


# Collecting ----------------------------------------------------------------------------------------------------------


def texts_in(source: str, name: str) -> Iterator[tuple[str | None, str]]:
    """Yield the translatable texts of a module with their place; None where a text is no literal."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        function = node.func
        called = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        if called not in FUNCTIONS:
            continue
        text = node.args[0]
        place = f"{name}:{node.lineno}"
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield text.value, place
        elif not (isinstance(text, ast.Attribute) and text.attr == "text"):
            # ``.text`` is the template of a message, which was collected where the message was made
            yield None, place


def collect(root: Path = ROOT) -> tuple[dict[str, str], list[str]]:
    """Return every translatable text with the place where it stands first, and complaints about the rest."""
    found: dict[str, str] = {}
    complaints = []
    for path in sorted((root / "plugin").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if name in DEFINITIONS:
            continue
        for text, place in texts_in(path.read_text(encoding="utf-8"), name):
            if text is None:
                complaints.append(f"{place}: the text is no literal, so it cannot be translated")
            else:
                found.setdefault(text, place)
    return found, complaints


# The .ts file --------------------------------------------------------------------------------------------------------


def read_ts(path: Path) -> dict[str, str]:
    """Return source and translation of every message of a .ts file; an unfinished translation is empty."""
    if not path.exists():
        return {}
    pairs = {}
    # the file is our own and stands in the repository
    for element in ElementTree.parse(path).getroot().iter("message"):  # noqa: S314
        translation = element.find("translation")
        finished = translation is not None and translation.get("type") != "unfinished"
        pairs[element.findtext("source", "")] = (translation.text or "") if translation is not None and finished else ""
    return pairs


def write_ts(translations: Mapping[str, str]) -> str:
    """Return a .ts file: sorted by source and without places, so that it changes only when a text does."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        '<TS version="2.1" language="sv" sourcelanguage="en">',
        "<context>",
        f"    <name>{CONTEXT}</name>",
    ]
    for source in sorted(translations):
        text = escape(translations[source])
        unfinished = "" if text else ' type="unfinished"'
        lines += [
            "    <message>",
            f"        <source>{escape(source)}</source>",
            f"        <translation{unfinished}>{text}</translation>",
            "    </message>",
        ]
    return "\n".join([*lines, "</context>", "</TS>", ""])


def fields_of(template: str) -> set[str] | None:
    """Return the names of the fields in a template, or None where its braces do not match."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    except ValueError:
        return None


def complaints_about(texts: Mapping[str, str], translations: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the translations of the given texts (text → place)."""
    found = []
    for text, place in texts.items():
        shown = f"{place}: “{text if len(text) <= 70 else text[:70] + '…'}”"
        translation = translations.get(text)
        if translation is None:
            found.append(f"{shown} is not in the .ts file: run make i18n")
        elif not translation:
            found.append(f"{shown} is not translated")
        elif fields_of(text) != fields_of(translation):
            found.append(f"{shown} and its translation have different fields in braces")
        elif text.count("\n\n") != translation.count("\n\n"):
            found.append(f"{shown} and its translation have different numbers of paragraphs")
        elif text != text.strip() or translation != translation.strip():
            found.append(f"{shown}: a text or its translation begins or ends with a blank")
    found += [f"“{text[:70]}” is used no more: run make i18n" for text in translations if text not in texts]
    return found


# The .qm file --------------------------------------------------------------------------------------------------------


def compile_ts(path: Path) -> Path:
    """Compile a .ts file with Qt's lrelease and return the .qm file beside it."""
    compiler = next((found for name in _COMPILERS if (found := shutil.which(name))), None)
    if compiler is None:
        sys.exit("lrelease was not found. Install qttools5-dev-tools (Debian, Ubuntu), then run make i18n again.")
    target = path.with_suffix(".qm")
    subprocess.run([compiler, "-silent", str(path), "-qm", str(target)], check=True)
    return target


def messages_in_qm(data: bytes) -> int:
    """Return how many messages a .qm file holds: its table of hashes has eight bytes for each."""
    at = 16
    while at + 5 <= len(data):
        tag, size = data[at], int.from_bytes(data[at + 1 : at + 5], "big")
        if tag == _HASHES:
            return size // 8
        at += 5 + size
    return 0


def complaints_about_qm(path: Path, translations: Mapping[str, str]) -> list[str]:
    """Return whether a .qm file holds other translations than the given ones. Needs no lrelease."""
    if not path.exists():
        return [f"{path.name} is missing: run make i18n"]
    data = path.read_bytes()
    finished = [text for text in translations.values() if text]
    lost = [text for text in finished if text.encode("utf-16-be") not in data]
    if lost or messages_in_qm(data) != len(finished):
        return [f"{path.name} does not match {TS_FILE.name}: run make i18n"]
    return []


# The two ways to run -------------------------------------------------------------------------------------------------


def check(root: Path = ROOT, ts_file: Path = TS_FILE) -> list[str]:
    """Return everything that is wrong; empty where all is well. Changes nothing."""
    texts, complaints = collect(root)
    translations = read_ts(ts_file)
    complaints += complaints_about(texts, translations)
    if translations and ts_file.read_text(encoding="utf-8") != write_ts(translations):
        complaints.append(f"{ts_file.name} is not as this script writes it: run make i18n")
    return complaints + complaints_about_qm(ts_file.with_suffix(".qm"), translations)


def update(root: Path = ROOT, ts_file: Path = TS_FILE) -> list[str]:
    """Write the .ts file anew, keep what is translated and still in use, compile it; return what is left to do."""
    texts, complaints = collect(root)
    known = read_ts(ts_file)
    translations = {text: known.get(text, "") for text in texts}
    ts_file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / ts_file.name
        draft.write_text(write_ts(translations), encoding="utf-8")
        compiled = compile_ts(draft)
        shutil.copyfile(draft, ts_file)
        shutil.copyfile(compiled, ts_file.with_suffix(".qm"))
    return complaints + complaints_about(texts, translations)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 where something is missing")
    complaints = check() if parser.parse_args().check else update()
    for complaint in complaints:
        print(complaint)
    print(f"{len(collect()[0])} texts, {len(complaints)} to see to")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
