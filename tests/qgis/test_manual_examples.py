# SPDX-License-Identifier: GPL-2.0-or-later
"""The worked examples of the manual: every figure of their tables, and those in the text, from the algorithms.

A comment before a table says what it shows: ``<!-- demo: layer=… shown=… -->`` is a summary of a layer of the demo,
``demo-areas`` counts areas and people, ``demo-assigned`` gives each feature its area. ``shown`` names the columns after
the first one: a column of the result, ``interval`` for both its ends, ``share:field`` for the share of a sum, and
``column:all``, ``column:field=value`` or ``column@code`` for other rows than those of the table.
"""

from __future__ import annotations

import math
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "sv")
TYPES = (1, 2, 3, 4, 5)
KINDS = (*TYPES, 0, -1)
PERCENT = frozenset({"share", "population_share", "share_difference"})
NOTHING = "–"


def page(language, name="examples"):
    return (ROOT / "docs" / language / f"{name}.md").read_text(encoding="utf-8")


def tables(language):
    """Return kind, settings and rows of the examples' tables."""
    found = []
    for kind, head, table in re.findall(r"<!-- (demo[\w-]*): (.+?) -->\n\n((?:\|.*\n)+)", page(language)):
        settings = dict(part.split("=", 1) for part in head.split())
        rows = [[cell.strip() for cell in row.strip("|\n ").split(" | ")] for row in table.splitlines()[2:]]
        found.append((kind, settings, rows))
    return found


def number(text, language):
    """Return a number that is written in a language, and half of the unit of its last digit."""
    plain = text.replace("%", "").replace("−", "-").strip()
    plain = plain.replace(",", "") if language == "en" else plain.replace(" ", "").replace(",", ".")
    return float(plain), 0.5 * 10.0 ** -len(plain.partition(".")[2])


def is_shown(text, value, language):
    """Whether a cell shows a value, to the digits that it has; a dash where there is none."""
    if isinstance(value, tuple):
        ends = text.split("–")
        if None in value or text == NOTHING:
            return text == NOTHING and None in value
        return len(ends) == 2 and all(is_shown(end, one, language) for end, one in zip(ends, value, strict=True))
    if value is None or text == NOTHING:
        return value is None and text == NOTHING
    shown, half = number(text, language)
    return math.isclose(shown, value, abs_tol=half + 1e-9)


def percent(name, value):
    return None if value is None else 100 * value if name in PERCENT else value


@pytest.fixture
def demo(tmp_path):
    """Give layers of a copy of the demo."""
    copy = shutil.copy(ROOT / "resources" / "demo" / "demo.gpkg", tmp_path / "påhittat.gpkg")
    return lambda layer: f"{copy}|layername={layer}"


@pytest.fixture
def summary(run_algorithm, demo):
    """Summarise a layer of the demo; rows by group (None: everything) and type."""

    def run(layer, group=None, amounts=(), rates=()):
        more = {"AMOUNT_FIELDS": list(amounts), "RATE_FIELDS": list(rates)}
        if group:
            more["GROUP_FIELD"] = group
        return run_algorithm("regso:summarizebyareatype", INPUT=demo(layer), AREAS=demo("omraden"), **more)

    return run


def cells_of_summary(summary, settings):
    """Return the values that a table about a layer must show, row by row."""
    layer, names = settings["layer"], settings["shown"].split(",")
    fields = {name.removeprefix("share:").removesuffix("_sum") for name in names if name.endswith("_sum")}
    means = {name.removesuffix("_mean") for name in names if name.endswith("_mean")}
    field, _, value = settings.get("where", "").partition(":")

    def rows_of(group, its_value):
        run = summary(layer, group, fields, means)
        return run.by_type(**({group: its_value} if group else {}))

    own = rows_of(field, value)

    def cell(name, kind):
        name, _, other = name.partition(":")
        if other.endswith("_sum"):
            whole = math.fsum(own[one][other] for one in TYPES)
            return 100 * own[kind][other] / whole if kind in TYPES else None
        rows = own
        if other == "all":
            rows = rows_of("", "")
        elif other:
            rows = rows_of(*other.split("="))
        if name == "interval":
            return rows[kind]["per_1000_low"], rows[kind]["per_1000_high"]
        return percent(name, rows[kind][name])

    return [[cell(name, kind) for name in names] for kind in KINDS]


