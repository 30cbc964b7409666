# SPDX-License-Identifier: GPL-2.0-or-later
"""One row per area: years, editions, measures, totals, filters, levels and labels."""

import math
from pathlib import Path

import pandas as pd
import pytest

from regso_atlas.plugin.core.codes import Edition, Level
from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.core.tables import AreaTable, StatTable, make_key_table, read_table, select_values

KEYS = make_key_table(
    pd.DataFrame(
        [
            ("1780R001", "Alster", "Karlstad"),
            ("1780R002", "Herrhagen", "Karlstad"),
            ("1880R001", "Alster", "Örebro"),
            ("2584R001", "Bolaget", "Kiruna"),
        ],
        columns=["regsokod", "regsonamn", "kommunnamn"],
    )
)


@pytest.fixture
def read(tmp_path):
    def read_text(text: str) -> StatTable:
        path = Path(tmp_path / "tabell.csv")
        path.write_text(text, encoding="utf-8")
        return read_table(path)

    return read_text


def said(table: AreaTable) -> str:
    return "\n".join(str(warning) for warning in table.warnings)


def test_one_year_gives_one_column_per_area(read):
    result = select_values(read("regsokod;Antal 2022\n1780R001;5\n1780R002;..\n"))

    assert result.frame.index.name == "code"
    assert result.frame["antal"].to_dict() == pytest.approx({"1780R001": 5.0, "1780R002": math.nan}, nan_ok=True)
    assert result.frame["antal"].dtype == "float64"
    assert dict(result.columns) == {"antal": "Antal, 2022"}
    assert (result.year, result.edition_hint, result.level) == ("2022", Edition.E2020, Level.REGSO)
    assert said(result) == "Areas without a value in “antal”: 1 of 2."


def test_latest_year_is_taken_and_said(read):
    result = select_values(read("regsokod;2021;2022\n1780R001;5;6\n"))

    assert result.frame["value"].tolist() == [6]
    assert "2 years (2021–2022); the latest, 2022, was taken" in said(result)


@pytest.mark.parametrize("year", [2021, "2021"])
def test_named_year_is_taken(read, year):
    assert select_values(read("regsokod;2021;2022\n1780R001;5;6\n"), year=year).frame["value"].tolist() == [5]


def test_year_that_is_not_there_is_refused_with_those_that_are(read):
    with pytest.raises(RegsoError, match="no values for 2019; it has 2021, 2022"):
        select_values(read("regsokod;2021;2022\n1780R001;5;6\n"), year=2019)


def test_table_without_year_takes_the_stated_one_and_says_so(read):
    result = select_values(read("regsokod;antal\n1780R001;5\n"), year=2024)

    assert (result.year, result.edition_hint) == ("2024", Edition.E2025)
    assert "does not say which year" in said(result)


def test_table_without_any_year_has_no_edition(read):
    result = select_values(read("regsokod;antal\n1780R001;5\n"))

    assert (result.year, result.edition_hint) == (None, None)


SEXES = "regsokod;kön;2022\n1780R001;män;5\n1780R001;kvinnor;7\n{}1780R002;män;1\n1780R002;kvinnor;..\n"


def test_total_is_taken_where_there_is_one(read):
    text = "regsokod;kön;2022\n1780R001;män;5\n1780R001;kvinnor;7\n1780R001;totalt;12\n"

    assert select_values(read(text)).frame["value"].tolist() == [12]


@pytest.mark.parametrize("total", ["totalt", "1+2", "TotSA", "T", "tot", "samtliga", "Total", "totalt kön"])
def test_each_way_to_write_a_total_is_known(read, total):
    text = f"regsokod;kön;2022\n1780R001;1;5\n1780R001;{total};12\n"

    assert select_values(read(text)).frame["value"].tolist() == [12]


def test_dimension_without_total_is_refused_with_its_categories(read):
    with pytest.raises(RegsoError, match=r"split by kön and has no total.*män, kvinnor"):
        select_values(read(SEXES.format("")))


def test_filter_picks_a_category_and_names_the_column_after_it(read):
    result = select_values(read(SEXES.format("")), filters={"Kön": "Kvinnor"})

    assert result.frame["value_kvinnor"]["1780R001"] == 7
    assert dict(result.columns) == {"value_kvinnor": "value, 2022, kön: kvinnor"}


def test_sum_is_made_only_on_request_and_a_missing_part_makes_it_missing(read):
    result = select_values(read(SEXES.format("")), filters={"kön": "sum"})

    assert result.frame["value"]["1780R001"] == 12
    assert math.isnan(result.frame["value"]["1780R002"])
    assert "Areas without a value in “value”: 1 of 2" in said(result)


