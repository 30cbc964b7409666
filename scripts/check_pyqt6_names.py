# SPDX-License-Identifier: GPL-2.0-or-later
"""Check that the Qt names which the plugin uses exist in PyQt6 too, without a QGIS 4 at hand.

Every attribute chain that starts at a name imported from ``qgis.PyQt`` is looked up in the PyQt6
package: short enums (``Qt.AlignLeft``), removed classes (``QRegExp``) and moved ones are found. Forms (``.ui``) are
compiled by PyQt6's own compiler, and what comes of it is looked up the same way. It does not see QGIS's own enums,
what objects hold at run time, nor changed behaviour.

Run by ``make check`` with the Python of ``.tools``, which has PyQt6 and no QGIS.
"""

from __future__ import annotations

import ast
import importlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path

QT = "qgis.PyQt"
#: Not part of the PyQt6 package itself; QGIS brings them.
ELSEWHERE = frozenset({"Qsci", "QtWebKit", "QtWebKitWidgets", "QtWebEngineWidgets", "QtWebEngineCore"})
#: Moved by Qt 6 to another module; ``qgis.PyQt`` of QGIS 4 still has them where QGIS 3 has them.
MOVED = {f"QtWidgets.{name}": f"QtGui.{name}" for name in ("QAction", "QActionGroup", "QShortcut")}


class Missing(Exception):  # noqa: N818 - an answer, not a failure
    """A name that PyQt6 does not have."""


def lookup(dotted: str) -> object:
    """Return what ``QtCore.Qt.AlignmentFlag`` is in PyQt6; anything below an instance is not looked at."""
    module_name, first, *rest = [*dotted.split("."), ""]
    moved = MOVED.get(f"{module_name}.{first}", f"{module_name}.{first}")
    module_name, *names = [part for part in (*moved.split("."), *rest) if part]
    try:
        found: object = importlib.import_module(f"PyQt6.{module_name}")
    except ImportError as error:
        raise Missing(f"PyQt6.{module_name}: {error}") from error
    for name in names:
        if not isinstance(found, type) and found.__class__.__name__ != "module":
            break
        try:
            found = getattr(found, name)
        except AttributeError as error:
            raise Missing(f"PyQt6 has no {dotted}") from error
    return found


def imported_names(tree: ast.AST) -> dict[str, str]:
    """Return what each local name stands for below ``qgis.PyQt``: ``{"Qt": "QtCore.Qt"}``."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            if node.module == QT:
                names.update({alias.asname or alias.name: alias.name for alias in node.names})
            elif node.module.startswith(f"{QT}."):
                module = node.module.removeprefix(f"{QT}.")
                names.update({alias.asname or alias.name: f"{module}.{alias.name}" for alias in node.names})
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith(f"{QT}.") and alias.asname:
                    names[alias.asname] = alias.name.removeprefix(f"{QT}.")
    return names


def used_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the full name below ``qgis.PyQt`` of everything imported or used."""
    names = imported_names(tree)
    inner: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom | ast.Import):
            for alias in node.names:
                full = names.get(alias.asname or alias.name)
                if full:
                    yield node.lineno, full
        elif isinstance(node, ast.Attribute) and id(node) not in inner:
            chain, root = [node.attr], node.value
            while isinstance(root, ast.Attribute):
                inner.add(id(root))
                chain.append(root.attr)
                root = root.value
            if isinstance(root, ast.Name) and root.id in names:
                yield node.lineno, ".".join([names[root.id], *reversed(chain)])


def findings(path: Path) -> Iterator[str]:
    """Yield a line of text for each name in a file that PyQt6 does not have; in a form, lines are the compiled ones."""
    try:
        text = compiled(path) if path.suffix == ".ui" else path.read_text(encoding="utf-8")
    except Exception as error:  # noqa: BLE001 - whatever the compiler does not take is a finding
        yield f"{path}: PyQt6 cannot compile the form: {error}"
        return
    tree = ast.parse(text, filename=str(path))
    for line, name in sorted(set(used_names(tree))):
        if name.split(".")[0] in ELSEWHERE:
            continue
        try:
            lookup(name)
        except Missing as missing:
            yield f"{path}:{line}: {missing}"


def compiled(form: Path) -> str:
    """Return a form as PyQt6 makes Python of it."""
    from PyQt6 import uic

    text = io.StringIO()
    uic.compileUi(str(form), text)
    return text.getvalue().replace("from PyQt6 import", f"from {QT} import")


def self_test() -> None:
    """Refuse to pass when the check itself has gone blind."""
    lacking = {"QtCore.QRegExp", "QtCore.QVariant.Double", "QtCore.Qt.AlignLeft"}
    present = {"QtCore.Qt.AlignmentFlag.AlignLeft", "uic.loadUiType"}
    for name in lacking | present:
        try:
            lookup(name)
        except Missing as missing:
            if name in present:
                sys.exit(f"check_pyqt6_names: {missing}, though it should")
        else:
            if name in lacking:
                sys.exit(f"check_pyqt6_names does not see any more that PyQt6 lacks {name}")


def main(arguments: list[str]) -> int:
    self_test()
    files = [
        path
        for argument in arguments
        for path in (
            sorted(one for one in Path(argument).rglob("*") if one.suffix in (".py", ".ui"))
            if Path(argument).is_dir()
            else [Path(argument)]
        )
    ]
    found = [finding for path in files for finding in findings(path)]
    print(*found, sep="\n", end="\n" if found else "")
    if not found:
        print(f"{len(files)} files: every Qt name exists in PyQt6")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
