# SPDX-License-Identifier: GPL-2.0-or-later
"""The demo's reports on one page: each whole, with headings one step down and names of its own."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "demo_report.py"


@pytest.fixture(scope="module")
def join_reports():
    spec = importlib.util.spec_from_file_location("demo_report", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.join_reports


def report(title: str) -> str:
    warnings = '<section aria-labelledby="warnings"><h2 id="warnings">Varningar</h2></section>'
    body = f"<header><h1>{title}</h1></header><main>{warnings}<h3>Å</h3></main><footer>fot</footer>"
    return f'<!DOCTYPE html>\n<html lang="sv"><head><style>h1 {{}}</style></head>\n<body>{body}</body></html>\n'


def test_every_report_is_there_with_a_link_and_names_of_its_own(join_reports, tmp_path):
    paths = [tmp_path / "skillnader.html", tmp_path / "segregation.html"]
    for path, title in zip(paths, ("Skillnader &amp; kvoter", "Segregation"), strict=True):
        path.write_text(report(title), encoding="utf-8")
    join_reports(paths, tmp_path / "allt.html")
    page = (tmp_path / "allt.html").read_text(encoding="utf-8")
    assert '<li><a href="#skillnader">Skillnader &amp; kvoter</a></li><li><a href="#segregation">' in page
    assert page.count("<article") == page.count("</article>") == 2
    assert "<h2>Segregation</h2>" in page
    assert page.count("<h4>Å</h4>") == 2
    assert '<h3 id="skillnader-warnings">' in page
    assert 'aria-labelledby="segregation-warnings"' in page
    assert page.count("<style>") == page.count("</html>") == 1


def test_a_page_without_a_heading_is_no_report(join_reports, tmp_path):
    (tmp_path / "sida.html").write_text("<html><body>tom</body></html>", encoding="utf-8")
    with pytest.raises(ValueError, match="not a report"):
        join_reports([tmp_path / "sida.html"], tmp_path / "allt.html")
