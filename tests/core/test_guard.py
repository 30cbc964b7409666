# SPDX-License-Identifier: GPL-2.0-or-later
"""Everything that a summary shows, read by somebody who wants to know what it hides; and its rounded counts."""

from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from scipy.optimize import linprog

from regso_atlas.plugin.core.area_types import ROWS
from regso_atlas.plugin.core.areas import build_areas
from regso_atlas.plugin.core.measures.disparity import disparity
from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.core.overlay import Kind
from regso_atlas.plugin.core.summarizer import Batch, Summarizer
from regso_atlas.plugin.report.html import render_report
from regso_atlas.plugin.report.provenance import Layer, Provenance
from regso_atlas.plugin.report.workbook import Result, write_result

X, Y = 674_000.0, 6_580_000.0
MEASURES = ["feature_count", "amount", "per_1000", "per_1000_low", "per_1000_high", "per_km2", "fordon_sum"]


def summary_of(counts, types, limit=0, *, base=0, outside=0, unusable=0, fields=False, means=False, without_value=()):
    """Summarise points: ``counts`` by (group, area); every area is a square with a type, 0 for none."""
    counts = np.asarray(counts)
    squares = [shapely.box(X + 100 * i, Y, X + 100 * i + 100, Y + 100) for i in range(len(types))]
    codes = [f"0180R{i + 1:03}" for i in range(len(types))]
    frame = {"code": codes, "area_type": [t or None for t in types], "population": 1000.0}
    areas = build_areas(gpd.GeoDataFrame(frame, geometry=squares, crs="EPSG:3006"))
    group, area = (np.repeat(axis.ravel(), counts.ravel()) for axis in np.indices(counts.shape))
    places = np.append(X + 100 * area + 50, np.full(outside, X - 500.0))
    points = shapely.points(places, np.full(len(places), Y + 50))
    names = [f"väg {g}" for g in group] + ["väg 0"] * outside
    columns = pd.DataFrame({"klass": names}, dtype=object)
    columns["fordon"] = np.arange(len(names)) % 7 + 1.0
    columns.loc[list(without_value), "fordon"] = np.nan
    job = Summarizer(
        areas,
        Kind.POINT,
        group_field="klass" if len(counts) > 1 else None,
        amount_fields=("fordon",) if fields else (),
        rate_fields=("fordon",) if means else (),
        min_count=limit,
        rounding=base,
    )
    job.add(Batch(columns, geometry=np.asarray(points), unusable=unusable))
    return job.finish()


def random_worlds(number, seed):
    """Return counts by group and area, no group empty, and the areas' types."""
    chances = np.random.default_rng(seed)
    while number:
        areas = int(chances.integers(2, 13))
        types = chances.integers(0, 6, areas)
        mean = chances.choice([1.0, 4.0, 12.0]) * chances.gamma(0.8, 1.0, size=(int(chances.choice([1, 2, 4])), areas))
        counts = chances.poisson(mean)
        if types.any() and counts.any(axis=1).all():
            number -= 1
            yield counts, types.tolist()


# What is hidden -------------------------------------------------------------------------------------------------------


