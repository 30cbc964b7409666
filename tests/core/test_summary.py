# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job, on a world small enough to calculate by hand.

::

    2 km +-----------------------------+
         |     2523R011, no data       |
    1 km +-----+-----+-----+-----+-----+
         |  1  |  2  |  3  |  4  |  5  |
    0 km +-----+-----+-----+-----+-----+
       -2.5  -1.5  -0.5   0.5   1.5   2.5 km

The digits are area types; the codes ascend from west to east. The world lies on the central meridian of SWEREF 99 TM,
where a kilometre in the grid is 1 / 0.9996 km on the ellipsoid.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from scipy import stats

from regso_atlas.plugin.core.area_types import ROWS, label
from regso_atlas.plugin.core.areas import build_areas
from regso_atlas.plugin.core.messages import Cancelled, RegsoError
from regso_atlas.plugin.core.overlay import Kind
from regso_atlas.plugin.core.summarizer import MOST_GROUPS, Batch, Summarizer

ORIGIN = np.array([500_000.0, 6_600_000.0])
KM, KM2 = 1 / 0.9996, 1 / 0.9996**2

CODES = ["0114R001", "0180R001", "0180R002", "1780R001", "2081R001", "2523R011"]
NO_DATA, OUTSIDE = 0, -1

COLUMNS = [
    "area_type",
    "label",
    "area_count",
    "population",
    "area_km2",
    "feature_count",
    "amount",
    "amount_unit",
    "per_1000",
    "per_1000_low",
    "per_1000_high",
    "per_km2",
    "share",
    "population_share",
    "share_difference",
    "location_quotient",
]


def box(west, south, east, north):
    return shapely.box(*(ORIGIN + 1000 * np.array([west, south])), *(ORIGIN + 1000 * np.array([east, north])))


def point(*xy):
    return shapely.Point(ORIGIN + 1000 * np.array(xy))


def points(*where):
    return [point(*xy) for xy in where]


def line(*xy):
    return shapely.LineString(ORIGIN + 1000 * np.array(xy))


def world(population=(1000, 2000, 3000, 4000, 5000, 60), types=(1, 2, 3, 4, 5, None), geometry=None, codes=CODES):
    squares = [box(i - 2.5, 0, i - 1.5, 1) for i in range(5)]
    frame = {"code": codes, "area_type": list(types), "population": list(population)}
    return build_areas(gpd.GeoDataFrame(frame, geometry=geometry or [*squares, box(-2.5, 1, 2.5, 2)], crs="EPSG:3006"))


def summarize(features, areas=None, language="en", unusable=0, **options):
    """Summarise shapely geometries, or (geometry, attributes) pairs."""
    pairs = [pair if isinstance(pair, tuple) else (pair, {}) for pair in features]
    geometry = np.array([g for g, _ in pairs], dtype=object)
    kind = Kind(int(shapely.get_dimensions(geometry[0]))) if pairs else Kind.POINT
    job = Summarizer(areas or world(), kind, **options)
    job.add(Batch(pd.DataFrame([a for _, a in pairs], dtype=object), geometry=geometry, unusable=unusable))
    return job.finish(language)


def column(summary, name):
    """Return a column by area type."""
    return dict(zip(summary.table["area_type"], summary.table[name], strict=True))


def filled(summary, name):
    """Return what is not zero in a column, by area type."""
    return {row: value for row, value in column(summary, name).items() if value != 0}


def close(values):
    # The scale at 2.5 km from the meridian differs from that on it by 8e-8.
    return pytest.approx(values, rel=1e-6, nan_ok=True)


def texts(summary):
    return [str(warning) for warning in summary.warnings]


MANY = [point(-2, 0.5)] * 3 + [point(-1, 0.5)] * 4 + [point(1, 0.5)] * 5 + [point(0, 1.5)] * 2 + [point(0, 3)]
"""3, 4, 0, 5 and 0 points in the types, 2 in no data and 1 outside."""


