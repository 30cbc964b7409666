# SPDX-License-Identifier: GPL-2.0-or-later
"""From one set of areas to another: shares of ground and people, changed areas, and converted figures.

The small world, in metres from a corner near Siljan, old areas on the left and new ones on the right::

    100 +-------+-------+          +-----+---------+---+
        |  R001 | R002  |          |R001 |  R002   |   |
        |       |       |          |     |         | R4|
      0 +-------+-------+          +-----+---------+---+
        0      100     200         0    80        180 220
"""

import itertools

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from regso_atlas.plugin.core import crosswalk_areas
from regso_atlas.plugin.core.conversion import convert
from regso_atlas.plugin.core.crosswalk import build_crosswalk, changed_areas, compare_areas
from regso_atlas.plugin.core.deso import people_between_editions
from regso_atlas.plugin.core.messages import Cancelled, RegsoError
from regso_atlas.plugin.core.tables import read_table, select_values

X, Y = 498_765.43, 6_745_678.91
KOMMUN = "2085"


def box(west, east, south=0, north=100):
    return shapely.box(X + west, Y + south, X + east, Y + north)


def areas(**polygons) -> gpd.GeoDataFrame:
    """``R001=box(…)`` is 2085R001; a pair (name, box) has a name too."""
    named = {KOMMUN + code: found if isinstance(found, tuple) else (None, found) for code, found in polygons.items()}
    return gpd.GeoDataFrame(
        {"name": [name for name, _ in named.values()]},
        geometry=[polygon for _, polygon in named.values()],
        index=list(named),
        crs="EPSG:3006",
    )


def grid(*cells, crs="EPSG:3006") -> gpd.GeoDataFrame:
    """Cells as (geometry, people)."""
    return gpd.GeoDataFrame({"population": [p for _, p in cells]}, geometry=[g for g, _ in cells], crs=crs)


OLD = areas(R001=box(0, 100), R002=box(100, 200))
NEW = areas(R001=box(0, 80), R002=box(80, 180), R004=box(180, 220))


def rows(crosswalk, *columns) -> dict:
    frame = crosswalk.frame
    assert not frame.duplicated(["from_code", "to_code"]).any()
    return {
        (a and a[4:], b and b[4:]): tuple(values) if len(columns) > 1 else values[0]
        for a, b, *values in frame[["from_code", "to_code", *columns]].itertuples(index=False)
    }


def values(**by_code) -> pd.Series:
    return pd.Series({KOMMUN + code: value for code, value in by_code.items()}, dtype=float)


# Building ------------------------------------------------------------------------------------------------------------


def test_shares_of_ground_by_hand():
    found = build_crosswalk(OLD, NEW)

    shares = rows(found, "area_share_of_from", "area_share_of_to")
    assert list(shares) == [
        ("R001", "R001"), ("R001", "R002"), ("R002", "R002"), ("R002", "R004"), (None, "R004"),
    ]  # fmt: skip
    assert shares["R001", "R001"] == pytest.approx((0.8, 1.0), abs=1e-6)
    assert shares["R001", "R002"] == pytest.approx((0.2, 0.2), abs=1e-6)
    assert shares["R002", "R002"] == pytest.approx((0.8, 0.8), abs=1e-6)
    assert shares["R002", "R004"] == pytest.approx((0.2, 0.5), abs=1e-6)
    # Half of R004 is ground that no old area had.
    assert shares[None, "R004"] == pytest.approx((np.nan, 0.5), abs=1e-6, nan_ok=True)
    assert "1 target area covers ground that no source area has: 2085R004" in map(str, found.warnings)
    assert not found.has_population
    assert found.frame["population"].isna().all()


def test_ground_without_a_new_area_is_kept_as_such():
    found = build_crosswalk(NEW, OLD)

    assert rows(found, "area_share_of_from")["R004", None] == pytest.approx(0.5, abs=1e-6)
    assert "1 source area lies wholly or partly outside all target areas: 2085R004" in map(str, found.warnings)


def test_areas_are_measured_on_the_ellipsoid():
    found = build_crosswalk(OLD, OLD)

    # 10,000 m² of grid near the central meridian, where the scale is 0.9996: 1 / 0.9996² as many on the ellipsoid.
    assert found.areas["km2_from"].tolist() == pytest.approx([0.01 / 0.9996**2] * 2, rel=1e-7)
    assert found.frame["area_km2"].tolist() == pytest.approx([0.01 / 0.9996**2] * 2, rel=1e-7)


