# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of a report as HTML: totals that tie, figures by area type, fields, groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..core.area_types import ROWS, TYPES, label
from . import texts as t
from .content import Content, Row, Sign, Sum, TypeTable, amounts_tie, features_tie
from .language import Language, decimals_for
from .markup import Markup, element, join
from .reading import interval

Cell = tuple[str, str]
"""What a cell says and its class."""


@dataclass(frozen=True)
class Column:
    """A column: its heading, the columns it is grouped with, and what it says of a row."""

    title: str
    group: str
    cell: Callable[[Row], Cell]


def type_table(table: TypeTable, content: Content, caption: str, language: Language) -> Markup:
    """Return the table by area type of everything or of one group."""
    return _write(table, _columns(table, content, language), caption, language)


def fields_table(table: TypeTable, names: tuple[str, ...], caption: str, language: Language) -> Markup:
    """Return the table of sums and means of the layer's fields by area type."""
    columns = []
    for name in names:
        field, _, how = name.rpartition("_")
        title = language(t.SUM_OF if how == "sum" else t.MEAN_OF, field=field)
        decimals = decimals_for(table.column(name), figures=5 if how == "sum" else 4, most=3)
        columns.append(Column(title, "", _number(name, decimals, language)))
    return _write(table, columns, caption, language, kind="figures fields")


def group_matrix(content: Content, caption: str, language: Language) -> Markup:
    """Return one row per group with its amount in every area type, outside the areas and in all."""
    decimals = decimals_for((n for table in content.groups for n in table.column("amount")), figures=5, most=3)
    kinds: tuple[int | Sum, ...] = (*ROWS, Sum.ALL)
    cell = _number("amount", decimals, language)
    head = element(
        "tr",
        element("th", content.group_field, scope="col"),
        [element("th", _short_name(kind, language), scope="col", class_="number") for kind in kinds],
    )
    names = [group_name(table.group, language) for table in content.groups] + [language(t.ALL_ROWS)]
    body = [
        element(
            "tr",
            element("th", name, scope="row"),
            [_td(cell(table.row(kind))) for kind in kinds],
            class_="sum" if table is content.overall else None,
        )
        for name, table in zip(names, (*content.groups, content.overall), strict=True)
    ]
    return scrollable(caption, language, element("thead", head), element("tbody", body))


def group_name(group: object, language: Language) -> str:
    """Return the name of a group as people write it."""
    if group is None:
        return language(t.NO_GROUP)
    if isinstance(group, float) and group.is_integer():
        return str(int(group))
    return str(group) if str(group).strip() else language(t.EMPTY_GROUP)


def totals_table(content: Content, language: Language) -> Markup:
    """Return the totals with a mark for each line: ✓, or a red ✗ with the difference."""
    totals = content.totals
    decimals = decimals_for([totals.amount, totals.inside_amount, totals.outside_amount], figures=15, most=3)

    def line(title: str, numbers: list[str], names: list[str], mark: Cell) -> Markup:
        cells = []
        for number, name in zip(numbers, names, strict=True):
            cells.append(element("td", number, element("code", name) if name else None, class_="number"))
        return element("tr", element("th", title, scope="row"), cells, element("td", mark[0], class_=mark[1]))

    counts = [totals.features, totals.inside, totals.outside, totals.unusable]
    amounts = [totals.amount, totals.inside_amount, totals.outside_amount]
    titles = (t.WHAT, t.TOTAL, t.INSIDE, t.OUTSIDE, t.UNUSABLE, t.CHECK)
    head = element("tr", [element("th", language(title), scope="col") for title in titles])
    rest = totals.features - totals.inside - totals.outside - totals.unusable
    amount_rest = totals.amount - totals.inside_amount - totals.outside_amount
    rows = [
        line(
            language(t.FEATURES),
            [language.number(n) for n in counts],
            ["TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE"],
            _mark(features_tie(totals), language.signed(rest), language),
        ),
        line(
            language(t.AMOUNT_TITLE[content.unit]),
            [language.number(n, decimals) for n in amounts] + [Sign.NOTHING.value],
            ["TOTAL_AMOUNT", "INSIDE_AMOUNT", "OUTSIDE_AMOUNT", ""],
            _mark(amounts_tie(totals), language.signed(amount_rest, 9), language),
        ),
        _rows_line(content, decimals, language),
    ]
    caption = element("caption", language(t.TOTALS_CAPTION))
    return element("table", caption, element("thead", head), element("tbody", rows), class_="totals")


def _rows_line(content: Content, decimals: int, language: Language) -> Markup:
    """Return the line that says whether the rows of the table by type sum to the total."""
    inside = [content.overall.row(kind).values["amount"] for kind in (*TYPES, 0)]
    outside = content.overall.row(-1).values["amount"]
    numbers = [Sign.HIDDEN.value] * 3
    rest = 0.0
    if content.rows_tie is not None:
        sums = [float(part) for part in inside if not isinstance(part, Sign)]
        out = 0.0 if isinstance(outside, Sign) else float(outside)
        numbers = [language.number(n, decimals) for n in (sum(sums) + out, sum(sums), out)]
        rest = content.totals.amount - sum(sums) - out
    mark = _mark(content.rows_tie, language.signed(rest, 9), language)
    cells = [element("td", number, class_="number") for number in (*numbers, Sign.NOTHING.value)]
    title = element("th", language(t.ROWS_SUM), scope="row")
    return element("tr", title, cells, element("td", mark[0], class_=mark[1]))


