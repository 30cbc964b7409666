# SPDX-License-Identifier: GPL-2.0-or-later
"""What is known of areas by code: from what was loaded before, from layers, from the demo; never from the network."""

from __future__ import annotations

import json
import statistics
from concurrent.futures import ThreadPoolExecutor

import made_answers
import pandas as pd
import pytest

from regso_atlas.plugin.core.codes import Level
from regso_atlas.plugin.sources import known_areas as store
from regso_atlas.plugin.sources.area_rows import AreaRows
from regso_atlas.plugin.sources.cache import key_of
from regso_atlas.plugin.sources.catalog import catalog
from regso_atlas.plugin.sources.known_areas import known_areas

LOAD, SERIES = "regso:loadareas", "regso:loadtimeseries"
KARLSTAD = made_answers.karlstad_codes()
SUFFIX = {"2020": "", "2025": "_RegSO2025"}


@pytest.fixture(autouse=True)
def nothing_read_before():
    store.forget()
    yield
    store.forget()


def answer(table, codes, edition, years, changed=None):
    """A saved answer in SCB's form for made areas; ``changed``: (code, measure, year) → value."""
    index = table == "TAB6586"
    dataset, cell = (made_answers.made_index_table if index else made_answers.made_population_table)(codes)
    regions = [code + SUFFIX[edition] for code in codes]
    picked = {"Region": regions, "Tid": [str(year) for year in years]}
    picked |= {} if index else {"Alder": ["totalt"], "Kon": ["1+2"]}
    dimensions, keys = {}, [()]
    for name in dataset["id"]:
        labels = dataset["dimension"][name]["category"]["label"]
        wanted = picked.get(name, list(labels))
        dimensions[name] = {"category": {"index": wanted, "label": {one: labels[one] for one in wanted}}}
        keys = [(*key, one) for key in keys for one in wanted]
    values = [(changed or {}).get(key, cell(key)) for key in keys]
    sizes = [len(dimensions[name]["category"]["index"]) for name in dataset["id"]]
    return {"class": "dataset", "id": dataset["id"], "size": sizes, "dimension": dimensions, "value": values}


def save(cache, table, codes, edition, years, document=None, **changed):
    """Save an answer as a load of the whole country does."""
    known = catalog().tables[table]
    key = {
        "table": table,
        "level": "regso",
        "edition": edition,
        "indicators": sorted(known.contents),
        "years": list(years),
        "areas": [],
    }
    content = document or answer(table, codes, edition, years, **changed)
    data = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode("utf-8")
    return cache.put(key_of(key), data, title=f"{table} {years}", suffix=".json")


def frame(*rows):
    return pd.DataFrame(list(rows))


# What was saved -------------------------------------------------------------------------------------------------------


def test_an_area_is_known_as_it_was_loaded(karlstad, services, run_algorithm, cache):
    """What the algorithm put on the map, which reads the answers with another reader."""
    loaded = {}
    for year in (2023, 2024):
        for row in run_algorithm(LOAD, YEAR=year, KOMMUNER="1780").rows():
            loaded[row["code"], year] = row

    known = known_areas()
    for code in KARLSTAD:
        area = known.of(code)
        assert (area.kommun_name, area.lan_name) == ("Karlstad", "Värmlands län")
        assert list(area.series["year"]) == [2023, 2024]
        assert list(area.series["edition"]) == ["2020", "2025"]
        for row in area.series.to_dict("records"):
            on_map = loaded[code, row["year"]]
            for column in ("socioeconomic_index", "area_type", "v1", "v2", "v3", "population"):
                assert row[column] == on_map[column], (code, row["year"], column)


def test_the_real_figures_of_karlstad_with_their_names(captured, services, run_algorithm, real_data):
    run_algorithm(SERIES, KOMMUNER="1780")

    area = known_areas().of("1780R001")
    truth = json.loads((real_data / "index" / "karlstad_TAB6586_2011-2024.json").read_text("utf-8-sig"))
    labels = truth["dimension"]["Region"]["category"]["label"]
    assert f"({area.name})" in labels["1780R001_RegSO2025"]
    assert list(area.series["year"]) == list(range(2011, 2025))
    index = truth["dimension"]["ContentsCode"]["category"]["index"]["000008IT"]
    sizes = dict(zip(truth["id"], truth["size"], strict=True))
    place = truth["dimension"]["Region"]["category"]["index"]["1780R001"] * sizes["ContentsCode"] + index
    start = place * sizes["Tid"]
    assert truth["id"] == ["Region", "ContentsCode", "Tid"]
    # the edition of 2020 to 2023
    assert list(area.series["socioeconomic_index"])[:13] == truth["value"][start : start + 13]


