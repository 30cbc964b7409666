# SPDX-License-Identifier: GPL-2.0-or-later
"""Boundaries over WFS: all that the service has, in Sweden, or a clear error."""

from __future__ import annotations

from dataclasses import replace

import made_answers
import pytest
from osgeo import ogr
from replay_server import as_json
from wfs_server import WfsServer

from regso_atlas.plugin.core.codes import Edition, Level
from regso_atlas.plugin.core.messages import Cancelled, RegsoError
from regso_atlas.plugin.sources.errors import (
    NotUnderstood,
)
from regso_atlas.plugin.sources.wfs import GEOJSON, GEOPACKAGE, Wfs, cql_filter

OLD, NEW = Edition.E2020, Edition.E2025
FEATURE = "outputFormat"
"""Stands in the requests for features, not in those for hits."""


def km2(boundary) -> float:
    return ogr.CreateGeometryFromWkb(boundary.geometry).GetArea() / 1e6


# What SCB sends -------------------------------------------------------------------------------------------------------


def test_karlstad_comes_whole_from_the_captured_answer(captured, wfs, regso, real_data):
    found = wfs.boundaries(regso, kommuner=["1780"])
    assert len(found) == 31
    assert (found.level, found.edition, found.areas[0].name) == (Level.REGSO, NEW, "Alster-Skattkärr-Skattkärrs omland")
    # the same areas in SCB's file of the whole country; the captured answer has degrees with 8 decimals
    file = ogr.Open(str(real_data / "regso2025" / "RegSO_2025.gpkg"))
    layer = file.GetLayer(0)
    layer.SetAttributeFilter("kommunkod = '1780'")
    known = {feature.GetField("regsokod"): feature.GetGeometryRef().GetArea() / 1e6 for feature in layer}
    assert {area.code: round(km2(area), 2) for area in found.areas} == {code: round(a, 2) for code, a in known.items()}


def test_deso_comes_with_the_regso_that_it_is_part_of(captured, wfs, local_catalog):
    found = wfs.boundaries(local_catalog.division(Level.DESO, NEW), lan=["17"])
    assert (len(found), found.level) == (57, Level.DESO)
    assert found.areas[0].parent.startswith("1780R")


def test_the_warning_names_a_count_that_was_not_expected(karlstad, wfs, regso):
    warnings = [str(one) for one in wfs.boundaries(regso).warnings]
    assert warnings == ["The service has 31 areas where 3363 were known; SCB may have changed the division."]
    assert wfs.boundaries(regso, lan=["17"]).warnings == ()


def test_geopackage_for_the_country_and_geojson_for_a_part(server, karlstad, wfs, regso):
    whole, part = wfs.boundaries(regso), wfs.boundaries(regso, kommuner=["1780"])
    formats = [asked.query["outputformat"] for asked in server.asked(FEATURE)]
    assert formats == ["geopackage", "application/json"]
    assert whole.areas == part.areas


def test_coordinates_are_asked_for_only_where_the_service_heeds_it(server, karlstad, wfs, regso):
    wfs.boundaries(regso)
    wfs.boundaries(regso, kommuner=["1780"])
    assert [asked.query.get("srsname") for asked in server.asked(FEATURE)] == [None, "EPSG:3006"]


@pytest.mark.parametrize("chosen", [GEOPACKAGE, GEOJSON])
def test_eastings_and_northings_are_where_they_belong(karlstad, wfs, regso, chosen):
    first = wfs.boundaries(regso, answer_format=chosen).areas[0]
    # made: a square of 1 km with its corner at E 380000, N 6560000
    assert ogr.CreateGeometryFromWkb(first.geometry).GetEnvelope() == (380_000, 381_000, 6_560_000, 6_561_000)


def test_swapped_axes_are_turned_round_with_a_warning(server, karlstad, wfs, regso):
    document = made_answers.made_collection(made_answers.made_features(karlstad.codes, "2025_v2"))
    for feature in document["features"]:
        feature["geometry"]["coordinates"] = [[[y, x] for x, y in feature["geometry"]["coordinates"][0]]]
    server.next_replies(as_json(document), when=FEATURE)
    found = wfs.boundaries(regso, kommuner=["1780"])
    assert ogr.CreateGeometryFromWkb(found.areas[0].geometry).GetEnvelope()[0] == 380_000
    assert "northing before easting" in str(found.warnings[0])