# The contract


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, COLUMNS),
        ({"group_field": "vägklass"}, ["vägklass", *COLUMNS]),
        (
            {"amount_fields": ("elever", "anställda"), "rate_fields": ("behörighet", "hastighet")},
            [*COLUMNS, "elever_sum", "anställda_sum", "behörighet_mean", "hastighet_mean"],
        ),
        (
            {"group_field": "vägklass", "amount_fields": ("elever",), "rate_fields": ("elever",)},
            ["vägklass", *COLUMNS, "elever_sum", "elever_mean"],
        ),
    ],
)
def test_the_columns_are_those_of_the_contract_in_their_order(options, expected):
    row = {"vägklass": "a", "elever": 1, "anställda": 2, "behörighet": 0.5, "hastighet": 50}
    assert summarize([(point(0, 0.5), row)], **options).table.columns.tolist() == expected
    # Also where nothing came.
    job = Summarizer(world(), Kind.POINT, **options)
    assert job.finish().table.columns.tolist() == expected


@pytest.mark.parametrize("features", [[], [point(0, 0.5)], MANY])
def test_all_seven_rows_are_there_in_their_order(features):
    table = summarize(features).table
    assert table["area_type"].tolist() == list(ROWS) == [1, 2, 3, 4, 5, 0, -1]
    assert table["feature_count"].notna().all()


def test_rows_have_the_names_of_the_types_in_the_user_s_language():
    assert summarize(MANY, language="sv").table["label"].tolist() == [label(row, "sv") for row in ROWS]
    assert summarize(MANY).table["label"].tolist()[0] == "Areas with major socioeconomic challenges"


def test_areas_people_and_ground_stand_in_every_row():
    summary = summarize(MANY)
    assert column(summary, "area_count") == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 0: 1, -1: 0}
    assert column(summary, "population") == close({1: 1000, 2: 2000, 3: 3000, 4: 4000, 5: 5000, 0: 60, -1: np.nan})
    assert column(summary, "area_km2") == close({**dict.fromkeys(range(1, 6), KM2), 0: 5 * KM2, -1: np.nan})


def test_points_are_counted():
    summary = summarize(MANY)
    expected = {1: 3, 2: 4, 3: 0, 4: 5, 5: 0, 0: 2, -1: 1}
    assert column(summary, "amount") == expected
    assert column(summary, "feature_count") == expected
    assert summary.unit == "features"
    assert set(summary.table["amount_unit"]) == {"features"}


def test_rates_per_inhabitant_and_per_km2_by_hand():
    summary = summarize(MANY)
    # 3 per 1,000 people, 4 per 2,000, none per 3,000, 5 per 4,000, none per 5,000, 2 per 60.
    assert column(summary, "per_1000") == close({1: 3.0, 2: 2.0, 3: 0.0, 4: 1.25, 5: 0.0, 0: 2000 / 60, -1: np.nan})
    assert column(summary, "per_km2") == close(
        {1: 3 / KM2, 2: 4 / KM2, 3: 0.0, 4: 5 / KM2, 5: 0.0, 0: 2 / (5 * KM2), -1: np.nan}
    )


def test_intervals_of_rates_are_exact_poisson_limits():
    summary = summarize(MANY)
    low, high = column(summary, "per_1000_low"), column(summary, "per_1000_high")
    # Printed limits of 3 are 0.619 and 8.767, of 0: 0 and 3.689, of 5: 1.623 and 11.668.
    assert (low[1], high[1]) == (pytest.approx(0.619, abs=1e-3), pytest.approx(8.767, abs=1e-3))
    assert (low[3], high[3]) == (0, pytest.approx(3.689 / 3, abs=1e-3))
    assert (low[4], high[4]) == (pytest.approx(1.623 / 4, abs=1e-3), pytest.approx(11.668 / 4, abs=1e-3))
    assert high[2] == pytest.approx(stats.chi2.ppf(0.975, 10) / 2 / 2)
    assert np.isnan([low[-1], high[-1]]).all()


@pytest.mark.parametrize("feature", [line((-2, 0.5), (-1, 0.5)), box(-2, 0.2, -1, 0.4)])
def test_lengths_and_areas_have_no_count_interval(feature):
    table = summarize([feature]).table
    assert table["per_1000_low"].isna().all()
    assert table["per_1000_high"].isna().all()
    assert table["per_1000"].iloc[0] > 0


