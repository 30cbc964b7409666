# SPDX-License-Identifier: GPL-2.0-or-later
"""What a layer is taken for: by its name, its fields and its values, and never against what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsVectorLayer

from regso_atlas.plugin.panel import roles
from regso_atlas.plugin.panel.questions import guess_role, kind_of


@pytest.mark.parametrize(
    ("name", "kind", "role"),
    [
        ("Vägar", "line", "road"),
        ("vagnat_2024", "line", "road"),
        ("gis_osm_roads_free_1", "line", "road"),
        ("Järnvägar", "line", "railway"),
        ("railway crossings", "point", "crossing"),
        ("Plankorsningar", "point", "crossing"),
        ("Hållplatser", "point", "stop"),
        ("bus_stops", "point", "stop"),
        ("BusStops", "point", "stop"),
        ("Järnvägsstationer", "point", "stop"),
        ("Trafikolyckor STRADA 2019–2023", "point", "accident"),
        ("olyckor på vägar", "point", "accident"),
        ("Vårdcentraler", "point", "clinic"),
        ("Health facilities", "point", "clinic"),
        ("Tandvårdskliniker", "point", "dental"),
        ("vårdcentraler och apotek", "point", "clinic"),
        ("Grundskolor", "point", "school"),
        ("Skolenheter", "table", "school"),
        ("Förskolor", "point", "preschool"),
        ("förskolan Ängen", "polygon", "preschool"),
        ("Skolor och förskolor", "point", "school"),
        ("Bibliotek", "point", "library"),
        ("police stations", "point", "police"),
        ("Polisens utsatta områden 2025", "polygon", "police_area"),
        ("Servicekontor", "point", "service_office"),
        ("Statens servicecenter kontor", "point", "service_office"),
        ("Arbetsförmedlingens kontor", "point", "jobseeker_office"),
        ("Försäkringskassans kontor", "point", "office"),
        ("Anmälda brott", "table", "crime"),
        ("Arbetssökande per RegSO", "table", "case"),
        ("Vägar till skolor", "line", "road"),
        ("Kommuner", "polygon", "division"),
        ("demo — skolor", "point", "school"),
        ("skolor — vagar", "line", "road"),
    ],
)
def test_a_name_says_what_a_layer_is(name: str, kind: str, role: str) -> None:
    assert roles.guess(name, kind, []) == role


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("stenbrott", "point"),
        ("avbrott", "point"),
        ("parkeringar", "point"),
        ("djursjukhus", "point"),
        ("Vägarbeten", "line"),
        ("vägar", "point"),
        ("högskolor", "point"),
        ("Skolgårdar", "polygon"),
        ("skolskjuts", "line"),
        ("Buffert skolor 500 m", "polygon"),
        ("Avstånd till vårdcentraler", "polygon"),
        ("Upptagningsområden skolor", "polygon"),
        ("Skolor och bibliotek", "point"),
        ("Vägar och järnvägar", "line"),
        ("lager1", "point"),
        ("", "table"),
    ],
)
def test_what_is_unsure_is_other(name: str, kind: str) -> None:
    assert roles.guess(name, kind, ["fid", "namn"]) == "other"


@pytest.mark.parametrize(
    ("fields", "kind", "role"),
    [
        (["ELEMENT_ID", "EXTENT_LENGTH", "Adt_samtliga_fordon"], "line", "road"),
        (["osm_id", "highway", "name"], "line", "road"),
        (["stop_id", "stop_name"], "point", "stop"),
        (["HallplatsId", "hållplats"], "point", "stop"),
        (["shape_id", "linjenummer"], "line", "transit_line"),
        (["Skolenhetskod", "Huvudman_Typ"], "point", "school"),
        (["sigel", "library_type"], "point", "library"),
        (["rutid", "befolkning_2025", "desokod"], "polygon", "population_grid"),
        (["regsokod", "regsonamn"], "polygon", "division"),
        (["ELEMENT_ID", "namn"], "line", "other"),
        (["regsokod", "folkmangd", "ar"], "table", "other"),
    ],
)
def test_fields_say_it_where_the_name_does_not(fields: list[str], kind: str, role: str) -> None:
    assert roles.guess("export_20240131", kind, fields) == role


def test_values_decide_where_name_and_fields_leave_it_open() -> None:
    assert roles.guess("roads_railways", "line", [], ["road"] * 9 + ["railway"]) == "road"
    assert roles.guess("roads_railways", "line", [], ["road", "railway"]) == "other"
    assert roles.guess("service", "point", [], ["apotek", "vårdcentral", "tandläkare", None]) == "clinic"
    assert roles.guess("service", "point", [], ["Polismyndigheten", "Arbetsförmedlingen", "Skatteverket"]) == "office"
    assert roles.guess("service", "point", [], ["apotek", "kiosk", "kiosk"]) == "other"


def test_values_do_not_speak_against_the_name() -> None:
    assert roles.guess("skolor", "point", [], ["bibliotek"] * 5) == "school"


def test_a_result_of_ours_is_no_layer_of_the_users() -> None:
    assert roles.guess("Skolor per område", "polygon", ["code", "location_quotient"]) == "other"


def test_every_role_has_a_name_of_its_own() -> None:
    names = [roles.role_name(role) for role in roles.IDS]
    assert len(set(names)) == len(names)
    assert [role for role in roles.IDS if roles.role_name(role) == "Other"] == ["other"]
    assert roles.role_name("a role of tomorrow") == "Other"


def test_words_that_recognise_are_written_as_they_are_compared() -> None:
    for role in roles.ROLES:
        for word in (role.words + " " + role.fields).split():
            assert word == roles.fold(word), f"{word} of {role.id} would never be found"
            assert "*" not in word[:-1] or "+" in word, f"only the end of {word} may be open"


@pytest.mark.parametrize(
    ("table", "role"),
    [
        ("omraden", "division"),
        ("kommuner", "division"),
        ("vatten", "other"),
        ("orter", "place"),
        ("vagar", "road"),
        ("jarnvag", "railway"),
        ("korsningar", "crossing"),
        ("vardinrattningar", "clinic"),
        ("skolor", "school"),
        ("kontor", "office"),
        ("hallplatser", "stop"),
        ("fritidshusomraden", "holiday_area"),
        ("befolkning_250m", "population_grid"),
        ("index_2015_2024", "other"),
        ("folkmangd_2015_2024", "other"),
    ],
)
def test_the_layers_of_the_demo_are_known(demo: Any, table: str, role: str) -> None:
    assert guess_role(QgsVectorLayer(demo(table), f"demo — {table}", "ogr")) == role
    assert guess_role(QgsVectorLayer(demo(table), table, "ogr")) == role


@pytest.mark.parametrize(
    ("file", "name", "role"),
    [
        ("nvdb/nvdb_dk_o_105_trafik_467677.gpkg", "TRAFIK_DK_O_105_Trafik", "road"),
        ("dalarna/ems_roads_railways_siljan.gpkg", "ems_roads_railways_siljan — transportationL", "road"),
        (
            "dalarna/kollektivtrafik_Falun.gpkg|layername=hallplatslagen",
            "kollektivtrafik_Falun — hallplatslagen",
            "stop",
        ),
        ("dalarna/kollektivtrafik_Falun.gpkg|layername=linjer", "kollektivtrafik_Falun — linjer", "transit_line"),
        ("dalarna/befolkning_1km_2025_dalarna.geojson", "befolkning_1km_2025_dalarna", "population_grid"),
        ("dalarna/fritidshusomraden_2020_dalarna_wfs.geojson", "fritidshusomraden_2020", "holiday_area"),
        ("dalarna/deso_2025_dalarna_wfs.geojson", "deso_2025_dalarna_wfs", "division"),
        ("regso2018-dalarna/regso_2018_dalarna_dissolved.gpkg", "regso_2018_dalarna_dissolved", "division"),
        ("sweden/skolenheter_2025-01.gpkg", "skolenheter_2025-01 — skolenheter", "school"),
        ("sweden/skolenheter_2025-01.gpkg", "lager", "school"),
        ("sweden/bibliotek_libris.gpkg", "bibliotek_libris — bibliotek", "library"),
        ("sweden/osm_halso_2020.gpkg", "osm_halso_2020 — halso", "clinic"),
        ("sweden/osm_halso_2020.gpkg", "lager", "clinic"),
        ("sweden/tatorter_2020_points.gpkg", "tatorter_2020", "place"),
    ],
)
def test_real_public_layers_are_known(real_data: Path, file: str, name: str, role: str) -> None:
    layer = QgsVectorLayer(str(real_data / file), name, "ogr")
    assert layer.isValid()
    assert guess_role(layer) == role, (kind_of(layer), layer.fields().names())
