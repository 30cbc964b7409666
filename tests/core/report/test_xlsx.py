# SPDX-License-Identifier: GPL-2.0-or-later
"""The workbook, read back by another program: numbers are numbers, hidden is hidden, missing is empty."""

import math
import re
import zipfile

import openpyxl
import pytest

from regso_atlas.plugin.core.messages import Cancelled, RegsoError
from regso_atlas.plugin.report.workbook import Result, write_result
from regso_atlas.plugin.report.xlsx import Cell, Sheet, Style, column_name, write_workbook


@pytest.fixture
def write(example, tmp_path):
    """Write a result and read it back."""

    def go(summary, language="sv", **changes):
        path = tmp_path / "bok åäö.xlsx"
        totals = summary.totals
        numbers = {
            "TOTAL": totals.features,
            "INSIDE": totals.inside,
            "OUTSIDE": totals.outside,
            "UNUSABLE": totals.unusable,
            "TOTAL_AMOUNT": totals.amount,
            "INSIDE_AMOUNT": totals.inside_amount,
            "OUTSIDE_AMOUNT": totals.outside_amount,
        }
        given = {
            "table": summary.table,
            "areas": summary.areas.reset_index(),
            "numbers": numbers,
            "amount_fields": summary.amount_fields,
            "rate_fields": summary.rate_fields,
            "min_count": summary.min_count,
            "titles": {"code": "Områdeskod", "name": "Områdesnamn"},
        }
        write_result(path, Result(**(given | changes)), example.provenance(), language)
        return openpyxl.load_workbook(path)

    return go


def column(sheet, title):
    heads = [cell.value for cell in sheet[1]]
    return [row[heads.index(title)].value for row in sheet.iter_rows(min_row=2)]


def said(sheet):
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_the_sheets_have_the_figures_worked_out_by_hand(example, write):
    book = write(example.summarize(unusable=3))
    assert book.sheetnames == ["Resultat", "Efter område", "Skillnader", "Metod och källor"]
    sheet = book["Resultat"]
    # clinics in the types 1-5, the types together, no data, outside, everything
    assert column(sheet, "Antal") == [2, 4, 3, 5, 6, 20, 1, 2, 23]
    assert column(sheet, "Invånare") == [1000, 2000, 3000, 4000, 10_000, 20_000, 500, None, 20_500]
    assert column(sheet, "Typ") == [1, 2, 3, 4, 5, None, None, None, None]
    assert column(sheet, "Områdestyp")[5:] == ["Typ 1–5 tillsammans", "Uppgift saknas", "Utanför områdena", "Allt"]
    assert column(sheet, "Andel")[:5] == pytest.approx([0.1, 0.2, 0.15, 0.25, 0.3])
    assert column(sheet, "Skillnad, procentenheter")[0] == pytest.approx(5.0)
    # Garwood's interval of two events, per 1,000 of 1,000 people
    low = column(sheet, "Antal per 1\N{NO-BREAK SPACE}000 invånare, 95\N{NO-BREAK SPACE}% lägst")
    assert low[0] == pytest.approx(0.2422, abs=1e-4)
    assert [cell.number_format for cell in sheet[2]].count("0.0%") == 2


def test_areas_stand_by_code_with_their_zeros(example, write):
    sheet = write(example.summarize())["Efter område"]
    assert column(sheet, "Områdeskod") == [f"0180R00{n}" for n in range(1, 7)]
    assert column(sheet, "Antal") == [2, 4, 3, 5, 6, 1]
    assert sheet.freeze_panes == "A2"


def test_hidden_is_two_dots_and_missing_is_empty(example, write):
    summary = example.summarize(min_count=3)
    book = write(summary)
    amounts = column(book["Resultat"], "Antal")
    rows = amounts[:5] + amounts[6:8]
    assert [value == ".." for value in rows] == list(summary.table["feature_count"].isna())
    assert ".." in rows
    # population outside the areas is not known, and not hidden
    assert column(book["Resultat"], "Invånare")[7] is None
    by_area = column(book["Efter område"], "Antal")
    assert [value == ".." for value in by_area] == list(summary.areas["feature_count"].isna())
    assert "färre än 3 objekt" in said(book["Metod och källor"])