def test_sum_leaves_the_total_out(read):
    text = "regsokod;kön;2022\n1780R001;män;5\n1780R001;kvinnor;7\n1780R001;totalt;13\n"

    assert select_values(read(text), filters={"kön": "sum"}).frame["value"].tolist() == [12]


def test_sum_with_an_absent_part_is_missing(read):
    text = "regsokod;kön;2022\n1780R001;män;5\n1780R001;kvinnor;7\n1780R002;män;3\n"

    assert math.isnan(select_values(read(text), filters={"kön": "sum"}).frame["value"]["1780R002"])


def test_unknown_category_is_refused_with_those_that_are(read):
    with pytest.raises(RegsoError, match=r"“barn” is no category of kön.*män, kvinnor"):
        select_values(read(SEXES.format("")), filters={"kön": "barn"})


def test_unknown_dimension_is_refused_with_those_that_are(read):
    with pytest.raises(RegsoError, match=r"no dimension “ålder”.*kön, år"):
        select_values(read(SEXES.format("")), filters={"ålder": "totalt"})


def test_year_may_be_chosen_as_a_filter(read):
    result = select_values(read("regsokod;2021;2022\n1780R001;5;6\n"), filters={"år": "2021"})

    assert result.frame["value"].tolist() == [5]


def test_measures_become_columns_and_one_can_be_chosen(read):
    table = read("regsokod;Områdestyp 2022;Socioekonomiskt index 2022;Andel ö 2022\n1780R001;4;4,6;1,5\n")

    assert select_values(table).frame.to_dict("list") == {
        "area_type": [4],
        "socioeconomic_index": [4.6],
        "andel_o": [1.5],
    }
    assert list(select_values(table, contents="områdestyp").frame) == ["area_type"]
    with pytest.raises(RegsoError, match=r"no measure “inkomst”; it has: Områdestyp, Socioekonomiskt index, Andel ö"):
        select_values(table, contents="inkomst")


def test_column_is_called_population_only_for_the_whole_population(read):
    text = "Folkmängden efter region, ålder och år\n\nregion;ålder;2022\n1780R001;totalt;9\n1780R001;65-;2\n"

    assert list(select_values(read(text)).frame) == ["population"]
    assert list(select_values(read(text), filters={"ålder": "65-"}).frame) == ["population_65"]


MIXED = "region;2023;2024\n1780R001;4;0\n1780R002;5;..\n1780R001_RegSO2025;0;6\n1780R003_RegSO2025;..;7\n"


@pytest.mark.parametrize(
    ("year", "values", "edition"),
    [
        (2023, {"1780R001": 4, "1780R002": 5}, Edition.E2020),
        (2024, {"1780R001": 6, "1780R003": 7}, Edition.E2025),
    ],
)
def test_year_picks_the_rows_of_its_edition(read, year, values, edition):
    result = select_values(read(MIXED), year=year)

    assert result.frame["value"].to_dict() == values
    assert result.edition_hint is edition
    assert "2 others set aside" in said(result)


def test_both_editions_without_a_year_are_refused(read):
    with pytest.raises(RegsoError, match="both editions of RegSO and does not say its year"):
        select_values(read("region;antal\n1780R001;4\n1780R001_RegSO2025;5\n"))


def test_zeros_of_old_codes_in_a_later_year_are_missing(read):
    result = select_values(read("region;2025\n1780R001;0\n1780R002;..\n"))

    assert result.frame["value"].isna().all()
    assert result.edition_hint is Edition.E2020
    assert "zeros counted as missing: 1" in said(result)


def test_zeros_of_new_codes_in_an_earlier_year_are_missing(read):
    result = select_values(read("region;2022\n1780R001_RegSO2025;0\n1780R002_RegSO2025;8\n"))

    assert math.isnan(result.frame["value"]["1780R001"])
    assert result.frame["value"]["1780R002"] == 8
    assert result.edition_hint is Edition.E2025


def test_real_zeros_stay_zeros(read):
    result = select_values(read("region;2024\n1780R001_RegSO2025;0\n1780R002_RegSO2025;8\n"))

    assert result.frame["value"]["1780R001"] == 0


def test_codes_without_suffix_in_2024_belong_to_the_edition_of_the_year(read):
    assert select_values(read("regsokod;2024\n1780R001;3\n")).edition_hint is Edition.E2025


LEVELS = "region;2022\nRiket;100\n17 Värmlands län;50\n1780 Karlstad;20\n1780R001;4\n1780A0010;1\n1780A0020;3\n"


def test_rows_of_other_levels_are_set_aside_and_counted(read):
    result = select_values(read(LEVELS))

    assert result.frame["value"].to_dict() == {"1780R001": 4}
    assert "are in no sum (5)" in said(result)
    assert result.unmatched == ()


def test_deso_rows_can_be_asked_for(read):
    result = select_values(read(LEVELS), level="deso")

    assert result.frame["value"].to_dict() == {"1780A0010": 1, "1780A0020": 3}
    assert result.level is Level.DESO


