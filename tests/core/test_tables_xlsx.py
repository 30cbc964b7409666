# SPDX-License-Identifier: GPL-2.0-or-later
"""Excel workbooks: title rows, merged headings, names written once for several rows, several sheets."""

import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook
from osgeo import gdal

from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.core.tables import read_table


def save(folder: Path, *rows: list, merge: tuple[str, ...] = (), name: str = "tabell åäö.xlsx") -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "Blad å"
    for row in rows:
        sheet.append(row)
    for cells in merge:
        sheet.merge_cells(cells)
    book.save(folder / name)
    return folder / name


def test_workbook_with_title_rows_and_numbers_is_read(tmp_path):
    path = save(
        tmp_path,
        ["Socioekonomiskt index efter region och år"],
        [],
        ["region", 2021, 2022],
        ["0180R001", 4.5, 4],
        ["0180R002", "..", 12345678],
        [],
        ["Källa: SCB"],
    )

    table = read_table(path)

    assert list(table.frame["region"]) == ["0180R001", "0180R001", "0180R002", "0180R002"]
    assert list(table.frame["år"]) == ["2021", "2022"] * 2
    assert table.frame["value"].tolist()[:2] == [4.5, 4]
    assert table.frame["value"][3] == 12345678
    assert table.frame["status"][2] == ".."
    assert table.dialect == "Excel, sheet “Blad å”, decimal point, 2 title lines, 2 footnote lines"


def test_merged_headings_and_names_written_once_are_filled_in(tmp_path):
    path = save(
        tmp_path,
        ["Antal och andel efter region, kön, tabellinnehåll och år"],
        [],
        [None, None, "Antal", None, "Andel", None],
        [None, None, 2021, 2022, 2021, 2022],
        ["0180R001 Stockholm (Hässelby)", "män", 1, 2, 3, 4],
        [None, "kvinnor", 5, 6, 7, 8],
        ["0180R002 Stockholm (Ängby)", "män", 9, 10, 11, 12],
        [None, "kvinnor", 13, 14, 15, 16],
        merge=("C3:D3", "E3:F3", "A5:A6", "A7:A8"),
    )

    table = read_table(path)

    assert table.dimensions == ("region", "kön", "år", "tabellinnehåll")
    assert list(table.frame["region"].unique()) == ["0180R001", "0180R002"]
    women = table.frame[(table.frame["region"] == "0180R002") & (table.frame["kön"] == "kvinnor")]
    assert [tuple(row) for row in women[["tabellinnehåll", "år", "value"]].to_numpy()] == [
        ("Antal", "2021", 13),
        ("Antal", "2022", 14),
        ("Andel", "2021", 15),
        ("Andel", "2022", 16),
    ]
    assert table.labels["region"]["0180R002"] == "Stockholm (Ängby)"


def test_names_beside_the_upper_of_two_header_rows_are_found(tmp_path):
    path = save(tmp_path, ["region", "kön", "Antal", None], [None, None, 2021, 2022], ["0180R001", "män", 1, 2])

    table = read_table(path)

    assert table.dimensions == ("region", "kön", "år", "tabellinnehåll")
    assert list(table.frame["år"]) == ["2021", "2022"]
    assert list(table.frame["tabellinnehåll"]) == ["Antal", "Antal"]


def test_code_and_name_in_two_columns_without_headers_are_area_and_label(tmp_path):
    path = save(
        tmp_path,
        ["Folkmängd efter region, kön och år"],
        [None, None, None, 2022],
        ["0180R001", "Stockholm (Hässelby)", "män", 1],
        [None, None, "kvinnor", 2],
        ["0180R002", "Stockholm (Ängby)", "män", 3],
        [None, None, "kvinnor", 4],
    )

    table = read_table(path)

    assert table.dimensions == ("region", "kön", "år")
    assert table.labels["region"] == {"0180R001": "Stockholm (Hässelby)", "0180R002": "Stockholm (Ängby)"}
    assert list(table.frame["value"]) == [1, 2, 3, 4]


def test_workbook_is_known_by_its_content(tmp_path):
    path = save(tmp_path, ["regsokod", 2022], ["0180R001", 1])
    shutil.copy(path, tmp_path / "tabell.csv")

    assert read_table(tmp_path / "tabell.csv").dialect.startswith("Excel")


def test_sheet_with_a_table_is_found_among_others(tmp_path):
    book = Workbook()
    book.active.title = "Läs mig"
    book.active.append(["Om tabellen"])
    for title, rows in (("Kort", 1), ("Lång", 3)):
        sheet = book.create_sheet(title)
        sheet.append(["regsokod", 2022])
        for number in range(rows):
            sheet.append([f"0180R00{number}", number])
    book.save(tmp_path / "flera.xlsx")

    table = read_table(tmp_path / "flera.xlsx")

    assert len(table.frame) == 3
    assert str(table.warnings[-1]) == "The sheet “Lång” was read; other sheets have tables too: Kort."


def test_reading_a_workbook_leaves_gdal_as_it_was(tmp_path):
    path = save(tmp_path, ["regsokod", 2022], ["0180R001", 1])
    gdal.SetThreadLocalConfigOption("OGR_XLSX_HEADERS", "FORCE")
    try:
        read_table(path)

        assert gdal.GetThreadLocalConfigOption("OGR_XLSX_HEADERS") == "FORCE"
        assert gdal.GetThreadLocalConfigOption("OGR_XLSX_FIELD_TYPES") is None
    finally:
        gdal.SetThreadLocalConfigOption("OGR_XLSX_HEADERS", None)


def test_damaged_workbook_is_refused(tmp_path):
    path = save(tmp_path, ["regsokod", 2022], ["0180R001", 1])
    path.write_bytes(path.read_bytes()[:1500])

    with pytest.raises(RegsoError, match="damaged"):
        read_table(path)


def test_empty_workbook_is_refused(tmp_path):
    with pytest.raises(RegsoError, match="workbook without any filled cell"):
        read_table(save(tmp_path))
