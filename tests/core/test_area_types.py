# SPDX-License-Identifier: GPL-2.0-or-later
"""The five area types: names, order, what a value means, and SCB's rule."""

import json
import math

import numpy as np
import pandas as pd
import pytest

from regso_atlas.plugin.core.area_types import COLORS, ROWS, TYPES, AreaType, classify, label, parse_area_type

# Mean and standard deviation of the index over all RegSO in 2022.
MEAN_2022, DEVIATION_2022 = 9.10, 5.47


def test_every_table_lists_the_types_then_no_data_then_outside():
    assert TYPES == (1, 2, 3, 4, 5)
    assert ROWS == (1, 2, 3, 4, 5, AreaType.NO_DATA, AreaType.OUTSIDE)
    assert set(COLORS) == set(ROWS)
    assert len(set(COLORS.values())) == len(ROWS)


@pytest.mark.parametrize(
    ("area_type", "swedish", "english"),
    [
        (1, "Områden med stora socioekonomiska utmaningar", "Areas with major socioeconomic challenges"),
        (2, "Områden med socioekonomiska utmaningar", "Areas with socioeconomic challenges"),
        (3, "Socioekonomiskt blandade områden", "Socioeconomically mixed areas"),
        (4, "Områden med goda socioekonomiska förutsättningar", "Areas with good socioeconomic conditions"),
        (5, "Områden med mycket goda socioekonomiska förutsättningar", "Areas with very good socioeconomic conditions"),
        (0, "Uppgift saknas", "No data"),
        (-1, "Utanför områdena", "Outside the areas"),
    ],
)
def test_names_are_scb_s_in_swedish_and_in_english(area_type, swedish, english):
    assert label(area_type, "sv") == swedish
    assert label(area_type, "sv_SE") == swedish
    assert label(area_type) == english
    assert label(AreaType(area_type), "de") == english


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, 1),
        (5, 5),
        (3.0, 3),
        (np.int64(2), 2),
        (np.float64(4), 4),
        ("1", 1),
        (" 5 ", 5),
        ("3.0", 3),
        ("3,0", 3),
        ("Typ 2", 2),
        ("typ 2", 2),
        ("Områdestyp 4", 4),
        ("omradestyp 4", 4),
        ("Type 1", 1),
        ("area type 5", 5),
        ("1 Områden med stora socioekonomiska utmaningar", 1),
        ("1. Områden med stora socioekonomiska utmaningar", 1),
        ("1 – Områden med stora socioekonomiska utmaningar", 1),
        ("Typ 2: Områden med socioekonomiska utmaningar", 2),
        ("Områden med stora socioekonomiska utmaningar", 1),
        ("områden med  mycket goda\tsocioekonomiska förutsättningar", 5),
        ("Socioeconomically mixed areas", 3),
    ],
)
def test_a_type_is_understood_as_number_as_text_and_by_its_name(value, expected):
    assert parse_area_type(value) == expected


@pytest.mark.parametrize(
    "value",
    [None, np.nan, pd.NA, "", " ", "..", ".", "-", "–", "NULL", "nan", "NA", 0, 0.0, "0", "Uppgift saknas", "No data"],
)
def test_what_is_missing_is_no_data(value):
    assert parse_area_type(value) == AreaType.NO_DATA


@pytest.mark.parametrize(
    "value",
    [6, -1, 1.5, 12, np.inf, "6", "12", "1.5", "1,5", "-1", "1-2", "1–2", "1/2", "4 000", "abc", "Typ 6", "typ", True,
     "Utanför områdena", "9.1", "1 2", "20.0"],
)  # fmt: skip
def test_what_is_something_else_is_refused_and_not_guessed(value):
    assert parse_area_type(value) is None


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (20.05, 1),
        (20.04, 1),  # mean + 2 SD = 9.10 + 10.94, and a cut belongs to the worse side
        (20.03, 2),
        (14.57, 2),  # mean + 1 SD
        (14.56, 3),
        (9.10, 3),  # the mean
        (9.09, 4),
        (3.63, 4),  # mean - 1 SD
        (3.62, 5),
        (0.0, 5),
        (60.0, 1),
        (math.nan, AreaType.NO_DATA),
    ],
)
def test_the_rule_with_the_cut_points_of_2022(index, expected):
    assert classify(index, MEAN_2022, DEVIATION_2022) == expected


def test_a_cut_is_a_cut_whatever_floating_point_makes_of_it():
    # 0.1 + 0.2 is a little more than 0.3 to a computer, and so is many another mean + SD.
    for tenths in range(1, 200):
        mean, deviation = tenths / 10, 0.1
        for steps, expected in ((2, 1), (1, 2), (0, 3), (-1, 4)):
            assert classify((tenths + steps) / 10, mean, deviation) == expected


@pytest.mark.parametrize(
    ("code", "index", "published"),
    # SCB, TAB6586, Karlstad 2022: index and published type.
    [
        ("1780R001", 4.6, 4),
        ("1780R003", 6.3, 4),
        ("1780R005", 19.4, 2),
        ("1780R011", 24.0, 1),
        ("1780R018", 3.7, 4),
        ("1780R030", 7.9, 4),
    ],
)
def test_the_rule_gives_the_published_types_of_karlstad_in_2022(code, index, published):
    assert classify(index, MEAN_2022, DEVIATION_2022) == published


def test_types_are_relative_to_their_own_year():
    # 1780R005 went from 19.4 (type 2) in 2022 to 20.0 (type 1) in 2024, when the country's mean was at most 9.16.
    assert classify(20.0, MEAN_2022, DEVIATION_2022) == 2
    assert classify(20.0, 9.0, 5.4) == 1


def test_the_rule_gives_all_the_published_types_of_karlstad_in_2022(real_data):
    answer = json.loads((real_data / "index" / "karlstad_TAB6586_2011-2024.json").read_text(encoding="utf-8-sig"))
    cube = np.array(answer["value"], dtype=float).reshape(answer["size"])
    order = {name: list(answer["dimension"][name]["category"]["index"]) for name in answer["id"]}
    axes = [answer["id"].index(name) for name in ("Region", "ContentsCode", "Tid")]
    cube = cube.transpose([*axes, *(i for i in range(cube.ndim) if i not in axes)]).reshape(
        [cube.shape[i] for i in axes]
    )
    year = order["Tid"].index("2022")
    index = cube[:, order["ContentsCode"].index("000008IT"), year]
    published = cube[:, order["ContentsCode"].index("000008IU"), year]
    known = ~np.isnan(published)
    assert known.sum() == 31
    found = [classify(value, MEAN_2022, DEVIATION_2022) for value in index[known]]
    assert found == published[known].astype(int).tolist()
    # Of the country's areas in 2022, Karlstad has 1, 4, 4, 15 and 7 of the types.
    assert [found.count(area_type) for area_type in TYPES] == [1, 4, 4, 15, 7]
