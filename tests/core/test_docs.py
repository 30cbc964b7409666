# SPDX-License-Identifier: GPL-2.0-or-later
"""The documents: links lead somewhere, every test that is named exists, and the rules are all there."""

from __future__ import annotations

import ast
import configparser
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
RULES = ROOT / "docs" / "rules.md"
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def without_code(text: str) -> str:
    """Return a document without its blocks of code: what looks like a link there is none."""
    without_fences = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^ {4}.*$", "", without_fences, flags=re.MULTILINE)


def links(path: Path) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", without_code(text_of(path)))


def anchor(heading: str) -> str:
    """Return the anchor that a heading gets: small letters, hyphens for blanks, no other signs."""
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_relative_links_lead_to_a_file_and_a_heading(path):
    for link in links(path):
        if link.startswith("https://"):
            continue
        name, _, place = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), f"{path.name} links to {link}"
        if place:
            headings = re.findall(r"^#+ (.*)$", text_of(target), flags=re.MULTILINE)
            assert place in map(anchor, headings), f"{path.name} links to {link}"


def test_the_documents_link_to_each_other():
    """Every document in docs can be reached from the README."""
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in seen or path.suffix != ".md":
            continue
        seen.add(path)
        waiting += [
            (path.parent / link.partition("#")[0]).resolve()
            for link in links(path)
            if not link.startswith(("https://", "#"))
        ]
    assert set((ROOT / "docs").rglob("*.md")) <= seen


def test_every_rule_names_tests():
    parts = re.split(r"^## ", text_of(RULES), flags=re.MULTILINE)[1:]
    assert [part.split(".")[0] for part in parts] == [str(number) for number in range(1, 11)]
    for part in parts:
        assert len(NAMED_TEST.findall(part)) >= 3, part.splitlines()[0]


def test_every_test_that_the_rules_name_exists():
    for file, name in NAMED_TEST.findall(text_of(RULES)):
        tree = ast.parse(text_of(ROOT / file))
        functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert name in functions, f"{file} has no {name}"


def test_the_change_log_tells_of_the_version_of_the_metadata():
    metadata = configparser.ConfigParser()
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    assert f"## {metadata['general']['version']}\n" in text_of(ROOT / "CHANGELOG.md")


def test_the_house_in_the_design_is_the_house_that_stands():
    design = text_of(ROOT / "docs" / "design.md")
    picture = design.split("```")[1]
    for name in re.findall(r"^    (\w+\.py|\w+/) ", picture, flags=re.MULTILINE):
        assert (ROOT / "plugin" / "core" / name).exists(), name
    for name in re.findall(r"^  (\w+/) ", picture, flags=re.MULTILINE):
        assert (ROOT / "plugin" / name).is_dir(), name
