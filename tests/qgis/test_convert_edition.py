# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures carried between editions of the areas: worked out by hand, and by geopandas on both real editions.

The small world, in kilometres, the figures' areas on the left and the areas to convert to on the right::

    1 +-------+-------+          +-----+---------+---+
      | R001  | R002  |          |R001 |  R002   |R4 |
    0 +-------+-------+          +-----+---------+---+
      0       1       2          0    0.8       1.8 2.1
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest

CONVERT = "regso:convertedition"
NAMES = {"0180R001": "Älvnäs", "0180R002": "Österby", "0180R004": "Åkersro"}
FIELDS = {"regsokod": "string(20)", "regsonamn": "string(50)", "version": "string(10)"}
FIGURES = {"antal_jobb": "double", "andel_åäö": "double", "sysselsatta": "double"}


@pytest.fixture
def areas(layer_from_wkt):
    """Make areas: a row is (code, wkt, figures by field)."""

    def make(rows, *, crs="EPSG:3006", version="", name="områden", names=None, figures=FIGURES):
        known = NAMES if names is None else names
        features = [
            (wkt, {"regsokod": code, "regsonamn": known.get(code), "version": version or None, **values})
            for code, wkt, values in rows
        ]
        return layer_from_wkt("Polygon", features, {**FIELDS, **figures}, crs, name)

    return make


@pytest.fixture
def old(areas, box):
    """The areas with figures; other values where they are given."""

    def make(first=(100.0, 10.0, 1000.0), second=(50.0, 40.0, 500.0), **options):
        rows = [("0180R001", box(0), first), ("0180R002", box(1), second)]
        rows = [(code, wkt, dict(zip(FIGURES, values, strict=True))) for code, wkt, values in rows]
        return areas(rows, **{"version": "2020_v3", "name": "RegSO 2020", **options})

    return make


@pytest.fixture
def new(areas, box):
    def make(**options):
        rows = [
            ("0180R001", box(0, 0, 0.8), {}),
            ("0180R002", box(0.8, 0, 1.0), {}),
            ("0180R004", box(1.8, 0, 0.3), {}),
        ]
        return areas(rows, **{"version": "2025_v2", "name": "RegSO 2025", "figures": {}, **options})

    return make


@pytest.fixture
def people(layer_from_wkt):
    """30 people stay in R001 and 10 of it come to R002; 20 of R002 stay and 40 come to R004."""
    rows = [("Point(0.5 0.5)", 30), ("Point(0.9 0.5)", 10), ("Point(1.2 0.5)", 20), ("Point(1.9 0.5)", 40)]
    fields = {"befolkning_2025": "integer", "befolkning_65_plus_2025": "integer"}
    return layer_from_wkt("Point", [(wkt, {"befolkning_2025": n}) for wkt, n in rows], fields, name="rutnät")


def by_code(run, *fields, name="OUTPUT", code="regsokod"):
    return {
        row[code][4:]: tuple(row[f] for f in fields) if len(fields) > 1 else row[fields[0]] for row in run.rows(name)
    }


def approximately(**values):
    return {
        code: value if value is None else pytest.approx(value, rel=1e-5, abs=1e-9) for code, value in values.items()
    }


# Figures by hand -----------------------------------------------------------------------------------------------------


def test_an_amount_is_split_and_a_rate_averaged_by_ground(run_algorithm, old, new):
    run = run_algorithm(CONVERT, INPUT=old(), AREAS=new(), COUNT_FIELDS=["antal_jobb"], RATE_FIELDS=["andel_åäö"])

    # R002 has 0.2 of the 1 km² of old R001 and 0.8 of old R002; R004 has 0.2 of old R002 and bare ground.
    assert by_code(run, "antal_jobb") == approximately(R001=80, R002=20 + 40, R004=10)
    assert by_code(run, "andel_åäö") == approximately(R001=10, R002=0.2 * 10 + 0.8 * 40, R004=40)
    assert [run[key] for key in ("TOTAL_IN", "OUTSIDE", "WITHHELD")] == [150, 0, 0]
    assert run["TOTAL_OUT"] == pytest.approx(150, rel=1e-12)
    assert any("antal_jobb: 150.0 in all: 150.0 on the target areas" in text for text in run.infos)


