# SPDX-License-Identifier: GPL-2.0-or-later
"""The small parts of a report: languages, numbers, markup, provenance, and what its import costs."""

import json
import string
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from regso_atlas.plugin.core.codes import Edition
from regso_atlas.plugin.report import texts
from regso_atlas.plugin.report.language import Language, decimals_for
from regso_atlas.plugin.report.markup import Markup, element, join
from regso_atlas.plugin.report.provenance import Layer, Provenance, library_versions, without_secrets

ALL_TEXTS = {name: value for name, value in vars(texts).items() if isinstance(value, texts.Text)}
ROOT = Path(__file__).resolve().parents[3]


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("name", ALL_TEXTS)
def test_text_has_both_languages_with_the_same_fields(name):
    text = ALL_TEXTS[name]

    assert text.sv.strip()
    assert text.en.strip()
    assert _fields(text.sv) == _fields(text.en)
    assert "" not in _fields(text.sv), "fields are named"


def test_languages_differ_except_where_a_sign_or_unit_is_the_same():
    same = {name for name, text in ALL_TEXTS.items() if text.sv == text.en}

    assert same == {
        "AMOUNT_AND_UNIT",
        "RATE_LENGTH",
        "RATE_SURFACE",
        "GROUP_CAPTION",
        "FILTER",
        "PER_KM2",
        "SECONDS_VALUE",
    }


def test_every_text_is_used():
    places = (ROOT / "plugin" / "report", ROOT / "plugin" / "panel")
    used = "".join(path.read_text(encoding="utf-8") for place in places for path in place.glob("*.py"))

    assert [name for name in ALL_TEXTS if used.count(name) < 2] == []


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (1_234_567.0, 0, "1\xa0234\xa0567", "1,234,567"),
        (0.456, 2, "0,46", "0.46"),
        (-3.25, 1, "−3,2", "−3.2"),
        (-0.001, 1, "0,0", "0.0"),
        (0.004, 1, "<0,1", "<0.1"),
        (0.3, 0, "<1", "<1"),
        (0.0, 1, "0,0", "0.0"),
    ],
)
def test_numbers_are_written_as_the_language_does(value, decimals, swedish, english):
    assert Language("sv").number(value, decimals) == swedish
    assert Language("en").number(value, decimals) == english


def test_signs_and_percentages():
    assert Language("sv").signed(5.04, 1) == "+5,0"
    assert Language("sv").signed(0.04, 1) == "0,0"
    assert Language("en").signed(-5.06, 1) == "−5.1"
    assert Language("sv").percent(0.1234) == "12,3\xa0%"
    assert Language("en").percent(0.1234) == "12.3%"


@pytest.mark.parametrize(
    ("values", "figures", "decimals"),
    [
        ([1.0, 20.0, 300.0], 3, 0),  # whole numbers
        ([0.04123, 0.01], 3, 4),  # 0.0412
        ([1.25, 0.6], 3, 2),
        ([45.31, 0.1], 3, 1),
        ([12_345.6], 3, 0),
        ([], 3, 0),
        ([0.0, float("nan"), float("inf")], 3, 0),
    ],
)
def test_a_column_is_as_precise_as_its_largest_value_deserves(values, figures, decimals):
    assert decimals_for(values, figures) == decimals


def test_markup_escapes_text_and_attributes_and_leaves_markup():
    made = element("td", '<å> & "x"', Markup("<b>ja</b>"), None, title='"<&', hidden=None, aria_label="ö", class_="a")

    assert made == ('<td title="&quot;&lt;&amp;" aria-label="ö" class="a">&lt;å&gt; &amp; &quot;x&quot;<b>ja</b></td>')
    assert join(["a<", [Markup("<i>")]]) == "a&lt;<i>"
    assert element("meta", charset="utf-8") == '<meta charset="utf-8">\n'


HIDDEN = "h3ml1gt"