def test_shares_are_of_what_lies_inside_areas_with_a_type():
    summary = summarize(MANY)
    assert column(summary, "share") == close({1: 3 / 12, 2: 4 / 12, 3: 0, 4: 5 / 12, 5: 0, 0: np.nan, -1: np.nan})
    assert column(summary, "population_share") == close(
        {1: 1 / 15, 2: 2 / 15, 3: 3 / 15, 4: 4 / 15, 5: 5 / 15, 0: np.nan, -1: np.nan}
    )
    assert summary.table["share"].sum() == pytest.approx(1)
    assert summary.table["population_share"].sum() == pytest.approx(1)
    assert column(summary, "share_difference")[1] == pytest.approx(3 / 12 - 1 / 15)
    # A quarter of the points and a fifteenth of the people: 3.75 times as much as its people's share.
    assert column(summary, "location_quotient") == close(
        {1: 3.75, 2: 2.5, 3: 0, 4: (5 / 12) / (4 / 15), 5: 0, 0: np.nan, -1: np.nan}
    )


def test_totals_tie():
    totals = summarize(MANY, unusable=4).totals
    assert (totals.features, totals.inside, totals.outside, totals.unusable) == (19, 14, 1, 4)
    assert (totals.amount, totals.inside_amount, totals.outside_amount) == (15, 14, 1)
    assert totals.tie


def test_totals_that_do_not_tie_say_so():
    totals = summarize(MANY).totals
    assert not type(totals)(**{**vars(totals), "inside": 13}).tie
    assert not type(totals)(**{**vars(totals), "outside_amount": 1.1}).tie


# Points


@pytest.mark.parametrize(
    ("where", "row"),
    [
        ((-1.5, 0.5), 1),  # between 1 and 2
        ((0.5, 0.5), 3),  # between 3 and 4
        ((-1.5, 1.0), 1),  # the corner of 1, 2 and no data
        ((0.5, 1.0), 3),  # the corner of 3, 4 and no data
        ((2.0, 1.0), 5),  # between 5 and no data
        ((2.5, 0.5), 5),  # the outer border
        ((0, 2), NO_DATA),
        ((0, 2.001), OUTSIDE),
    ],
)
def test_a_point_on_a_border_or_corner_is_counted_once_by_the_lowest_code(where, row):
    summary = summarize([point(*where)])
    assert filled(summary, "feature_count") == {row: 1}
    assert filled(summary, "amount") == {row: 1}


def test_where_the_codes_descend_the_border_belongs_to_the_other_side():
    codes = ["0180R006", "0180R005", "0180R004", "0180R003", "0180R002", "0180R001"]
    assert filled(summarize([point(-1.5, 0.5)], world(codes=codes)), "amount") == {2: 1}


def test_parts_of_a_multi_point_share_its_count():
    visited = shapely.MultiPoint(points((-2, 0.5), (-1.9, 0.5), (0, 0.5), (9, 9)))
    summary = summarize([visited, point(-2, 0.1)])
    assert filled(summary, "amount") == {1: 1.5, 3: 0.25, OUTSIDE: 0.25}
    assert filled(summary, "feature_count") == {1: 2, 3: 1, OUTSIDE: 1}
    assert (summary.totals.features, summary.totals.inside, summary.totals.outside) == (2, 2, 0)
    assert (summary.totals.amount, summary.totals.inside_amount) == (2, 1.75)


# Lines


@pytest.mark.parametrize(
    ("road", "kilometres"),
    [
        pytest.param([(-2.5, 0.5), (2.5, 0.5)], {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}, id="through five areas"),
        pytest.param([(-3, 0.5), (3, 0.5)], {1: 1, 2: 1, 3: 1, 4: 1, 5: 1, OUTSIDE: 1}, id="and beyond"),
        pytest.param([(-1.5, 0.1), (-1.5, 0.9)], {1: 0.8}, id="along the border of 1 and 2"),
        pytest.param([(-1.5, 0.9), (-1.5, 0.1)], {1: 0.8}, id="along it the other way"),
        pytest.param([(-2.5, 1), (2.5, 1)], {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}, id="along no data"),
        pytest.param([(-2.5, 2), (2.5, 2)], {NO_DATA: 5}, id="along the outer border"),
        pytest.param([(-1, 0.5), (-1.5, 0.5), (-1, 0.5)], {2: 1}, id="out to the border and back"),
        pytest.param([(-2, 0.5), (-1, 0.5), (-2, 0.5)], {1: 1, 2: 1}, id="out over the border and back"),
        pytest.param([(-2, 0.2), (-1, 0.2), (-1, 0.7), (-2, 0.7), (-2, 0.2)], {1: 1.5, 2: 1.5}, id="a ring"),
        pytest.param(
            [(-1.9, 0.2), (-1.1, 0.8), (-1.1, 0.2), (-1.9, 0.8)], {1: 1.0, 2: 1.6}, id="crosses itself on a border"
        ),
        pytest.param([(-2, 1.5), (-2, 0.5), (0, 0.5), (0, 1.5)], {1: 1, 2: 1, 3: 1, NO_DATA: 1}, id="in and out"),
    ],
)
def test_every_kilometre_of_a_line_is_counted_once(road, kilometres):
    summary = summarize([line(*road)])
    assert filled(summary, "amount") == close({row: km * KM for row, km in kilometres.items()})
    assert filled(summary, "feature_count") == dict.fromkeys(kilometres, 1)
    assert summary.unit == "km"
    assert summary.totals.amount == close(sum(kilometres.values()) * KM)
    assert summary.totals.tie


