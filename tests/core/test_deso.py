# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts by DeSO added up to RegSO through a key table."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from regso_atlas.plugin.core.deso import deso_to_regso, people_between_editions
from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.core.tables import make_key_table, read_key_table, read_table, select_values

KEYS = make_key_table(
    pd.DataFrame(
        [
            ("0114", "Upplands Väsby", "0114C1010", "Bollstanäs", "0114R001"),
            ("0114", "Upplands Väsby", "0114C1030", "Bollstanäs", "0114R001"),
            ("2321", "Åre", "2321A0010", "Åre (norra)", "2321R001"),
            ("2584", "Kiruna", "2584A0010", "Bolaget", "2584R001"),
        ],
        columns=["Kommun", "Kommunnamn", "DeSO", "RegSO", "RegSOkod"],
    )
)


def counts(column="antal", **by_code) -> pd.DataFrame:
    return pd.DataFrame({column: pd.Series({code[1:]: value for code, value in by_code.items()}, dtype=float)})


def test_counts_add_up_to_their_regso():
    found = deso_to_regso(counts(_0114C1010=3, _0114C1030=4, _2321A0010=5), KEYS)

    assert found.frame["antal"].to_dict() == {"0114R001": 7, "2321R001": 5}
    assert (found.unmatched, found.incomplete, found.warnings) == ((), (), ())


def test_suffixes_are_taken_off_and_lost_zeros_put_back():
    found = deso_to_regso(counts(_0114C1010_DeSO2018=3, _114C1030=4), KEYS)

    assert found.frame["antal"].to_dict() == {"0114R001": 7}
    assert any("leading zero" in str(warning) for warning in found.warnings)


def test_a_regso_with_a_missing_deso_is_missing():
    found = deso_to_regso(counts(_0114C1010=3, _0114C1030=np.nan, _2321A0010=0), KEYS)

    assert found.frame["antal"].isna().to_dict() == {"0114R001": True, "2321R001": False}


def test_a_regso_of_which_a_deso_has_no_row_is_missing_and_named():
    found = deso_to_regso(counts(_0114C1010=3, _2321A0010=5), KEYS)

    assert found.frame["antal"].isna().to_dict() == {"0114R001": True, "2321R001": False}
    assert found.incomplete == ("0114R001",)
    assert any("0114R001" in str(warning) for warning in found.warnings)


def test_deso_that_the_keys_lack_are_named_and_not_guessed():
    found = deso_to_regso(counts(_2321A0010=5, _9999A0010=100), KEYS)

    assert found.frame["antal"].to_dict() == {"2321R001": 5}
    assert found.unmatched == ("9999A0010",)
    assert any("9999A0010" in str(warning) for warning in found.warnings)


@pytest.mark.parametrize(
    "column",
    ["Andel låginkomst", "andel_arbetslosa", "procent", "inkomst (%)", "medelålder", "Medianvärde, tkr", "rate",
     "socioeconomic_index", "antal per 1000 invånare", "täthet"],
)  # fmt: skip
def test_rates_are_refused(column):
    with pytest.raises(RegsoError, match="rates cannot be added up"):
        deso_to_regso(counts(column, _2321A0010=5), KEYS)


@pytest.mark.parametrize("column", ["antal", "population", "andelslägenheter", "hyresrätter", "antal_80", "personer"])
def test_counts_are_not_taken_for_rates(column):
    assert deso_to_regso(counts(column, _2321A0010=5), KEYS).frame[column].tolist() == [5]


def test_a_series_of_codes_is_a_key_too():
    keys = pd.Series({"2321A0010": "2321R001_RegSO2025", "0114C1010": "0114R001_RegSO2025"})

    assert deso_to_regso(counts(_2321A0010=5), keys).frame["antal"].to_dict() == {"2321R001": 5}


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (make_key_table(KEYS.frame.drop(columns="desokod")), "no DeSO codes"),
        (pd.Series({"0114": "Bollstanäs"}), "no pair of a DeSO code and a RegSO code"),
        (
            pd.Series(["2321R001", "2321R002"], index=["2321A0010", "2321A0010"]),
            "1 DeSO more than one RegSO: 2321A0010",
        ),
    ],
)
def test_keys_that_do_not_tell_are_refused(keys, text):
    with pytest.raises(RegsoError, match=text):
        deso_to_regso(counts(_2321A0010=5), keys)


def test_a_table_of_other_areas_is_refused():
    with pytest.raises(RegsoError, match="None of the table's codes"):
        deso_to_regso(counts(_2321R001=5), KEYS)


def test_a_deso_on_two_rows_is_refused():
    twice = pd.DataFrame({"antal": [1.0, 2.0]}, index=["2321A0010", "2321A0010"])

    with pytest.raises(RegsoError, match="1 DeSO stands on several rows: 2321A0010"):
        deso_to_regso(twice, KEYS)


def test_people_follow_their_deso_from_one_regso_to_another():
    old = pd.Series({"2584A0010": "2584R001", "2584A0020": "2584R002", "2584A0030": "2584R002"})
    new = pd.Series({"2584A0010": "2584R002", "2584A0020": "2584R002", "2584A0040": "2584R003"})

    pairs, warnings = people_between_editions(
        pd.Series({"2584A0010": 10.0, "2584A0020": 20.0, "2584A0030": 5.0}), old, new
    )

    found = {(a, None if pd.isna(b) else b): n for a, b, n in pairs.itertuples(index=False)}
    assert found == {("2584R001", "2584R002"): 10, ("2584R002", "2584R002"): 20, ("2584R002", None): 5}
    assert "not in the key tables of both editions: 2584A0030" in str(warnings[1])


def test_deso_without_a_number_of_people_are_named():
    keys = pd.Series({"2584A0010": "2584R001", "2584A0020": "2584R002"})

    pairs, warnings = people_between_editions(pd.Series({"2584A0010": 10.0, "2584A0020": float("nan")}), keys, keys)

    assert pairs["population"].tolist() == [10, 0]
    assert "1 DeSO has no number of inhabitants and counts as uninhabited: 2584A0020" in map(str, warnings)


def test_the_real_key_table_of_the_country_adds_up_deso_to_regso(real_data):
    keys = read_key_table(real_data / "keys" / "kopplingstabell-deso_regso-2018_v2.xlsx")
    ones = pd.DataFrame({"antal": 1.0}, index=keys.frame["desokod"])

    found = deso_to_regso(ones, keys)

    assert len(found.frame) == 3363
    assert found.frame["antal"].sum() == 5984
    # Published with the key table: 1,754 RegSO are one DeSO, 1,011 are two, and none is more than 13.
    sizes = found.frame["antal"].value_counts()
    assert (sizes[1], sizes[2], found.frame["antal"].max()) == (1754, 1011, 13)


def test_dalarnas_deso_of_2025_add_up_through_the_layers_own_codes(real_data):
    people = select_values(read_table(real_data / "dalarna" / "deso_folkmangd_2024_pxweb.csv")).frame[["population"]]
    keys = gpd.read_file(real_data / "dalarna" / "deso_2025_dalarna_wfs.geojson").set_index("desokod")["regsokod"]

    found = deso_to_regso(people, keys)

    assert len(found.frame) == 119
    assert found.frame["population"].sum() == people["population"].sum()
    assert found.warnings == ()
