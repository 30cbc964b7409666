# SPDX-License-Identifier: GPL-2.0-or-later
"""Real files from SCB and others, checked against published figures and against other ways to read them."""

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from regso_atlas.plugin.core.codes import Edition, Level
from regso_atlas.plugin.core.tables import KeyTable, codes_from_labels, read_key_table, read_table, select_values

SWEDEN_2022 = 10_521_556
"""Sweden's official population on 31 December 2022."""


@pytest.fixture(scope="module")
def workbook_keys(real_data) -> KeyTable:
    return read_key_table(real_data / "keys" / "kopplingstabell-deso_regso-2018_v2.xlsx")


@pytest.fixture(scope="module")
def csv_keys(real_data) -> KeyTable:
    return read_key_table(real_data / "keys" / "regso_2018_codes.csv")


@pytest.fixture(scope="module", params=["workbook_keys", "csv_keys"])
def keys(request) -> KeyTable:
    return request.getfixturevalue(request.param)


def golden(path: Path, code: str, year: str) -> list[float | None]:
    """Return index, type, education, low standard and assistance, by hand from the raw answer."""
    document = json.loads(path.read_text(encoding="utf-8-sig"))
    regions, years = (list(document["dimension"][name]["category"]["index"]) for name in ("Region", "Tid"))
    first = regions.index(code) * 5 * len(years) + years.index(year)
    return [document["value"][first + measure * len(years)] for measure in range(5)]


def test_both_key_tables_name_the_same_areas(workbook_keys, csv_keys):
    assert len(workbook_keys.frame) == 5984
    assert workbook_keys.frame["desokod"].nunique() == 5984
    assert (workbook_keys.edition, csv_keys.edition) == (Edition.E2020, Edition.E2020)
    assert len(workbook_keys.areas) == len(csv_keys.areas) == 3363
    both = [table.areas.sort_values("regsokod").reset_index(drop=True) for table in (workbook_keys, csv_keys)]
    pd.testing.assert_frame_equal(*both)


@pytest.mark.parametrize(
    ("file", "dialect", "repaired"),
    [
        ("regso_population_2022_jsonstat.json", "JSON-stat 2.0, all values", False),
        ("regso_population_2022_pxweb-v1.json", "PxWeb JSON (version 1)", False),
        ("regso_population_2022_latin1.csv", "CSV, Windows-1252, comma, 2 title lines", True),
    ],
)
def test_three_population_files_hold_the_country(real_data, keys, file, dialect, repaired):
    table = read_table(real_data / "population" / file)
    result = select_values(table, keys=keys)

    assert table.dialect == dialect
    assert list(result.frame.columns) == ["population"]
    assert len(result.frame) == 3363
    assert result.frame["population"].sum() == SWEDEN_2022
    assert (result.year, result.edition_hint, result.unmatched) == ("2022", Edition.E2020, ())
    assert any("capitals were matched: 29." in str(warning) for warning in result.warnings) is repaired


def test_three_population_files_are_equal_area_by_area(real_data, keys):
    files = ("jsonstat.json", "pxweb-v1.json", "latin1.csv")
    frames = [
        select_values(
            read_table(real_data / "population" / f"regso_population_2022_{file}"), keys=keys
        ).frame.sort_index()
        for file in files
    ]

    pd.testing.assert_frame_equal(frames[0], frames[1])
    pd.testing.assert_frame_equal(frames[0], frames[2])


def test_all_labels_of_the_latin1_file_match_and_29_need_repair(real_data, keys):
    table = read_table(real_data / "population" / "regso_population_2022_latin1.csv")

    match = codes_from_labels(table.frame["region"], keys)

    assert (match.unmatched, match.ambiguous, match.repaired) == ((), (), 29)
    assert match.codes.nunique() == 3363
    assert sum(label.endswith(" )") for label in table.frame["region"]) == 28


def test_original_area_types_count_as_published_and_equal_the_file_by_code(real_data, keys):
    table = read_table(real_data / "index" / "regso_omradestyp_2022_original.csv")
    result = select_values(table, keys=keys)

    assert table.dialect == "CSV, UTF-8 with byte order mark, comma, 41 footnote lines"
    assert (table.source, table.updated) == ("SCB", "20250131 08:00")
    assert result.frame["area_type"].value_counts().sort_index().tolist() == [160, 289, 855, 1770, 289]
    with (real_data / "index" / "regso_omradestyp_2022_by_code.csv").open(encoding="utf-8", newline="") as file:
        by_code = {row["regsokod"]: float(row["omradestyp_2022"]) for row in csv.DictReader(file)}
    assert result.frame["area_type"].to_dict() == by_code
    again = select_values(read_table(real_data / "index" / "regso_omradestyp_2022_by_code.csv"))
    assert again.frame["area_type"].to_dict() == by_code