@pytest.mark.parametrize(
    "source",
    [
        f"dbname='regso' host=db.se port=5432 user='åsa' password='{HIDDEN}' key='id' table=\"a\".\"b\" (geom)",
        f"dbname='regso' user='{HIDDEN}' password='a\\'{HIDDEN} {HIDDEN}' key='id'",
        f"service='x' authcfg={HIDDEN} key='id'",
        f"paging='true' url='https://{HIDDEN}:{HIDDEN}@geodata.se/wfs?token={HIDDEN}&x=1' version='2.0.0'",
        f"url=https%3A%2F%2Fexempel.se%2Fwms%3Fapi_key%3D{HIDDEN}%26x%3D1&username={HIDDEN}&password={HIDDEN}",
        f"https%3A%2F%2Fåsa:{HIDDEN}%40exempel.se%2Fdata",
        f"PG:dbname=regso user={HIDDEN} password={HIDDEN} active_schema=public",
        f"/vsicurl/https://åsa:p@{HIDDEN}@exempel.se/a/b.gpkg|layername=vägar",
        f"url=https://exempel.se/arcgis&http-header:authorization=Basic {HIDDEN}&x=1",
        f"url=https://exempel.se/a.gpkg?X-Amz-Credential={HIDDEN}&X-Amz-Signature={HIDDEN}",
        f"MSSQL:server=db;uid={HIDDEN};pwd={HIDDEN};database=x",
    ],
)
def test_secrets_are_taken_out_of_sources(source):
    assert HIDDEN not in without_secrets(source)
    assert HIDDEN not in Layer("Vägar", source).source


def test_what_is_no_secret_stays():
    source = "/data/Åsa Användare/vägar.gpkg|layername=vägar|subset=\"klass\" = 'å'"
    database = 'dbname=\'regso\' host=db.se key=\'id\' table="stat"."regso" (geom) sql="typ" = 1'

    assert without_secrets(source) == source
    assert without_secrets(database) == database
    assert "dbname='regso' host=db" in without_secrets("dbname='regso' host=db user='å' password='x y'")


def _provenance(**changes):
    layer = Layer("Vägar")
    return Provenance(title="Vägar", created=datetime(2026, 3, 1, tzinfo=UTC), layer=layer, areas=layer, **changes)


def test_parameters_are_cleaned_and_can_be_written_as_json():
    given = {"INPUT": f"x user={HIDDEN}", "FIELDS": ("å", f"pwd={HIDDEN}"), "N": 5, "EXTENT": Path("/a"), "NO": None}
    parameters = _provenance(parameters=given).parameters

    assert HIDDEN not in json.dumps(parameters)
    assert parameters["FIELDS"][0] == "å"
    assert (parameters["N"], parameters["EXTENT"], parameters["NO"]) == (5, "/a", None)


def test_time_without_zone_is_refused():
    layer = Layer("Vägar")
    with pytest.raises(ValueError, match="time zone"):
        Provenance(title="Vägar", created=datetime(2026, 3, 1), layer=layer, areas=layer)  # noqa: DTZ001


def test_edition_is_named_alike_as_text_and_as_edition():
    assert _provenance(edition=Edition.E2025).edition_name == "2025"
    assert _provenance(edition="2025").edition_name == "2025"
    assert _provenance().edition_name == ""


def test_versions_of_missing_packages_are_left_out():
    assert list(library_versions(["pandas", "finns-inte-alls"])) == ["pandas"]


def test_report_is_imported_without_heavy_packages():
    program = (
        "import importlib.util, sys; "
        f"spec = importlib.util.spec_from_file_location('regso_atlas', {str(ROOT / '__init__.py')!r}, "
        f"submodule_search_locations=[{str(ROOT)!r}]); "
        "sys.modules['regso_atlas'] = importlib.util.module_from_spec(spec); "
        "import regso_atlas.plugin.report.html, regso_atlas.plugin.report.provenance; "
        "print([m for m in ('numpy', 'pandas', 'matplotlib', 'shapely', 'scipy', 'qgis') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout.strip() == "[]"