def test_with_a_population_grid_people_weigh(run_algorithm, old, new, people):
    run = run_algorithm(
        CONVERT, INPUT=old(), AREAS=new(), COUNT_FIELDS="antal_jobb", RATE_FIELDS="andel_åäö", PEOPLE=people
    )

    # 30 of the 40 people of R001 stay there, and 20 of the 60 of R002.
    assert by_code(run, "antal_jobb") == approximately(R001=75, R002=25 + 50 / 3, R004=100 / 3)
    assert by_code(run, "andel_åäö") == approximately(R001=10, R002=(10 * 10 + 20 * 40) / 30, R004=40)


def test_a_grid_can_be_left_out_of_the_weights(run_algorithm, old, new, people):
    run = run_algorithm(
        CONVERT,
        INPUT=old(),
        AREAS=new(),
        COUNT_FIELDS="antal_jobb",
        PEOPLE=people,
        WEIGHT="area",
        OUTPUT_CROSSWALK="memory:",
    )

    assert by_code(run, "antal_jobb") == approximately(R001=80, R002=60, R004=10)
    assert [row["population"] for row in run.rows("OUTPUT_CROSSWALK")] == [30, 10, 20, 40, 0]


def test_a_field_can_weight_the_rates(run_algorithm, old, new):
    run = run_algorithm(CONVERT, INPUT=old(), AREAS=new(), RATE_FIELDS=["andel_åäö"], DENOMINATOR_FIELD="sysselsatta")

    # 200 of the 1,000 employed of R001 and 400 of the 500 of R002 work in the new R002.
    assert by_code(run, "andel_åäö") == approximately(R001=10, R002=(200 * 10 + 400 * 40) / 600, R004=40)
    assert "sysselsatta" not in run.layer().fields().names()
    assert [run[key] for key in ("TOTAL_IN", "TOTAL_OUT", "OUTSIDE", "WITHHELD")] == [None] * 4


def test_figures_go_back_the_other_way(run_algorithm, areas, old, box):
    rows = [
        ("0180R001", box(0, 0, 0.8), {"antal_jobb": 80.0}),
        ("0180R002", box(0.8, 0, 1.0), {"antal_jobb": 100.0}),
        ("0180R004", box(1.8, 0, 0.3), {"antal_jobb": 30.0}),
    ]
    source = areas(rows, version="2025_v2", name="RegSO 2025")

    run = run_algorithm(CONVERT, INPUT=source, AREAS=old(figures=FIGURES), COUNT_FIELDS=["antal_jobb"])

    # A third of R004 lies on ground that the older edition does not have.
    assert by_code(run, "antal_jobb_2") == approximately(R001=80 + 20, R002=80 + 20)
    assert run["OUTSIDE"] == pytest.approx(10, rel=1e-5)
    assert run["TOTAL_OUT"] + run["OUTSIDE"] == pytest.approx(210, rel=1e-12)
    assert run.warned("source area lies wholly or partly outside all target areas", "0180R004")
    assert run.warned("already have a field antal_jobb", "antal_jobb_2")


def test_missing_stays_missing_and_what_falls_there_is_withheld(run_algorithm, old, new):
    run = run_algorithm(
        CONVERT,
        INPUT=old(second=(None, None, None)),
        AREAS=new(),
        COUNT_FIELDS=["antal_jobb"],
        RATE_FIELDS=["andel_åäö"],
    )

    assert by_code(run, "antal_jobb") == approximately(R001=80, R002=None, R004=None)
    assert by_code(run, "andel_åäö") == approximately(R001=10, R002=None, R004=None)
    assert run["WITHHELD"] == pytest.approx(20, rel=1e-5)
    assert run["TOTAL_OUT"] + run["WITHHELD"] == pytest.approx(run["TOTAL_IN"], rel=1e-12) == 100
    assert run.warned("2 target areas have no value", "0180R002, 0180R004")