def test_other_reference_systems_and_suffixes_of_codes_are_understood():
    new = NEW.to_crs("EPSG:4326")
    new.index = [f"{code}_RegSO2025" for code in new.index]

    found = build_crosswalk(OLD, new)

    assert rows(found, "area_share_of_from")["R001", "R001"] == pytest.approx(0.8, abs=1e-5)


def test_slivers_are_ignored_counted_and_their_shares_go_to_the_rest():
    # The border of R001 lies 5 mm further east: 0.005 % of either area.
    found = build_crosswalk(OLD, areas(R001=box(0, 100.005), R002=box(100.005, 200)))

    assert rows(found, "area_share_of_from", "area_share_of_to") == {
        ("R001", "R001"): (1.0, 1.0),
        ("R002", "R002"): (1.0, 1.0),
    }
    assert len(found.slivers) == 1
    assert found.slivers.loc[0, ["from_code", "to_code"]].tolist() == ["2085R002", "2085R001"]
    assert found.slivers.loc[0, "area_km2"] == pytest.approx(0.5e-6 / 0.9996**2, rel=1e-4)
    assert any(str(warning).startswith("1 sliver") for warning in found.warnings)


def test_without_tolerance_every_piece_stays():
    found = build_crosswalk(OLD, areas(R001=box(0, 100.005), R002=box(100.005, 200)), sliver=0)

    assert ("R002", "R001") in rows(found, "area_share_of_from")
    assert len(found.slivers) == 0


def test_a_small_area_within_a_large_one_is_no_sliver():
    large, small = box(0, 10_000, 0, 10_000), box(50, 51, 50, 51)
    found = build_crosswalk(areas(R001=large), areas(R001=large.difference(small), R002=small))

    assert rows(found, "area_share_of_to")["R001", "R002"] == 1.0


def test_people_on_a_sliver_keep_it():
    new = areas(R001=box(0, 100.005), R002=box(100.005, 200))
    people = grid((shapely.Point(X + 100.002, Y + 50), 30), (shapely.Point(X + 150, Y + 50), 70))

    found = build_crosswalk(OLD, new, people=people)

    assert rows(found, "population_share_of_from")["R002", "R001"] == pytest.approx(0.3)
    assert len(found.slivers) == 0


def test_points_with_people_give_shares_of_people():
    people = grid(
        (shapely.Point(X + 50, Y + 50), 30),
        (shapely.Point(X + 90, Y + 50), 10),
        (shapely.Point(X + 190, Y + 50), 60),
        (shapely.Point(X + 210, Y + 50), 5),
        (shapely.Point(X + 500, Y + 50), 7),
    )

    found = build_crosswalk(OLD, NEW, people=people)

    shares = rows(found, "population", "population_share_of_from", "population_share_of_to")
    assert shares["R001", "R001"] == (30, 0.75, 1.0)
    assert shares["R001", "R002"] == (10, 0.25, 1.0)
    assert shares["R002", "R002"] == (0, 0.0, 0.0)
    assert shares["R002", "R004"] == (60, 1.0, pytest.approx(60 / 65))
    assert shares[None, "R004"] == (5, pytest.approx(np.nan, nan_ok=True), pytest.approx(5 / 65))
    assert found.population_unplaced == pytest.approx(7)
    assert "7 people live outside both sets of areas." in map(str, found.warnings)


def test_people_on_a_border_belong_to_the_lower_code_whatever_the_order_of_the_rows():
    people = grid((shapely.Point(X + 100, Y + 50), 30), (shapely.Point(X + 150, Y + 50), 70))

    found = build_crosswalk(OLD.iloc[::-1], OLD.iloc[::-1], people=people)

    assert rows(found, "population") == {("R001", "R001"): 30, ("R002", "R002"): 70}


def test_people_of_a_cell_are_spread_over_it():
    # 100 people on 60–100: half of the cell in new R001, half in R002; the other cell hangs over the rim.
    people = grid((box(60, 100), 100), (box(190, 210), 8))

    found = build_crosswalk(OLD, NEW, people=people)

    people = rows(found, "population")
    assert people["R001", "R001"] == pytest.approx(50, abs=1e-4)
    assert people["R001", "R002"] == pytest.approx(50, abs=1e-4)
    assert people["R002", "R004"] == pytest.approx(4, abs=1e-4)
    assert people[None, "R004"] == pytest.approx(4, abs=1e-4)
    assert found.frame["population"].sum() == pytest.approx(108, abs=1e-9)


