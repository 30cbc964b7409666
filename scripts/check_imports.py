# SPDX-License-Identifier: GPL-2.0-or-later
"""Check which module imports which: the arrows between the packages, and what QGIS loads at start-up.

Two rules, read from the syntax tree, so that nothing needs to be importable here:

* arrows run one way, ``main → panel → algorithms → {sources, layers, report} → core``; the leaves
  ``settings``, ``i18n`` and ``log`` may be used by everything outside core and load only each other; core
  uses nothing of ours but core, besides the standard library only the scientific packages, never QGIS or Qt;
* nothing that QGIS loads at start-up imports a heavy package at module level, be it through other modules.

Used by ``make check`` (as a script) and by ``tests/core/test_import_directions.py``.
"""

from __future__ import annotations

import ast
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "regso_atlas"
ROOT = Path(__file__).resolve().parent.parent

LEAVES = frozenset({"settings", "i18n", "log"})
#: What each part of ``plugin`` may use besides itself and the leaves.
ARROWS = {
    "main": {"panel", "algorithms", "sources", "layers", "report", "core"},
    "panel": {"algorithms", "sources", "layers", "report", "core"},
    "algorithms": {"sources", "layers", "report", "core"},
    "sources": {"core"},
    "layers": {"core"},
    "report": {"core"},
    "core": set(),
}
#: Besides the standard library; never QGIS or Qt.
ALLOWED_IN_CORE = frozenset({"numpy", "pandas", "shapely", "geopandas", "scipy", "pyproj"})
#: Only inside a function that can do without: a notebook may not have it.
ALLOWED_IN_CORE_WHEN_NEEDED = frozenset({"osgeo"})
HEAVY = frozenset({"pandas", "geopandas", "shapely", "scipy", "matplotlib", "openpyxl", "pyogrio"})
#: Loaded by QGIS at start-up; everything they import at module level counts too.
START_UP_PARTS = frozenset({"main", "algorithms", "layers", "report", "sources", "panel"}) | LEAVES


@dataclass(frozen=True)
class Import:
    """One imported module, absolute, where it stands and whether it is run when the file is loaded."""

    target: str
    line: int
    at_load: bool


@dataclass(frozen=True)
class Finding:
    """A broken rule and where."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


class Modules:
    """The modules of the package under ``root``, by their dotted name as installed."""

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        files = [root / "__init__.py", *sorted((root / "plugin").rglob("*.py"))]
        self.paths = {self._name(path): path for path in files if path.exists()}
        self.imports = {name: list(self._read(name, path)) for name, path in self.paths.items()}

    def relative_path(self, name: str) -> str:
        """Return the path of a module below the root, for messages."""
        return self.paths[name].relative_to(self.root).as_posix()

    def _name(self, path: Path) -> str:
        parts = path.relative_to(self.root).with_suffix("").parts
        return ".".join((PACKAGE, *(part for part in parts if part != "__init__")))

    def _read(self, name: str, path: Path) -> Iterator[Import]:
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        for node, at_load in _walk(tree, at_load=True):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(alias.name, node.lineno, at_load)
            elif isinstance(node, ast.ImportFrom):
                base = _absolute(node, package)
                for alias in node.names:
                    # "from . import codes" names a module, "from .codes import Code" does not
                    whole = f"{base}.{alias.name}"
                    yield Import(whole if whole in self.paths else base, node.lineno, at_load)


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if node.level == 0:
        return node.module or ""
    parents = package.split(".")[: len(package.split(".")) - (node.level - 1)]
    return ".".join([*parents, *([node.module] if node.module else [])])


def _walk(node: ast.AST, *, at_load: bool) -> Iterator[tuple[ast.AST, bool]]:
    """Yield every node and whether it is executed when the module is loaded."""
    for child in ast.iter_child_nodes(node):
        inside_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if isinstance(child, ast.If) and _is_type_checking(child.test):
            for part in child.body:
                yield part, False
                yield from _walk(part, at_load=False)
            for part in child.orelse:
                yield part, at_load
                yield from _walk(part, at_load=at_load)
            continue
        yield child, at_load
        yield from _walk(child, at_load=at_load and not inside_function)


def _is_type_checking(test: ast.expr) -> bool:
    name = test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", "")
    return name == "TYPE_CHECKING"


def part_of(name: str) -> str | None:
    """Return the part of ``plugin`` that a module of ours belongs to; ``""`` for the package's own roots."""
    pieces = name.split(".")
    if pieces[0] != PACKAGE:
        return None
    return pieces[2] if len(pieces) > 2 and pieces[1] == "plugin" else ""


def broken_arrows(modules: Modules) -> Iterator[Finding]:
    """Find imports that go against the arrows, and parts that nobody has given a place."""
    for name, imports in modules.imports.items():
        path, source = modules.relative_path(name), part_of(name)
        if source and source not in ARROWS and source not in LEAVES:
            yield Finding(path, 1, f"plugin.{source} has no place among the arrows")
            continue
        for item in imports:
            target = part_of(item.target)
            if target is None:
                if source == "core" and not _known_to_core(item):
                    yield Finding(path, item.line, f"core imports {item.target}")
            elif item.target not in modules.paths:
                yield Finding(path, item.line, f"imports {item.target}, which does not exist")
            elif not _allowed(source or "", target, at_load=item.at_load):
                yield Finding(path, item.line, f"{source or 'the root'} imports {target or 'the root'} ({item.target})")


def _known_to_core(item: Import) -> bool:
    name = item.target.split(".")[0]
    return (
        name in ALLOWED_IN_CORE
        or name in sys.stdlib_module_names
        or (name in ALLOWED_IN_CORE_WHEN_NEEDED and not item.at_load)
    )


def _allowed(source: str, target: str, *, at_load: bool) -> bool:
    if source == target:
        return True
    if source == "core":
        return False
    if target in LEAVES or target == "":
        return True
    if source in LEAVES:
        return target == "core" and not at_load  # they may speak of its types
    return target == "main" if source == "" else target in ARROWS.get(source, set())


def heavy_at_start_up(modules: Modules) -> Iterator[Finding]:
    """Find heavy packages that are imported when QGIS loads the plugin, with the way they come in."""
    reached: dict[str, str | None] = {}
    queue: deque[str] = deque()

    def reach(name: str, through: str | None) -> None:
        # importing a.b.c runs a and a.b as well
        pieces = name.split(".")
        for length in range(1, len(pieces) + 1):
            module = ".".join(pieces[:length])
            if module in modules.paths and module not in reached:
                reached[module] = through
                queue.append(module)

    for name in modules.paths:
        if part_of(name) in START_UP_PARTS | {""}:
            reach(name, None)
    while queue:
        name = queue.popleft()
        for item in modules.imports[name]:
            if not item.at_load:
                continue
            if item.target.split(".")[0] in HEAVY:
                way = " ← ".join(_way(name, reached))
                text = f"{item.target} is imported when QGIS starts ({way}); import it where it is needed"
                yield Finding(modules.relative_path(name), item.line, text)
            reach(item.target, name)


def _way(name: str, reached: dict[str, str | None]) -> Iterator[str]:
    step: str | None = name
    while step is not None:
        yield step.removeprefix(f"{PACKAGE}.")
        step = reached[step]


def findings(root: Path = ROOT) -> list[Finding]:
    """Return everything that breaks a rule in the checkout at ``root``."""
    modules = Modules(root)
    return list(dict.fromkeys([*broken_arrows(modules), *heavy_at_start_up(modules)]))


def main() -> int:
    found = findings()
    for finding in found:
        print(finding)
    if not found:
        print(f"{len(Modules().paths)} modules: every import follows the arrows")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