# SCB's published values: index, type, education, low economic standard, assistance or unemployment
@pytest.mark.parametrize(
    ("code", "year", "values"),
    [
        ("1780R001", 2011, [5.8, 4, 9.5, 6.6, 1.4]),
        ("1780R001", 2022, [4.6, 4, 6.4, 5.9, 1.6]),
        ("1780R005", 2023, [19.0, 2, 15.2, 34.4, 7.4]),
        ("1780R005", 2024, [20.0, 1, 15.9, 35.7, 8.5]),
        ("1780R011", 2011, [27.0, 1, 18.9, 54.0, 8.2]),
        ("1780R018", 2022, [3.7, 4, 3.7, 6.0, 1.3]),
        ("1780R018", 2023, [3.2, 5, 3.6, 4.9, 1.0]),
        ("1780R030", 2011, [10.4, 3, 15.5, 13.6, 2.0]),
        ("1780R030", 2024, [7.2, 4, 8.3, 12.1, 1.3]),
    ],
)
def test_index_table_of_karlstad_gives_the_published_rows(real_data, code, year, values):
    path = real_data / "index" / "karlstad_TAB6586_2011-2024.json"

    row = select_values(read_table(path), year=year).frame.loc[code]

    assert list(row.index) == ["socioeconomic_index", "area_type", "v2", "v1", "v3"]
    assert row.tolist() == values
    assert golden(path, code if year < 2024 else f"{code}_RegSO2025", str(year)) == values


@pytest.mark.parametrize("year", range(2011, 2025))
def test_index_table_of_karlstad_has_31_areas_of_the_years_edition(real_data, year):
    result = select_values(read_table(real_data / "index" / "karlstad_TAB6586_2011-2024.json"), year=year)

    assert len(result.frame) == 31
    assert not result.frame.isna().any(axis=None)
    assert result.edition_hint is (Edition.E2025 if year == 2024 else Edition.E2020)
    parts = result.frame[["v1", "v2", "v3"]].mean(axis=1)
    # both are rounded to one decimal
    assert (result.frame["socioeconomic_index"] - parts).abs().max() < 0.05 + 0.05 / 3 + 1e-9


def test_karlstads_types_of_2022_are_the_same_in_both_tables(real_data):
    karlstad = select_values(read_table(real_data / "index" / "karlstad_TAB6586_2011-2024.json"), year=2022)
    country = select_values(read_table(real_data / "index" / "regso_omradestyp_2022_by_code.csv"))

    assert karlstad.frame["area_type"].to_dict() == country.frame["area_type"].filter(like="1780R").to_dict()


def test_population_table_of_karlstad_takes_no_zeros_of_old_codes(real_data):
    table = read_table(real_data / "pxweb" / "karlstad_TAB6574_jsonstat2.json")
    cells = table.frame[(table.frame["Alder"] == "totalt")].set_index("Region")["value"]
    assert (cells["1780A0010"], cells["1780A0010_DeSO2025"]) == (0, 1136)

    deso = select_values(table, level=Level.DESO)
    regso = select_values(table)

    assert deso.frame["population"]["1780A0010"] == 1136
    assert len(deso.frame) == 57
    assert (len(regso.frame), regso.edition_hint) == (31, Edition.E2025)
    assert regso.frame["population"].min() > 0
    # the statistics have noise from 2025: the parts need not sum to the kommun
    assert cells["1780"] == 99_007
    assert abs(regso.frame["population"].sum() - 99_007) < 50


def test_old_codes_alone_have_no_values_in_2025(real_data):
    table = read_table(real_data / "pxweb" / "karlstad_TAB6574_jsonstat2.json")
    old = table.frame[table.frame["Region"].str.fullmatch(r"1780A\d{4}")]
    object.__setattr__(table, "frame", old)

    result = select_values(table, level="deso")

    assert len(result.frame) > 0
    assert result.frame["population"].isna().all()
    assert result.edition_hint is Edition.E2020


def test_born_in_sweden_and_all_are_read_from_the_wide_file(real_data, keys):
    table = read_table(real_data / "population" / "regso_fodelseregion_2020-2023.csv")

    everybody = select_values(table, year=2022, keys=keys)
    in_sweden = select_values(table, year=2022, filters={"födelseregion": "Sverige"}, keys=keys)

    assert everybody.frame["antal"].sum() == SWEDEN_2022
    assert everybody.frame["antal"]["0114R001"] == 5982
    assert in_sweden.frame["antal_sverige"]["0114R001"] == 4916
    assert (in_sweden.frame["antal_sverige"] <= everybody.frame["antal"]).all()


def test_tenure_has_no_total_and_is_summed_on_request(real_data, csv_keys):
    path = real_data / "population" / "regso_upplatelseform_2020-2023.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row and row.get("region") == "Upplands Väsby (Bollstanäs)"]
    own = sum(int(row["Antal 2021"]) for row in rows)
    assert len(rows) == 4

    result = select_values(read_table(path), year=2021, filters={"upplåtelseform": "sum"}, keys=csv_keys)
    rented = select_values(read_table(path), year=2021, filters={"upplåtelseform": "hyresrätt"}, keys=csv_keys)

    assert len(result.frame) == 3363
    assert result.frame["antal"]["0114R001"] == own
    assert rented.frame["antal_hyresratt"]["0114R001"] == 55


def test_wage_income_has_one_category_and_needs_no_choice(real_data, csv_keys):
    result = select_values(
        read_table(real_data / "population" / "regso_loneinkomst_2020-2023.csv"), year=2020, keys=csv_keys
    )

    assert len(result.frame) == 3363
    assert result.frame["medelvarde_for_samtliga_tkr"]["0114R001"] == 438.3


def test_deso_of_dalarna_are_read_with_their_suffix_taken_off(real_data):
    table = read_table(real_data / "dalarna" / "deso_folkmangd_2024_pxweb.csv")

    result = select_values(table)
    old = select_values(table, filters={"Alder": "80-"})

    assert (result.level, result.edition_hint, result.year) == (Level.DESO, Edition.E2025, "2024")
    assert len(result.frame) == 175
    assert result.frame["population"]["2021A0010"] == 1402
    assert old.frame["population_80"]["2021A0010"] == 114
