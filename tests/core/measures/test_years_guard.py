# SPDX-License-Identifier: GPL-2.0-or-later
"""A comparison of years hides small counts from a reader who subtracts years, and ways of holding, from each other."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from regso_atlas.plugin.core.guard import Guard
from regso_atlas.plugin.core.measures.compare_years import EVERY_HOLD, follow_up
from regso_atlas.plugin.core.measures.follow_up import Settings
from regso_atlas.plugin.core.measures.groups import Kind
from regso_atlas.plugin.core.measures.types_by_year import Hold, read_types
from regso_atlas.plugin.core.measures.years_input import Figure, read_year_rows
from regso_atlas.plugin.core.messages import RegsoError

TYPED = ("1", "2", "3", "4", "5")


def compared(counts, types, minimum=5, *, base=0, holds=EVERY_HOLD, kind=Kind.EVENTS, people=1000, given=False):
    """Compare years of areas: ``counts`` and ``types`` (1-5, 0 none), one row for each year from 2015 on."""
    counts, types = np.asarray(counts), np.asarray(types)
    records = [
        {
            "code": f"0180R{area + 1:03}",
            "year": 2015 + year,
            "count": float(counts[year, area]),
            "area_type": int(types[year, area]) or None,
            "population": float(people),
        }
        for year in range(len(counts))
        for area in range(counts.shape[1])
    ]
    table = pd.DataFrame(records)
    if given:
        summed = table.assign(area_type=table["area_type"].fillna(0).astype(int))
        summed = summed.groupby(["year", "area_type"], as_index=False)[["count", "population"]].sum()
        rows, known = read_year_rows(summed, kind=kind, per=1000), None
    else:
        rows = read_year_rows(table.drop(columns="area_type"), kind=kind, per=1000)
        known = read_types(table.drop(columns="count"))
    settings = Settings(Figure.COUNT, kind, 1000.0, guard=Guard(minimum, base))
    return follow_up(rows, known, settings, holds=holds)


def cell(found, group, year=2015, hold="first"):
    table = found.table
    return table[(table["hold"] == hold) & (table["year"] == year) & (table["group"] == group)].iloc[0]


# By hand -------------------------------------------------------------------------------------------------------------


def test_a_small_count_takes_another_type_with_it_and_is_in_no_change():
    found = compared([[3, 40, 60, 50, 70], [30, 45, 61, 50, 70]], [[1, 2, 3, 4, 5]] * 2, holds=(Hold.FIRST,))
    hidden = {(row.year, row.group): row.hidden for row in found.table.itertuples() if row.hidden}
    assert hidden == {
        (2015, "1"): "figure", (2015, "2"): "figure", (2015, "gap"): "figure",
        (2016, "1"): "change", (2016, "2"): "change", (2016, "gap"): "change",
    }  # fmt: skip
    for name in ("amount", "share", "rate", "rate_low", "rate_high"):
        assert np.isnan(cell(found, "1")[name])
    later = cell(found, "1", 2016)
    assert (later["amount"], later["rate"]) == (30, 30)
    assert np.isnan([later[name] for name in ("amount_change", "difference", "ratio", "ratio_high")]).all()
    assert later["differs"] is None
    assert str(later["notes"][0]) == "The change is not shown: the figure of 2015 is hidden."
    assert cell(found, "all", 2016)["amount_change"] == 33
    said = (
        "2 figures of types and years that count fewer than 5, or that would reveal such a count, are not shown, nor "
        "any change from or to them."
    )
    assert said in [str(one) for one in found.warnings]


def test_what_two_ways_of_holding_differ_by_is_hidden_though_no_sum_is_small():
    # One area with 2 events goes from type 2 to type 3: 20 and 30 held first, 18 and 32 held last.
    counts = [[10, 18, 2, 30, 40, 50]] * 2
    found = compared(counts, [[1, 2, 2, 3, 4, 5], [1, 2, 3, 3, 4, 5]])
    for year in (2015, 2016):
        shown = {
            hold: {kind for kind in TYPED if cell(found, kind, year, hold)["hidden"] != "figure"}
            for hold in ("first", "last")
        }
        assert shown["first"] == set(TYPED)
        assert shown["last"] == {"1", "4", "5"}
    alone = compared(counts, [[1, 2, 2, 3, 4, 5], [1, 2, 3, 3, 4, 5]], holds=(Hold.LAST,))
    assert alone.table["hidden"].isna().all()


def test_a_hidden_no_data_takes_all_shares_and_the_sum_of_the_types_with_it():
    found = compared([[30, 40, 60, 50, 70, 3]] * 2, [[1, 2, 3, 4, 5, 0]] * 2, holds=(Hold.FIRST,))
    assert cell(found, "0")["hidden"] == cell(found, "all")["hidden"] == "figure"
    own = found.table[found.table["group"].isin(TYPED)]
    assert own["share"].isna().all()


def test_without_a_threshold_nothing_is_hidden():
    found = compared([[3, 40, 60, 50, 70], [1, 0, 2, 50, 70]], [[1, 2, 3, 4, 5]] * 2, 0)
    assert found.table["hidden"].isna().all()
    assert cell(found, "1")["amount"] == 3
    assert not [one for one in found.warnings if "shown" in str(one)]


@pytest.mark.parametrize(("figure", "kind"), [(Figure.COUNT, Kind.AMOUNT), (Figure.PEOPLE, Kind.AMOUNT)])
def test_a_threshold_for_what_is_no_count_is_refused_rather_than_ignored(figure, kind):
    rows = pd.DataFrame({"area_type": [1, 5] * 2, "year": [2015] * 2 + [2016] * 2, "population": 9.0, "count": 3.0})
    raw = rows if figure is Figure.COUNT else rows.drop(columns="count")
    with pytest.raises(RegsoError, match="only where counts of events or persons"):
        follow_up(read_year_rows(raw, kind=kind, per=1), None, Settings(figure, kind, 1.0, guard=Guard(5)))


# A reader who solves linear programmes -------------------------------------------------------------------------------


class Reader:
    """Knows all that a comparison shows of one year, as linear equations over the areas' counts.

    And how many there are in all, as the summary of that year alone says it, unless they are fewer than the limit.
    """

    def __init__(self, found, counts, types, year, limit):
        self.size = counts.shape[1]
        self.true = counts[year].astype(float)
        everything = np.ones(self.size) * (self.true.sum() >= limit)
        self.equations, self.values, self.hidden, presumed = [everything], [self.true @ everything], [], []
        for hold in found.holds:
            used = {Hold.FIRST: 0, Hold.LAST: -1, Hold.MOVING: year, Hold.GIVEN: year}[hold]
            groups = {str(kind): types[used] == kind for kind in np.unique(types[used])}
            groups["all"] = types[used] > 0
            bare = all(cell(found, name, 2015 + year, hold)["hidden"] == "figure" for name in groups if name != "all")
            for name, members in groups.items():
                self._read(found, hold, name, year, members.astype(float))
                row = cell(found, name, 2015 + year, hold)
                if row["hidden"] == "figure" and name != "all":
                    self.hidden.append(members.astype(float))
                    if not bare and (self.true @ members) > 0:
                        presumed.append(members.astype(float))
        self.presumed = np.array(presumed).reshape(-1, self.size)

    def _read(self, found, hold, name, year, members):
        """Every figure of a row gives the count, or none does; so does a change together with the other year."""
        row, count = cell(found, name, 2015 + year, hold), float(self.true @ members)
        people = 1000.0 * members.sum()
        told = [row["amount"], row["rate"] / 1000 * people]
        base = cell(found, name, 2015, hold)
        if row["hidden"] not in ("figure", "change") and pd.notna(row["amount_change"]):
            told.append(base["amount"] + row["amount_change"])
            told += [] if np.isnan(row["difference"]) else [(base["rate"] + row["difference"]) / 1000 * people]
        elif row["hidden"] in ("figure", "change"):
            assert np.isnan([row["amount_change"], row["difference"], row["ratio"], row["ratio_low"]]).all()
        if row["hidden"] == "figure":
            assert np.isnan([row["amount"], row["share"], row["rate"], row["rate_low"], row["rate_high"]]).all()
            return
        if hold is Hold.GIVEN and np.isnan(row["amount"]):
            return  # a type has no row in the year, so nothing is said of their sum
        assert told == pytest.approx([count] * len(told))
        self.equations.append(members)
        self.values.append(count)
        if name != "all" and row["share"] > 0:
            # a share tells the sum of the types
            everything = cell(found, "all", 2015 + year, hold)
            assert everything["hidden"] != "figure"

    def bounds(self, target):
        def end(sign):
            answer = linprog(
                sign * target,
                A_ub=-self.presumed if len(self.presumed) else None,
                b_ub=-np.ones(len(self.presumed)) if len(self.presumed) else None,
                A_eq=np.array(self.equations),
                b_eq=np.array(self.values),
            )
            return sign * answer.fun if answer.status == 0 else sign * -np.inf

        return end(1), end(-1)


def random_worlds(number, seed):
    """Return counts and types by year and area: few areas and many, sparse and dense, with few and many moves."""
    chances = np.random.default_rng(seed)
    for _ in range(number):
        areas, years = int(chances.integers(4, 16)), int(chances.integers(2, 4))
        types = [chances.integers(0 if chances.random() < 0.3 else 1, 6, areas)]
        for _ in range(years - 1):
            moved = np.clip(types[-1] + chances.integers(-1, 2, areas), 1, 5)
            types.append(np.where((chances.random(areas) < 0.25) & (types[-1] > 0), moved, types[-1]))
        mean = chances.choice([2.0, 6.0, 20.0]) * chances.gamma(0.8, 1.0, size=areas)
        counts = chances.poisson(mean, size=(years, areas))
        if (types[0] > 0).any() and counts.any(axis=1).all():
            yield counts, np.array(types), int(chances.integers(3, 11))


@pytest.mark.parametrize("given", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_no_linear_programme_says_more_of_a_hidden_count_than_the_stated_protection(seed, given):
    attacked = revealing = 0
    for counts, types, limit in random_worlds(12, seed):
        found = compared(counts, types, limit, given=given)
        plain = compared(counts, types, 0, given=given)
        for year in range(len(counts)):
            reader, naive = (Reader(one, counts, types, year, limit) for one in (found, plain))
            # areas that are of one type in every way of holding are one thing to the reader
            ways = [types[0], types[-1], types[year]] if not given else [types[year]]
            parts = [np.all([w == w[area] for w in ways], axis=0).astype(float) for area in range(counts.shape[1])]
            small = [part for part in parts if 0 < counts[year] @ part < limit]
            for target in [*small, *reader.hidden]:
                true = float(counts[year] @ target)
                low, high = reader.bounds(target)
                attacked += 1
                if 0 < true < limit:
                    assert low <= 1 + 1e-6, (counts[year], types, limit, year, target, low, high)
                    assert high >= limit - 1e-6, (counts[year], types, limit, year, target, low, high)
                    plainly = naive.bounds(target)
                    revealing += plainly[0] > 1 + 1e-6 or plainly[1] < limit - 1e-6
                elif true > 0:
                    assert high - low >= limit - 1 - 1e-6, (counts[year], types, limit, year, target, low, high)
    assert attacked > 60
    assert revealing > 20  # without the guard the same reader finds them