def test_a_part_of_the_country_is_converted_and_the_rest_is_outside(run_algorithm, old, areas, box):
    target = areas([("0180R002", box(1), {})], version="2025_v2", figures={})

    run = run_algorithm(CONVERT, INPUT=old(), AREAS=target, COUNT_FIELDS="antal_jobb", OUTPUT_CHANGED="memory:")

    assert by_code(run, "antal_jobb", "changed_share") == {"R002": (50, 0)}
    assert [run[key] for key in ("TOTAL_OUT", "OUTSIDE", "CEASED", "CHANGED")] == [50, 100, 0, 0]
    assert run.rows("OUTPUT_CHANGED") == []
    assert run.warned("1 area lies mostly outside the other layer and was not compared")


def test_without_fields_only_the_areas_are_compared(run_algorithm, old, new):
    run = run_algorithm(CONVERT, INPUT=old(), AREAS=new())

    names = [name for name in run.layer().fields().names() if name != "fid"]
    assert names == ["regsokod", "regsonamn", "version", "changed_share"]
    assert run["TOTAL_IN"] is None
    # R001 lost 0.2 of its now 0.8 km²; R002 lost and gained 0.2 of its 1 km²; R004 is new.
    assert by_code(run, "changed_share") == approximately(R001=0.25, R002=0.4, R004=1)