class Reader:
    """Knows everything that a summary shows, as linear equations over the cells of groups and types, and areas."""

    def __init__(self, summary, counts, types, rounded=0):
        self.rounded = rounded
        self.groups, self.types = len(counts), sorted(set(types))
        self.of_area = [self.types.index(t) for t in types]
        cells = self.groups * len(self.types)
        self.size = cells + len(types)
        self.true = np.zeros(self.size)
        np.add.at(
            self.true, [g * len(self.types) + t for g in range(self.groups) for t in self.of_area], counts.ravel()
        )
        self.true[cells:] = counts.sum(axis=0)
        self.least, self.hidden = np.zeros(self.size), np.zeros(self.size, dtype=bool)
        self.equations, self.values = [], []
        table = summary.table if "klass" in summary.table else summary.table.assign(klass="väg 0")
        for group in range(self.groups):
            self._read_rows(group, table[(table["klass"] == f"väg {group}") & table["area_type"].isin(self.types)])
        for number, row in enumerate(summary.areas.itertuples()):
            self._read_figures(cells + number, row)
        for place, _ in enumerate(self.types):
            # A type is the sum of its areas, whatever is shown of it.
            members = np.zeros(self.size)
            members[place : cells : len(self.types)] = 1
            members[cells:] = -1.0 * (np.array(self.of_area) == place)
            self._know(members, 0.0)
        if not summary.totals.is_hidden:
            self._know(np.arange(self.size) < cells, summary.totals.inside)
            assert abs(summary.totals.inside - counts.sum()) < max(rounded, 1)
        self._presume(cells)

    def _know(self, members, value):
        self.equations.append(np.asarray(members, dtype=float))
        self.values.append(value)

    def _read_figures(self, unknown, row):
        """Every figure of a row from which its count can be worked out must be hidden with it, or tell the same."""
        count = row.amount if self.rounded else self.true[unknown]
        told = [row.amount, row.feature_count, row.per_1000 * row.population / 1000, row.per_km2 * row.area_km2]
        if np.isnan(row.amount):
            assert all(np.isnan(getattr(row, name)) for name in MEASURES if hasattr(row, name))
            self.hidden[unknown] = True
            return
        told = [figure for figure in told if not np.isnan(figure)]  # an area without people has no rate
        assert told == pytest.approx([count] * len(told))
        self._know(np.arange(self.size) == unknown, row.amount)

    def _read_rows(self, group, rows):
        for row in rows.itertuples():
            self._read_figures(group * len(self.types) + self.types.index(row.area_type), row)
            shares = [
                row.share,
                row.location_quotient * row.population_share,
                row.share_difference + row.population_share,
            ]
            if np.isnan(row.amount):
                assert np.isnan(shares).all()
            elif row.share > 0:
                typed = [group * len(self.types) + place for place, t in enumerate(self.types) if t > 0]
                for share in shares:
                    self._know(np.isin(np.arange(self.size), typed), row.amount / share)

    def _presume(self, cells):
        """Presume that no count of zero is hidden, but where a whole row or column is."""
        table = self.hidden[:cells].reshape(self.groups, -1)
        bare = table.all(axis=1, keepdims=True) | (table.all(axis=0, keepdims=True) & (self.groups > 1))
        own = np.array(self.of_area)
        areas = np.array([self.hidden[cells:][own == place].all() for place in own])
        at_least_one = self.hidden & (self.true > 0) & ~np.append((bare & table).ravel(), areas)
        self.least[at_least_one] = 0.0 if self.rounded else 1.0

    def bounds(self, unknown):
        target = np.zeros(self.size)
        target[unknown] = 1
        box = [(low, None) for low in self.least]
        ends = [linprog(s * target, A_eq=np.array(self.equations), b_eq=self.values, bounds=box) for s in (1, -1)]
        assert ends[0].status == 0, "what the reader knows can be true"
        return ends[0].fun, -ends[1].fun if ends[1].status == 0 else np.inf


@pytest.mark.parametrize("seed", range(4))
def test_nobody_works_out_a_hidden_count_from_everything_that_a_summary_shows(seed):
    attacked = 0
    for counts, types in random_worlds(30, seed):
        limit = 4
        reader = Reader(summary_of(counts, types, limit, outside=2, fields=True), counts, types)
        small = (reader.true > 0) & (reader.true < limit)
        assert reader.hidden[small].all()
        for unknown in np.flatnonzero(reader.hidden):
            low, high = reader.bounds(unknown)
            attacked += 1
            if small[unknown]:
                assert low <= 1 + 1e-6, (counts, types, unknown, low, high)
                assert high >= limit - 1e-6, (counts, types, unknown, low, high)
            else:
                assert high - low >= limit - 1 - 1e-6, (counts, types, unknown, low, high)
    assert attacked > 150