def test_a_line_through_a_hole_is_not_in_the_area_around_it():
    lake = box(-2.2, 0.3, -1.8, 0.7)
    squares = [box(-2.5, 0, -1.5, 1).difference(lake), lake]
    areas = world(population=(10, 10), types=(1, 2), geometry=squares, codes=CODES[:2])
    assert filled(summarize([line((-2.5, 0.5), (-1.5, 0.5))], areas), "amount") == close({1: 0.6 * KM, 2: 0.4 * KM})
    without = world(population=(10,), types=(1,), geometry=squares[:1], codes=CODES[:1])
    through = summarize([line((-2.5, 0.5), (-1.5, 0.5))], without)
    assert filled(through, "amount") == close({1: 0.6 * KM, OUTSIDE: 0.4 * KM})


def test_a_line_without_length_is_a_feature_with_zero_kilometres():
    summary = summarize(
        [(line((0, 0.5), (0, 0.5)), {"olyckor": 7, "hastighet": 50})],
        amount_fields=("olyckor",),
        rate_fields=("hastighet",),
    )
    assert filled(summary, "feature_count") == {3: 1}
    assert filled(summary, "amount") == {}
    assert filled(summary, "olyckor_sum") == {3: 7}
    assert summary.table["hastighet_mean"].isna().all()
    assert summary.table["share"].isna().all()
    assert summary.totals.inside == 1


def test_a_line_that_enters_several_areas_of_a_type_is_one_feature_of_the_type():
    areas = world(types=(1, 1, 3, 1, 5, None))
    summary = summarize([line((-2.5, 0.5), (2.5, 0.5)), line((-2, 0.5), (-1, 0.5))], areas)
    assert filled(summary, "feature_count") == {1: 2, 3: 1, 5: 1}
    assert filled(summary, "amount") == close({1: 4 * KM, 3: KM, 5: KM})
    assert summary.areas["feature_count"].tolist() == [2, 2, 1, 1, 1, 0]


def test_a_line_that_leaves_the_areas_is_inside_with_what_lies_inside():
    totals = summarize([line((2, 0.5), (3, 0.5)), line((3, 0.5), (4, 0.5))]).totals
    assert (totals.features, totals.inside, totals.outside) == (2, 1, 1)
    assert (totals.inside_amount, totals.outside_amount) == (close(0.5 * KM), close(1.5 * KM))


# Polygons


def test_a_polygon_that_contains_whole_areas_gives_each_its_ground():
    summary = summarize([box(-3, -1, 3, 3)])
    assert filled(summary, "amount") == close({**dict.fromkeys(range(1, 6), KM2), NO_DATA: 5 * KM2, OUTSIDE: 14 * KM2})
    assert set(filled(summary, "feature_count").values()) == {1}
    assert summary.unit == "km²"
    assert column(summary, "per_km2")[1] == pytest.approx(1)


def test_overlapping_areas_share_nothing():
    overlap = [box(-2.5, 0, -1.5, 1), box(-2, 0, -1, 1)]
    areas = world(population=(10, 10), types=(1, 2), geometry=overlap, codes=CODES[:2])
    assert any("overlap" in str(warning) for warning in areas.warnings)
    assert filled(summarize([box(-3, 0, -1, 1)], areas), "amount") == close({1: KM2, 2: 0.5 * KM2, OUTSIDE: 0.5 * KM2})
    assert filled(summarize([line((-2.5, 0.5), (-1, 0.5))], areas), "amount") == close({1: KM, 2: 0.5 * KM})
    assert filled(summarize([point(-1.7, 0.5)], areas), "amount") == {1: 1}


