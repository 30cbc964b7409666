# SPDX-License-Identifier: GPL-2.0-or-later
"""Statistics joined by code: what finds its partner, what does not, and who lives there."""

import pandas as pd
import pytest

from regso_atlas.plugin.core.codes import Edition
from regso_atlas.plugin.core.joining import MatchReport, join_by_code
from regso_atlas.plugin.core.messages import RegsoError

AREAS = pd.Index(["0114R001", "0180R001", "0180R002", "2584R002"])


def table(**rows):
    """Make a table of {code: (index, population)}; codes are written as R-words: ``c0180R001=…``."""
    codes = [name[1:] for name in rows]
    return pd.DataFrame(list(rows.values()), index=codes, columns=["index", "population"])


def texts(report):
    return [str(message) for message in report.messages()]


def test_rows_come_in_the_order_of_the_areas():
    joined, report = join_by_code(
        AREAS, table(c2584R002=(9.1, 10), c0180R002=(5.0, 20), c0180R001=(24.0, 30), c0114R001=(7.5, 40))
    )
    assert joined.index.tolist() == AREAS.tolist()
    assert joined["index"].tolist() == [7.5, 24.0, 5.0, 9.1]
    assert (report.matched, report.only_in_areas, report.only_in_table) == (4, (), ())
    assert texts(report) == ["4 areas found their row in the table."]


def test_what_has_no_partner_is_named_on_both_sides_with_the_people_there():
    people = pd.Series([100.0, 200.0, 300.0, 400.0], index=AREAS)
    joined, report = join_by_code(
        AREAS, table(c0180R001=(24.0, 30), c9999R002=(1.0, 7), c9999R001=(2.0, 5)), population=people
    )
    assert joined["index"].isna().tolist() == [True, False, True, True]
    assert report.matched == 1
    assert report.only_in_areas == ("0114R001", "0180R002", "2584R002")
    assert report.only_in_table == ("9999R001", "9999R002")
    assert report.population_without_row == 100 + 300 + 400
    assert report.population_without_area == 7 + 5
    assert texts(report) == [
        "1 area found its row in the table.",
        "3 areas have no row in the table and get no values: 0114R001, 0180R002, 2584R002",
        "800 people live in the areas without a row.",
        "2 codes in the table have no area: 9999R001, 9999R002",
        "12 people live in codes without an area.",
    ]


def test_people_are_unknown_where_nobody_counted_them():
    _, report = join_by_code(AREAS, table(c0180R001=(24.0, 30), c9999R001=(1.0, 2)).drop(columns="population"))
    assert report.population_without_area is None
    assert report.population_without_row is None
    assert not any("people" in text for text in texts(report))


def test_many_codes_are_counted_and_the_first_are_named():
    areas = pd.Index([f"0180R{i:03}" for i in range(1, 41)])
    _, report = join_by_code(areas, table(c0180R001=(1.0, 1)))
    assert "39 areas have no row" in texts(report)[1]
    assert texts(report)[1].endswith("0180R009 (+31)")


def test_a_code_on_several_rows_is_refused():
    double = pd.concat([table(c0180R001=(1.0, 1)), table(c0180R001=(2.0, 2), c0180R002=(3.0, 3))])
    with pytest.raises(RegsoError, match="1 code stands on several rows of the table: 0180R001"):
        join_by_code(AREAS, double)


def test_a_code_on_several_areas_is_refused():
    with pytest.raises(RegsoError, match="1 area code stands on several areas: 0180R001"):
        join_by_code(AREAS.append(pd.Index(["0180R001"])), table(c0180R001=(1.0, 1)))


@pytest.mark.parametrize("codes", [["0180A0010", "0180A0020"], []])
def test_a_table_that_matches_nothing_is_refused_with_examples(codes):
    with pytest.raises(RegsoError, match=f"None of the table's {len(codes)} codes") as caught:
        join_by_code(AREAS, pd.DataFrame({"index": 1.0}, index=codes))
    assert "0114R001" in str(caught.value)
    assert all(code in str(caught.value) for code in codes)


def test_a_table_of_another_edition_is_refused():
    with pytest.raises(RegsoError, match="belongs to the 2020 edition of the areas and the layer to the 2025 edition"):
        join_by_code(AREAS, table(c0180R001=(1.0, 1)), edition_of_areas=Edition.E2025, edition_of_table=Edition.E2020)


def test_a_table_of_another_edition_works_on_request_and_says_so():
    joined, report = join_by_code(
        AREAS,
        table(c0180R001=(1.0, 1)),
        edition_of_areas=Edition.E2025,
        edition_of_table=Edition.E2020,
        allow_other_edition=True,
    )
    assert joined.loc["0180R001", "index"] == 1.0
    assert report.editions_differ
    assert any("2020 edition and the areas to the 2025 edition" in text for text in texts(report))


@pytest.mark.parametrize(
    ("areas", "rows", "differ"),
    [
        (Edition.E2025, Edition.E2025, False),
        (Edition.E2025, Edition.E2020, True),
        (None, Edition.E2020, False),
        (Edition.E2025, None, False),
        (None, None, False),
    ],
)
def test_editions_differ_only_where_both_are_known(areas, rows, differ):
    assert MatchReport(1, (), (), edition_of_areas=areas, edition_of_table=rows).editions_differ is differ


def test_of_the_real_editions_one_code_on_either_side_has_no_partner(real_data):
    new = pd.read_csv(real_data / "index" / "regso_omradestyp_2022_by_code.csv", dtype=str).set_index("regsokod")
    areas = pd.Index(new.index.drop("2584R001").append(pd.Index(["2523R011"])).sort_values())
    joined, report = join_by_code(areas, new)
    assert report.matched == 3362
    assert report.only_in_areas == ("2523R011",)
    assert report.only_in_table == ("2584R001",)
    assert joined["omradestyp_2022"].isna().sum() == 1


def test_where_nothing_tells_the_areas_edition_the_report_asks_to_look():
    _, report = join_by_code(AREAS, table(c0180R001=(24.0, 30)), edition_of_table=Edition.E2020)
    said = [str(one) for one in report.messages()]
    assert any(
        "Nothing tells which edition the areas belong to; the table belongs to the 2020 edition" in s for s in said
    )
