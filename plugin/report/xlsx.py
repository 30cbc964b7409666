# SPDX-License-Identifier: GPL-2.0-or-later
"""Write an XLSX workbook with the standard library alone: sheets of cells, numbers as numbers, heads that stay.

Neither of the ways at hand does the work: openpyxl comes with the Windows installer but not with Debian's QGIS, and
GDAL's driver gives every column one type, so that a column of numbers could not hold the ``..`` of a hidden cell.
"""

from __future__ import annotations

import math
import re
import uuid
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from ..core.messages import Cancelled, RegsoError

MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
"""What a sheet and a cell can hold."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Style:
    """How a cell looks. ``form``: a number format as Excel writes it in every language, such as ``#,##0.0``."""

    form: str = "General"
    bold: bool = False
    wrap: bool = False
    shaded: bool = False
    right: bool = False
    size: int = 11


PLAIN = Style()
WRAP = Style(wrap=True)
HEAD = Style(bold=True, wrap=True, shaded=True)
NUMBER_HEAD = Style(bold=True, wrap=True, shaded=True, right=True)


@dataclass(frozen=True)
class Cell:
    """A value and how it looks; None is an empty cell."""

    value: str | float | None
    style: Style = PLAIN


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``widths``: of the columns, in characters; ``head``: rows that stay when the rest is scrolled."""

    name: str
    rows: Iterable[Sequence[Cell]]
    widths: tuple[float, ...] = ()
    head: int = 0
    filtered: int = 0
    """How many columns have a filter in the last row of the head."""
    is_wide: bool = True
    """Whether it is printed on landscape paper."""


@dataclass
class _Styles:
    known: dict[Style, int] = field(default_factory=lambda: {PLAIN: 0})

    def number(self, style: Style) -> int:
        return self.known.setdefault(style, len(self.known))


def write_workbook(
    path: str | Path, sheets: Sequence[Sheet], title: str, cancelled: Callable[[], bool] = lambda: False
) -> None:
    """Write a workbook, whole or not at all.

    Raises ``RegsoError`` where it cannot be written, ``Cancelled`` soon after ``cancelled`` answers true.
    """
    target = Path(path)
    part = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        try:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as package:
                _write(package, sheets, title, cancelled)
            part.replace(target)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise RegsoError(
            "The workbook could not be written to {path}. Check that the folder exists and has room, that you may "
            "write there and that the file is not open in another program, or choose another place.",
            path=str(target),
            details=str(error),
        ) from error


def _write(package: zipfile.ZipFile, sheets: Sequence[Sheet], title: str, cancelled: Callable[[], bool]) -> None:
    styles, names = _Styles(), _sheet_names([sheet.name for sheet in sheets])
    filters = []
    for number, sheet in enumerate(sheets, start=1):
        with package.open(f"xl/worksheets/sheet{number}.xml", "w") as file:
            for text in _sheet(sheet, styles, cancelled, is_first=number == 1):
                file.write(text.encode("utf-8"))
        if sheet.filtered and sheet.head:
            where = f"$A${sheet.head}:${column_name(sheet.filtered)}${sheet.head}"
            quoted = "'" + names[number - 1].replace("'", "''") + "'"
            filters.append(
                f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number - 1}" hidden="1">'
                f"{escape(quoted)}!{where}</definedName>"
            )
    numbers = range(1, len(sheets) + 1)
    package.writestr("xl/styles.xml", _style_sheet(list(styles.known)))
    package.writestr("xl/workbook.xml", _workbook(names, filters))
    package.writestr(
        "xl/_rels/workbook.xml.rels",
        _relations(
            [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers] + [("rIdS", "styles", "styles.xml")]
        ),
    )
    package.writestr("_rels/.rels", _package_relations())
    package.writestr("docProps/core.xml", _properties(title))
    package.writestr("[Content_Types].xml", _content_types(len(sheets)))


def column_name(number: int) -> str:
    """Return the letters of a column, 1 for A."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _sheet_names(wanted: list[str]) -> list[str]:
    """Return names that Excel takes: at most 31 characters, no brackets, slashes, colons or wildcards, each once."""
    names: list[str] = []
    for text in wanted:
        plain = " ".join(re.sub(r"[\[\]:*?/\\]+", " ", _clean(text)).split()).strip("'")[:31] or "–"
        name, count = plain, 1
        while name.casefold() in (one.casefold() for one in names):
            count += 1
            name = f"{plain[:27]} {count}"
        names.append(name)
    return names


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)[:LONGEST_TEXT]


