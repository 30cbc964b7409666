# SPDX-License-Identifier: GPL-2.0-or-later
"""The demo's reports put together on one page: a list of contents, then each report with its headings one step down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

_TITLE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_HEADING = re.compile(r"(</?h)([1-5])\b")
_NAME = re.compile(r'\b(id|aria-labelledby)="([^"]+)"')


def join_reports(paths: Sequence[Path], target: Path) -> None:
    """Write the pages as one, in their order; the style is that of the first. Raises ``ValueError`` for other pages."""
    pages = [path.read_text(encoding="utf-8") for path in paths]
    titles = [_found(_TITLE, page) for page in pages]
    links = "".join(f'<li><a href="#{path.stem}">{title}</a></li>' for path, title in zip(paths, titles, strict=True))
    parts = [
        f'<article id="{path.stem}">{_inner(page, path.stem)}</article>'
        for path, page in zip(paths, pages, strict=True)
    ]
    head, body = pages[0][: pages[0].index("<body>")], "\n".join(parts)
    target.write_text(f"{head}<body>\n<nav><ol>{links}</ol></nav>\n{body}\n</body>\n</html>\n", encoding="utf-8")


def _inner(page: str, name: str) -> str:
    """Return what stands on a page, its headings one step down and its names its own."""
    inner = page[page.index("<body>") + len("<body>") : page.rindex("</body>")]
    inner = inner.replace("<main>", "<div>").replace("</main>", "</div>")
    inner = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", inner)
    return _NAME.sub(lambda found: f'{found[1]}="{name}-{found[2]}"', inner)


def _found(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    if found is None:
        raise ValueError("not a report: it has no heading")
    return found[1].strip()