@pytest.mark.parametrize("layer", ["vardinrattningar", "skolor"])
@pytest.mark.parametrize("limit", [3, 5, 8])
def test_nobody_works_out_a_hidden_count_of_the_demo_by_kind_type_and_area(layer, limit):
    demo = Path(__file__).resolve().parents[2] / "resources" / "demo" / "demo.gpkg"
    frame = pyogrio.read_dataframe(demo, layer="omraden").rename(
        columns={"regsokod": "code", "omradestyp": "area_type", "folkmangd": "population"}
    )
    areas = build_areas(frame)
    places = pyogrio.read_dataframe(demo, layer=layer)
    places = places[places.geometry.notna() & ~places.geometry.is_empty]
    kinds = sorted(places[{"vardinrattningar": "typ", "skolor": "huvudman"}[layer]].unique())
    klass = places[{"vardinrattningar": "typ", "skolor": "huvudman"}[layer]].map(kinds.index)

    def run(chosen, **how):
        own = places[chosen]
        attributes = pd.DataFrame({"klass": [f"väg {kind}" for kind in klass[chosen]]}, dtype=object)
        job = Summarizer(areas, Kind.POINT, **how)
        job.add(Batch(attributes, geometry=own.geometry.to_numpy()))
        return job.finish()

    counts = np.array([run(klass == kind).areas["amount"].to_numpy() for kind in range(len(kinds))])
    summary = run(klass >= 0, group_field="klass", min_count=limit)
    reader = Reader(summary, counts, areas.frame["area_type"].tolist())
    assert reader.hidden.any()
    small = (reader.true > 0) & (reader.true < limit)
    for unknown in np.flatnonzero(reader.hidden):
        low, high = reader.bounds(unknown)
        if small[unknown]:
            assert low <= 1 + 1e-6, (unknown, low, high)
            assert high >= limit - 1e-6, (unknown, low, high)
        else:
            assert high - low >= limit - 1 - 1e-6, (unknown, low, high)


def test_areas_of_a_hidden_type_are_hidden_and_small_areas_are_never_alone():
    # Types 1, 1, 2, 2, 2, 3 with 1 + 2, 40 + 3 + 50 and 60 points.
    summary = summary_of([[1, 2, 40, 3, 50, 60]], [1, 1, 2, 2, 2, 3], 5)
    table = summary.table.set_index("area_type")["amount"]
    assert table[[1, 3]].isna().all()  # type 3 protects type 1
    assert table[2] == 93
    hidden = summary.areas["amount"].isna().tolist()
    assert hidden == [True, True, True, True, False, True]
    assert summary.areas["per_1000"].isna().tolist() == hidden
    assert summary.suppressed == 2
    assert any("2 rows with fewer than 5 features" in str(warning) for warning in summary.warnings)


def test_where_fewer_lie_inside_than_the_limit_the_totals_are_not_shown_either():
    summary = summary_of([[1, 2, 0]], [1, 2, 3], 5, outside=40, unusable=3)
    totals = summary.totals
    assert totals.is_hidden
    assert totals.tie
    assert (totals.outside, totals.unusable, totals.outside_amount) == (40, 3, 40)
    assert np.isnan([totals.features, totals.inside, totals.amount, totals.inside_amount]).all()
    assert any("Fewer than 5 features lie inside the areas" in str(warning) for warning in summary.warnings)


@pytest.mark.parametrize("limit", [0, 1])
def test_without_a_limit_everything_is_shown(limit):
    summary = summary_of([[1, 2, 40, 3]], [1, 2, 3, 0], limit)
    assert summary.table["amount"].tolist() == [1, 2, 40, 0, 0, 3, 0]
    assert summary.areas["amount"].tolist() == [1, 2, 40, 3]
    assert summary.suppressed == 0
    assert summary.warnings[0].text.startswith("Some features lie in areas without a type")


# Twins: worlds that differ in what is hidden, and in nothing that is shown --------------------------------------------