def test_what_lies_in_a_gap_is_outside():
    apart = [box(-2.5, 0, -1.5, 1), box(-1, 0, 0, 1)]
    areas = world(population=(10, 10), types=(1, 2), geometry=apart, codes=CODES[:2])
    summary = summarize([line((-2, 0.5), (-0.5, 0.5))], areas)
    assert filled(summary, "amount") == close({1: 0.5 * KM, 2: 0.5 * KM, OUTSIDE: 0.5 * KM})


# Groups


def group(where, value):
    return point(*where), {"klass": value}


def test_groups_have_seven_rows_each_and_null_is_a_group_of_its_own_and_last():
    summary = summarize(
        [group((-2, 0.5), "väg"), group((-1, 0.5), None), group((-2, 0.4), "järnväg"), group((9, 9), np.nan)],
        group_field="klass",
    )
    assert summary.table["klass"].iloc[::7].tolist() == ["järnväg", "väg", None]
    assert len(summary.table) == 3 * 7
    counts = summary.table["amount"].to_numpy().reshape(3, 7)
    assert counts[0].tolist() == counts[1].tolist() == [1, 0, 0, 0, 0, 0, 0]
    assert counts[2].tolist() == [0, 1, 0, 0, 0, 0, 1]
    assert summary.totals.features == 4


def test_shares_are_of_the_own_group():
    many = [group((-2, 0.5), "a")] * 3 + [group((-1, 0.5), "a")] + [group((-1, 0.5), "b")] * 5
    table = summarize(many, group_field="klass").table
    assert table.loc[table["klass"] == "a", "share"].tolist()[:2] == [0.75, 0.25]
    assert table.loc[table["klass"] == "b", "share"].tolist()[:2] == [0, 1]


def test_an_empty_text_and_a_zero_are_groups_like_others():
    summary = summarize([group((0, 0.5), "b"), group((0, 0.5), ""), group((0, 0.5), "a")], group_field="klass")
    assert summary.table["klass"].iloc[::7].tolist() == ["", "a", "b"]
    summary = summarize([group((0, 0.5), 3), group((0, 0.5), 0), group((0, 0.5), -1)], group_field="klass")
    assert summary.table["klass"].iloc[::7].tolist() == [-1, 0, 3]
    summary = summarize([group((0, 0.5), 3), group((0, 0.5), "tre"), group((0, 0.5), None)], group_field="klass")
    assert summary.table["klass"].iloc[::7].tolist() == [3, "tre", None]


def test_groups_may_come_in_different_batches():
    job = Summarizer(world(), Kind.POINT, group_field="klass")
    for value in ("väg", "järnväg", None, "väg"):
        job.add(Batch(pd.DataFrame({"klass": [value]}, dtype=object), geometry=np.array([point(0, 0.5)])))
    summary = job.finish()
    assert summary.table.loc[summary.table["area_type"] == 3, ["klass", "amount"]].to_numpy().tolist() == [
        ["järnväg", 1.0],
        ["väg", 2.0],
        [None, 1.0],
    ]


def test_more_than_a_thousand_groups_are_refused():
    job = Summarizer(world(), Kind.POINT, group_field="klass")
    where = np.array([point(0, 0.5)] * MOST_GROUPS)
    assert MOST_GROUPS == 1000
    job.add(Batch(pd.DataFrame({"klass": range(1000)}, dtype=object), geometry=where))
    with pytest.raises(RegsoError, match="klass has more than 1000 different values"):
        job.add(Batch(pd.DataFrame({"klass": [None]}, dtype=object), geometry=where[:1]))


@pytest.mark.parametrize("name", ["label", "Amount", "area_type", "elever_sum"])
def test_a_group_field_named_like_a_column_of_the_result_is_refused(name):
    with pytest.raises(RegsoError, match=f"The group field {name} has the same name as a column"):
        Summarizer(world(), Kind.POINT, group_field=name, amount_fields=("elever",))


# Amounts and rates


