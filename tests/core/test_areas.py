# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas as they come, checked and made ready: what is mended and said, and what is refused."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from regso_atlas.plugin.core.areas import build_areas, repair_polygons
from regso_atlas.plugin.core.codes import Edition
from regso_atlas.plugin.core.messages import RegsoError

X, Y = 674_000.0, 6_580_000.0


def box(west, south, east, north):
    return shapely.box(X + west, Y + south, X + east, Y + north)


def areas(*rows, crs="EPSG:3006", **columns):
    """Make a frame of (code, area type, population, geometry), with a name in every row."""
    codes, types, people, geometry = zip(*rows, strict=True)
    names = [f"Område på ön {i}" for i in range(len(rows))]
    data = {"code": list(codes), "name": names, "area_type": list(types), "population": list(people), **columns}
    return gpd.GeoDataFrame(data, geometry=list(geometry), crs=crs)


WEST, EAST = box(0, 0, 100, 100), box(100, 0, 200, 100)


def texts(built):
    return [str(warning) for warning in built.warnings]


def refusal(frame):
    with pytest.raises(RegsoError) as caught:
        build_areas(frame)
    return str(caught.value)


def test_areas_in_order_need_no_words():
    built = build_areas(areas(("0180R002", 5, 2000, EAST), ("0180R001", 1, 1000, WEST)))
    assert built.warnings == ()
    assert built.frame.index.tolist() == ["0180R001", "0180R002"]
    assert built.frame["area_type"].tolist() == [1, 5]
    assert built.frame["population"].tolist() == [1000, 2000]
    assert built.frame["name"].tolist() == ["Område på ön 1", "Område på ön 0"]
    assert len(built) == 2
    assert built.has_population


def test_ground_is_measured_on_the_ellipsoid():
    square = shapely.box(X, Y, X + 5000, Y + 5000)
    built = build_areas(areas(("0180R001", 1, 1000, square)))
    degrees = gpd.GeoSeries([shapely.segmentize(square, 100)], crs="EPSG:3006").to_crs(4258).iloc[0]
    expected = abs(Geod(ellps="GRS80").geometry_area_perimeter(degrees)[0]) / 1e6
    assert built.frame["area_km2"].iloc[0] == pytest.approx(expected, rel=1e-8)


def test_areas_in_another_crs_are_brought_to_sweref_99_tm():
    frame = areas(("0180R001", 1, 1000, WEST), ("0180R002", 2, 1000, EAST)).to_crs(4326)
    built = build_areas(frame)
    assert built.frame.crs == "EPSG:3006"
    assert shapely.hausdorff_distance(built.frame.geometry.iloc[0], WEST) < 1e-5


def test_heights_of_areas_are_dropped():
    high = shapely.force_3d(WEST, 42.0)
    assert not build_areas(areas(("0180R001", 1, 1000, high))).frame.geometry.has_z.any()


def test_population_and_name_may_be_absent():
    frame = areas(("0180R001", 1, 0, WEST), ("0180R002", 2, 0, EAST)).drop(columns=["population", "name"])
    built = build_areas(frame)
    assert not built.has_population
    assert built.frame["population"].isna().all()
    assert built.frame["name"].isna().all()
    assert built.warnings == ()


def test_other_columns_come_along():
    built = build_areas(areas(("0180R001", 1, 1000, WEST), kommun_name=["Stockholm"]))
    assert built.frame["kommun_name"].tolist() == ["Stockholm"]


# Codes


def test_no_areas_are_refused():
    assert "empty" in refusal(areas(("0180R001", 1, 1000, WEST)).iloc[:0])


def test_areas_without_a_crs_are_refused():
    assert "coordinate reference system" in refusal(areas(("0180R001", 1, 1000, WEST), crs=None))


def test_codes_read_as_numbers_are_refused_with_the_reason():
    said = refusal(areas((1_800_001, 1, 1000, WEST), (1_800_002, 2, 1000, EAST)))
    assert "leading zero" in said
    assert "0180R001" in said


def test_numbers_as_text_are_refused_as_another_field():
    said = refusal(areas(("17", 1, 1000, WEST), ("18", 2, 1000, EAST)))
    assert "17, 18" in said


@pytest.mark.parametrize("nothing", [None, np.nan, "", "  "])
def test_areas_without_a_code_are_refused_and_named_by_row(nothing):
    said = refusal(areas(("0180R001", 1, 1000, WEST), (nothing, 2, 1000, EAST)))
    assert "1 area has no code (rows 2)" in said