def test_level_that_is_not_there_is_refused(read):
    with pytest.raises(RegsoError, match="no deso areas; it has 1 RegSO and 0 DeSO"):
        select_values(read("region;2022\n1780R001;4\n"), level=Level.DESO)


def test_table_of_kommuner_only_is_refused(read):
    with pytest.raises(RegsoError, match=r"kommuner, län or the country \(1780 Karlstad, 1880 Örebro\)"):
        select_values(read("region;2022\n1780 Karlstad;4\n1880 Örebro;5\n"))


LABELS = "region;2022\nRiket;99\nKarlstad;20\nKarlstad (Alster );4\nKarlstad (Herrhagen);5\nÅre (Okänd);6\n"


def test_labels_become_codes_and_unknown_ones_are_named(read):
    result = select_values(read(LABELS), keys=KEYS)

    assert result.frame["value"].to_dict() == {"1780R001": 4, "1780R002": 5}
    assert result.unmatched == ("Åre (Okänd)",)
    assert "capitals were matched: 1." in said(result)
    assert "left out (1): Åre (Okänd)" in said(result)
    assert "are in no sum (2)" in said(result)


def test_labels_without_a_key_table_are_refused(read):
    with pytest.raises(RegsoError, match="has no codes, and names alone are not unique"):
        select_values(read(LABELS))


def test_ambiguous_names_are_refused(read):
    with pytest.raises(RegsoError, match=r"fit more than one area and are not guessed \(1\): Alster"):
        select_values(read("region;2022\nAlster;4\nKarlstad (Herrhagen);5\n"), keys=KEYS)


def test_labels_that_all_are_unknown_are_refused(read):
    with pytest.raises(RegsoError, match=r"None of the 2 areas.*Åre \(Okänd\)"):
        select_values(read("region;2022\nÅre (Okänd);4\nÅre (Ej);5\n"), keys=KEYS)


def test_names_of_another_edition_are_used_only_on_request(read):
    table = read("region;2024\nKarlstad (Alster);4\n")

    with pytest.raises(
        RegsoError, match="for 2024, when SCB reports on RegSO 2025, but the key table is of RegSO 2020"
    ):
        select_values(table, keys=KEYS)
    result = select_values(table, keys=KEYS, allow_other_edition=True)
    assert result.frame["value"].to_dict() == {"1780R001": 4}
    assert "may have got another area's value" in said(result)


def test_key_table_of_2020_does_no_harm_where_its_labels_are_set_aside(read):
    table = read("region;2023;2024\nKarlstad (Alster);4;0\n1780R001 Karlstad (Alster);0;5\n")

    assert select_values(table, year=2024, keys=KEYS).frame["value"].to_dict() == {"1780R001": 5}
    assert select_values(table, year=2023, keys=KEYS).frame["value"].to_dict() == {"1780R001": 4}


def test_key_table_tells_the_edition_where_no_year_does(read):
    result = select_values(read("region;antal\nKarlstad (Alster);4\n"), keys=KEYS)

    assert (result.year, result.edition_hint) == (None, Edition.E2020)


def test_kommun_row_with_the_name_of_several_areas_is_no_ambiguity(read):
    keys = make_key_table(
        pd.DataFrame(
            [("1780R001", "Karlstad", "Karlstad"), ("1880R001", "Karlstad", "Örebro")],
            columns=["regsokod", "regsonamn", "kommunnamn"],
        )
    )

    result = select_values(read("region;2022\nKarlstad;9\nKarlstad (Karlstad);4\n"), keys=keys)

    assert result.frame["value"].to_dict() == {"1780R001": 4}


def test_area_that_stands_twice_is_refused(read):
    with pytest.raises(RegsoError, match=r"stand more than once.*\(1, for example 1780R001\)"):
        select_values(read("regsokod;2022\n1780R001;4\n1780R002;3\n1780R001;5\n"))


def test_code_and_label_of_the_same_area_are_twice(read):
    with pytest.raises(RegsoError, match=r"stand more than once.*\(1, for example 1780R001\)"):
        select_values(read("region;2022\n1780R001;4\n1780R002;5\nKarlstad (Alster);4\n"), keys=KEYS)


def test_region_column_called_code_is_no_obstacle(read):
    result = select_values(read("code;2024\n1780R001_RegSO2025;4\n"))

    assert result.frame["value"].to_dict() == {"1780R001": 4}


def test_where_it_came_from_goes_with_the_result(read):
    result = select_values(read("Folkmängd\n\nregion;2022\n1780R001;4\n\nKälla: SCB\nSenaste uppdatering: 20250131\n"))

    assert (result.title, result.source, result.updated) == ("Folkmängd", "SCB", "20250131")
    assert "Källa: SCB" in result.notes