def published(summary, path):
    """Return everything that leaves the house: tables, totals, warnings, the report in two languages, the workbook."""
    from openpyxl import load_workbook

    provenance = Provenance(
        title="Vårdcentraler efter områdestyp",
        created=datetime(2026, 3, 1, 14, 5, tzinfo=UTC),
        layer=Layer("Vårdcentraler"),
        areas=Layer("RegSO 2025"),
        min_count=summary.min_count,
        rounding=summary.rounding,
        warnings=tuple(map(str, summary.warnings)),
    )
    t = summary.totals
    hidden = t.is_hidden
    numbers = {
        "TOTAL": None if hidden else t.features,
        "INSIDE": None if hidden else t.inside,
        "OUTSIDE": t.outside,
        "UNUSABLE": t.unusable,
        "TOTAL_AMOUNT": None if hidden else t.amount,
        "INSIDE_AMOUNT": None if hidden else t.inside_amount,
        "OUTSIDE_AMOUNT": t.outside_amount,
    }
    result = Result(summary.table, summary.areas.reset_index(), numbers, min_count=summary.min_count)
    write_result(path, result, provenance, "sv")
    book = load_workbook(path)
    cells = [[cell.value for row in sheet.iter_rows() for cell in row] for sheet in book]
    pages = [render_report(summary, provenance, language) for language in ("sv", "en")]
    return summary.table.to_csv(), summary.areas.to_csv(), str(t), tuple(map(str, summary.warnings)), pages, cells


TWINS = [
    # Type 1 and the smallest other, whose sum is known.
    ([[3, 40, 60, 50, 70, 30]], [[2, 41, 60, 50, 70, 30]], [1, 2, 3, 4, 5, 0]),
    # No data: the shares are hidden with it.
    ([[30, 40, 60, 50, 70, 3]], [[31, 40, 60, 50, 70, 2]], [1, 2, 3, 4, 5, 0]),
    # Two areas of one type.
    ([[3, 20, 60, 50, 70]], [[1, 22, 60, 50, 70]], [1, 1, 1, 2, 3]),
    # A square of two groups and two types.
    ([[3, 40, 60], [80, 20, 90], [85, 75, 65]], [[2, 41, 60], [81, 19, 90], [85, 75, 65]], [1, 2, 3]),
    # So few inside that not even their number is shown.
    ([[1, 2, 0]], [[2, 2, 0]], [1, 2, 3]),
]


@pytest.mark.parametrize(("one", "other", "types"), TWINS)
def test_worlds_that_differ_only_in_hidden_counts_look_the_same_to_the_last_byte(one, other, types, tmp_path):
    summaries = [summary_of(world, types, 5, outside=4, unusable=1) for world in (one, other)]
    seen = [published(summary, tmp_path / f"{at}.xlsx") for at, summary in enumerate(summaries)]
    assert summaries[0].suppressed or summaries[0].areas["amount"].isna().any()
    for first, second in zip(*seen, strict=True):
        assert first == second


# What is rounded ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", [3, 5])
def test_rounded_counts_tie_from_the_whole_to_the_areas_and_the_groups(base):
    for counts, types in random_worlds(40, 9):
        summary = summary_of(counts, types, base=base, outside=4, unusable=2)
        totals, table, areas = summary.totals, summary.table, summary.areas
        assert totals.tie
        assert totals.unusable == 2
        assert totals.features == totals.inside + totals.outside + 2
        by_type = table.groupby("area_type")["amount"].sum()
        assert by_type.drop(-1).sum() == totals.inside == totals.inside_amount
        assert by_type[-1] == totals.outside
        assert (areas.groupby("area_type")["amount"].sum() == by_type[sorted(set(types))]).all()
        assert (table["feature_count"] == table["amount"]).all()
        assert not (table["amount"] % base).any()
        assert not (areas["amount"] % base).any()
        assert (np.abs(areas["amount"].to_numpy() - counts.sum(axis=0)) < base).all()
        assert abs(totals.inside - counts.sum()) < base
        known = table[table["population"] > 0]
        assert np.allclose(known["per_1000"] * known["population"] / 1000, known["amount"])


def test_the_same_points_are_rounded_alike_in_every_run_and_whatever_the_groups():
    counts = np.array([[3, 8, 11, 4, 6], [4, 7, 2, 9, 13]])
    types = [1, 2, 3, 3, 0]
    first, again = (summary_of(counts, types, base=5, outside=3) for _ in range(2))
    assert first.table.equals(again.table)
    assert first.areas.equals(again.areas)
    assert first.totals == again.totals
    together = summary_of(counts.sum(axis=0, keepdims=True), types, base=5, outside=3)
    assert together.areas.equals(first.areas)
    assert together.totals == first.totals
    by_type = first.table.groupby("area_type")["amount"].sum()
    assert (by_type[together.table["area_type"]].to_numpy() == together.table["amount"].to_numpy()).all()