def test_an_amount_is_split_with_its_feature():
    roads = [
        (line((-2.5, 0.5), (-0.5, 0.5)), {"fordon": 100}),  # half in 1, half in 2
        (line((-1, 0.5), (1, 0.5)), {"fordon": 40}),  # a quarter in 2, half in 3, a quarter in 4
        (line((2, 0.5), (3, 0.5)), {"fordon": 10}),  # half in 5, half outside
        (line((0, 0.2), (0, 0.3)), {"fordon": None}),
    ]
    summary = summarize(roads, amount_fields=("fordon",))
    assert column(summary, "fordon_sum") == close({1: 50, 2: 60, 3: 20, 4: 10, 5: 5, 0: 0, -1: 5})
    assert summary.table["fordon_sum"].sum() == pytest.approx(150)


def test_an_amount_of_points_and_polygons_is_split_too():
    visited = shapely.MultiPoint(points((-2, 0.5), (0, 0.5)))
    assert filled(summarize([(visited, {"elever": 10})], amount_fields=("elever",)), "elever_sum") == {1: 5, 3: 5}
    wide = summarize([(box(-2, 0, 1, 1), {"ytor": 60})], amount_fields=("ytor",))
    assert filled(wide, "ytor_sum") == close({1: 10, 2: 20, 3: 20, 4: 10})


def test_a_rate_is_averaged_by_what_lies_in_the_area_and_skips_null():
    roads = [
        (line((-2.5, 0.5), (-0.5, 0.5)), {"hastighet": 50}),  # 1 km in 1, 1 km in 2
        (line((-1, 0.4), (0, 0.4)), {"hastighet": 80}),  # 0.5 km in 2, 0.5 km in 3
        (line((-0.4, 0.3), (0.4, 0.3)), {"hastighet": None}),
    ]
    summary = summarize(roads, rate_fields=("hastighet",))
    assert column(summary, "hastighet_mean") == close(
        {1: 50, 2: (1 * 50 + 0.5 * 80) / 1.5, 3: 80, 4: np.nan, 5: np.nan, 0: np.nan, -1: np.nan}
    )


def test_a_rate_of_points_counts_every_point_alike():
    schools = [(point(-2, 0.5), {"andel": value}) for value in (10, 20, 60, None)]
    assert column(summarize(schools, rate_fields=("andel",)), "andel_mean")[1] == pytest.approx(30)


def test_a_rate_that_is_null_everywhere_is_empty_and_said():
    summary = summarize([(point(0, 0.5), {"andel": None})] * 3, rate_fields=("andel",))
    assert summary.table["andel_mean"].isna().all()
    assert summary.areas["andel_mean"].isna().all()
    assert any("andel has no values at all" in text for text in texts(summary))


def test_numbers_as_text_are_read_and_what_is_no_number_is_said():
    rows = [(point(0, 0.5), {"elever": value}) for value in ("10", "5.5", "okänt", None)]
    summary = summarize(rows, amount_fields=("elever",))
    assert filled(summary, "elever_sum") == {3: 15.5}
    assert "The field elever holds 1 value that is not numbers; it was left out." in texts(summary)


# Population, and what is missing


def test_zero_population_is_not_zero_risk():
    summary = summarize(MANY, world(population=(0, 2000, 3000, 4000, 5000, 60)))
    table = summary.table.set_index("area_type")
    assert table.loc[1, "population"] == 0
    assert table.loc[1, ["per_1000", "per_1000_low", "per_1000_high", "location_quotient"]].isna().all()
    assert table.loc[1, "population_share"] == 0
    assert table.loc[1, "share"] == pytest.approx(0.25)
    assert table.loc[1, "per_km2"] == close(3 / KM2)


def test_missing_population_is_missing_in_the_row_of_the_type_and_not_zero():
    summary = summarize(MANY, world(population=(None, 2000, 3000, 4000, 5000, 60)))
    table = summary.table.set_index("area_type")
    assert table.loc[1, ["population", "per_1000", "population_share", "share_difference"]].isna().all()
    assert table.loc[2, "per_1000"] == pytest.approx(2)
    assert table.loc[2, "population_share"] == pytest.approx(2 / 14)


def test_without_any_population_there_are_no_figures_per_inhabitant_and_it_is_said():
    summary = summarize(MANY, world(population=(None,) * 6))
    nothing = ["population", "per_1000", "per_1000_low", "per_1000_high", "population_share", "location_quotient"]
    assert summary.table[nothing].isna().all(axis=None)
    assert summary.table["share"].sum() == pytest.approx(1)
    assert "The areas have no population, so there are no figures per inhabitant." in texts(summary)


