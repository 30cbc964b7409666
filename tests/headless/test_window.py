# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin in a real QGIS window on a virtual display: styled results, two languages, unload and reload.

Pictures of the window go to the folder named by REGSO_SCREENSHOTS, or to pytest's own.
"""

import json
import os
from pathlib import Path

import pytest

from regso_atlas.plugin.core.area_types import COLORS, TYPES, label

INSIDE = Path(__file__).resolve().parent / "inside"
LANGUAGES = {"en": "en_US", "sv": "sv_SE"}


@pytest.fixture(scope="module")
def seen_in(programs, demo, tmp_path_factory):
    """``seen_in("sv")``: exit code of QGIS in that language and what its window showed; started once for each."""
    known: dict[str, tuple[int, dict]] = {}

    def look(language: str) -> tuple[int, dict]:
        if language not in known:
            folder = Path(os.environ.get("REGSO_SCREENSHOTS") or tmp_path_factory.mktemp("fönster")) / language
            folder.mkdir(parents=True, exist_ok=True)
            answer = folder / "answer.json"
            answer.unlink(missing_ok=True)
            work = {
                name: demo(layer) for name, layer in (("areas", "omraden"), ("schools", "skolor"), ("roads", "vagar"))
            }
            work |= {"folder": str(folder), "answer": str(answer), "libraries": str(INSIDE / "libraries.py")}
            done = programs.window(INSIDE / "window.py", language=LANGUAGES[language], REGSO_WORK=json.dumps(work))
            assert answer.exists(), f"QGIS ended with {done.code} and left no answer:\n{done.err[-4000:]}"
            seen = json.loads(answer.read_text(encoding="utf-8"))
            assert "error" not in seen, seen["error"]
            known[language] = done.code, seen | {"folder": folder}
        return known[language]

    return look


@pytest.fixture(scope="module")
def seen(seen_in):
    """What the window showed in English."""
    return seen_in("en")[1]


def area_layer(layers: list[dict]) -> dict:
    return next(layer for layer in layers if layer["spatial"])


def assert_styled_by_area_type(layers: list[dict], language: str = "en") -> None:
    """Check that the areas have the five types in their colours and no data hatched."""
    areas = area_layer(layers)
    *types, no_data = areas["legend"]
    assert areas["features"] == 61
    assert [(c["value"], c["fills"][0][0]) for c in types] == [(t, COLORS[t]) for t in TYPES]
    assert all(label(t, language) in c["label"] for t, c in zip(TYPES, types, strict=True))
    assert no_data["label"] == label(0, language)
    assert [style for _, style in no_data["fills"]] == ["solid", "LinePatternFill"]
    assert not {color for color, _ in no_data["fills"]} & {COLORS[t] for t in TYPES}


def test_qgis_starts_with_the_plugin_and_ends_well(seen_in):
    code, seen = seen_in("en")

    assert code == 0
    assert seen["active"]
    assert len(seen["algorithms"]) >= 4


def test_nothing_went_wrong_in_python(seen):
    log = seen["log"]

    assert "Loaded RegSO Atlas" in log["Plugins"]
    assert "Traceback" not in "".join(log.values())
    assert "Python Error" not in log
    assert "RegSO" not in log
    assert seen["bar"] == []


def test_results_of_a_run_on_the_main_thread_are_loaded_and_styled(seen):
    layers = seen["after runAndLoadResults"]

    assert len(layers) == 2
    assert_styled_by_area_type(layers)


def test_results_of_a_run_in_the_background_are_loaded_and_styled(seen):
    numbers = seen["background"]["numbers"]

    assert seen["background"]["succeeded"], seen["background"]["log"]
    assert numbers["INSIDE"] + numbers["OUTSIDE"] + numbers["UNUSABLE"] == numbers["TOTAL"] == 905
    assert_styled_by_area_type(seen["after the background run"])


def test_the_table_s_columns_have_readable_names(seen):
    table = next(layer for layer in seen["after the background run"] if not layer["spatial"])

    assert table["features"] == 7
    assert {"Area type", "Per 1,000 inhabitants", "Location quotient"} <= set(table["aliases"])


def test_all_five_types_are_seen_on_the_map(seen):
    assert {COLORS[t] for t in TYPES} <= set(seen["colours on the map"])
    assert (seen["folder"] / "window_en.png").stat().st_size > 20_000


def test_unloading_takes_everything_away_and_reloading_brings_it_back(seen):
    assert seen["after unload"]["algorithms"] == []
    assert seen["after reload"]["algorithms"] == seen["algorithms"]
    assert seen["left behind"] == []
    assert_styled_by_area_type(seen["after reload"]["layers"])


def test_one_copy_of_each_library_is_in_the_window_s_process(seen):
    libraries = seen["libraries"]

    assert set(libraries) == {"gdal", "geos", "geos_c", "proj"}
    assert {name: paths for name, paths in libraries.items() if len(paths) > 1} == {}


def test_swedish_window_speaks_swedish(seen_in):
    code, seen = seen_in("sv")
    english = seen_in("en")[1]

    assert code == 0
    assert seen["language"].startswith("sv")
    assert "områdestyp" in seen["dialog"]["title"].casefold()
    assert_styled_by_area_type(seen["after the background run"], "sv")
    assert area_layer(seen["after reload"]["layers"])["name"] != area_layer(english["after reload"]["layers"])["name"]


def test_no_label_of_the_dialog_is_left_in_english(seen_in):
    english, swedish = ({text for text in seen_in(language)[1]["dialog"]["labels"] if text} for language in LANGUAGES)

    assert len(english) >= 12
    assert len(swedish) == len(english)
    assert english & swedish == set()