def test_a_table_of_people_by_pair_gives_shares_of_people():
    table = pd.DataFrame(
        [
            ("2085R001", "2085R001", 30.0),
            ("2085R001", "2085R002", 10.0),
            ("2085R002", "2085R099", 6.0),  # no such new area
            (None, None, 2.0),
        ],
        columns=["from_code", "to_code", "population"],
    )

    found = build_crosswalk(OLD, NEW, people=table)

    shares = rows(found, "population_share_of_from")
    assert (shares["R001", "R001"], shares["R001", "R002"], shares["R002", None]) == (0.75, 0.25, 1.0)
    assert found.population_unplaced == 2


def test_cells_without_a_number_are_left_out_and_counted():
    people = grid((shapely.Point(X + 50, Y + 50), 30), (shapely.Point(X + 90, Y + 50), None))

    found = build_crosswalk(OLD, NEW, people=people)

    assert found.frame["population"].sum() == 30
    assert any("1 cell or row of the population has no number" in str(warning) for warning in found.warnings)


def test_invalid_polygons_are_repaired_and_named():
    bow = shapely.Polygon([(X, Y), (X + 100, Y + 100), (X + 100, Y), (X, Y + 100)])

    found = build_crosswalk(OLD, areas(R001=bow))

    assert "1 area had invalid geometry, which was repaired: 2085R001" in map(str, found.warnings)
    assert rows(found, "area_share_of_from")["R001", "R001"] == pytest.approx(0.5, abs=1e-6)


@pytest.mark.parametrize(
    ("old", "options", "text"),
    [
        (OLD.iloc[:0], {}, "is empty"),
        (OLD.set_crs(None, allow_override=True), {}, "no coordinate reference system"),
        (OLD.set_axis(["2085R001", "2085R001"]), {}, "stands on several polygons: 2085R001"),
        (areas(R001=box(0, 1), R002=shapely.Point(X, Y)), {}, "1 area is no polygons.*: 2085R002"),
        (areas(R001=box(0, 1), R002=None), {}, "1 area is no polygons.*: 2085R002"),
        (areas(R001=box(0, 1), R002=shapely.Polygon()), {}, "1 area is no polygons.*: 2085R002"),
        (OLD, {"sliver": 0.2}, "sliver tolerance of 0.2"),
        (OLD, {"people": grid((box(0, 1), -3))}, "negative"),
        (OLD, {"people": grid((box(0, 1), 3)).drop(columns="population")}, "no field “population”"),
        (OLD, {"people": grid((shapely.LineString([(X, Y), (X + 1, Y)]), 3))}, "points or polygons"),
        (OLD, {"people": grid((box(0, 1), 3), (shapely.Point(X, Y), 3))}, "all of one kind"),
        (OLD, {"people": grid((box(0, 1), 3), crs=None)}, "population grid has no coordinate"),
        (OLD, {"people": pd.DataFrame({"population": [1.0], "to_code": ["2085R001"]})}, "lacks from_code"),
    ],
)
def test_what_cannot_be_used_is_refused(old, options, text):
    with pytest.raises(RegsoError, match=text):
        build_crosswalk(old, NEW, **options)


def test_a_frame_without_a_reference_system_can_be_said_to_be_in_sweref():
    bare = [frame.set_crs(None, allow_override=True) for frame in (OLD, NEW, PEOPLE)]

    found = build_crosswalk(bare[0], bare[1], people=bare[2], located=True)

    pd.testing.assert_frame_equal(found.frame, CROSSWALK.frame)
    assert found.polygons.crs is None
    with pytest.raises(RegsoError, match="population grid has no coordinate"):
        build_crosswalk(OLD, NEW, people=bare[2])


def test_polygons_are_those_of_the_target_and_of_what_it_lacks():
    found = build_crosswalk(NEW, OLD).polygons

    assert list(found.index) == ["2085R001", "2085R002", "2085R004"]
    assert found["2085R002"].equals(OLD.geometry["2085R002"])
    assert found["2085R004"].equals(NEW.geometry["2085R004"])


def test_a_polygon_that_is_only_a_line_is_refused():
    line = shapely.Polygon([(X, Y), (X + 100, Y), (X, Y)])

    with pytest.raises(RegsoError, match=r"1 area is no polygons.*: 2085R001"):
        build_crosswalk(OLD, areas(R001=line))


def test_progress_goes_from_nothing_to_all_and_never_back():
    told = []
    people = grid(*((shapely.Point(X + n % 200 + 0.5, Y + 50), 1) for n in range(12_000)))

    build_crosswalk(OLD, NEW, people=people, progress=told.append)

    assert told == sorted(told)
    assert 0 < told[0] < told[-1] == 1
    assert len(told) > 5


# The short cut for areas that are drawn alike ------------------------------------------------------------------------