def test_a_type_without_areas_has_zeros():
    summary = summarize([point(0, 0.5)], world(types=(1, 1, 3, 4, 4, None)))
    table = summary.table.set_index("area_type")
    assert table.loc[5, ["area_count", "population", "area_km2", "amount", "share"]].tolist() == [0, 0, 0, 0, 0]
    assert table.loc[5, ["per_1000", "per_km2"]].isna().all()


def test_areas_without_a_type_are_a_row_of_their_own_and_it_is_said():
    summary = summarize(MANY)
    assert column(summary, "amount")[NO_DATA] == 2
    assert 'Some features lie in areas without a type; they stand in the row "no data".' in texts(summary)
    assert texts(summarize([point(0, 0.5)])) == []


def test_an_empty_layer_gives_zeros_and_says_so():
    for empty in (summarize([]), Summarizer(world(), Kind.LINE).finish()):
        assert empty.table["amount"].tolist() == [0] * 7
        assert empty.table["feature_count"].tolist() == [0] * 7
        assert empty.table["share"].isna().all()
        assert empty.totals.features == 0
        assert empty.totals.tie
        assert texts(empty) == ["The layer has no features, so every figure is zero."]
    grouped = Summarizer(world(), Kind.LINE, group_field="klass").finish().table
    assert grouped["klass"].tolist() == [None] * 7


def test_features_that_cannot_be_used_are_counted_and_said():
    summary = summarize([point(0, 0.5)], unusable=3)
    assert summary.totals.unusable == 3
    assert summary.totals.features == 4
    assert "3 features could not be used; they are in no row of the table." in texts(summary)


def test_features_that_are_nowhere_on_earth_are_unusable_and_spoil_nothing():
    lost = shapely.LineString([(1e12, 0), (1e12, 500)])
    summary = summarize([(line((0, 0.2), (0, 0.7)), {"x": 1}), (lost, {"x": 5})], amount_fields=("x",))
    assert summary.totals.unusable == 1
    assert summary.totals.tie
    assert filled(summary, "amount") == close({3: 0.5 * KM})
    assert filled(summary, "x_sum") == close({3: 1})


# Tables with area codes


def test_rows_of_a_table_are_counted_where_their_code_says():
    codes = pd.Series(["0114R001", "0114R001", "2523R011", "9999R001", "0180R001", None], dtype=object)
    job = Summarizer(world(), None, group_field="slag", amount_fields=("platser",))
    attributes = pd.DataFrame({"slag": ["vårdcentral"] * 6, "platser": [10, 20, 30, 40, 50, 60]}, dtype=object)
    job.add(Batch(attributes, codes=codes))
    summary = job.finish("sv")
    assert column(summary, "amount") == {1: 2, 2: 1, 3: 0, 4: 0, 5: 0, 0: 1, -1: 2}
    assert column(summary, "platser_sum") == {1: 30, 2: 50, 3: 0, 4: 0, 5: 0, 0: 30, -1: 100}
    assert summary.unit == "features"
    assert (summary.totals.inside, summary.totals.outside) == (4, 2)
    assert "2 rows have a code that no area has and count as outside: 9999R001, NULL" in texts(summary)


def test_a_batch_needs_geometry_or_codes():
    with pytest.raises(TypeError):
        Summarizer(world(), None).add(Batch(pd.DataFrame({"a": [1]})))


# By area


def test_areas_have_the_same_measures_as_types():
    summary = summarize([(line((-2.5, 0.5), (0.5, 0.5)), {"x": 30, "y": 4})], amount_fields=("x",), rate_fields=("y",))
    areas = summary.areas
    assert areas.index.tolist() == CODES
    assert areas["area_type"].tolist() == [1, 2, 3, 4, 5, 0]
    assert areas["amount"].tolist() == close([KM, KM, KM, 0, 0, 0])
    assert areas["x_sum"].tolist() == close([10, 10, 10, 0, 0, 0])
    assert areas["y_mean"].tolist() == close([4, 4, 4, np.nan, np.nan, np.nan])
    assert areas["per_1000"].tolist() == close([KM, KM / 2, KM / 3, 0, 0, 0])
    assert areas["per_km2"].tolist() == close([KM / KM2, KM / KM2, KM / KM2, 0, 0, 0])
    assert areas["feature_count"].tolist() == [1, 1, 1, 0, 0, 0]