@pytest.mark.parametrize("base", [3, 5])
def test_no_count_is_known_closer_than_to_as_many_values_as_the_base(base):
    """A reader knows every rounded figure, that each true one is less than the base away, and what sums to what."""
    for counts, types in random_worlds(25, 5):
        summary = summary_of(counts, types, base=base)
        kinds = sorted(set(types))
        table = summary.table if "klass" in summary.table else summary.table.assign(klass="väg 0")
        rounded = table[table["area_type"].isin(kinds)].pivot_table("amount", "klass", "area_type")
        # The unknowns: cells, then types, then the whole; cells sum to types and types to the whole.
        shown = np.concatenate([rounded.to_numpy().ravel(), rounded.sum().to_numpy(), [summary.totals.inside]])
        groups, columns = rounded.shape
        cells = groups * columns
        equations = np.zeros((columns + 1, len(shown)))
        for column in range(columns):
            equations[column, column:cells:columns] = 1
            equations[column, cells + column] = -1
        equations[-1, cells:-1], equations[-1, -1] = 1, -1
        box = [(max(value - base + 1, 0), value + base - 1) for value in shown]
        for unknown in range(cells):
            target = np.zeros(len(shown))
            target[unknown] = 1
            ends = [linprog(s * target, A_eq=equations, b_eq=np.zeros(columns + 1), bounds=box) for s in (1, -1)]
            assert -ends[1].fun - ends[0].fun >= base - 1 - 1e-6, (counts, types, unknown)


def test_hiding_and_rounding_go_together():
    summary = summary_of([[3, 41, 62, 53, 74, 30]], [1, 2, 3, 4, 5, 0], 5, base=5)
    table = summary.table.set_index("area_type")["amount"]
    assert table[[1, 2]].isna().all()
    assert not (table.dropna() % 5).any()
    assert summary.suppressed == 2
    assert any("rounded to multiples of 5" in str(warning) for warning in summary.warnings)


def test_sums_and_means_of_fields_do_not_tell_the_rounded_count():
    counts = [[17, 23, 4, 9]]
    exact = summary_of(counts, [1, 2, 3, 4], fields=True, means=True)
    summary = summary_of(counts, [1, 2, 3, 4], base=5, fields=True, means=True)
    first, plain = summary.table.iloc[0], exact.table.iloc[0]
    assert plain["fordon_sum"] / plain["fordon_mean"] == pytest.approx(17)
    assert first["fordon_mean"] == pytest.approx(plain["fordon_mean"], rel=0.005)
    assert first["fordon_mean"] == float(f"{plain['fordon_mean']:.3g}")
    assert first["fordon_sum"] / first["fordon_mean"] == pytest.approx(first["amount"])


def test_kilometres_stay_and_the_number_of_lines_is_rounded():
    squares = [shapely.box(X + 1000 * i, Y, X + 1000 * i + 1000, Y + 1000) for i in range(2)]
    frame = {"code": ["0180R001", "0180R002"], "area_type": [1, 2], "population": 1000.0}
    areas = build_areas(gpd.GeoDataFrame(frame, geometry=squares, crs="EPSG:3006"))
    lines = [shapely.LineString([(X + 500, Y + 10 * i), (X + 1500, Y + 10 * i)]) for i in range(1, 8)]

    def run(base):
        job = Summarizer(areas, Kind.LINE, rounding=base)
        job.add(Batch(pd.DataFrame(index=range(7)), geometry=np.asarray(lines)))
        return job.finish()

    exact, rounded = run(0), run(5)
    assert rounded.table["amount"].equals(exact.table["amount"])
    assert rounded.totals.amount == exact.totals.amount
    assert set(rounded.table["feature_count"][:2]) <= {5, 10}
    assert rounded.totals.inside in (5, 10)