def test_metres_without_a_word_on_them_are_recognised(server, karlstad, wfs, regso):
    document = made_answers.made_collection(made_answers.made_features(karlstad.codes, "2025_v2"))
    del document["crs"]
    server.next_replies(as_json(document), when=FEATURE)
    found = wfs.boundaries(regso, kommuner=["1780"])
    assert km2(found.areas[0]) == pytest.approx(1)
    assert "does not say which coordinates" in str(found.warnings[0])


@pytest.mark.parametrize("shift", [(-300_000, 0), (0, 2_000_000), (5_000_000, 0)])
def test_areas_outside_sweden_are_not_used(server, karlstad, wfs, regso, untouched, shift):
    document = made_answers.made_collection(made_answers.made_features(karlstad.codes, "2025_v2"))
    ring = document["features"][-1]["geometry"]["coordinates"][0]
    ring[:] = [[x + shift[0], y + shift[1]] for x, y in ring]
    server.next_replies(as_json(document), when=FEATURE)
    with pytest.raises(NotUnderstood, match="do not lie in Sweden"):
        wfs.boundaries(regso, kommuner=["1780"])


# Pages ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def country(server):
    """3,363 made areas, of which the service hands out a thousand at a time."""
    features = made_answers.made_features(made_answers.country_codes(), "2025_v2")
    made = WfsServer({"stat:RegSO_2025": features}, page_limit=1000)
    server.route("/geoserver", made)
    return made


@pytest.mark.parametrize("chosen", [GEOPACKAGE, GEOJSON])
@pytest.mark.parametrize("version", ["1.1.0", "2.0.0"])
def test_a_service_that_hands_out_a_thousand_at_a_time_is_asked_for_pages(
    server, country, local_catalog, connection, regso, chosen, version
):
    service = replace(local_catalog.services["wfs"], version=version)
    found = Wfs(service, connection, local_catalog.schemas).boundaries(regso, answer_format=chosen)
    assert found.codes == tuple(made_answers.country_codes())
    assert found.warnings == ()
    pages = [asked.query for asked in server.asked("startIndex")]
    assert [page["startindex"] for page in pages] == ["0", "1000", "2000", "3000"]
    assert {page["sortby"] for page in pages} == {"regsokod"}


def test_a_page_that_is_missing_is_noticed(server, country, wfs, regso, untouched):
    empty = as_json(made_answers.made_collection([]))
    server.next_replies(empty, when="'startIndex', '2000'")
    with pytest.raises(NotUnderstood, match=r"says that it has 3363 areas of stat:RegSO_2025, but 2000 came"):
        wfs.boundaries(regso, answer_format=GEOJSON)


def test_cancel_stops_between_two_pages(server, country, wfs, regso, feedback):
    original = country.__class__.__call__

    def answer(asked):
        if asked.query.get("startindex") == "1000":
            feedback.cancel()
        return original(country, asked)

    server.route("/geoserver", answer)
    with pytest.raises(Cancelled):
        wfs.boundaries(regso, answer_format=GEOJSON)
    assert len(server.asked("startIndex")) == 2


# Filters --------------------------------------------------------------------------------------------------------------


def test_the_filter_holds_codes_and_nothing_else():
    assert cql_filter() == ""
    assert cql_filter(["1780", "0180", "1780"]) == "kommunkod IN ('0180','1780')"
    assert cql_filter(["1780"], ["01"]) == "kommunkod IN ('1780') OR lanskod IN ('01')"


@pytest.mark.parametrize("kommun", ["1780' OR '1'='1", "178", "17800", "R001", "", "１７８０", "1780\n"])
def test_anything_else_never_gets_into_the_filter(server, karlstad, wfs, regso, kommun):
    with pytest.raises(RegsoError, match="no codes of kommuner"):
        wfs.boundaries(regso, kommuner=[kommun])
    assert server.requests == []


def test_a_place_without_areas_is_told(karlstad, wfs, regso):
    with pytest.raises(NotUnderstood, match="has no areas of stat:RegSO_2025 for 0180"):
        wfs.boundaries(regso, kommuner=["0180"])