def test_the_zeros_of_the_other_editions_years_are_not_population(cache):
    save(cache, "TAB6574", KARLSTAD, "2020", range(2022, 2025))
    assert list(known_areas(cache=cache).of("1780R001").series["year"]) == [2022, 2023]


def test_a_newer_answer_takes_the_place_of_an_older_one(cache, fake_time):
    save(cache, "TAB6586", KARLSTAD, "2025", [2024])
    before = known_areas(cache=cache)
    fake_time.seconds += 60
    save(cache, "TAB6586", KARLSTAD, "2025", [2024], changed={("1780R001_RegSO2025", "000008IT", "2024"): 77.7})

    assert known_areas(cache=cache).index("1780R001", 2024) == 77.7
    assert before.index("1780R001", 2024) != 77.7


def test_an_area_without_a_type_in_the_newest_year_does_not_get_an_older_one(cache):
    gone = {("1780R001_RegSO2025", measure, "2024"): None for measure in made_answers.CONTENTS}
    save(cache, "TAB6586", KARLSTAD, "2020", [2023])
    save(cache, "TAB6586", KARLSTAD, "2025", [2024], changed=gone)
    known = known_areas(cache=cache)

    assert (known.area_type("1780R001"), known.index("1780R001")) == (None, None)
    assert known.area_type("1780R001", 2023) == 1
    assert known.area_type("1780R002") == known.area_type("1780R002", 2024) == 2


def test_an_area_that_ceased_is_known_by_its_last_year(cache):
    save(cache, "TAB6586", ["2584R001", "2584R002"], "2020", [2022, 2023])
    save(cache, "TAB6586", ["2584R002"], "2025", [2024])
    known = known_areas(cache=cache)
    assert known.index("2584R001") == known.index("2584R001", 2023) is not None
    assert known.index("2584R001", 2024) is None


@pytest.mark.parametrize("code", ["780R001", " 1780r001 ", "1780R001_RegSO2025", "1780R001"])
def test_codes_are_understood_as_people_have_them(cache, code):
    save(cache, "TAB6586", [*KARLSTAD, "0780R001"], "2025", [2024])
    found = known_areas(cache=cache).of(code)
    assert found.code == ("0780R001" if code == "780R001" else "1780R001")


@pytest.mark.parametrize("code", [None, "", "1780", "åäö", 17.5, "9999R999", float("nan")])
def test_what_is_no_known_code_is_not_known(cache, code):
    known = known_areas(cache=cache)
    assert (known.of(code), known.index(code), known.area_type(code, 2024)) == (None, None, None)


# The country ----------------------------------------------------------------------------------------------------------


def test_the_countrys_mean_is_there_only_for_years_that_are_whole(cache):
    country = made_answers.country_codes()
    save(cache, "TAB6586", country, "2025", [2024])
    save(cache, "TAB6586", KARLSTAD, "2020", [2023])
    table = known_areas(cache=cache).country

    values = answer("TAB6586", country, "2025", [2024])["value"][0::5]
    assert table.to_dict("records") == [
        {
            "year": 2024,
            "edition": "2025",
            "mean": pytest.approx(statistics.fmean(values)),
            "standard_deviation": pytest.approx(statistics.pstdev(values)),
            "area_count": 3363,
        }
    ]


def test_the_demo_does_not_count_for_the_country_and_has_a_mean_of_its_own(cache):
    known = known_areas(cache=cache)
    assert known.country.empty
    own = known.region_of("9901R001")
    assert list(own["year"]) == list(range(2015, 2025))
    assert set(own["area_count"]) == {60}
    assert known.region_of("1780R001").empty


def test_the_means_of_the_indicators_are_the_countrys_never_those_of_a_loaded_part(cache):
    country = made_answers.country_codes()
    save(cache, "TAB6586", country, "2025", [2024])
    loaded = frame(*({"code": code, "year": 2023, "v1": 99.0} for code in KARLSTAD))

    known = known_areas([loaded], cache=cache)

    means = known.means_of("1780R001", 2024)
    for name in ("v1", "v2", "v3"):
        values = [one for code in country if (one := known.of(code).series.set_index("year").loc[2024, name]) == one]
        assert means[name] == pytest.approx(statistics.fmean(values))
    assert known.means_of("1780R001", 2023) == {}
    assert known.means_of("1780R001", None) == {}
    assert known.means_of("no code", 2024) == {}
    assert set(known.means_of("9901R001", 2024)) == {"v1", "v2", "v3"}
    assert known.means_of("9901R001", 2024) != means