def test_people_by_deso_weigh_through_the_key_tables(run_algorithm, old, new, tmp_path):
    def file(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    head = "Kommun;Kommunnamn;DeSO;{0};{1}\n"
    row = "0180;Stockholm;{0};{1};{2}\n"
    places = [("0180A0010", "1", "1", 30), ("0180C0020", "1", "2", 10), ("0180C0030", "2", "2", 20)]
    places.append(("0180C0040", "2", "4", 40))
    name = {"1": "Älvnäs", "2": "Österby", "4": "Åkersro"}
    old_rows = [row.format(d, name[a], f"0180R00{a}") for d, a, _, _ in places]
    new_rows = [row.format(d, name[b], f"0180R00{b}") for d, _, b, _ in places]
    files = {
        "DESO_POPULATION": file("folk.csv", "region;2024\n" + "".join(f"{d};{n}\n" for d, _, _, n in places)),
        "FROM_KEYS": file("från.csv", head.format("RegSO_2020", "RegSOkod_2020") + "".join(old_rows)),
        "TO_KEYS": file("till.csv", head.format("RegSO_2025", "RegSOkod_2025") + "".join(new_rows)),
    }

    run = run_algorithm(CONVERT, INPUT=old(), AREAS=new(), COUNT_FIELDS="antal_jobb", **files)

    assert by_code(run, "antal_jobb") == approximately(R001=75, R002=25 + 50 / 3, R004=100 / 3)
    assert run.warned("People were placed by the codes of their DeSO", "a population grid shows them")


# Reading -------------------------------------------------------------------------------------------------------------


def test_squares_of_people_are_spread_and_those_outside_are_counted(run_algorithm, old, new, layer_from_wkt, box):
    # The first square lies half in each of the new R001 and R002, the second beyond all areas.
    rows = [(box(0.6, 0, 0.4, 1), {"beftotalt": 100}), (box(1.3), {"beftotalt": 8}), (box(7), {"beftotalt": 7})]
    squares = layer_from_wkt("Polygon", rows, {"beftotalt": "integer"}, "EPSG:3021")

    run = run_algorithm(
        CONVERT, INPUT=old(), AREAS=new(), COUNT_FIELDS="antal_jobb", PEOPLE=squares, OUTPUT_CROSSWALK="memory:"
    )

    people = {(row["from_code"], row["to_code"]): row["population"] for row in run.rows("OUTPUT_CROSSWALK")}
    assert people["0180R001", "0180R001"] == pytest.approx(50, abs=1e-3)
    assert people["0180R001", "0180R002"] == pytest.approx(50, abs=1e-3)
    assert people["0180R002", "0180R004"] == pytest.approx(8 * 0.2, abs=1e-3)
    # A tenth of the second square lies on ground of R004 that no older area has, and two tenths beyond all areas.
    assert people[None, "0180R004"] == pytest.approx(8 * 0.1, abs=1e-3)
    assert run.warned("9 people live outside both sets of areas")


def test_the_reference_systems_of_the_layers_do_not_matter(run_algorithm, old, new, people):
    given = {"COUNT_FIELDS": "antal_jobb", "PEOPLE": people, "OUTPUT_CHANGED": "memory:"}
    plane = run_algorithm(CONVERT, INPUT=old(), AREAS=new(), **given)
    degrees = run_algorithm(CONVERT, INPUT=old(crs="EPSG:4326"), AREAS=new(crs="EPSG:3021"), **given)

    assert by_code(degrees, "antal_jobb") == by_code(plane, "antal_jobb")
    assert degrees.layer().crs().authid() == "EPSG:3021"
    assert degrees.layer("OUTPUT_CHANGED").crs().authid() == "EPSG:3006"
    shares = [[row["changed_share"] for row in run.rows("OUTPUT_CHANGED")] for run in (plane, degrees)]
    # RT 90 and WGS 84 agree to some millimetres.
    assert shares[1] == pytest.approx(shares[0], abs=1e-5)


def test_codes_with_the_suffix_of_the_database_are_the_same_codes(run_algorithm, old, areas, box):
    target = areas([("0180R001_RegSO2025", box(0), {}), ("0180R002_RegSO2025", box(1), {})], figures={})

    run = run_algorithm(CONVERT, INPUT=old(), AREAS=target, COUNT_FIELDS="antal_jobb")

    assert [row["antal_jobb"] for row in run.rows()] == [100, 50]
    assert run["CHANGED"] == 0


def test_an_invalid_area_is_repaired_and_named(run_algorithm, new, areas, box):
    bow = "Polygon((0 0, 1 1, 1 0, 0 1, 0 0))"
    source = areas([("0180R001", bow, {"antal_jobb": 10.0}), ("0180R002", box(1), {"antal_jobb": 50.0})])

    run = run_algorithm(CONVERT, INPUT=source, AREAS=new(), COUNT_FIELDS="antal_jobb", OUTPUT_CHANGED="memory:")

    assert run.warned("1 area had invalid geometry, which was repaired: 0180R001")
    assert run["TOTAL_OUT"] == pytest.approx(60, rel=1e-9)
    assert all(feature.geometry().isGeosValid() for feature in run.features("OUTPUT_CHANGED"))


# Changed areas -------------------------------------------------------------------------------------------------------


@pytest.fixture
def renaming(areas, box):
    """R002 stays under another name, R003 ceases, R005 is new on its ground."""
    names = ({"0180R001": "Berget", "0180R002": "Ängen"}, {"0180R001": "berget ", "0180R002": "Backen"})
    before = areas([("0180R001", box(0), {}), ("0180R002", box(1), {}), ("0180R003", box(2), {})], names=names[0])
    after = areas([("0180R001", box(0), {}), ("0180R002", box(1), {}), ("0180R005", box(2), {})], names=names[1])
    return before, after


def test_ceased_new_and_renamed_areas_are_listed_with_their_polygons(run_algorithm, renaming):
    run = run_algorithm(CONVERT, INPUT=renaming[0], AREAS=renaming[1], OUTPUT_CHANGED="memory:")

    rows = {row["code"]: row for row in run.rows("OUTPUT_CHANGED")}
    assert {code: row["change"] for code, row in rows.items()} == {
        "0180R003": "ceased", "0180R005": "new", "0180R002": "renamed",
    }  # fmt: skip
    assert (rows["0180R002"]["name_from"], rows["0180R002"]["name_to"]) == ("Ängen", "Backen")
    assert [row["renamed"] for row in rows.values()] == [0, 0, 1]
    assert rows["0180R003"]["km2_from"] == pytest.approx(1, rel=1e-2)
    assert rows["0180R003"]["km2_to"] is None
    assert [run[key] for key in ("CHANGED", "RENAMED", "CEASED", "NEW")] == [0, 1, 1, 1]
    middles = {f["code"]: f.geometry().centroid().asPoint().x() for f in run.features("OUTPUT_CHANGED")}
    assert middles == pytest.approx({"0180R002": 601_500, "0180R003": 602_500, "0180R005": 602_500}, abs=1e-3)


def test_the_tolerance_decides_what_has_changed(run_algorithm, old, areas, box):
    target = areas([("0180R001", box(0, 0, 0.995), {}), ("0180R002", box(0.995, 0, 1.005), {})], figures={})

    for tolerance, changed in ((0.001, 2), (0.004, 2), (0.006, 0)):
        assert run_algorithm(CONVERT, INPUT=old(), AREAS=target, TOLERANCE=tolerance)["CHANGED"] == changed


def test_slivers_are_ignored_and_counted(run_algorithm, old, areas, box):
    # The border lies 50 mm further west: 0.005 % of either area.
    target = areas([("0180R001", box(0, 0, 0.99995), {}), ("0180R002", box(0.99995, 0, 1.00005), {})], figures={})

    ignored = run_algorithm(CONVERT, INPUT=old(), AREAS=target, COUNT_FIELDS="antal_jobb")
    kept = run_algorithm(CONVERT, INPUT=old(), AREAS=target, COUNT_FIELDS="antal_jobb", SLIVER=0)

    assert by_code(ignored, "antal_jobb") == {"R001": 100, "R002": 50}
    assert (ignored["SLIVERS"], kept["SLIVERS"]) == (1, 0)
    assert ignored.warned("1 sliver")
    assert by_code(kept, "antal_jobb") == approximately(R001=99.995, R002=50.005)


def test_layers_of_one_edition_and_layers_far_apart_are_noted(run_algorithm, old, areas, box):
    same = run_algorithm(CONVERT, INPUT=old(), AREAS=old())
    apart = run_algorithm(
        CONVERT, INPUT=old(), AREAS=areas([("0180R009", box(50), {})], figures={}), COUNT_FIELDS="antal_jobb"
    )

    assert same.warned("Both layers say that they belong to the 2020 edition")
    assert apart.warned("share no ground, so nothing was converted")
    assert [row["antal_jobb"] for row in apart.rows()] == [None]
    assert (apart["OUTSIDE"], apart["TOTAL_OUT"]) == (150, 0)


# What travels with the result ----------------------------------------------------------------------------------------


def test_the_result_says_what_was_converted_and_how(run_algorithm, old, new, people):
    run = run_algorithm(CONVERT, INPUT=old(), AREAS=new(), COUNT_FIELDS="antal_jobb", PEOPLE=people)

    said = {row["statistics_source"] for row in run.rows()}
    assert said == {"antal_jobb; converted from “RegSO 2020”, weighted by population; RegSO edition 2020"}


def test_the_report_tells_the_changes_the_totals_and_the_weights(run_algorithm, old, new, people, tmp_path):
    html = tmp_path / "rapport å.html"

    run_algorithm(CONVERT, INPUT=old(), AREAS=new(), COUNT_FIELDS="antal_jobb", PEOPLE=people, OUTPUT_HTML=str(html))

    text = html.read_text(encoding="utf-8")
    for words in (
        "RegSO 2020 converted to RegSO 2025",
        "from edition 2020 to 2025",
        "2 areas have other boundaries, 0 ceased, 1 is new and 0 have another name",
        "✓ ties",
        "split by population",
        "Åkersro",
        "rutnät",
    ):
        assert words in text, words


# Refusals ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"COUNT_FIELDS": "antal_jobb", "RATE_FIELDS": "antal_jobb"}, "both as an amount and as a rate"),
        ({"COUNT_FIELDS": "regsonamn"}, "The field regsonamn holds no numbers"),
        ({"RATE_FIELDS": "regsokod"}, "The field regsokod holds codes"),
        ({"COUNT_FIELDS": "saknas"}, "There is no field saknas"),
        ({"CODE_FIELD": "saknas"}, "There is no field saknas"),
        ({"COUNT_FIELDS": "antal_jobb", "WEIGHT": "population"}, "can only be weighted by population where"),
        ({"SLIVER": 0.5}, "SLIVER"),
        ({"DESO_POPULATION": "folk.csv"}, "Missing: Key table from DeSO to RegSO of the figures' edition, Key table"),
    ],
)
def test_what_cannot_be_converted_is_refused(refusal, old, new, options, words):
    assert words in refusal(CONVERT, INPUT=old(), AREAS=new(), **options)