def the_long_way(monkeypatch, *arguments, **options):
    """Build a crosswalk in which every pair of areas is overlaid."""
    with monkeypatch.context() as patch:
        patch.setattr(crosswalk_areas, "overlapping", lambda polygons: np.ones(len(polygons), dtype=bool))
        return build_crosswalk(*arguments, **options)


def assert_the_same(one, other):
    for name in ("frame", "areas", "slivers"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), check_exact=True)
    assert list(map(str, one.warnings)) == list(map(str, other.warnings))


def test_areas_drawn_alike_are_found_whatever_vertex_comes_first():
    ring = shapely.Polygon([(X + 200, Y), (X + 200, Y + 100), (X + 100, Y + 100), (X + 100, Y)])
    new = areas(R001=shapely.MultiPolygon([box(0, 100)]), R002=ring, R003=box(200, 300))
    old = areas(R001=box(0, 100), R002=box(100, 200), R003=box(200, 300.001))

    same = crosswalk_areas._same_areas(*(crosswalk_areas.prepare_areas(side, [], False) for side in (old, new)))

    assert same.tolist() == [0, 1, -1]


def test_an_area_on_which_another_one_lies_goes_the_long_way(monkeypatch):
    # R000 comes first by its code, and takes 10 m of R001.
    old = areas(R001=box(0, 100), R002=box(100, 200))
    new = areas(R000=box(90, 100), R001=box(0, 100), R002=box(100, 200))

    found = build_crosswalk(old, new)

    shares = rows(found, "area_share_of_from")
    assert shares["R001", "R000"] == pytest.approx(0.1, abs=1e-6)
    assert shares["R001", "R001"] == pytest.approx(0.9, abs=1e-6)
    assert shares["R002", "R002"] == 1
    assert_the_same(found, the_long_way(monkeypatch, old, new))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(0, 30).map(lambda n: n * 10), min_size=2, max_size=8, unique=True).map(sorted),
    st.lists(st.sampled_from([-7.3, -0.004, 0.0, 0.0, 0.0, 0.002, 5.1]), min_size=8, max_size=8),
    st.booleans(),
)
def test_the_short_cut_and_the_long_way_agree_to_the_last_digit(edges, moves, lapped):
    old = cut(edges, "2081")
    moved = [max(0.0, edge + move) for edge, move in zip(edges, moves, strict=False)]
    new = cut(sorted(moved), "2081")
    new = new[new.area > 0]
    if lapped and len(new):
        lapping = gpd.GeoDataFrame(geometry=[new.geometry.iloc[0].buffer(3)], index=["2081R099"], crs=new.crs)
        new = pd.concat([new, lapping])
    if len(new) == 0:
        return

    with pytest.MonkeyPatch.context() as patch:
        assert_the_same(build_crosswalk(old, new), the_long_way(patch, old, new))


def test_a_crosswalk_can_be_cancelled():
    with pytest.raises(Cancelled):
        build_crosswalk(OLD, OLD, cancelled=lambda: True)
    with pytest.raises(Cancelled):
        build_crosswalk(OLD, NEW, cancelled=lambda: True)


# Changed areas -------------------------------------------------------------------------------------------------------


def test_changed_new_ceased_and_renamed_areas_are_told_apart():
    old = areas(
        R001=("Ludvika–Öster ", box(0, 100)),
        R002=("Marnäs", box(100, 200)),
        R003=("Håksberg", box(200, 300)),
        R005=("Fredriksberg", box(300, 400)),
    )
    new = areas(
        R001=("Ludvika-öster", box(0, 100.05)),
        R002=("Marnäs", box(100.05, 280)),
        R004=("Grängesberg", box(280, 300)),
        R005=("Säfsen", box(300, 400)),
    )

    found = changed_areas(build_crosswalk(old, new))

    assert found["change"].to_dict() == {
        "2085R003": "ceased", "2085R004": "new", "2085R002": "changed", "2085R005": "renamed",
    }  # fmt: skip
    changed = found.loc["2085R002"]
    # Lost 0.05 of 100 m, gained 80 m; now 179.95 m wide.
    assert changed["changed_share"] == pytest.approx(80.05 / 179.95, rel=1e-6)
    assert changed["lost_share"] == pytest.approx(0.0005, rel=1e-4)
    assert changed["gained_share"] == pytest.approx(80 / 179.95, rel=1e-6)
    # R001 is 0.05 % another, and its name differs in a dash, a blank and a capital only.
    assert "2085R001" not in found.index
    assert changed_areas(build_crosswalk(old, new), tolerance=0.0004).loc["2085R001", "change"] == "changed"
    assert found.loc["2085R005", ["name_from", "name_to"]].tolist() == ["Fredriksberg", "Säfsen"]


