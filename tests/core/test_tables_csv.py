# SPDX-License-Identifier: GPL-2.0-or-later
"""CSV files as agencies and tools write them: encodings, delimiters, decimals, titles, footnotes, wide and long."""

import csv
import io
import math
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.core.tables import StatTable, read_table

HEADER = "region;ålder;kön;2022"
ROWS = [
    "Upplands Väsby (Bollstanäs);totalt;totalt;5982",
    "Åre (Sälen (norra));totalt;totalt;..",
    "Örebro (Öster);totalt;män;",
]


def write(folder: Path, text: str, encoding: str = "utf-8", name: str = "tabell.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def cells(table: StatTable) -> list[tuple]:
    """Return the rows without NaN, which is not equal to itself."""
    return [
        tuple(None if isinstance(cell, float) and math.isnan(cell) else cell for cell in row)
        for row in table.frame.to_numpy()
    ]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with byte order mark"),
        ("latin-1", "Windows-1252"),
        ("cp1252", "Windows-1252"),
        ("cp850", "code page 850"),
        ("mac-roman", "Mac Roman"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_swedish_letters_are_right_in_every_encoding(tmp_path, encoding, said):
    table = read_table(write(tmp_path, "\n".join([HEADER, *ROWS]), encoding))

    assert list(table.frame["region"]) == [row.split(";")[0] for row in ROWS]
    assert table.dimensions == ("region", "ålder", "kön", "år")
    assert table.dialect.startswith(f"CSV, {said}, semicolon")


def test_named_encoding_is_obeyed(tmp_path):
    table = read_table(write(tmp_path, "regsokod,värde\n0180R001,1\n", "cp850"), encoding="cp850")

    assert list(table.frame["value"]) == [1.0]


def test_one_spoilt_letter_does_not_turn_the_others_into_rubbish(tmp_path):
    data = "region;2022\nUpplands Väsby (Bollstanäs åäö ÅÄÖ åäö);5\n".encode() + b"\xc3;6\n"
    path = tmp_path / "skadad.csv"
    path.write_bytes(data)

    table = read_table(path)

    assert table.frame["region"][0] == "Upplands Väsby (Bollstanäs åäö ÅÄÖ åäö)"
    assert "Damaged letters in the file were read as “\ufffd” (1)" in str(table.warnings[0])


def test_missing_cells_keep_their_mark(tmp_path):
    rows = ["0180R001;..", "0180R002;.", "0180R003;-", "0180R004;", "0180R005;0", "0180R006;–"]

    table = read_table(write(tmp_path, "\n".join(["regsokod;2022", *rows])))

    assert list(table.frame["status"]) == ["..", ".", "-", "", None, "–"]
    assert list(table.frame["value"].isna()) == [True, True, True, True, False, True]
    assert table.frame["value"][4] == 0


def test_column_of_values_that_all_are_missing_is_still_one(tmp_path):
    table = read_table(write(tmp_path, "regsokod;antal\n0180R001;..\n0180R002;..\n"))

    assert table.frame["value"].isna().all()
    assert list(table.frame["status"]) == ["..", ".."]


def test_text_in_a_cell_of_figures_is_missing_and_named(tmp_path):
    table = read_table(write(tmp_path, "regsokod;2022\n0180R001;ej klart\n0180R002;7\n0180R003;8\n"))

    assert list(table.frame["status"]) == ["ej klart", None, None]
    assert "ej klart" in str(table.warnings[0])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1 234,5", 1234.5),
        ("1\u00a0234\u00a0567,25", 1234567.25),
        ("1\u202f234,5", 1234.5),
        ("1.234,5", 1234.5),
        ("−3,5", -3.5),
        ("-3,5", -3.5),
        ("12,5 %", 12.5),
        (",5", 0.5),
    ],
)
def test_decimal_comma_and_thousands_are_read(tmp_path, written, value):
    table = read_table(write(tmp_path, f"regsokod;2022\n0180R001;{written}\n0180R002;0,5\n"))

    assert list(table.frame["value"]) == [value, 0.5]
    assert table.dialect == "CSV, UTF-8, semicolon, decimal comma"


def test_decimal_point_with_thousands_commas_is_read(tmp_path):
    table = read_table(write(tmp_path, 'regsokod,2022\n0180R001,"1,234.5"\n0180R002,1e3\n'))

    assert list(table.frame["value"]) == [1234.5, 1000.0]


def test_numbers_that_may_be_thousands_are_read_as_decimals_with_a_warning(tmp_path):
    table = read_table(write(tmp_path, "regsokod;2022\n0180R001;5,982\n0180R002;812\n"))

    assert list(table.frame["value"]) == [5.982, 812]
    assert "5,982" in str(table.warnings[0])
    assert "1,000 times too small" in str(table.warnings[0])


def test_numbers_are_not_doubted_beside_a_long_one(tmp_path):
    table = read_table(write(tmp_path, "regsokod;2022\n0180R001;5,982\n0180R002;81234\n"))

    assert table.warnings == ()