@pytest.mark.parametrize("field", ["omradestyp_2022", "area_type", "Områdestyp", "area_type_2"])
@pytest.mark.parametrize("parameter", ["COUNT_FIELDS", "RATE_FIELDS", "DENOMINATOR_FIELD"])
def test_area_types_are_never_converted(refusal, new, areas, box, field, parameter):
    source = areas([("0180R001", box(0), {field: 3})], figures={field: "integer"})

    said = refusal(CONVERT, INPUT=source, AREAS=new(), **{parameter: field})

    assert f"The field {field} holds area types. A type is a class" in said
    assert "Take the types from SCB for the year's own edition" in said


def test_kommun_codes_stored_as_numbers_are_no_amounts(refusal, new, areas, box):
    source = areas([("0180R001", box(0), {"kommunkod": 180})], figures={"kommunkod": "integer"})

    assert "The field kommunkod holds codes" in refusal(CONVERT, INPUT=source, AREAS=new(), COUNT_FIELDS="kommunkod")


def test_a_share_that_is_chosen_as_an_amount_is_noted(run_algorithm, old, new):
    run = run_algorithm(CONVERT, INPUT=old(), AREAS=new(), COUNT_FIELDS="andel_åäö", DENOMINATOR_FIELD="sysselsatta")

    assert run.warned("By their names these fields are rates", "andel_åäö")
    assert run.warned("There is no rate field")