def test_a_changed_area_can_be_renamed_too():
    found = changed_areas(build_crosswalk(areas(R001=("Berget", box(0, 100))), areas(R001=("Backen", box(0, 90)))))

    assert found.loc["2085R001", ["change", "renamed"]].tolist() == ["changed", True]


def test_where_one_side_is_a_part_of_the_country_the_rest_has_neither_ceased_nor_is_new():
    country = areas(R001=box(0, 100), R002=box(100, 200), R003=box(200, 300))
    part = areas(R002=box(90, 200))

    there, back = (compare_areas(build_crosswalk(*sides)) for sides in ((country, part), (part, country)))

    assert there["change"].tolist() == back["change"].tolist() == ["outside", "changed", "outside"]
    assert there["changed_share"].isna().tolist() == [True, False, True]
    assert changed_areas(build_crosswalk(country, part)).index.tolist() == ["2085R002"]


def test_equal_sets_have_no_changed_areas():
    assert changed_areas(build_crosswalk(OLD, OLD)).empty


# Converting ----------------------------------------------------------------------------------------------------------

PEOPLE = grid(
    (shapely.Point(X + 50, Y + 50), 30),
    (shapely.Point(X + 90, Y + 50), 10),
    (shapely.Point(X + 120, Y + 50), 20),
    (shapely.Point(X + 190, Y + 50), 40),
)
CROSSWALK = build_crosswalk(OLD, NEW, people=PEOPLE)
BACK = build_crosswalk(NEW, OLD, people=PEOPLE)


def test_counts_are_split_by_ground():
    found = convert(values(R001=100, R002=50), CROSSWALK)

    assert found.values.to_dict() == pytest.approx({"2085R001": 80, "2085R002": 60, "2085R004": 10}, abs=1e-3)
    assert (found.total_in, found.outside, found.withheld) == (150, 0, 0)
    assert found.total_out == pytest.approx(150, rel=1e-9)


def test_counts_are_split_by_people():
    found = convert(values(R001=100, R002=60), CROSSWALK, weight="population")

    # 30 of 40 people of R001 stay; 20 of 60 of R002.
    assert found.values.to_dict() == pytest.approx({"2085R001": 75, "2085R002": 25 + 20, "2085R004": 40})


def test_what_falls_on_no_new_area_is_reported():
    found = convert(values(R001=80, R002=100, R004=40), BACK)

    assert found.outside == pytest.approx(20, abs=1e-3)
    assert found.total_out + found.outside == pytest.approx(220, rel=1e-9)
    assert "220.0 in all: 200.0 on the target areas, 20.0 on none of them" in str(found.messages()[0])


def test_values_with_unknown_codes_are_reported_and_counted_as_outside():
    found = convert(values(R001=100, R002=50, R777=7), CROSSWALK)

    assert (found.unknown, found.outside, found.total_in) == (("2085R777",), 7, 157)
    assert any("2085R777" in str(said) for said in found.messages())


def test_a_target_fed_by_a_missing_area_is_missing_and_the_rest_of_it_withheld():
    found = convert(values(R001=100, R002=np.nan), CROSSWALK)

    assert found.values["2085R001"] == pytest.approx(80, abs=1e-3)
    assert found.missing == ("2085R002", "2085R004")
    assert found.withheld == pytest.approx(20, abs=1e-3)
    assert found.total_out + found.withheld == pytest.approx(100, rel=1e-9)


def test_an_area_without_a_row_is_missing_like_one_without_a_value():
    assert convert(values(R001=100), CROSSWALK).missing == ("2085R002", "2085R004")


def test_a_missing_part_below_the_tolerance_counts_as_nothing():
    # 0.2 m of R002, 0.2 % of the new R001 and above the sliver tolerance, has no value.
    crosswalk = build_crosswalk(OLD, areas(R001=box(0, 100.2), R002=box(100.2, 200)))

    assert convert(values(R001=100), crosswalk).missing == ("2085R001", "2085R002")
    assert convert(values(R001=100), crosswalk, tolerance=0.003).values["2085R001"] == pytest.approx(100)
    rate = convert(values(R001=7.5), crosswalk, kind="rate", tolerance=0.003)
    assert rate.values["2085R001"] == pytest.approx(7.5)


