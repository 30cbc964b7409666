# SPDX-License-Identifier: GPL-2.0-or-later
"""The workbook's sheet by class of town and country: the same figures and the same hidden cells, as real numbers."""

import openpyxl
import pandas as pd
import pytest

from regso_atlas.plugin.core.distribution import areas_by_type_and_class
from regso_atlas.plugin.core.strata import field_strata, strata_table
from regso_atlas.plugin.report.workbook import Result, write_result

# Types 1–5 and one without; clinics 2, 4, 3, 5, 6, 1.
PLACES = ["tätort", "tätort", "landet", "landet", "landet", None]
HEAD = {"sv": ("Efter klass", "Klass av områden", "Antal"), "en": ("By class", "Class of areas", "Count")}


@pytest.fixture
def strata(example):
    areas = example.areas()
    return field_strata(pd.Series(PLACES, index=areas.frame.index, dtype=object))


@pytest.fixture
def read_back(example, tmp_path):
    def go(language="sv", **given):
        path = tmp_path / "bok åäö.xlsx"
        write_result(path, Result(**given), example.provenance(), language)
        return openpyxl.load_workbook(path)

    return go


def given(summary, strata, language="sv"):
    totals = summary.totals
    numbers = {"TOTAL": totals.features, "INSIDE": totals.inside, "OUTSIDE": totals.outside, "UNUSABLE": 0,
               "TOTAL_AMOUNT": totals.amount, "INSIDE_AMOUNT": totals.inside_amount,
               "OUTSIDE_AMOUNT": totals.outside_amount}  # fmt: skip
    classes = strata_table(summary.areas, strata, summary.unit, language)
    return {"table": summary.table, "classes": classes, "numbers": numbers, "min_count": summary.min_count}


def rows(sheet):
    """Return the rows as dictionaries by the words of their heads."""
    heads, *body = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [dict(zip(heads, row, strict=True)) for row in body]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_sheet_has_the_table_by_class_as_numbers(example, read_back, strata, language):
    name, of, amount = HEAD[language]
    tables = given(example.summarize(), strata, language)
    sheet = read_back(language, **tables)[name]
    found = {(row[of], row["Typ" if language == "sv" else "Type"]): row for row in rows(sheet)}
    for record in tables["classes"].to_dict("records"):
        if record["area_type"] > 0:
            row = found[record["stratum_label"], record["area_type"]]
            assert row[amount] == record["amount"]
            assert type(row[amount]) in (int, float)
    assert found["tätort", 1][amount] == 2
    assert found["landet", 1][amount] == 0
    assert {key[0] for key in found} == {"landet", "tätort", "uppgift saknas" if language == "sv" else "no data"}
    assert sheet.freeze_panes == "A2"


def test_a_class_sums_to_its_types_and_all_classes_to_the_result(example, read_back, strata):
    book = read_back(**given(example.summarize(), strata))
    by_class, result = rows(book["Efter klass"]), rows(book["Resultat"])
    for words in ("Typ 1–5 tillsammans", "Allt"):
        sums = {row["Klass av områden"]: row["Antal"] for row in by_class if row["Områdestyp"] == words}
        outside = 2 if words == "Allt" else 0
        assert sum(sums.values()) + outside == next(row["Antal"] for row in result if row["Områdestyp"] == words)
    types = [row for row in by_class if row["Klass av områden"] == "landet" and row["Typ"] in (3, 4, 5)]
    assert [row["Andel"] for row in types] == pytest.approx([3 / 14, 5 / 14, 6 / 14])


def test_what_is_hidden_in_an_area_is_two_dots_in_its_class_and_in_all_that_follows(example, read_back, strata):
    tables = given(example.summarize(min_count=3), strata)
    hidden = tables["classes"]["amount"].isna()
    assert hidden.any()
    found = {(row["Klass av områden"], row["Typ"]): row for row in rows(read_back(**tables)["Efter klass"])}
    for record, gone in zip(tables["classes"].to_dict("records"), hidden, strict=True):
        row = found.get((record["stratum_label"], record["area_type"] or None))
        if row is not None and record["area_type"] > 0:
            assert (row["Antal"] == "..") == gone
            assert (row["Antal per 1\N{NO-BREAK SPACE}000 invånare"] == "..") == gone
    town = [row for row in rows(read_back(**tables)["Efter klass"]) if row["Klass av områden"] == "tätort"]
    # the sum of a class with a hidden type would give it away, and so would the other types' shares
    assert next(row["Antal"] for row in town if row["Områdestyp"] == "Typ 1–5 tillsammans") == ".."
    assert [row["Andel"] for row in town if row["Typ"] in (1, 2)] == ["..", ".."]


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "Bladet Efter klass delar"), ("en", "The sheet By class splits")]
)
def test_the_sheet_of_methods_says_what_a_class_is(example, read_back, strata, language, words):
    book = read_back(language, **given(example.summarize(), strata, language))
    said = [str(cell.value) for row in book.worksheets[-1].iter_rows() for cell in row]
    assert any(text.startswith(words) for text in said)


def test_a_run_without_classes_has_no_such_sheet(example, read_back, strata):
    tables = given(example.summarize(), strata)
    assert read_back(**{**tables, "classes": None}).sheetnames == ["Resultat", "Skillnader", "Metod och källor"]


def test_areas_and_people_by_class_have_their_sheet_too(example, read_back, strata):
    areas = example.areas()
    classes = areas_by_type_and_class(areas, strata, language="sv")
    book = read_back(table=classes.drop(columns=["stratum", "stratum_label", "class_share"]), classes=classes)
    assert book.sheetnames == ["Resultat", "Efter klass", "Metod och källor"]
    found = {(row["Klass i ord"], row["Typ (1 är sämst, 0 uppgift saknas)"]): row for row in rows(book["Efter klass"])}
    assert found["tätort", 2]["Invånare"] == 2000
    assert found["tätort", 2]["Andel av typens invånare"] == 1
    assert found["landet", 2]["Andel av typens invånare"] == 0