def test_people_given_twice_are_refused(refusal, old, new, people):
    said = refusal(CONVERT, INPUT=old(), AREAS=new(), PEOPLE=people, FROM_KEYS="nycklar.csv")

    assert "People were given twice" in said


@pytest.mark.parametrize(
    ("kind", "rows", "words"),
    [
        ("LineString", [("LineString(0 0, 1 1)", {"folkmangd": 3})], "must hold points or polygons"),
        ("Point", [], "is empty"),
        ("Point", [("Point(0.5 0.5)", {"folkmangd": -3})], "negative numbers of inhabitants"),
        ("Point", [("Point(0.5 0.5)", {"folkmangd": None})], "no number of inhabitants at all"),
    ],
)
def test_a_population_grid_that_cannot_be_used_is_refused(refusal, old, new, layer_from_wkt, kind, rows, words):
    grid = layer_from_wkt(kind, rows, {"folkmangd": "integer"})

    assert words in refusal(CONVERT, INPUT=old(), AREAS=new(), PEOPLE=grid)


def test_a_grid_without_a_population_field_is_refused(refusal, old, new, layer_from_wkt):
    grid = layer_from_wkt("Point", [("Point(0.5 0.5)", {"höjd": 3})], {"höjd": "integer"}, name="höjder")

    said = refusal(CONVERT, INPUT=old(), AREAS=new(), PEOPLE=grid)

    assert "The population grid höjder has no field that is recognised as population" in said


def test_key_tables_that_have_changed_places_are_refused(refusal, old, new, tmp_path):
    paths = {}
    for parameter, edition in (("FROM_KEYS", "2025"), ("TO_KEYS", "2020")):
        paths[parameter] = str(tmp_path / f"nyckel {edition}.csv")
        text = f"Kommun;Kommunnamn;DeSO_{edition};RegSO_{edition};RegSOkod_{edition}\n"
        (tmp_path / f"nyckel {edition}.csv").write_text(
            text + "0180;Stockholm;0180A0010;Älvnäs;0180R001\n", encoding="utf-8"
        )
    table = tmp_path / "folk.csv"
    table.write_text("region;2024\n0180A0010;5\n", encoding="utf-8")

    said = refusal(CONVERT, INPUT=old(), AREAS=new(), DESO_POPULATION=str(table), **paths)

    assert "“nyckel 2025.csv” belongs to the 2025 edition and the layer “RegSO 2020” to the 2020 edition" in said