def test_a_missing_area_without_people_does_not_matter_where_people_weigh():
    people = grid((shapely.Point(X + 50, Y + 50), 30), (shapely.Point(X + 190, Y + 50), 40))
    crosswalk = build_crosswalk(areas(R001=box(0, 100), R002=box(100, 150), R003=box(150, 200)), OLD, people=people)

    found = convert(values(R001=10, R003=20), crosswalk, weight="population")

    assert found.values.to_dict() == {"2085R001": 10, "2085R002": 20}
    assert convert(values(R001=10, R003=20), crosswalk).missing == ("2085R002",)


def test_rates_are_averaged_by_ground_people_or_denominators():
    rates = values(R001=10, R002=40)

    by_ground = convert(rates, CROSSWALK, kind="rate").values
    by_people = convert(rates, CROSSWALK, kind="rate", weight="population").values
    by_jobs = convert(rates, CROSSWALK, kind="rate", denominators=values(R001=1000, R002=500)).values

    # The new R002: 20 m of the old R001 and 80 m of R002; 10 people and 20; 200 of 1,000 jobs and 400 of 500.
    assert by_ground["2085R002"] == pytest.approx((20 * 10 + 80 * 40) / 100, rel=1e-6)
    assert by_people["2085R002"] == pytest.approx((10 * 10 + 20 * 40) / 30)
    assert by_jobs["2085R002"] == pytest.approx((200 * 10 + 400 * 40) / 600, rel=1e-6)
    assert by_ground["2085R001"] == pytest.approx(10)
    # Half of R004 is covered by old R002, and nothing is known of the other half.
    assert by_ground["2085R004"] == pytest.approx(40)


def test_a_rate_has_no_total():
    found = convert(values(R001=10, R002=40), CROSSWALK, kind="rate")

    assert np.isnan([found.total_in, found.total_out, found.outside, found.withheld]).all()
    assert found.messages() == ()


def test_a_rate_with_a_missing_denominator_is_missing():
    found = convert(values(R001=10, R002=40), CROSSWALK, kind="rate", denominators=values(R001=1000))

    assert found.missing == ("2085R002", "2085R004")


def test_a_rate_of_nobody_is_missing_and_a_zero_denominator_weighs_nothing():
    found = convert(values(R001=10, R002=40), CROSSWALK, kind="rate", denominators=values(R001=0, R002=500))

    assert found.missing == ("2085R001",)
    assert found.values["2085R002"] == pytest.approx(40)


def test_areas_without_known_people_are_split_by_ground_and_named():
    crosswalk = build_crosswalk(OLD, NEW, people=grid((shapely.Point(X + 50, Y + 50), 30)))

    counts = convert(values(R001=100, R002=50), crosswalk, weight="population")
    rates = convert(values(R001=10, R002=40), crosswalk, kind="rate", weight="population")

    assert counts.values.to_dict() == pytest.approx({"2085R001": 100, "2085R002": 40, "2085R004": 10}, abs=1e-3)
    assert counts.by_area == ("2085R002",)
    assert rates.values.to_dict() == pytest.approx({"2085R001": 10, "2085R002": 34, "2085R004": 40}, abs=1e-3)


def test_a_new_area_that_no_old_one_covers_is_missing():
    found = convert(values(R001=1, R002=1), build_crosswalk(OLD, areas(R001=box(0, 200), R009=box(300, 400))))

    assert found.missing == ("2085R009",)
    assert found.values["2085R001"] == pytest.approx(2)


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"weight": "population", "crosswalk": build_crosswalk(OLD, NEW)}, "no population to weight by"),
        ({"denominators": values(R001=1)}, "Denominators belong to rates"),
        ({"kind": "rate", "denominators": values(R001=-1)}, "negative"),
        ({"kind": "rates"}, "“count” or a “rate”"),
        ({"weight": "people"}, "“count” or a “rate”"),
    ],
)
def test_what_cannot_be_converted_is_refused(options, text):
    with pytest.raises(RegsoError, match=text):
        convert(values(R001=1, R002=2), **{"crosswalk": CROSSWALK, **options})


def test_a_code_with_two_values_is_refused():
    with pytest.raises(RegsoError, match="2085R001"):
        convert(pd.Series([1.0, 2.0], index=["2085R001", "2085R001"]), CROSSWALK)


def cut(edges, kommun, crosswise=False) -> gpd.GeoDataFrame:
    """Cut a block into areas at the given metres."""
    polygons = [
        box(-50, 450, south, north) if crosswise else box(south, north) for south, north in itertools.pairwise(edges)
    ]
    return gpd.GeoDataFrame(
        geometry=polygons, index=[f"{kommun}R{i:03}" for i in range(1, len(polygons) + 1)], crs="EPSG:3006"
    )


