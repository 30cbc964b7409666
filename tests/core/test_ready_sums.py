# SPDX-License-Identifier: GPL-2.0-or-later
"""Sums made by another engine and batches of features become one summary."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from regso_atlas.plugin.core.areas import build_areas
from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.core.overlay import Kind
from regso_atlas.plugin.core.summarizer import MOST_GROUPS, Batch, ReadySums, Summarizer
from regso_atlas.plugin.core.sums import Sums

WEST, EAST, OUTSIDE = 0, 1, 2


@pytest.fixture
def areas():
    """Two squares of 1 km: type 1 with 1,000 people, type 5 with 500."""
    squares = [shapely.box(500_000 + 1000 * i, 6_600_000, 501_000 + 1000 * i, 6_601_000) for i in range(2)]
    frame = {"code": ["0180R001", "0180R002"], "area_type": [1, 5], "population": [1000, 500]}
    return build_areas(gpd.GeoDataFrame(frame, geometry=squares), located=True)


def ready(value="å"):
    """Three clinics in the west (10 and 20 beds, one unknown), one outside (5 beds), one without geometry."""
    sums = Sums(3, ("platser",), ("andel",))
    sums.amount[[WEST, OUTSIDE]] = 3, 1
    sums.features_by_area[[WEST, OUTSIDE]] = 3, 1
    sums.features[1], sums.features[-1] = 3, 1
    sums.summed["platser"][[WEST, OUTSIDE]] = 30, 5
    sums.known["platser"][[WEST, OUTSIDE]] = 2, 1
    sums.weighted["andel"][WEST], sums.weights["andel"][WEST] = 0.5, 1
    return ReadySums({value: sums}, features=5, inside=3, unusable=1, without_value={"platser": 1})


def clinic(x, kind, beds, share):
    attributes = pd.DataFrame({"slag": [kind], "platser": [beds], "andel": [share]}, dtype=object)
    return Batch(attributes, shapely.points([[500_000 + x, 6_600_500]]))


def summarizer(areas):
    return Summarizer(areas, Kind.POINT, group_field="slag", amount_fields=("platser",), rate_fields=("andel",))


@pytest.mark.parametrize("batch_first", [True, False])
def test_sums_of_another_engine_and_features_add_up(areas, batch_first):
    both = summarizer(areas)
    steps = [lambda: both.add(clinic(500, "å", 12, 0.1)), lambda: both.add_ready(ready())]
    for step in steps if batch_first else steps[::-1]:
        step()

    summary = both.finish()

    row = summary.table.set_index("area_type").loc[1]
    assert (row["feature_count"], row["amount"], row["per_1000"]) == (4, 4, 4)
    assert row["platser_sum"] == 42
    assert row["andel_mean"] == pytest.approx((0.5 + 0.1) / 2)
    totals = summary.totals
    assert (totals.features, totals.inside, totals.outside, totals.unusable) == (6, 4, 1, 1)
    assert (totals.amount, totals.inside_amount, totals.outside_amount) == (5, 4, 1)
    assert totals.tie
    assert any("1 feature has no value in the field platser" in str(w) for w in summary.warnings)


def test_groups_of_both_stand_side_by_side(areas):
    both = summarizer(areas)
    both.add(clinic(1500, "ö", 1, None))
    both.add_ready(ready(None))

    table = both.finish().table

    assert list(dict.fromkeys(table["slag"])) == ["ö", None]
    assert table[table["area_type"] == 5]["amount"].tolist() == [1, 0]


def test_what_was_given_is_not_changed(areas):
    given, both = ready(), summarizer(areas)
    both.add_ready(given)
    both.add_ready(given)

    assert both.finish().totals.features == 10
    assert given.sums["å"].amount.tolist() == [3, 0, 1]


def test_too_many_groups_are_refused(areas):
    both, sums = summarizer(areas), ready().sums["å"]

    with pytest.raises(RegsoError, match="more than 1000 different values"):
        both.add_ready(ReadySums(dict.fromkeys(range(MOST_GROUPS + 1), sums), features=1, inside=1))