@pytest.mark.parametrize("side", ["INPUT", "AREAS"])
def test_a_code_on_two_polygons_is_refused_on_either_side(refusal, old, new, areas, box, side):
    double = areas([("0180R001", box(0), {}), ("0180R001", box(4), {})], figures={})

    said = refusal(CONVERT, **{"INPUT": old(), "AREAS": new(), side: double})

    assert "1 area code stands on several polygons: 0180R001. Dissolve the layer by code first" in said


@pytest.mark.parametrize("side", ["INPUT", "AREAS"])
def test_an_area_without_a_polygon_is_refused_on_either_side(refusal, old, new, areas, box, side):
    bare = areas([("0180R001", box(0), {}), ("0180R002", None, {})], figures={})

    said = refusal(CONVERT, **{"INPUT": old(), "AREAS": new(), side: bare})

    assert "1 area is no polygons, or has no geometry: 0180R002" in said


# Cancelling ----------------------------------------------------------------------------------------------------------


def test_cancel_at_any_chance_leaves_nothing_of_any_output(cancelled_run, run_algorithm, old, new, people, tmp_path):
    given = {"INPUT": old(), "AREAS": new(), "COUNT_FIELDS": "antal_jobb", "PEOPLE": people}
    names = {"OUTPUT": "ut.gpkg", "OUTPUT_CROSSWALK": "nyckel.csv", "OUTPUT_CHANGED": "ändrade.gpkg"}
    outputs = {name: str(tmp_path / file) for name, file in {**names, "OUTPUT_HTML": "rapport.html"}.items()}
    whole = run_algorithm(CONVERT, **given, OUTPUT="memory:").feedback.asked

    for chance in range(1, whole + 1):
        run = cancelled_run(CONVERT, chance, **given, **outputs)

        assert run.errors == ["Cancelled. Nothing was written."], chance
        assert list(tmp_path.iterdir()) == []
    assert whole > 12
    assert cancelled_run(CONVERT, whole + 1, **given, **outputs).ok
    assert len(list(tmp_path.iterdir())) == 4


def test_when_the_report_cannot_be_written_nothing_is(refusal, old, new, tmp_path):
    outputs = {name: str(tmp_path / f"{name}.gpkg") for name in ("OUTPUT", "OUTPUT_CHANGED")}

    said = refusal(CONVERT, INPUT=old(), AREAS=new(), **outputs, OUTPUT_HTML=str(tmp_path / "ingen mapp" / "r.html"))

    assert "The report could not be written" in said
    assert list(tmp_path.iterdir()) == []


# Both real editions of Dalarna ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dalarna(real_data, tmp_path_factory):
    """Both editions as frames and as files that QGIS reads, with the population of 2022 on the older one."""
    older = gpd.read_file(real_data / "regso2018-dalarna" / "regso_2018_dalarna_dissolved.gpkg")
    newer = gpd.read_file(real_data / "regso2025" / "RegSO_2025.gpkg", where="lanskod = '20'")
    table = pd.read_json(real_data / "population" / "regso_population_2022_pxweb-v1.json", typ="series")
    rows = {row["key"][0]: float(row["values"][0]) for row in table["data"]}
    older["folkmangd"] = older["regsokod"].map(rows)
    # A made rate, for the test of averages only.
    older["andel"] = [float(number * 7 % 31) for number in range(len(older))]
    folder = tmp_path_factory.mktemp("dalarna")
    older.to_file(folder / "äldre.gpkg", layer="RegSO_2018")
    newer.to_file(folder / "nyare.gpkg", layer="RegSO_2025")
    # In one reference system for both engines: QGIS and pyproj need not choose the same way from WGS 84 to SWEREF 99.
    grid = gpd.read_file(real_data / "dalarna" / "befolkning_1km_2025_dalarna.geojson").to_crs("EPSG:3006")
    grid.to_file(folder / "rutor.gpkg", layer="rutor")
    return older, newer, *(str(folder / name) for name in ("äldre.gpkg", "nyare.gpkg", "rutor.gpkg"))


@pytest.fixture
def layers(dalarna):
    """Both editions as an algorithm takes them."""
    return {"INPUT": dalarna[2], "AREAS": dalarna[3]}


