# SPDX-License-Identifier: GPL-2.0-or-later
"""The examples of the help pages, run as they stand there: the command works and gives the figures on the page."""

from __future__ import annotations

import html
import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "resources" / "help" / "en").glob("*.html"))
FILES = ("OUTPUT", "OUTPUT_TEMPORAL", "QML_FILE")
"""What the examples write."""


def element(page: str, kind: str) -> str:
    found = re.search(rf'<pre class="{kind}">(.*?)</pre>', page, re.DOTALL)
    assert found, f"the page has no {kind}"
    return html.unescape(found.group(1))


def result_table(page: str) -> list[dict[str, str]]:
    found = re.search(r'<table class="result">(.*?)</table>', page, re.DOTALL)
    if found is None:
        return []
    head, *rows = [
        [html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", found.group(1), re.DOTALL)
    ]
    return [dict(zip(head, row, strict=True)) for row in rows]


def as_shown(value: str, like: str) -> str:
    """Return a value of the output as the page writes it, with as many decimals."""
    if value == "":
        return "–"
    return f"{float(value):.{len(like.partition('.')[2])}f}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_example_gives_what_the_page_shows(qgis_process, rows, tmp_path, path):
    page = path.read_text(encoding="utf-8")
    program, run, algorithm, dashes, *arguments = shlex.split(element(page, "command").replace("\\\n", " "))
    assert (program, run, algorithm, dashes) == ("qgis_process", "run", f"regso:{path.stem}", "--")
    given = dict(argument.split("=", 1) for argument in arguments)
    given |= {name: str(tmp_path / given[name]) for name in FILES if name in given}
    arguments = [f"{name}={value}" for name, value in given.items()]
    results = qgis_process("--json", "run", algorithm, "--", *arguments, cwd=ROOT).results
    shown = dict(line.split(": ") for line in element(page, "result").splitlines())
    for name in {*FILES} & {*shown}:
        assert Path(shown.pop(name)).name == Path(results.pop(name)).name
    numbers = {name: value for name, value in results.items() if value is not None}
    assert shown == {name: value if isinstance(value, str) else f"{value:g}" for name, value in numbers.items()}
    table = result_table(page)
    for row, written in zip(rows(given["OUTPUT"]) if table else [], table, strict=True):
        assert written == {name: as_shown(row[name], text) for name, text in written.items()}