# Layers and the demo --------------------------------------------------------------------------------------------------


def test_the_demo_is_known_without_anything_saved(cache, run_algorithm):
    known = known_areas(cache=cache)
    rows = run_algorithm(LOAD, SOURCE="demo", YEAR=2019).rows()
    assert len(rows) == 61
    for row in rows:
        assert known.index(row["code"], 2019) == row["socioeconomic_index"]
        assert known.area_type(row["code"], 2019) == (row["area_type"] or None)
    area = known.of(rows[0]["code"])
    assert (area.name, area.kommun_name, area.lan_name) == (rows[0]["name"], rows[0]["kommun_name"], "Fantasilän")
    assert list(area.series["population"].notna()) == [True] * 10
    assert known.is_empty


def test_a_layer_is_believed_before_what_was_saved(cache):
    save(cache, "TAB6586", KARLSTAD, "2025", [2024])
    layer = frame(
        {"code": "1780R001", "name": "Älvnäs", "year": 2024, "edition": "2025", "socioeconomic_index": 12.3},
        {"code": "1780R002", "name": None, "year": 2024, "edition": "2025", "socioeconomic_index": float("nan")},
    )
    known = known_areas([layer], cache=cache)
    assert known.index("1780R001", 2024) == 12.3
    assert known.of("1780R001").name == "Älvnäs"
    # a gap in the layer is filled
    assert known.index("1780R002", 2024) == known_areas(cache=cache).index("1780R002", 2024)


def test_a_layer_without_years_gives_names_only(cache):
    known = known_areas([frame({"code": "0180R001", "name": "Åkersro", "kommun_name": "Stockholm"})], cache=cache)
    area = known.of("0180R001")
    assert (area.name, area.kommun_name, area.lan_name) == ("Åkersro", "Stockholm", "Stockholms län")
    assert area.series.empty
    assert known.index("0180R001") is None


def test_rows_without_code_and_frames_without_codes_are_no_areas(cache):
    odd = [frame({"namn": "väg"}), frame({"code": None, "year": 2024}), pd.DataFrame()]
    assert known_areas(odd, cache=cache).codes == known_areas(cache=cache).codes


# Damage ---------------------------------------------------------------------------------------------------------------


def test_without_a_cache_there_is_the_demo(tmp_path, cache):
    assert not cache.folder.exists()
    assert known_areas(cache=cache).is_empty
    # asking makes nothing
    assert not cache.folder.exists()


@pytest.mark.parametrize(
    "document",
    [
        b"\xff\xfe not json",
        b"[]",
        b"{}",
        b'{"class": "dataset", "id": ["Region"], "size": [1], "value": [1], "dimension": {}}',
    ],
)
def test_an_answer_that_is_none_is_left_out_and_the_rest_is_known(cache, document, qgis_messages):
    save(cache, "TAB6586", KARLSTAD, "2025", [2024])
    save(cache, "TAB6586", KARLSTAD, "2020", [2023], document=document)
    known = known_areas(cache=cache)
    assert known.index("1780R001", 2024) is not None
    assert known.index("1780R001", 2023) is None
    assert any("could not be read and is left out" in text for text in qgis_messages)


def test_an_answer_with_too_few_values_is_left_out(cache):
    document = answer("TAB6586", KARLSTAD, "2025", [2024])
    document["value"].pop()
    save(cache, "TAB6586", KARLSTAD, "2025", [2024], document=document)
    assert known_areas(cache=cache).index("1780R001", 2024) is None


def test_a_content_that_was_changed_on_the_disk_is_left_out_without_touching_it(cache):
    entry = save(cache, "TAB6586", KARLSTAD, "2025", [2024])
    entry.path.write_bytes(entry.read().replace(b"17", b"18"))
    assert known_areas(cache=cache).index("1780R001", 2024) is None
    assert entry.path.exists()


def test_a_damaged_entry_does_not_hide_the_others(cache):
    save(cache, "TAB6586", KARLSTAD, "2025", [2024])
    (cache.folder / "entries" / "aaaa.json").write_text("{", encoding="utf-8")
    cache.put("{not json", b"x", title="annat", suffix=".txt")
    cache.put('{"layer":"stat:RegSO_2025","areas":[]}', b"x", title="gränser", suffix=".gpkg")
    assert known_areas(cache=cache).index("1780R001", 2024) is not None


