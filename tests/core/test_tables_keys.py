# SPDX-License-Identifier: GPL-2.0-or-later
"""Key tables, and labels that become codes through them without guessing."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.core.tables import codes_from_labels, make_key_table, read_key_table

KEYS = make_key_table(
    pd.DataFrame(
        [
            ("0114R001", "Bollstanäs", "Upplands Väsby"),
            ("0127R001", "Tuna", "Botkyrka"),
            ("1280R001", "Centrum", "Malmö"),
            ("1480R001", "Centrum", "Göteborg"),
            ("1427R002", "Kungshamn–Smögen-Hovenäset–Väjern", "Sotenäs"),
            ("2321R001", "Åre (norra)", "Åre"),
        ],
        columns=["regsokod", "regsonamn", "kommunnamn"],
    )
)


def match(*labels: str):
    return codes_from_labels(pd.Series(labels), KEYS)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Upplands Väsby (Bollstanäs)", "0114R001"),
        ("Botkyrka (Tuna )", "0127R001"),
        ("Botkyrka  (Tuna) ", "0127R001"),
        ("Botkyrka\u00a0(Tuna)", "0127R001"),
        ("Botkyrka(Tuna)", "0127R001"),
        ("BOTKYRKA (tuna)", "0127R001"),
        ("Malmö (Centrum)", "1280R001"),
        ("Sotenäs (Kungshamn-Smögen-Hovenäset-Väjern)", "1427R002"),
        ("Sotenäs (Kungshamn—Smögen‑Hovenäset − Väjern)", "1427R002"),
        ("Åre (Åre (norra))", "2321R001"),
        ("A\u030are (A\u030are (norra))", "2321R001"),
    ],
)
def test_label_is_matched_whatever_its_blanks_dashes_and_capitals(label, code):
    assert KEYS.code_of(label) == code
    assert list(match(label).codes) == [code]


def test_repaired_labels_are_counted_and_exact_ones_are_not():
    result = match("Botkyrka (Tuna )", "Botkyrka (Tuna)", "Sotenäs (Kungshamn-Smögen-Hovenäset-Väjern)")

    assert result.repaired == 2


def test_name_without_its_kommun_is_never_accepted():
    assert KEYS.code_of("Bollstanäs") is None
    assert match("Bollstanäs").unmatched == ("Bollstanäs",)


def test_name_that_several_areas_share_is_ambiguous():
    result = match("Centrum", "Malmö (Centrum)")

    assert result.ambiguous == ("Centrum",)
    assert list(result.codes) == [None, "1280R001"]


def test_two_areas_with_the_same_label_are_refused():
    keys = make_key_table(
        pd.DataFrame(
            [("0180R001", "Öster-Norr", "Åre"), ("0180R002", "Öster–Norr", "Åre")],
            columns=["regsokod", "regsonamn", "kommunnamn"],
        )
    )

    assert keys.code_of("Åre (Öster-Norr)") is None
    assert codes_from_labels(pd.Series(["Åre (Öster-Norr)"]), keys).ambiguous == ("Åre (Öster-Norr)",)


def test_codes_keep_the_index_of_the_labels():
    labels = pd.Series(["Malmö (Centrum)", "Ystad (Okänd)"], index=[7, 3])

    result = codes_from_labels(labels, KEYS)

    assert list(result.codes.index) == [7, 3]
    assert result.unmatched == ("Ystad (Okänd)",)


@given(
    st.sampled_from(range(6)),
    st.lists(st.sampled_from([" ", "\u00a0", "\t"]), max_size=3),
    st.sampled_from("-–—‐−"),
    st.booleans(),
)
def test_spoiling_blanks_dashes_and_capitals_never_changes_the_code(row, blanks, dash, capitals):
    area = KEYS.areas.iloc[row]
    blank = "".join(blanks)
    label = f"{blank}{area['kommunnamn']} {blank}({blank}{area['regsonamn']}{blank}){blank}".replace("-", dash).replace(
        "–", dash
    )

    assert KEYS.code_of(label.upper() if capitals else label) == area["regsokod"]


def workbook(path: Path, *rows: list) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


TITLE = ["Koppling DeSO och RegSO", None, None, "2026-03-25"]
OLD_HEADER = ["Kommun", "Kommunnamn", "DeSO", "RegSO", "RegSOkod"]
ROW = ["0114", "Upplands Väsby", "0114C1010", "Bollstanäs", "0114R001"]
NEXT_ROW = ["0114", "Upplands Väsby", "0114C1030", "Bollstanäs", "0114R001"]


@pytest.mark.parametrize(
    ("header", "edition"),
    [
        (OLD_HEADER, None),
        (["Kommun", "Kommunnamn", "DeSO_2018", "RegSO_2020", "RegSOkod_2020"], "2020"),
        (["Kommun", "Kommunnamn", "DeSO_2025", "RegSO_2025", "RegSOkod_2025"], "2025"),
        (["Kommun", "Kommunnamn", "DeSO 2018", "RegSO 2018", "RegSOkod 2018"], "2020"),
    ],
)
def test_scb_workbook_is_read_with_either_naming(tmp_path, header, edition):
    path = workbook(tmp_path / "koppling.xlsx", TITLE, ["Observera att RegSO är unikt"], [], header, ROW, NEXT_ROW)

    keys = read_key_table(path)

    assert list(keys.frame.columns) == ["regsokod", "regsonamn", "kommunkod", "kommunnamn", "desokod"]
    assert list(keys.frame["desokod"]) == ["0114C1010", "0114C1030"]
    assert len(keys.areas) == 1
    assert keys.edition == edition
    assert keys.code_of("Upplands Väsby (Bollstanäs)") == "0114R001"


def test_header_on_the_first_row_is_found_too(tmp_path):
    assert len(read_key_table(workbook(tmp_path / "k.xlsx", OLD_HEADER, ROW)).frame) == 1


@pytest.mark.parametrize(("code", "edition"), [("2584R001", "2020"), ("2523R011", "2025")])
def test_edition_is_told_by_the_code_that_only_one_has(tmp_path, code, edition):
    path = workbook(tmp_path / "k.xlsx", OLD_HEADER, ROW, [code[:4], "Norr", code[:4] + "A0010", "Fjället", code])

    assert read_key_table(path).edition == edition


def test_kommun_code_without_its_zero_comes_from_the_area_code(tmp_path):
    path = tmp_path / "nyckel.csv"
    path.write_text("regsokod;regsonamn;kommunkod;kommunnamn\n180R001;Hässelby;180;Stockholm\n", encoding="cp1252")

    keys = read_key_table(path)

    assert list(keys.frame.iloc[0]) == ["0180R001", "Hässelby", "0180", "Stockholm"]


def test_key_table_without_names_of_kommuner_is_refused(tmp_path):
    path = tmp_path / "nyckel.csv"
    path.write_text("regsokod;regsonamn;kommunkod\n0180R001;Hässelby;0180\n", encoding="utf-8")

    with pytest.raises(RegsoError, match="lacks kommunnamn; it has the columns regsokod, regsonamn, kommunkod"):
        read_key_table(path)


def test_file_without_codes_is_no_key_table(tmp_path):
    path = tmp_path / "annat.csv"
    path.write_text("namn;antal\nÅre;1\n", encoding="utf-8")

    with pytest.raises(RegsoError, match="no column with RegSO codes"):
        read_key_table(path)


def test_key_table_of_two_editions_at_once_is_refused(tmp_path):
    rows = [
        ["2510", "Jokkmokk", "2510A0010", "Norra", "2510R001"],
        ["2510", "Jokkmokk", "2510A0020", "Södra", "2510R001"],
    ]

    with pytest.raises(RegsoError, match=r"more than one name \(1, for example 2510R001\)"):
        read_key_table(workbook(tmp_path / "k.xlsx", OLD_HEADER, *rows))