def _mark(ties: bool | None, difference: str, language: Language) -> Cell:
    if ties is None:
        return language(t.NOT_TESTED), "untested"
    if ties:
        return f"✓ {language(t.TIES)}", "ties"
    return f"✗ {language(t.TIES_NOT, difference=difference)}", "broken"


def _columns(table: TypeTable, content: Content, language: Language) -> list[Column]:
    def column(title: t.Text, group: t.Text, cell: Callable[[Row], Cell]) -> Column:
        return Column(language(title), language(group), cell)

    def number(name: str, figures: int = 3, most: int = 6) -> Callable[[Row], Cell]:
        return _number(name, decimals_for(table.column(name), figures, most), language)

    unit, people = content.unit, content.has_population
    columns = [column(t.AREA_COUNT, t.THE_AREAS, number("area_count"))]
    if people:
        columns.append(column(t.POPULATION, t.THE_AREAS, number("population", 12, 0)))
    columns.append(column(t.AREA_KM2, t.THE_AREAS, number("area_km2", 4, 2)))
    if not content.amount_is_count:
        columns.append(column(t.FEATURE_COUNT, t.THE_LAYER, number("feature_count")))
    columns += [
        column(t.AMOUNT_TITLE[unit], t.THE_LAYER, number("amount", 5, 3)),
        column(t.PER_KM2, t.THE_LAYER, number("per_km2")),
    ]
    if people:
        rates = table.column("per_1000")
        decimals = decimals_for(rates if any(rates) else table.column("per_1000_high"))
        columns.append(column(t.RATE_TITLE[unit], t.PER_1000, _number("per_1000", decimals, language)))
        if unit == "features":
            columns.append(column(t.INTERVAL, t.PER_1000, _interval(decimals, language)))
    columns.append(column(t.SHARE, t.DISTRIBUTION, _percent("share", language)))
    if people:
        columns += [
            column(t.POPULATION_SHARE, t.DISTRIBUTION, _percent("population_share", language)),
            column(t.DIFFERENCE, t.DISTRIBUTION, _percent("share_difference", language, signed=True)),
            column(t.QUOTIENT, t.DISTRIBUTION, _number("location_quotient", 2, language)),
        ]
    return columns


def _number(name: str, decimals: int, language: Language) -> Callable[[Row], Cell]:
    return lambda row: _cell(row, name, lambda value: language.number(value, decimals))


def _percent(name: str, language: Language, *, signed: bool = False) -> Callable[[Row], Cell]:
    write = language.signed if signed else language.number
    return lambda row: _cell(row, name, lambda value: write(100 * value, 1))


def _interval(decimals: int, language: Language) -> Callable[[Row], Cell]:
    return lambda row: _cell(row, "per_1000_high", lambda _: interval(row, decimals, language))


def _cell(row: Row, name: str, write: Callable[[float], str]) -> Cell:
    value = row.values.get(name, Sign.NOTHING)
    if isinstance(value, Sign):
        return value.value, "number sign"
    return write(value), "number"


def _write(table: TypeTable, columns: list[Column], caption: str, language: Language, kind: str = "figures") -> Markup:
    groups = [column.group for column in columns]
    begins = [at == 0 or group != groups[at - 1] for at, group in enumerate(groups)]
    first = element("th", language(t.AREA_TYPE), scope="col", rowspan=2 if any(groups) else None)
    titles = [
        element("th", column.title, scope="col", class_=_class("number", begin))
        for column, begin in zip(columns, begins, strict=True)
    ]
    head = [element("tr", first, titles)]
    if any(groups):
        over = [
            element("th", group, scope="colgroup", colspan=groups.count(group), class_="begin")
            for group in dict.fromkeys(groups)
        ]
        head = [element("tr", first, over), element("tr", titles)]
    body = [
        element(
            "tr",
            _row_head(row.kind, language),
            [_td(column.cell(row), begin) for column, begin in zip(columns, begins, strict=True)],
            class_="sum" if isinstance(row.kind, Sum) else None,
        )
        for row in table.rows
    ]
    return scrollable(caption, language, element("thead", head), element("tbody", body), kind=kind)


def _td(cell: Cell, begin: bool = False) -> Markup:
    text, kind = cell
    return element("td", text, class_=_class(kind, begin))


def _class(kind: str, begin: bool) -> str:
    """Return the classes of a cell; ``begin``: the first of a group of columns."""
    return f"{kind} begin" if begin else kind


def _row_head(kind: int | Sum, language: Language) -> Markup:
    if isinstance(kind, Sum):
        return element("th", language(t.ALL_TYPES if kind is Sum.TYPES else t.ALL_ROWS), scope="row")
    swatch = element("span", class_=f"swatch {swatch_class(kind)}", aria_hidden="true")
    number = element("b", str(kind)) if kind in TYPES else None
    name = f" {label(kind, language.code)}" if number else label(kind, language.code)
    return element("th", element("span", swatch, number, name), scope="row")


def swatch_class(kind: int) -> str:
    """Return the style class that carries the colour of a row."""
    return f"type{kind}" if kind >= 0 else "outside"


def _short_name(kind: int | Sum, language: Language) -> str:
    if isinstance(kind, Sum):
        return language(t.ALL_ROWS)
    return language(t.TYPE_SHORT, number=str(kind)) if kind in TYPES else label(kind, language.code)


def scrollable(caption: str, language: Language, *parts: Markup, kind: str = "figures") -> Markup:
    """Return a table that scrolls sideways on a narrow screen, by keyboard too."""
    table = element("table", element("caption", caption), join(*parts), class_=kind)
    name = f"{language(t.SCROLLABLE)}: {caption}"
    return element("div", table, class_="scroll", role="region", tabindex=0, aria_label=name)