def test_title_lines_and_footnotes_are_kept_and_are_no_data(tmp_path):
    lines = [
        "Folkmängd efter region, ålder och år",
        "",
        "region\tålder\t2021\t2022",
        "0180R001 Stockholm (Hässelby)\ttotalt\t10\t20",
        "0180R002 Stockholm (Vällingby)\ttotalt\t30\t40",
        "",
        "Fotnot: 2022 är preliminär",
        "Källa:\t",
        "SCB\t",
        "Senaste uppdatering:\t",
        "20250131 08:00\t",
    ]

    table = read_table(write(tmp_path, "\n".join(lines), "utf-16"))

    assert table.title == "Folkmängd efter region, ålder och år"
    assert table.source == "SCB"
    assert table.updated == "20250131 08:00"
    assert "Fotnot: 2022 är preliminär" in table.notes
    assert list(table.frame["value"]) == [10, 20, 30, 40]
    assert table.labels["region"] == {"0180R001": "Stockholm (Hässelby)", "0180R002": "Stockholm (Vällingby)"}
    assert table.dialect == "CSV, UTF-16, tab, 2 title lines, 6 footnote lines"


def test_footnotes_with_figures_are_no_data(tmp_path):
    table = read_table(write(tmp_path, "region;2022\n0180R001;5\n\nReferenstid:;2022\nAntal områden:;3363\n"))

    assert list(table.frame["region"]) == ["0180R001"]
    assert table.notes == ("Referenstid:, 2022", "Antal områden:, 3363")


def test_area_after_a_blank_row_is_still_data(tmp_path):
    table = read_table(write(tmp_path, "region;2022\n0180R001;5\n\n0180R002;6\nÅre (Öster);7\n\nKälla: SCB\n"))

    assert list(table.frame["value"]) == [5, 6, 7]


def test_title_with_unquoted_commas_is_not_taken_for_the_header(tmp_path):
    text = "Folkmängd efter region, ålder, kön och år\n\nregion,ålder,kön,2022\n0180R001,totalt,totalt,5\n"

    table = read_table(write(tmp_path, text))

    assert table.dimensions == ("region", "ålder", "kön", "år")
    assert table.title == "Folkmängd efter region, ålder, kön och år"


def test_wide_columns_with_a_measure_and_a_year_become_long(tmp_path):
    table = read_table(write(tmp_path, "region,Antal 2020,Antal 2021,Andel 2020,Andel 2021\n0180R001,1,2,3,4\n"))

    assert (table.region, table.time, table.contents) == ("region", "år", "tabellinnehåll")
    assert cells(table) == [
        ("0180R001", "2020", "Antal", 1.0, None),
        ("0180R001", "2021", "Antal", 2.0, None),
        ("0180R001", "2020", "Andel", 3.0, None),
        ("0180R001", "2021", "Andel", 4.0, None),
    ]


def test_empty_header_of_the_label_column_is_the_region(tmp_path):
    table = read_table(write(tmp_path, ",2022\nUpplands Väsby (Bollstanäs),4\nSotenäs (Kungshamn–Väjern),3\n"))

    assert table.region == "region"
    assert cells(table)[1] == ("Sotenäs (Kungshamn–Väjern)", "2022", 3.0, None)


def test_columns_of_measures_without_years_become_measures(tmp_path):
    text = "regsokod,regsonamn,kommunkod,folkmängd,index\n0180R001,Hässelby,0180,900,4.5\n0180R002,Ängby,0180,800,6.5\n"

    table = read_table(write(tmp_path, text))

    assert table.contents == "tabellinnehåll"
    assert list(table.frame["tabellinnehåll"]) == ["folkmängd", "index"] * 2
    assert table.labels["regsokod"] == {"0180R001": "Hässelby", "0180R002": "Ängby"}
    assert table.dimensions == ("regsokod", "tabellinnehåll")


def test_ages_in_figures_are_a_dimension_and_not_a_measure(tmp_path):
    text = "regsokod;ålderskod;antal\n0180R001;0;5\n0180R001;1;6\n0180R002;0;7\n0180R002;1;8\n"

    table = read_table(write(tmp_path, text))

    assert table.dimensions == ("regsokod", "ålderskod", "tabellinnehåll")
    assert list(table.frame["value"]) == [5, 6, 7, 8]


def test_long_table_with_years_in_rows_is_read(tmp_path):
    table = read_table(write(tmp_path, "år;regsokod;värde\n2021;0180R001;1,5\n2022;0180R001;2,5\n"))

    assert (table.region, table.time, table.contents) == ("regsokod", "år", "tabellinnehåll")
    assert list(table.frame["år"]) == ["2021", "2022"]


def test_own_long_form_comes_back_as_it_was(tmp_path):
    first = read_table(write(tmp_path, "region;kön;2021;2022\n0180R001;män;1;..\n0180R002;män;;4\n"))
    first.frame.to_csv(tmp_path / "åter.csv", index=False)

    again = read_table(tmp_path / "åter.csv")

    assert cells(again) == cells(first)