def true_km2(frame: gpd.GeoDataFrame) -> pd.Series:
    """Areas by PROJ's equal-area projection of Europe, where straight edges of SWEREF 99 TM are not quite straight."""
    return frame.segmentize(20).to_crs("EPSG:3035").area / 1e6


def overlaid(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.overlay(one, other, keep_geom_type=True)


def test_31_areas_of_dalarna_changed_and_the_most_is_ludvikas(run_algorithm, dalarna, layers):
    older, newer, *_ = dalarna
    run = run_algorithm(CONVERT, **layers, OUTPUT_CHANGED="memory:")

    rows = {row["code"]: row for row in run.rows("OUTPUT_CHANGED")}
    assert run["CHANGED"] == 31
    assert sum(row["changed_share"] > 0.05 for row in rows.values()) == 7
    assert next(iter(rows)) == "2085R008"
    assert rows["2085R008"]["changed_share"] == pytest.approx(0.261, abs=5e-4)
    assert [run[key] for key in ("CEASED", "NEW")] == [0, 0]
    assert run.layer().featureCount() == 119

    both = overlaid(
        older[["regsokod", "geometry"]].rename(columns={"regsokod": "old"}), newer[["regsokod", "geometry"]]
    )
    common = true_km2(both)[both["old"] == both["regsokod"]].groupby(both["regsokod"]).sum()
    before = true_km2(older).set_axis(older["regsokod"])
    after = true_km2(newer).set_axis(newer["regsokod"])
    share = ((before - common) + (after - common)) / after
    assert set(share[share > 0.001].index) == set(rows)
    for code, row in rows.items():
        assert row["changed_share"] == pytest.approx(share[code], abs=1e-6)
        assert row["km2_to"] == pytest.approx(after[code], rel=1e-6)


def test_dalarnas_people_weigh_as_geopandas_says(run_algorithm, dalarna, layers):
    older, newer, _, _, grid = dalarna
    given = {"COUNT_FIELDS": ["folkmangd"], "RATE_FIELDS": ["andel"], "PEOPLE": grid}
    run = run_algorithm(CONVERT, **layers, **given, SLIVER=0)

    cells = gpd.read_file(grid)[["befolkning_2025", "geometry"]]
    cells["whole"] = true_km2(cells)
    old = older[["regsokod", "geometry"]].rename(columns={"regsokod": "old"})
    in_old = overlaid(cells, old)
    parts = overlaid(in_old, newer[["regsokod", "geometry"]].rename(columns={"regsokod": "new"}))
    for frame in (in_old, parts):
        frame["people"] = frame["befolkning_2025"] * true_km2(frame) / frame["whole"]
    pairs = parts.groupby(["old", "new"])["people"].sum().reset_index()
    figures = older.set_index("regsokod")
    pairs["share"] = pairs["people"] / pairs["old"].map(in_old.groupby("old")["people"].sum())
    counts = (pairs["old"].map(figures["folkmangd"]) * pairs["share"]).groupby(pairs["new"]).sum()
    mass = (pairs["old"].map(figures["andel"]) * pairs["people"]).groupby(pairs["new"]).sum()
    rates = mass / pairs.groupby("new")["people"].sum()

    found = {row["regsokod"]: row for row in run.rows()}
    assert len(found) == 119
    for code, row in found.items():
        assert row["folkmangd"] == pytest.approx(counts[code], rel=1e-6)
        assert row["andel"] == pytest.approx(rates[code], rel=1e-6, abs=1e-7)
    assert run["TOTAL_IN"] == figures["folkmangd"].sum()
    assert run["TOTAL_OUT"] + run["OUTSIDE"] + run["WITHHELD"] == pytest.approx(run["TOTAL_IN"], rel=1e-12)


def test_dalarna_goes_back_to_the_older_edition(run_algorithm, layers):
    back = {"INPUT": layers["AREAS"], "AREAS": layers["INPUT"]}

    run = run_algorithm(CONVERT, **back, COUNT_FIELDS=["objectid"])

    assert run["CHANGED"] == 31
    assert run["TOTAL_OUT"] + run["OUTSIDE"] == pytest.approx(run["TOTAL_IN"], rel=1e-12)
