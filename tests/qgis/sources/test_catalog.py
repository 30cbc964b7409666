# SPDX-License-Identifier: GPL-2.0-or-later
"""The catalogue: what it says, and that a damaged one is noticed wherever the damage is."""

from __future__ import annotations

import copy
import json

import pytest

from regso_atlas.plugin.core.codes import Edition, Level
from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.sources.catalog import FILE, catalog
from regso_atlas.plugin.sources.catalog_reading import read_catalog


@pytest.mark.parametrize(
    ("level", "edition", "layer", "count", "codelist", "code"),
    [
        (Level.REGSO, Edition.E2020, "stat:RegSO_2020", 3363, "vs_RegSO2020", "0180R001"),
        (Level.REGSO, Edition.E2025, "stat:RegSO_2025", 3363, "vs_RegSO2025", "0180R001_RegSO2025"),
        (Level.DESO, Edition.E2020, "stat:DeSO_2018", 5984, "vs_DeSO2018", "0180R001"),
        (Level.DESO, Edition.E2025, "stat:DeSO_2025", 6160, "vs_DeSO2025", "0180R001_DeSO2025"),
    ],
)
def test_divisions(level, edition, layer, count, codelist, code):
    division = catalog().division(level, edition)
    assert (division.layer, division.count, division.codelist) == (layer, count, codelist)
    assert division.database_code("0180R001") == code


def test_the_year_decides_which_edition_has_the_index():
    table = catalog().table_for("index")
    assert catalog().years(table) == tuple(range(2011, 2025))
    assert catalog().years(table, Edition.E2020) == tuple(range(2011, 2024))
    assert catalog().years(table, Edition.E2025) == (2024,)
    assert catalog().years(catalog().table_for("population"), Edition.E2020)[0] == 2010


def test_measures_of_the_index_table_are_those_that_scb_answers_with():
    assert dict(catalog().tables["TAB6586"].contents) == {
        "index": "000008IT",
        "area_type": "000008IU",
        "education": "000008IV",
        "low_standard": "000008IW",
        "assistance_unemployment": "000008IX",
    }


def test_a_higher_index_and_a_lower_type_are_worse():
    worse = {one.id: one.worse for one in catalog().indicators.values()}
    assert worse == {
        "index": "high",
        "area_type": "low",
        "low_standard": "high",
        "education": "high",
        "assistance_unemployment": "high",
        "population": "none",
    }


def test_an_unknown_measure_is_a_clear_error():
    with pytest.raises(RegsoError, match="No table is known for “lycka”"):
        catalog().table_for("lycka")


def test_the_source_is_named_in_both_languages():
    assert catalog().attribution("CC0-1.0", "sv") == "Källa: SCB"
    assert catalog().attribution("CC0-1.0", "en").startswith("Source: Statistics Sweden")


# Damage ---------------------------------------------------------------------------------------------------------------


def places(node, path=()):
    """Yield every place in a document."""
    yield path
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from places(child, (*path, key))


def changed(document, path, value):
    document = copy.deepcopy(document)
    if not path:
        return value
    node = document
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return document


DOCUMENT = json.loads(FILE.read_text(encoding="utf-8"))
#: places where null means something: an edition still in use, a table that the older interface does not have
MAY_BE_NULL = {
    ("editions", 1, "last_year"),
    ("tables", 0, "v1_path"),
    ("editions", 0, "last_year"),
    ("tables", 1, "v1_path"),
}


def refusal(tmp_path, text: str) -> RegsoError:
    path = tmp_path / "katalog.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegsoError, match=r"damaged.*Install the plugin again") as caught:
        read_catalog(path)
    return caught.value


def test_null_anywhere_is_noticed_and_the_place_is_named(tmp_path):
    tried = [path for path in places(DOCUMENT) if path not in MAY_BE_NULL]
    assert len(tried) > 200
    for path in tried:
        error = refusal(tmp_path, json.dumps(changed(DOCUMENT, path, None)))
        assert "".join(f"/{key}" for key in path[:1]) in error.details


def test_a_misspelt_or_missing_key_is_noticed_everywhere(tmp_path):
    free = ("fields", "totals")  # their keys are names of roles and of dimensions
    for path in places(DOCUMENT):
        if not isinstance(at(path), dict) or path[-1:] in [(name,) for name in free]:
            continue
        details = refusal(tmp_path, json.dumps(changed(DOCUMENT, path, at(path) | {"stavfel": "x"}))).details
        assert "stavfel" in details
    for key in DOCUMENT:
        assert key in refusal(tmp_path, json.dumps({k: v for k, v in DOCUMENT.items() if k != key})).details


def at(path):
    node = DOCUMENT
    for key in path:
        node = node[key]
    return node


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("services", 0, "address"), "http://statistikdatabasen.scb.se/api/v2"),
        (("services", 0, "id"), "wfs"),
        (("editions", 1, "id"), "2020"),
        (("editions", 1, "first_year"), 2023),
        (("editions", 0, "last_year"), 2024),
        (("editions", 0, "divisions", 1, "level"), "regso"),
        (("schemas", 0, "fields"), {"name": ["regsonamn"]}),
        (("tables", 0, "contents", 0, "indicator"), "lycka"),
        (("tables", 0, "licence"), "hemlig"),
        (("indicators", 0, "worse"), "higher"),
        (("indicators", 0, "decimals"), "1"),
        (("format",), 2),
    ],
)
def test_wrong_values_are_noticed(tmp_path, path, value):
    refusal(tmp_path, json.dumps(changed(DOCUMENT, path, value)))


def test_a_catalogue_that_is_cut_off_or_gone_is_noticed(tmp_path):
    refusal(tmp_path, FILE.read_text(encoding="utf-8")[:-100])
    with pytest.raises(RegsoError, match="damaged"):
        read_catalog(tmp_path / "finns inte.json")