def test_codes_that_lost_their_zero_are_repaired_and_counted(tmp_path):
    table = read_table(write(tmp_path, "regsokod;2022\n180R001;1\n180R002_RegSO2025;2\n1280R001;3\n"))

    assert list(table.frame["regsokod"]) == ["0180R001", "0180R002_RegSO2025", "1280R001"]
    assert "got it back: 2," in str(table.warnings[0])


def test_region_is_found_by_its_codes_whatever_its_column_is_called(tmp_path):
    table = read_table(write(tmp_path, "kön;plats;2022\nmän;0180A0010;1\nkvinnor;0180A0010;2\n"))

    assert table.region == "plats"


def test_areas_of_both_editions_in_one_text_table_are_told_apart(tmp_path):
    text = "region;2023;2024\nKarlstad (Alster);4;..\n1780R001 Karlstad (Alster);..;5\n"

    table = read_table(write(tmp_path, text))

    assert list(table.frame["region"].unique()) == ["Karlstad (Alster)", "1780R001_RegSO2025"]


def test_names_with_the_kommun_in_a_column_beside_become_full_labels(tmp_path):
    text = "kommunnamn;regsonamn;2022\nStockholm;Centrum;1\nMalmö;Centrum;2\n"

    table = read_table(write(tmp_path, text))

    assert list(table.frame["regsonamn"]) == ["Stockholm (Centrum)", "Malmö (Centrum)"]


def test_file_ending_does_not_matter(tmp_path):
    table = read_table(write(tmp_path, "regsokod;2022\n0180R001;1\n", name="tabell.xlsx"))

    assert table.dialect.startswith("CSV")


def test_decimal_comma_in_a_comma_separated_file_is_refused(tmp_path):
    with pytest.raises(RegsoError, match="a decimal comma was taken for a delimiter"):
        read_table(write(tmp_path, "regsokod,2022\n0180R001,1,5\n0180R002,2,5\n"))


def test_sum_row_without_a_name_is_left_out_and_counted(tmp_path):
    table = read_table(write(tmp_path, "regsokod;2022\n0180R001;1\n0180R002;2\n;3\n"))

    assert list(table.frame["value"]) == [1, 2]
    assert str(table.warnings[0]) == "Rows with figures but without an area were left out: 1."


def test_rows_of_the_country_and_kommuner_stay_in_the_table(tmp_path):
    table = read_table(write(tmp_path, "region;2022\nRiket;10521556\n0180 Stockholm;984748\n0180R001;1\n"))

    assert list(table.frame["region"]) == ["Riket", "0180 Stockholm", "0180R001"]


NAMES = st.text("abcåäöÅÄÖ éü-–,;'\t\"", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
NUMBERS = st.one_of(st.none(), st.integers(-(10**9), 10**9), st.integers(-(10**7), 10**7).map(lambda n: n / 100))


def shown(number: float | None, decimal: str, thousands: str) -> str:
    """Write a number as a Swedish or English office program would."""
    if number is None:
        return ".."
    text = f"{number:,.2f}" if isinstance(number, float) else f"{number:,}"
    return text.replace(",", "T").replace(".", decimal).replace("T", thousands)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(NAMES, min_size=1, max_size=8),
    numbers=st.lists(NUMBERS, min_size=16, max_size=16),
    delimiter=st.sampled_from(";,\t"),
    decimal=st.sampled_from(",."),
    thousands=st.sampled_from(["", " ", "\u00a0", "\u202f"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    end=st.sampled_from(["\n", "\r\n", "\r\r\n"]),
    title=st.booleans(),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
)
def test_any_table_comes_back_from_any_dialect(
    tmp_path, names, numbers, delimiter, decimal, thousands, encoding, end, title, quoting
):
    if encoding == "cp1252":
        # the narrow blank has no place in that code page
        thousands = thousands.replace("\u202f", "\u00a0")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    if title:
        writer.writerows([["Tabell över åldrar, kön; och annat"], []])
    writer.writerow(["region", "grupp", "Antal 2021", "Antal 2022"])
    pairs = list(zip(numbers[0::2], numbers[1::2], strict=True))[: len(names)]
    for position, (name, pair) in enumerate(zip(names, pairs, strict=True)):
        writer.writerow([f"0180R{position:03}", name, *(shown(number, decimal, thousands) for number in pair)])
    writer.writerows([[], ["Källa: SCB"]])

    table = read_table(write(tmp_path, out.getvalue(), encoding))

    expected = [number for pair in pairs for number in pair]
    assert [None if math.isnan(value) else value for value in table.frame["value"]] == expected
    assert list(table.frame["status"]) == [".." if number is None else None for number in expected]
    assert list(table.frame["grupp"][::2]) == names
    assert "Källa: SCB" in table.notes