edges = st.lists(st.integers(0, 400), min_size=2, max_size=6, unique=True).map(sorted)
figures = st.lists(st.one_of(st.integers(0, 10**7).map(lambda n: n / 8), st.just(np.nan)), min_size=6, max_size=6)
places = st.lists(st.tuples(st.integers(-20, 420), st.integers(1, 99), st.integers(0, 900)), max_size=8)


@settings(deadline=None, max_examples=60)
@given(edges, edges, st.booleans(), figures, places)
def test_counts_are_conserved_whatever_the_areas(old_edges, new_edges, crosswise, numbers, places):
    old, new = cut(old_edges, "2081"), cut(new_edges, "2081", crosswise)
    people = grid(*((shapely.Point(X + x + 0.5, Y + y + 0.5), n) for x, y, n in places)) if places else None
    crosswalk = build_crosswalk(old, new, people=people)
    given_values = pd.Series(numbers[: len(old)], index=old.index)

    for weight in ("area", "population") if places else ("area",):
        found = convert(given_values, crosswalk, weight=weight)

        assert found.total_in == pytest.approx(np.nansum(given_values), rel=1e-12)
        assert found.total_out + found.outside + found.withheld == pytest.approx(found.total_in, rel=1e-9, abs=1e-9)
        assert found.values.sum() == pytest.approx(found.total_out, rel=1e-12, abs=1e-12)
        assert set(found.values.index) == set(new.index)
        rates = convert(given_values, crosswalk, kind="rate", weight=weight).values.dropna()
        assert (rates >= np.nanmin([*given_values, np.inf]) * (1 - 1e-9)).all()
        assert (rates <= np.nanmax([*given_values, 0]) * (1 + 1e-9)).all()


@settings(deadline=None, max_examples=40)
@given(edges, edges, st.booleans())
def test_shares_agree_with_geopandas_overlay_and_sum_to_one(old_edges, new_edges, crosswise):
    old, new = cut(old_edges, "2081"), cut(new_edges, "2081", crosswise)

    frame = build_crosswalk(old, new, sliver=0).frame

    overlay = gpd.overlay(
        old.rename_axis("from_code").reset_index(), new.rename_axis("to_code").reset_index(), keep_geom_type=True
    )
    size = overlay.set_index(["from_code", "to_code"]).area
    both = frame.dropna(subset=["from_code", "to_code"]).set_index(["from_code", "to_code"])
    assert set(both.index) == set(size.index)
    for (source, target), row in both.iterrows():
        assert row["area_share_of_from"] == pytest.approx(size[source, target] / old.area[source], rel=1e-6)
        assert row["area_share_of_to"] == pytest.approx(size[source, target] / new.area[target], rel=1e-6)
    for side in ("from", "to"):
        sums = frame.groupby(f"{side}_code")[f"area_share_of_{side}"].sum()
        assert sums.tolist() == pytest.approx([1.0] * len(sums), abs=1e-12)


def test_dalarnas_short_cut_agrees_with_the_long_way(monkeypatch, new_dalarna):
    # One border moved by 300 m; the other 117 areas stay as they are drawn.
    moved = new_dalarna.copy()
    one, other = (
        "2085R008",
        next(
            code
            for code in moved.index
            if code != "2085R008" and moved.geometry[code].touches(moved.geometry["2085R008"])
        ),
    )
    border = moved.geometry[one].intersection(moved.geometry[other])
    piece = moved.geometry[other].intersection(shapely.get_point(shapely.get_parts(border)[0], 0).buffer(300))
    moved.loc[one, "geometry"] = moved.geometry[one].union(piece)
    moved.loc[other, "geometry"] = moved.geometry[other].difference(piece)

    found = build_crosswalk(new_dalarna, moved)

    assert set(changed_areas(found, tolerance=1e-6).index) == {one, other}
    assert_the_same(found, the_long_way(monkeypatch, new_dalarna, moved))


# Both real editions of Dalarna ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def old_dalarna(real_data) -> gpd.GeoDataFrame:
    frame = gpd.read_file(real_data / "regso2018-dalarna" / "regso_2018_dalarna_dissolved.gpkg")
    return frame.rename(columns={"regso": "name"}).set_index("regsokod")


@pytest.fixture(scope="module")
def new_dalarna(real_data) -> gpd.GeoDataFrame:
    frame = gpd.read_file(real_data / "regso2025" / "RegSO_2025.gpkg", where="lanskod = '20'")
    return frame.rename(columns={"regsonamn": "name"}).set_index("regsokod")