def test_the_areas_add_up_over_all_groups():
    summary = summarize([group((-2, 0.5), "a"), group((-2, 0.5), "b"), group((0, 0.5), None)], group_field="klass")
    assert summary.areas["amount"].tolist() == [2, 0, 1, 0, 0, 0]


# Batches


def test_batches_add_up_to_the_same_summary():
    rng = np.random.default_rng(11)
    roads = [line(*rng.uniform([-3, -0.5], [3, 2.5], (4, 2))) for _ in range(60)]
    rows = pd.DataFrame(
        {"klass": rng.choice(["å", "ä", None], 60), "x": rng.uniform(0, 9, 60), "y": rng.uniform(0, 9, 60)}
    ).astype(object)
    options = {"group_field": "klass", "amount_fields": ("x",), "rate_fields": ("y",)}
    whole, parts = (Summarizer(world(), Kind.LINE, **options) for _ in range(2))
    whole.add(Batch(rows, geometry=np.array(roads)))
    for start in range(0, 60, 7):
        stop = min(start + 7, 60)
        parts.add(Batch(rows.iloc[start:stop].reset_index(drop=True), geometry=np.array(roads[start:stop])))
    parts.add(Batch(rows.iloc[:0], geometry=np.array([], dtype=object)))
    one, other = whole.finish(), parts.finish()
    pd.testing.assert_frame_equal(one.table, other.table, rtol=1e-12)
    pd.testing.assert_frame_equal(one.areas, other.areas, rtol=1e-12)
    assert other.totals.tie
    assert other.totals.features == 60
    assert other.table["x_sum"].sum() == pytest.approx(sum(rows["x"]), rel=1e-12)


def test_the_user_can_cancel():
    with pytest.raises(Cancelled):
        Summarizer(world(), Kind.POINT).add(
            Batch(pd.DataFrame(index=[0]), geometry=np.array([point(0, 0)])), cancelled=lambda: True
        )


# Suppression


def test_small_counts_are_empty_in_every_measure_and_protected_by_the_next_smallest():
    features = [(f, {"x": 1, "y": 2}) for f in MANY + [point(0, 0.5)] * 40 + [point(2, 0.5)] * 60]
    summary = summarize(features, min_count=5, amount_fields=("x",), rate_fields=("y",))
    table = summary.table.set_index("area_type")
    # 3, 4, 40, 5, 60 in the types, 2 in no data: 1, 2 and no data are small, and protect each other.
    measures = ["feature_count", "amount", "per_1000", "per_1000_low", "per_1000_high", "per_km2", "x_sum", "y_mean"]
    assert table.loc[[1, 2, 0], measures].isna().all(axis=None)
    assert table.loc[[3, 4, 5], measures].notna().all(axis=None)
    assert table["share"].isna().all()  # no data would be what is inside less the sum that the shares tell
    assert table.loc[-1, "amount"] == 1  # outside points out no area
    assert table["population"].drop(-1).notna().all()
    assert summary.suppressed == 3
    assert "3 rows with fewer than 5 features, or that would reveal such a row, are not shown." in texts(summary)
    assert summary.totals.tie


def test_a_sum_of_features_without_a_value_is_empty_and_said_and_where_nothing_lies_it_is_zero():
    schools = [
        (point(-2, 0.5), {"elever": None}),
        (point(-1, 0.5), {"elever": 7}),
        (point(-0.9, 0.5), {"elever": None}),
    ]
    summary = summarize(schools, amount_fields=("elever",))
    sums = summary.table.set_index("area_type")["elever_sum"]
    assert np.isnan(sums[1])
    assert (sums[2], sums[3]) == (7, 0)
    assert any("2 features have no value in the field elever" in text for text in texts(summary))


def test_infinity_is_no_number():
    schools = [(point(-2.5, 0.5), {"elever": np.inf, "betyg": np.inf}), (point(-2.4, 0.5), {"elever": 5, "betyg": 8.0})]
    summary = summarize(schools, amount_fields=("elever",), rate_fields=("betyg",))
    row = summary.table.set_index("area_type").loc[1]
    assert (row["elever_sum"], row["betyg_mean"]) == (5, 8)
    assert any("The field elever holds 1 value that is not numbers" in text for text in texts(summary))