@pytest.mark.parametrize("base", [1, 2, 4, 10, -3])
def test_other_bases_are_refused(base):
    with pytest.raises(RegsoError, match="rounded to 3 or 5"):
        summary_of([[3, 4]], [1, 2], base=base)


def test_every_row_of_a_rounded_table_is_there():
    summary = summary_of([[3, 8], [9, 1]], [1, 2], base=3)
    assert summary.table["area_type"].tolist() == [*ROWS, *ROWS]
    assert summary.table["amount"].notna().all()


# What measures make of a guarded table ---


def test_measures_leave_out_and_name_the_types_that_are_hidden():
    table = summary_of([[3, 40, 60, 50, 70, 30]], [1, 2, 3, 4, 5, 0], 5, outside=2).table
    found = disparity(table)
    rates = found.frame().query("measure == 'rate'")
    assert rates["group_name"].tolist() == ["3", "4", "5"]
    said = [str(warning) for warning in found.warnings]
    for hidden in (1, 2):
        assert any(f"The group {hidden} has no figure" in text for text in said)
    # Of the 32 no percentage is given: it would be one of a total without its hidden parts.
    assert any(text.startswith("32 lie in areas without a type") for text in said)
    assert not any("percent" in text for text in said)


@pytest.mark.parametrize("of", ["table", "areas"])
def test_sums_over_groups_or_areas_never_go_past_a_hidden_part(of):
    counts = [[3, 40, 60, 50, 70, 55], [80, 20, 90, 95, 99, 45]]
    summary = summary_of(counts, [1, 2, 3, 4, 5, 5], 5)
    table = getattr(summary, of).reset_index()
    hidden = set(table.loc[table["amount"].isna(), "area_type"]) - {0, -1}
    found = disparity(table, combine=True)
    shown = {int(group) for group in found.frame().query("measure == 'rate'")["group_name"]}
    assert shown == {1, 2, 3, 4, 5} - hidden
    whole = np.array([np.sum([row[t] for row in counts]) for t in range(5)])
    whole[4] = 55 + 70 + 45 + 99
    people = [1000, 1000, 1000, 1000, 2000]
    for group in shown:
        rate = found.frame().query(f"measure == 'rate' and group_name == '{group}'")["value"].iloc[0]
        # The table by group names the people of a type once for each group.
        times = len(counts) if of == "table" else 1
        assert rate == pytest.approx(1000 * whole[group - 1] / people[group - 1] / times)


def test_a_field_in_which_few_of_many_have_a_value_is_not_shown_at_all():
    counts, types = np.array([[40, 60, 50]]), [1, 2, 3]
    plain = summary_of(counts, types, 5, fields=True, means=True)
    assert plain.table["fordon_sum"].notna().any()
    few = summary_of(counts, types, 5, fields=True, means=True, without_value=range(2, 40))
    for table in (few.table, few.areas):
        assert table[["fordon_sum", "fordon_mean"]].isna().all(axis=None)
        assert table.loc[table["area_type"] > 0, "amount"].dropna().sum() == 150
    assert any("fewer than 5 features have a value in the field fordon" in str(warning) for warning in few.warnings)


@pytest.mark.parametrize("base", [3, 5])
def test_what_is_hidden_and_rounded_is_known_no_closer_than_what_is_only_hidden(base):
    attacked = 0
    for counts, types in random_worlds(40, 77):
        limit = 4
        summary = summary_of(counts, types, limit, base=base)
        exact = Reader(summary_of(counts, types), counts, types)
        reader = Reader(summary, counts, types, rounded=base)
        small = (exact.true > 0) & (exact.true < limit)
        assert reader.hidden[small].all()
        for unknown in np.flatnonzero(small):
            low, high = reader.bounds(unknown)
            attacked += 1
            # The true count is less than the base away from the rounded one.
            assert low - (base - 1) <= 1 + 1e-6, (counts, types, unknown, low, high)
            assert high + (base - 1) >= limit - 1e-6, (counts, types, unknown, low, high)
    assert attacked > 100
