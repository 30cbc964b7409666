# SPDX-License-Identifier: GPL-2.0-or-later
"""Codes of areas: what is one, what is mended, and which edition it belongs to."""

import numpy as np
import pandas as pd
import pytest

from regso_atlas.plugin.core.codes import (
    ONLY_IN_2020,
    ONLY_IN_2025,
    AreaCode,
    Edition,
    Level,
    infer_edition,
    parse_area_code,
)


@pytest.mark.parametrize(
    ("value", "code", "level"),
    [
        ("0180R001", "0180R001", Level.REGSO),
        ("2584R001", "2584R001", Level.REGSO),
        ("0180A0010", "0180A0010", Level.DESO),
        ("1780B2040", "1780B2040", Level.DESO),
        ("0114C1250", "0114C1250", Level.DESO),
        ("  0180R001\t", "0180R001", Level.REGSO),
        ("0180r001", "0180R001", Level.REGSO),
        ("0180a0010", "0180A0010", Level.DESO),
    ],
)
def test_a_code_keeps_its_leading_zero(value, code, level):
    assert parse_area_code(value) == AreaCode(code, level, edition=None, repaired=False)


@pytest.mark.parametrize(
    ("value", "code", "edition"),
    [
        ("1780R001_RegSO2025", "1780R001", Edition.E2025),
        ("0180R001_RegSO2020", "0180R001", Edition.E2020),
        ("0180R001_RegSO2018", "0180R001", Edition.E2020),
        ("1780A0010_DeSO2025", "1780A0010", Edition.E2025),
        ("0180R001_regso_2025", "0180R001", Edition.E2025),
        (" 0180r001_RegSO2025 ", "0180R001", Edition.E2025),
    ],
)
def test_a_suffix_is_taken_off_and_remembered(value, code, edition):
    parsed = parse_area_code(value)
    assert (parsed.code, parsed.edition, parsed.repaired) == (code, edition, False)


@pytest.mark.parametrize(
    ("value", "code"),
    [("180R001", "0180R001"), ("180A0010", "0180A0010"), ("114r003_RegSO2025", "0114R003")],
)
def test_a_zero_that_a_spreadsheet_took_is_put_back_and_said(value, code):
    parsed = parse_area_code(value)
    assert (parsed.code, parsed.repaired) == (code, True)


@pytest.mark.parametrize(
    "value",
    [
        None,
        np.nan,
        pd.NA,
        "",
        " ",
        "0180",  # a kommun
        "01",  # a län
        180,
        1800010.0,
        np.int64(180),
        "0180D0010",  # there is no D
        "0180R01",
        "0180R0011",
        "00180R001",
        "80R001",  # two digits lost: no spreadsheet does that
        "0180R001_RegSO2030",
        "0180R001 Blackeberg",
        "Blackeberg",
        "٠180R001",  # an Arabic zero
        "Stockholm (Blackeberg)",
    ],
)
def test_what_is_no_code_of_a_small_area_is_none(value):
    assert parse_area_code(value) is None


def test_a_code_knows_its_kommun_and_lan():
    parsed = parse_area_code("180R001")
    assert (parsed.kommun, parsed.lan) == ("0180", "01")
    assert AreaCode("0180", Level.KOMMUN).kommun == "0180"
    assert AreaCode("01", Level.LAN).kommun == ""
    assert AreaCode("01", Level.LAN).lan == "01"


@pytest.mark.parametrize(
    ("year", "edition"),
    [(2011, Edition.E2020), (2023, Edition.E2020), (2024, Edition.E2025), (2030, Edition.E2025)],
)
def test_the_year_picks_the_edition(year, edition):
    assert Edition.for_year(year) is edition


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("2025_v2", Edition.E2025),
        ("2018_v2", Edition.E2020),
        ("2020_v3", Edition.E2020),
        (" 2025", Edition.E2025),
        (2025, Edition.E2025),
        ("20251", None),
        ("2019_v1", None),
        ("", None),
        (None, None),
        (np.nan, None),
        ("v2025", None),
    ],
)
def test_a_version_attribute_names_an_edition(text, edition):
    assert Edition.from_text(text) is edition


def test_an_edition_says_its_years():
    assert Edition.E2020.years == "≤ 2023"
    assert Edition.E2025.years == "≥ 2024"


def test_only_one_code_on_either_side_tells_the_editions_apart():
    shared = ["0114R001", "0180R001", "2584R002"]
    assert infer_edition([*shared, ONLY_IN_2025]) is Edition.E2025
    assert infer_edition([*shared, ONLY_IN_2020]) is Edition.E2020


def test_a_part_of_the_country_does_not_tell_its_edition():
    assert infer_edition(["0114R001", "0180R001"]) is None
    assert infer_edition([]) is None


def test_codes_of_both_editions_together_are_of_neither():
    assert infer_edition([ONLY_IN_2020, ONLY_IN_2025]) is None


def test_the_two_telling_codes_are_those_of_the_real_editions(real_data):
    keys = real_data / "keys"
    differ = pd.read_csv(keys / "regso_2018_vs_2025_codes_names.csv", dtype=str)
    assert set(differ.loc[differ["regsonamn_2025"].isna(), "regsokod"]) == {ONLY_IN_2020}
    assert set(differ.loc[differ["regsonamn_2018"].isna(), "regsokod"]) == {ONLY_IN_2025}
    codes = pd.read_csv(keys / "regso_2018_codes.csv", dtype=str)["regsokod"]
    assert infer_edition(codes) is Edition.E2020
    assert all(parse_area_code(code) == AreaCode(code, Level.REGSO) for code in codes)
