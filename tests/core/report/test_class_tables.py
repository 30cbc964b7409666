# SPDX-License-Identifier: GPL-2.0-or-later
"""The table by class of town and country as a table by area type for each class: sums, shares, what is hidden."""

from __future__ import annotations

import pandas as pd
import pytest

from regso_atlas.plugin.core.strata import field_strata, strata_table
from regso_atlas.plugin.report.class_tables import class_tables
from regso_atlas.plugin.report.content import Sign, Sum


@pytest.fixture
def areas():
    """Three areas in tätort (two of type 1, one of 5), two outside (types 1 and no data); amounts by hand."""
    return pd.DataFrame(
        {
            "area_type": [1, 1, 5, 1, 0],
            "population": [1000.0, 3000.0, 4000.0, 500.0, 100.0],
            "area_km2": [1.0, 1.0, 2.0, 10.0, 5.0],
            "amount": [2.0, 4.0, 2.0, 1.0, 3.0],
        },
        index=["0180R001", "0180R002", "0180R003", "0114R004", "0114R005"],
    )


@pytest.fixture
def classes():
    return field_strata(
        pd.Series(
            ["tätort", "tätort", "tätort", "utanför", "utanför"],
            index=["0180R001", "0180R002", "0180R003", "0114R004", "0114R005"],
        )
    )


def test_every_class_has_its_rows_sums_and_shares(areas, classes):
    town, country = class_tables(strata_table(areas, classes, "features"), "features")

    assert (town.group, country.group) == ("tätort", "utanför")
    assert [row.kind for row in town.rows] == [1, 2, 3, 4, 5, Sum.TYPES, 0, Sum.ALL]
    first, whole = town.row(1), town.row(Sum.TYPES)
    assert first.number("amount") == 6
    assert first.number("per_1000") == 1.5
    assert first.number("share") == 6 / 8
    assert first.number("population_share") == 0.5
    assert first.number("location_quotient") == 1.5
    assert (whole.number("amount"), whole.number("population"), whole.number("per_1000")) == (8, 8000, 1)
    assert country.row(0).number("amount") == 3
    assert country.row(0).values["share"] is Sign.MISSING
    assert country.row(Sum.ALL).number("amount") == 4
    assert country.row(2).number("area_count") == 0


def test_what_is_hidden_in_an_area_is_hidden_in_its_class_and_in_no_other(areas, classes):
    areas.loc["0180R002", "amount"] = float("nan")
    town, country = class_tables(strata_table(areas, classes, "features"), "features")

    for name in ("amount", "per_1000", "share"):
        assert town.row(1).is_hidden(name), name
        assert country.row(1).number(name) is not None, name
    assert town.row(Sum.TYPES).is_hidden("amount")
    assert town.row(5).is_hidden("share"), "the share would give the hidden amount away"
    assert town.row(5).number("amount") == 2


def test_a_class_without_areas_is_not_there_and_areas_without_a_class_are(areas, classes):
    table = strata_table(areas.iloc[:3], field_strata(classes.of_area.iloc[:2]), "features", "sv")
    named, unnamed = class_tables(table, "features")

    assert (named.group, unnamed.group) == ("tätort", "uppgift saknas")
    assert unnamed.row(5).number("amount") == 2


def test_another_table_is_refused(areas, classes):
    table = strata_table(areas, classes, "features")
    with pytest.raises(ValueError, match="one row per area type"):
        class_tables(table.iloc[1:], "features")