@pytest.fixture(scope="module")
def dalarna_grid(real_data) -> gpd.GeoDataFrame:
    frame = gpd.read_file(real_data / "dalarna" / "befolkning_1km_2025_dalarna.geojson")
    return frame.rename(columns={"befolkning_2025": "population"})


@pytest.fixture(scope="module")
def dalarna(old_dalarna, new_dalarna, dalarna_grid):
    return build_crosswalk(old_dalarna, new_dalarna, people=dalarna_grid)


def test_31_of_dalarnas_119_areas_changed_between_the_editions(dalarna):
    found = changed_areas(dalarna)

    assert len(dalarna.areas) == 119
    assert (found["change"] == "changed").sum() == 31
    assert (found["changed_share"] > 0.05).sum() == 7
    assert found.index[0] == "2085R008"
    assert found["changed_share"].iloc[0] == pytest.approx(0.26, abs=0.005)
    assert not found["change"].isin(["ceased", "new"]).any()


def test_dalarnas_crosswalk_agrees_with_geopandas_overlay(dalarna, old_dalarna, new_dalarna):
    old, new = (frame.rename_axis("code").sort_index()[["geometry"]] for frame in (old_dalarna, new_dalarna))
    overlay = gpd.overlay(
        old.reset_index().rename(columns={"code": "from_code"}),
        new.reset_index().rename(columns={"code": "to_code"}),
        keep_geom_type=True,
    )
    size = overlay.assign(size=overlay.area).groupby(["from_code", "to_code"])["size"].sum()
    frame = dalarna.frame.dropna(subset=["from_code", "to_code"]).set_index(["from_code", "to_code"])

    expected = size.reindex(frame.index).to_numpy() / old.area.reindex(frame.index.get_level_values(0)).to_numpy()

    # Slivers of up to 0.1 % in all went to the other pieces of their area.
    assert frame["area_share_of_from"].to_numpy() == pytest.approx(expected, abs=1e-3)
    assert len(frame) > 150
    left_out = size[~size.index.isin(frame.index)]
    shares = left_out / old.area.reindex(left_out.index.get_level_values(0)).to_numpy()
    assert shares.max() < 1e-4


def test_dalarnas_people_are_all_accounted_for(dalarna, dalarna_grid):
    placed = dalarna.frame["population"].sum() + dalarna.slivers["population"].sum()
    assert placed + dalarna.population_unplaced == pytest.approx(dalarna_grid["population"].sum(), rel=1e-9)
    assert dalarna.population_unplaced < 200
    moved = dalarna.frame[dalarna.frame["from_code"] != dalarna.frame["to_code"]]["population"].sum()
    assert 0 < moved < 0.05 * placed


def test_dalarnas_population_of_2022_on_the_areas_of_2025(dalarna, real_data):
    table = read_table(real_data / "population" / "regso_population_2022_jsonstat.json")
    people = select_values(table).frame["population"].filter(regex="^20")
    assert len(people) == 119

    for weight in ("area", "population"):
        found = convert(people, dalarna, weight=weight)

        assert found.total_in == people.sum()
        assert found.total_out + found.outside == pytest.approx(people.sum(), rel=1e-9)
        assert found.missing == ()
        assert len(found.values) == 119

    new = select_values(read_table(real_data / "dalarna" / "deso_folkmangd_2024_pxweb.csv")).frame["population"]
    deso = gpd.read_file(real_data / "dalarna" / "deso_2025_dalarna_wfs.geojson").set_index("desokod")["regsokod"]
    published = new.groupby(deso).sum()
    # Two years apart: what was converted by people lies nearer to the published figures than what kept its code.
    concerned = changed_areas(dalarna).query("changed_share > 0.05").index
    kept = (people[concerned] - published[concerned]).abs().sum()
    converted = (found.values[concerned] - published[concerned]).abs().sum()
    assert converted < kept


def test_deso_codes_do_not_show_the_boundaries_that_moved_in_dalarna(real_data, old_dalarna, new_dalarna):
    people = select_values(read_table(real_data / "dalarna" / "deso_folkmangd_2024_pxweb.csv")).frame["population"]
    keys = gpd.read_file(real_data / "dalarna" / "deso_2025_dalarna_wfs.geojson").set_index("desokod")["regsokod"]

    pairs, warnings = people_between_editions(people, keys, keys)
    found = build_crosswalk(old_dalarna, new_dalarna, people=pairs)

    assert pairs["population"].sum() == people.sum()
    assert "a population grid shows them" in str(warnings[0])
    same = found.frame[found.frame["from_code"] == found.frame["to_code"]]
    assert same["population_share_of_from"].tolist() == [1.0] * 119