def test_what_was_cleared_is_known_no_more(cache):
    save(cache, "TAB6586", KARLSTAD, "2025", [2024])
    assert not known_areas(cache=cache).is_empty
    cache.clear()
    assert known_areas(cache=cache).is_empty


@pytest.fixture
def qgis_messages():
    from qgis.core import QgsApplication

    told = []
    log = QgsApplication.messageLog()
    log.messageReceived.connect(take := lambda text, tag, level: told.append(text))
    yield told
    log.messageReceived.disconnect(take)


# Searching ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def names():
    """Areas whose names differ by dots only, in three kommuner."""
    rows = [
        ("1780R001", "Älvnäs", "Karlstad"),
        ("1780R002", "Alvnas strand", "Karlstad"),
        ("0184R001", "Solna centrum", "Solna"),
        ("0180R010", "Östra Åkersro", "Stockholm"),
        ("0180R011", "Sankt Erik", "Stockholm"),
    ]
    return AreaRows({"code": c, "name": n, "kommun_name": k} for c, n, k in rows)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("alvnas", "1780R002"),
        ("älvnäs", "1780R001"),
        ("ÄLV", "1780R001"),
        ("akersro", "0180R010"),
        ("stockholm akers", "0180R010"),
        ("erik sankt", "0180R011"),
        ("1780R001", "1780R001"),
        ("180R011", "0180R011"),
        ("184R", "0184R001"),
        ("1780r002_RegSO2025", "1780R002"),
        ("karlstad", "1780"),
        ("Karlstads", None),
        ("solna", "0184"),
    ],
)
def test_areas_and_kommuner_are_found_by_what_people_type(cache, names, text, first):
    found = known_areas([names], cache=cache).search(text, 5)
    if first is None:
        assert found == []
    elif text == "alvnas":
        # written without dots, both fit
        assert {one.code for one in found} == {"1780R001", "1780R002"}
    else:
        assert found[0].code == first


def test_the_beginning_of_a_code_finds_the_kommun_and_its_areas(cache, names):
    found = known_areas([names], cache=cache).search("0180", 10)
    assert [(one.code, one.level) for one in found] == [
        ("0180", Level.KOMMUN),
        ("0180R010", Level.REGSO),
        ("0180R011", Level.REGSO),
    ]
    assert len(known_areas([names], cache=cache).search("0180", 2)) == 2


@pytest.mark.parametrize("text", ["", "   ", "??", "finns inte"])
def test_a_text_that_is_nowhere_finds_nothing(cache, names, text):
    assert known_areas([names], cache=cache).search(text) == []


def test_the_demo_is_searched_only_where_it_is_loaded(cache, names):
    assert known_areas([names], cache=cache).search("Påhittsstad") == []
    demo = frame({"code": "9901R001", "name": "Torget", "year": 2024})
    assert known_areas([demo], cache=cache).search("pahittsstad")[0].code == "9901"


def test_a_search_that_is_cancelled_ends(cache):
    save(cache, "TAB6586", made_answers.country_codes(), "2025", [2024])
    asked = []

    def cancelled():
        asked.append(1)
        return len(asked) > 1

    known = known_areas(cache=cache)
    assert len(known.search("R05", 5000, cancelled=cancelled)) < len(known.search("R05", 5000))


# Time -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def huge(cache):
    """Everything that can be saved of the whole country: fourteen years, by year and as series, and other things."""
    codes = made_answers.country_codes()
    for edition, years in (("2020", range(2011, 2024)), ("2025", [2024])):
        save(cache, "TAB6586", codes, edition, years)
        for year in years:
            save(cache, "TAB6586", codes, edition, [year])
            save(cache, "TAB6574", codes, edition, [year])
    entry = next((cache.folder / "entries").glob("*.json")).read_bytes()
    for number in range(1500):
        (cache.folder / "entries" / f"copy{number}.json").write_bytes(entry)
    return cache


def test_a_huge_cache_is_read_only_once(huge):
    known = store.prepare(cache=huge)
    assert len(known.of("0110R001").series) == 14

    for _ in range(100):
        assert known_areas(cache=huge) is known

    assert None not in [known.area_type(code) for code in made_answers.country_codes()]


def test_many_threads_get_the_same_and_read_it_once(huge, monkeypatch):
    from regso_atlas.plugin.sources import saved_answers

    read = []
    original = saved_answers._read
    monkeypatch.setattr(saved_answers, "_read", lambda *given: read.append(given) or original(*given))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: known_areas(cache=huge), range(32)))
    assert len({id(one) for one in found}) == 1
    assert len(read) == len({(entry.sha256, entry.key) for entry, *_ in read})