def test_a_lost_leading_zero_is_put_back_and_said():
    built = build_areas(areas(("180R001", 1, 1000, WEST), ("1480R001", 2, 1000, EAST)))
    assert built.frame.index.tolist() == ["0180R001", "1480R001"]
    assert texts(built) == ["1 area code had lost its leading zero, which was put back: 0180R001"]


def test_codes_of_another_form_are_kept_and_said():
    built = build_areas(areas(("0180R001", 1, 1000, WEST), ("Okänd ö", 2, 1000, EAST)))
    assert set(built.frame.index) == {"0180R001", "Okänd ö"}
    assert any("Okänd ö" in text for text in texts(built))


def test_a_code_twice_with_the_same_figures_is_one_area_with_two_parts():
    island = box(300, 0, 320, 20)
    built = build_areas(areas(("0180R001", 1, 1000, WEST), ("0180R002", 2, 500, EAST), ("0180R001", 1, 1000, island)))
    assert built.frame.index.tolist() == ["0180R001", "0180R002"]
    assert built.frame.loc["0180R001", "population"] == 1000
    assert built.frame.geometry.loc["0180R001"].equals(shapely.union(WEST, island))
    assert built.frame.geometry.loc["0180R002"].equals(EAST)
    assert any("0180R001" in text and "counted once" in text for text in texts(built))


@pytest.mark.parametrize(("second_type", "second_population"), [(2, 1000), (1, 999), (1, None)])
def test_a_code_twice_with_different_figures_is_refused(second_type, second_population):
    said = refusal(areas(("0180R001", 1, 1000, WEST), ("0180R001", second_type, second_population, EAST)))
    assert "1 area code stands on several polygons" in said
    assert "0180R001" in said


# Types and population


def test_types_as_text_are_understood():
    built = build_areas(areas(("0180R001", "1", 1, WEST), ("0180R002", "Typ 4", 1, EAST)))
    assert built.frame["area_type"].tolist() == [1, 4]


def test_types_outside_one_to_five_are_refused_with_code_and_value():
    said = refusal(areas(("0180R001", 1, 1, WEST), ("0180R002", 7, 1, EAST)))
    assert "1 area has an area type that is not 1–5: 0180R002: 7" in said


@pytest.mark.parametrize("nothing", [None, np.nan, "..", ""])
def test_areas_without_a_type_are_no_data_and_listed(nothing):
    built = build_areas(areas(("0180R001", 1, 1, WEST), ("2523R011", nothing, 1, EAST)))
    assert built.frame["area_type"].tolist() == [1, 0]
    assert texts(built) == ["1 area has no area type (no data): 2523R011"]


def test_areas_none_of_which_has_a_type_are_refused():
    assert "None of the areas has an area type" in refusal(
        areas(("0180R001", None, 1, WEST), ("0180R002", "..", 1, EAST))
    )


def test_unknown_population_is_unknown_and_said():
    built = build_areas(areas(("0180R001", 1, 1000, WEST), ("0180R002", 2, None, EAST)))
    assert np.isnan(built.frame.loc["0180R002", "population"])
    assert any("no known population" in text and "0180R002" in text for text in texts(built))


def test_zero_population_is_known():
    built = build_areas(areas(("0180R001", 1, 0, WEST), ("0180R002", 2, 10, EAST)))
    assert built.frame.loc["0180R001", "population"] == 0
    assert built.warnings == ()


def test_population_as_text_is_read_and_what_is_no_number_is_said():
    built = build_areas(areas(("0180R001", 1, "1000", WEST), ("0180R002", 2, "många", EAST)))
    assert built.frame.loc["0180R001", "population"] == 1000
    assert np.isnan(built.frame.loc["0180R002", "population"])
    assert any("0180R002: många" in text for text in texts(built))


def test_a_negative_population_is_refused():
    assert "negative population: 0180R002" in refusal(areas(("0180R001", 1, 10, WEST), ("0180R002", 2, -1, EAST)))


# Geometry


BOWTIE = shapely.Polygon([(X, Y), (X + 100, Y + 100), (X + 100, Y), (X, Y + 100)])


def test_invalid_areas_are_repaired_counted_and_named():
    built = build_areas(areas(("0180R001", 1, 1, BOWTIE), ("0180R002", 2, 1, box(300, 0, 400, 100))))
    assert built.frame.geometry.is_valid.all()
    # The bow tie's two triangles have half of the square's ground.
    assert built.frame.geometry.loc["0180R001"].area == pytest.approx(5000)
    assert texts(built) == ["1 area had invalid geometry, which was repaired: 0180R001"]