def _sheet(sheet: Sheet, styles: _Styles, cancelled: Callable[[], bool], *, is_first: bool) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    selected = ' tabSelected="1"' if is_first else ""
    pane = ""
    if sheet.head:
        pane = f'<pane ySplit="{sheet.head}" topLeftCell="A{sheet.head + 1}" activePane="bottomLeft" state="frozen"/>'
    yield f'<sheetViews><sheetView{selected} workbookViewId="0">{pane}</sheetView></sheetViews>'
    if sheet.widths:
        columns = "".join(
            f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(sheet.widths, 1)
        )
        yield f"<cols>{columns}</cols>"
    yield "<sheetData>"
    for number, row in enumerate(sheet.rows, start=1):
        if number % 500 == 0 and cancelled():
            raise Cancelled
        if number > MOST_ROWS:
            raise RegsoError(
                "The table has more rows than a sheet can hold ({most}). Export the layer in another format, such as "
                "CSV.",
                most=MOST_ROWS,
            )
        cells = "".join(_cell(cell, f"{column_name(n)}{number}", styles) for n, cell in enumerate(row, start=1))
        yield f'<row r="{number}">{cells}</row>'
    yield "</sheetData>"
    if sheet.filtered and sheet.head:
        yield f'<autoFilter ref="A{sheet.head}:{column_name(sheet.filtered)}{sheet.head}"/>'
    direction = "landscape" if sheet.is_wide else "portrait"
    yield f'<pageSetup paperSize="9" orientation="{direction}" fitToHeight="0"/></worksheet>'


def _cell(cell: Cell, place: str, styles: _Styles) -> str:
    value, style = cell.value, styles.number(cell.style)
    look = f' s="{style}"' if style else ""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return f'<c r="{place}"{look}/>' if style else ""
    if isinstance(value, str):
        # as it stands: a text that begins with = is a text, not a formula
        text = escape(_clean(value))
        return f'<c r="{place}"{look} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{place}"{look}><v>{value!r}</v></c>'


def _style_sheet(styles: list[Style]) -> str:
    forms = [form for form in dict.fromkeys(style.form for style in styles) if form != "General"]
    fonts = list(dict.fromkeys((style.size, style.bold) for style in styles))
    written_fonts = "".join(
        f'<font>{"<b/>" if bold else ""}<sz val="{size}"/><name val="Calibri"/><family val="2"/></font>'
        for size, bold in fonts
    )
    looks = []
    for style in styles:
        form = 164 + forms.index(style.form) if style.form in forms else 0
        wrap = ' wrapText="1"' if style.wrap else ""
        right = ' horizontal="right"' if style.right else ""
        looks.append(
            f'<xf numFmtId="{form}" fontId="{fonts.index((style.size, style.bold))}" '
            f'fillId="{2 if style.shaded else 0}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" '
            f'applyFill="1" applyAlignment="1"><alignment vertical="top"{right}{wrap}/></xf>'
        )
    written_forms = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{escape(form)}"/>' for n, form in enumerate(forms)
    )
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
        + (f'<numFmts count="{len(forms)}">{written_forms}</numFmts>' if forms else "")
        + f'<fonts count="{len(fonts)}">{written_fonts}</fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
        '</fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8E8E8"/></patternFill></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(looks)}">{"".join(looks)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _workbook(names: list[str], filters: list[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1)
    )
    defined = f"<definedNames>{''.join(filters)}</definedNames>" if filters else ""
    return f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets>{defined}</workbook>'


def _relations(targets: list[tuple[str, str, str]]) -> str:
    written = "".join(f'<Relationship Id="{n}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for n, kind, to in targets)
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _package_relations() -> str:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/></Relationships>'
    )


def _properties(title: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(_clean(title))}</dc:title><dc:creator>RegSO Atlas</dc:creator></cp:coreProperties>"
    )


def _content_types(sheets: int) -> str:
    parts = [
        ("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml"),
        ("/xl/styles.xml", f"{_TYPE}.styles+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        *((f"/xl/worksheets/sheet{n}.xml", f"{_TYPE}.worksheet+xml") for n in range(1, sheets + 1)),
    ]
    written = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{written}</Types>'
    )
