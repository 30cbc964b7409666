# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows made ready for the index: dirty codes, years and numbers, areas that stand twice, rows of two editions."""

import numpy as np
import pandas as pd
import pytest

from regso_atlas.plugin.core.codes import Level
from regso_atlas.plugin.core.index_rows import clean_rows
from regso_atlas.plugin.core.messages import RegsoError


def raw(*rows, columns=("code", "index")) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns), dtype=object)


def said(rows) -> list[str]:
    return [str(one) for one in rows.warnings]


# Codes ---------------------------------------------------------------------------------------------------------------


def test_rows_keep_their_order_and_codes_their_zero():
    found = clean_rows(raw(("2081R003", 5.0), (" 0180r001 ", 7.5), ("1780R001_RegSO2025", 9.0)))

    assert found.frame["key"].tolist() == ["2081R003", "0180R001", "1780R001"]
    assert found.frame["index"].tolist() == [5.0, 7.5, 9.0]
    assert found.level is Level.REGSO
    assert found.warnings == ()


def test_a_lost_leading_zero_is_put_back_and_said():
    found = clean_rows(raw(("180R001", 5.0), ("0180R002", 6.0)))

    assert found.frame["key"].tolist() == ["0180R001", "0180R002"]
    assert any("lost its leading zero" in text and "0180R001" in text for text in said(found))


def test_rows_without_an_area_code_are_kept_in_place_counted_and_named():
    found = clean_rows(raw(("0180R001", 5.0), (None, 6.0), ("Riket", 9.1), ("0180", 8.0), ("0180R002", 7.0)))

    assert found.frame["key"].tolist() == ["0180R001", None, None, None, "0180R002"]
    assert found.areas["index"].tolist() == [5.0, 7.0]
    assert any(text.startswith("3 rows have codes") and "–, Riket, 0180" in text for text in said(found))


def test_a_layer_without_any_area_code_is_refused():
    with pytest.raises(RegsoError, match=r"No row has a RegSO or DeSO code.*Älvnäs"):
        clean_rows(raw(("Älvnäs", 5.0), ("Österby", 6.0)))
    with pytest.raises(RegsoError, match="are numbers"):
        clean_rows(raw((18000001, 5.0), (18000002, 6.0)))
    with pytest.raises(RegsoError, match="empty"):
        clean_rows(raw())


def test_regso_and_deso_are_not_mixed():
    assert clean_rows(raw(("0180C4040", 5.0))).level is Level.DESO
    with pytest.raises(RegsoError, match="mixed"):
        clean_rows(raw(("0180R001", 5.0), ("0180C4040", 6.0)))


# Years ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2022, 2022.0, "2022", " 2022 ", "2022.0", "2022-12-31", "2022-12-31T00:00:00"])
def test_a_year_is_read_from_numbers_texts_and_dates(year):
    found = clean_rows(raw(("0180R001", year), columns=("code", "year")))

    assert found.years == [2022]
    assert found.areas.index.tolist() == ["0180R001 2022"]


def test_rows_without_a_year_are_kept_and_named_by_row():
    found = clean_rows(raw(("0180R001", 2022), ("0180R001", None), ("0180R002", "?"), columns=("code", "year")))

    assert found.frame["key"].tolist() == ["0180R001 2022", None, None]
    assert said(found) == ["2 rows have no year and are kept without a result: rows 2, 3"]


def test_a_field_without_any_year_is_refused():
    with pytest.raises(RegsoError, match=r"No row has a year.*kl 12"):
        clean_rows(raw(("0180R001", "kl 12"), columns=("code", "year")))


def test_one_year_can_be_picked_and_rows_know_their_places():
    found = clean_rows(
        raw(("0180R001", 2021, 1.0), ("0180R001", 2022, 2.0), ("Riket", 2022, 9.0), columns=("code", "year", "index"))
    )

    only = found.only(2022)
    assert only.frame.index.tolist() == [1, 2]
    assert only.of_year(2022)["index"].to_dict() == {"0180R001": 2.0}
    with pytest.raises(RegsoError, match="no rows of 2019; the years are 2021, 2022"):
        found.only(2019)


def test_a_year_given_from_outside_holds_for_all_rows_and_stays_out_of_the_keys():
    found = clean_rows(raw(("0180R001", 5.0), ("0180R002", 6.0)), year=2022)

    assert found.years == [2022]
    assert found.areas.index.tolist() == ["0180R001", "0180R002"]


# Numbers -------------------------------------------------------------------------------------------------------------


def test_numbers_are_read_with_decimal_comma_and_marks_are_missing():
    found = clean_rows(raw(("0180R001", "12,5"), ("0180R002", ".."), ("0180R003", ""), ("0180R004", None)))

    assert found.frame["index"].tolist() == pytest.approx([12.5, np.nan, np.nan, np.nan], nan_ok=True)


def test_a_text_that_is_no_number_is_refused_with_its_field():
    with pytest.raises(RegsoError, match="field for v2 holds 1 text that is no numbers: hög"):
        clean_rows(raw(("0180R001", "hög"), ("0180R002", "12.5"), columns=("code", "v2")))


def test_published_types_are_read_in_their_forms_and_odd_ones_are_said():
    found = clean_rows(
        raw(
            ("0180R001", "Typ 1"), ("0180R002", 5.0), ("0180R003", None), ("0180R004", 7), columns=("code", "area_type")
        )
    )

    assert found.frame["area_type"].tolist() == [1, 5, 0, 0]
    assert said(found) == ["1 row has an area type that is not 1–5 and cannot be compared: 7"]


# Areas that stand twice ----------------------------------------------------------------------------------------------


def test_rows_of_the_other_edition_without_figures_are_set_aside():
    rows = raw(
        ("1780R001", 2023, 5.0, 4),
        ("1780R001_RegSO2025", 2023, None, None),
        ("1780R001", 2024, None, None),
        ("1780R001_RegSO2025", 2024, 6.0, 4),
        columns=("code", "year", "index", "area_type"),
    )

    found = clean_rows(rows)

    assert found.frame["key"].tolist() == ["1780R001 2023", None, None, "1780R001 2024"]
    assert found.areas["index"].tolist() == [5.0, 6.0]
    assert "2 rows without figures stand beside one" in said(found)[0]


def test_an_area_in_several_pieces_with_the_same_figures_counts_once():
    found = clean_rows(raw(("0180R001", 5.0), ("0180R002", None), ("0180R001", 5.0), ("0180R002", None)))

    assert found.areas["index"].tolist() == pytest.approx([5.0, np.nan], nan_ok=True)
    assert found.spread(pd.Series({"0180R001": 1.5})) == [1.5, None, 1.5, None]
    assert said(found) == [
        "2 area codes stand on several rows with the same figures, and each area counts once: 0180R001, 0180R002"
    ]


def test_an_area_with_different_figures_is_refused():
    with pytest.raises(RegsoError, match=r"1 area code stands on several rows with different figures: 0180R001\."):
        clean_rows(raw(("0180R001", 5.0), ("0180R001", 6.0)))
    with pytest.raises(RegsoError, match="0180R001 2022"):
        clean_rows(raw(("0180R001", 2022, 100), ("0180R001", 2022, 200), columns=("code", "year", "population")))