def test_no_sheet_gives_away_what_is_hidden(example, write, tmp_path):
    write(example.summarize(example.clinics([1, 4, 5, 5, 6, 4, 2]), min_count=3))
    with zipfile.ZipFile(tmp_path / "bok åäö.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    rows = re.findall("<row .*?</row>", sheet)
    first = re.findall(r"(?:<v>|<t [^>]*>)([^<]*)", rows[1])
    # type, words, areas, people and km² are told; nothing that the one clinic has a part in
    assert first[:2] == ["1", "Områden med stora socioekonomiska utmaningar"]
    assert set(first[5:]) <= {"..", "0.05"}, "the share of the inhabitants is no secret"


def test_groups_have_a_sheet_with_every_group(example, write):
    kinds = ["vård", None, "", *["tand"] * 20]
    book = write(example.summarize(attributes={"slag": kinds}, group_field="slag"))
    sheet = book["Efter slag"]
    assert set(column(sheet, "slag")) == {"vård", "tand", "(värde saknas)", "(tom text)"}
    assert len(column(sheet, "slag")) == 4 * 9


def test_sums_and_means_of_fields_have_their_names(example, write):
    attributes = {"sängar": [float(n) for n in range(23)], "nöjda": [50.0] * 22 + [math.nan]}
    book = write(example.summarize(attributes=attributes, amount_fields=("sängar",), rate_fields=("nöjda",)))
    # the first two clinics have 0 and 1 beds
    assert column(book["Resultat"], "sängar, summa")[0] == 1
    assert column(book["Resultat"], "nöjda, medelvärde")[0] == 50


def test_the_method_says_direction_sources_versions_warnings_and_totals(example, write):
    text = said(write(example.summarize(unusable=3))["Metod och källor"])
    for wanted in (
        "Typ 1 har de största socioekonomiska utmaningarna",
        "Källa: SCB, RegSO 2025, CC0 1.0",
        "RegSO Atlas 0.1.0, QGIS 3.40.6",
        "Inga varningar.",
        "Objekt: Oanvändbart",
        "stämmer",
        "Poissonintervall",
        "/data/vård/åäö.gpkg|layername=vårdcentraler",
        "polisens utsatta områden",
    ):
        assert wanted in text, wanted


def test_english_has_english_sheets(example, write):
    book = write(example.summarize(), "en")
    assert book.sheetnames == ["Result", "By area", "Differences", "Method and sources"]
    assert column(book["Result"], "Count per 1,000 inhabitants")[0] == 2


def test_another_table_keeps_its_columns(example, write):
    import pandas as pd

    table = pd.DataFrame({"skola": ["Åsö", None], "area_type": [1, 0], "längd": [1.5, math.nan]})
    book = write(example.summarize(), table=table, areas=None, numbers={})
    assert book.sheetnames == ["Resultat", "Metod och källor"]
    assert column(book["Resultat"], "skola") == ["Åsö", None]
    assert column(book["Resultat"], "längd") == [1.5, None]


# The file -------------------------------------------------------------------------------------------------------------


def one_sheet(path, *rows, name="Blad", **more):
    write_workbook(path, [Sheet(name, [[Cell(value) for value in row] for row in rows], **more)], "Titel")
    return openpyxl.load_workbook(path)


def test_texts_stay_texts_and_numbers_stay_numbers(tmp_path):
    values = ("=1+1", "0180R001", " blank ", '<å> & "ö"', "rad\nrad", 3, -2.5, 1e-9, 2**40, None, math.nan, math.inf)
    sheet = one_sheet(tmp_path / "a.xlsx", values).active
    kept = [sheet.cell(1, n).value for n in range(1, len(values) + 1)]
    assert kept == [*values[:9], None, None, None]
    assert sheet["A1"].data_type == "s"
    assert sheet["F1"].data_type == "n"


def test_what_xml_cannot_hold_is_left_out(tmp_path):
    assert one_sheet(tmp_path / "a.xlsx", ("a\x00b\x1bc\ud800d",)).active["A1"].value == "abcd"


def test_names_of_sheets_are_such_that_excel_takes_them(tmp_path):
    sheets = [Sheet(name, []) for name in ("Efter [typ]/år: *", "efter typ år", "x" * 40, "x" * 50, "''", "")]
    write_workbook(tmp_path / "a.xlsx", sheets, "")
    names = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert names[0] == "Efter typ år"
    assert len({name.casefold() for name in names}) == 6
    assert all(0 < len(name) <= 31 for name in names)


def test_columns_have_letters():
    assert [column_name(n) for n in (1, 26, 27, 52, 702, 703)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]


def test_looks_are_kept(tmp_path):
    cell = Cell(0.25, Style(form="0.0%", bold=True))
    write_workbook(tmp_path / "a.xlsx", [Sheet("a", [[cell]], widths=(33,), head=1, filtered=1)], "")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet["A1"].number_format == "0.0%"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width == 33
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:A1"


def test_gdal_reads_the_workbook_too(tmp_path):
    ogr = pytest.importorskip("osgeo.ogr", reason="GDAL's Python bindings are not here")
    ogr.UseExceptions()
    one_sheet(tmp_path / "åäö.xlsx", ("kod", "antal"), ("0180R001", 2), ("0180R002", 3.5))
    book = ogr.Open(str(tmp_path / "åäö.xlsx"))
    assert [(f["kod"], f["antal"]) for f in book.GetLayer(0)] == [("0180R001", 2.0), ("0180R002", 3.5)]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a.xlsx"
    one_sheet(path, ("först",))

    def rows():
        yield [Cell("nu")]
        raise OSError(28, "No space left on device")

    with pytest.raises(RegsoError, match="has room"):
        write_workbook(path, [Sheet("a", rows())], "")
    assert openpyxl.load_workbook(path).active["A1"].value == "först"
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_cancel_is_heard_and_leaves_nothing(tmp_path):
    with pytest.raises(Cancelled):
        write_workbook(tmp_path / "a.xlsx", [Sheet("a", ([Cell(n)] for n in range(10_000)))], "", lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_said(tmp_path):
    with pytest.raises(RegsoError, match="could not be written"):
        write_workbook(tmp_path / "saknas" / "a.xlsx", [], "")