def cells_of_areas(run_algorithm, demo, settings):
    """Return the values that a table about areas and people must show."""
    run = run_algorithm("regso:areatypesummary", AREAS=demo("omraden"), LEVEL=settings["level"])
    by_part = {}
    for row in run.rows():
        by_part.setdefault(row["part_code"], {})[row["area_type"]] = row
    found = []
    for kind in KINDS[:-1]:
        names = [name.partition("@")[::2] for name in settings["shown"].split(",")]
        rows = [(name, by_part[code or next(iter(by_part))][kind]) for name, code in names]
        found.append([percent(name, row[name]) for name, row in rows])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_examples_is_what_the_algorithms_give(summary, run_algorithm, demo, language):
    checked = 0
    for kind, settings, rows in tables(language):
        if kind == "demo-assigned":
            continue
        expected = (
            cells_of_summary(summary, settings) if kind == "demo" else cells_of_areas(run_algorithm, demo, settings)
        )
        for row, values in zip(rows, expected, strict=True):
            for text, value in zip(row[1:], values, strict=True):
                assert is_shown(text, value, language), (settings, row, value)
                checked += 1
    assert checked == 7 * (5 + 5 + 2 + 5 + 5 + 5) + 6 * (3 + 4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_office_lies_where_the_example_says(run_algorithm, demo, language):
    ((_, settings, shown),) = (one for one in tables(language) if one[0] == "demo-assigned")
    run = run_algorithm("regso:assignareatype", INPUT=demo(settings["layer"]), AREAS=demo("omraden"))
    offices = {row[settings["name"]]: row for row in run.rows()}
    assert {row[0] for row in shown} == set(offices)
    for name, area, area_type, index in shown:
        row = offices[name]
        assert area == f"{row['area_code']} {row['area_name']}"
        assert int(area_type) == row["area_type"]
        assert is_shown(index, row["area_index"], language)


def test_every_table_of_figures_in_the_examples_is_held():
    for language in LANGUAGES:
        assert len(tables(language)) == len(re.findall(r"^\|---", page(language), re.M)) == 9


def test_a_wrong_figure_is_found():
    """The comparison itself: other digits, another sign, a dash in the place of zero are not the same."""
    assert is_shown("7,116", 7116, "en")
    assert is_shown("7 116", 7116, "sv")
    assert is_shown("−9,2 %", -9.24, "sv")
    assert not is_shown("9.2", -9.24, "en")
    assert not is_shown("9.3", 9.24, "en")
    assert is_shown("0.13–1.22", (0.1299, 1.2209), "en")
    assert not is_shown("0.13–1.22", (0.1299, 1.2509), "en")
    assert is_shown("–", None, "en")
    assert not is_shown("–", 0, "en")
    assert not is_shown("0.00", None, "en")


# In the text ----------------------------------------------------------------------------------------------------------


def written(value, decimals, language):
    text = f"{value:,.{decimals}f}"
    return text if language == "en" else text.replace(",", " ").replace(".", ",")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_has_the_totals_and_the_rate_of_the_demo(summary, language):
    run, text = summary("vardinrattningar"), page(language, "index").replace("{,}", ",")
    totals = re.search(r"\$\$(\d+) = (\d+) .*?\+ (\d+) .*?\+ (\d+) ", text).groups()
    assert [int(n) for n in totals] == [run[name] for name in ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE")]
    worst = run.by_type()[1]
    assert f"{int(worst['amount'])} / {int(worst['population'])} = {written(worst['per_1000'], 3, language)}$" in text
    ends = [written(worst[name], 3, language) for name in ("per_1000_low", "per_1000_high")]
    assert "–".join(ends) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_result_has_the_rates_of_types_3_and_4(summary, language):
    rows, text = summary("vardinrattningar").by_type(), page(language, "result")
    for kind in (3, 4):
        rate, low, high = (
            written(rows[kind][name], 3, language) for name in ("per_1000", "per_1000_low", "per_1000_high")
        )
        assert f"{rate} ({low}–{high})" in text
    shares = [100 * rows[4][name] for name in ("share", "population_share")]
    for value, decimals in ((shares[0], 1), (shares[1], 1), (rows[4]["location_quotient"], 2)):
        assert written(value, decimals, language) in text.replace("{,}", ",")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_roads_add_up_in_the_text_of_the_example(summary, language):
    run, text = summary("vagar"), page(language).replace("{,}", ",")
    for name in ("INSIDE_AMOUNT", "OUTSIDE_AMOUNT", "TOTAL_AMOUNT"):
        assert f"${run[name]:.1f}$".replace(".", "," if language == "sv" else ".") in text
    assert run["TOTAL"] == 905
    assert "905" in text
    local = summary("vagar", "vagklass").by_type(vagklass="Lokalgata")
    share = 100 * local[1]["amount"] / math.fsum(local[kind]["amount"] for kind in TYPES)
    assert written(share, 1, language) + ("%" if language == "en" else " %") in text
    for kind, decimals in ((1, 2), (5, 1)):
        assert f"/ {written(run.by_type()[kind]['area_km2'], decimals, language)} =" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_inhabitants_in_the_text_are_those_of_the_demo(run_algorithm, demo, language):
    rows = run_algorithm("regso:areatypesummary", AREAS=demo("omraden"), LEVEL="country").by_type()
    everybody, typed = (math.fsum(rows[kind]["population"] for kind in kinds) for kinds in ((*TYPES, 0), TYPES))
    text = " ".join(page(language).split())
    for value in (everybody, typed):
        assert written(value, 0, language) in text