def test_repaired_polygons_are_polygons_only():
    with_spike = shapely.Polygon([(X, Y), (X + 100, Y), (X + 200, Y), (X + 100, Y), (X + 100, Y + 100)])
    collapsed = shapely.Polygon([(X, Y), (X + 100, Y), (X + 50, Y)])
    fixed = repair_polygons(np.array([BOWTIE, with_spike, collapsed], dtype=object))
    assert [geometry.geom_type for geometry in fixed] == ["MultiPolygon", "Polygon", "Polygon"]
    assert shapely.area(fixed) == pytest.approx([5000, 5000, 0])
    assert shapely.is_valid(fixed).all()


def test_polygons_in_a_collection_are_polygons():
    collection = shapely.GeometryCollection([WEST, shapely.LineString([(X + 100, Y), (X + 150, Y)])])
    built = build_areas(areas(("0180R001", 1, 1, collection)))
    assert built.frame.geometry.iloc[0].equals(WEST)


@pytest.mark.parametrize("nothing", [None, shapely.Polygon()])
def test_areas_without_geometry_are_kept_and_said(nothing):
    built = build_areas(areas(("0180R001", 1, 1000, nothing), ("0180R002", 2, 1000, EAST)))
    assert built.frame.loc["0180R001", "population"] == 1000
    assert built.frame.loc["0180R001", "area_km2"] == 0
    assert texts(built) == ["1 area has no geometry; nothing can lie in them: 0180R001"]


def test_a_layer_that_is_not_of_polygons_is_refused():
    assert "polygon layer" in refusal(areas(("0180R001", 1, 1, shapely.Point(X, Y)), ("0180R002", 2, 1, EAST)))


def test_coordinates_that_do_not_fit_the_crs_are_refused():
    wrong = areas(("0180R001", 1, 1, WEST), crs="EPSG:4326")  # metres taken for degrees
    assert "coordinate reference system" in refusal(wrong)


def test_overlaps_and_gaps_are_said_with_their_size():
    frame = areas(
        ("0180R001", 1, 1, box(0, 0, 1000, 1000)),
        ("0180R002", 2, 1, box(900, 0, 2000, 1000)),
        ("0180R003", 3, 1, box(0, 1000, 2000, 3000).difference(box(500, 2000, 600, 2100))),
    )
    said = texts(build_areas(frame))
    assert any("1 pair of areas overlaps, 0.100 km² in all: 0180R001/0180R002" in text for text in said)
    assert any("1 gap, 0.010 km² in all" in text for text in said)
    assert build_areas(frame, coverage=False).warnings == ()


# Edition


@pytest.mark.parametrize(
    ("versions", "edition"),
    [
        (["2025_v2", "2025_v2"], Edition.E2025),
        (["2018_v2", None], Edition.E2020),
        (["2018_v2", "2025_v2"], None),
        ([None, None], None),
    ],
)
def test_the_version_attribute_names_the_edition(versions, edition):
    frame = areas(("0180R001", 1, 1, WEST), ("0180R002", 2, 1, EAST), version=versions)
    assert build_areas(frame).edition is edition


def test_the_codes_suffix_names_the_edition():
    built = build_areas(areas(("0180R001_RegSO2025", 1, 1, WEST), ("0180R002_RegSO2025", 2, 1, EAST)))
    assert built.edition is Edition.E2025
    assert built.frame.index.tolist() == ["0180R001", "0180R002"]


def test_the_codes_that_only_one_edition_has_tell_it():
    assert build_areas(areas(("0180R001", 1, 1, WEST), ("2523R011", 2, 1, EAST))).edition is Edition.E2025
    assert build_areas(areas(("0180R001", 1, 1, WEST), ("2584R001", 2, 1, EAST))).edition is Edition.E2020
    assert build_areas(areas(("0180R001", 1, 1, WEST), ("0180R002", 2, 1, EAST))).edition is None


def test_the_frame_that_was_given_is_not_changed():
    frame = areas(("180R001", "1", "1000", BOWTIE), ("0180R002", "Typ 2", "5", box(300, 0, 400, 100)))
    before = frame.copy(deep=True)
    build_areas(frame)
    pd.testing.assert_frame_equal(pd.DataFrame(frame), pd.DataFrame(before))
