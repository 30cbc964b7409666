# SPDX-License-Identifier: GPL-2.0-or-later
"""The main door: a summary or any table in; one row for each measure out, each with a figure or a reason."""

import numpy as np
import pandas as pd
import pytest

from regso_atlas.plugin.core.area_types import ROWS, label
from regso_atlas.plugin.core.measures.disparity import COLUMNS, disparity
from regso_atlas.plugin.core.measures.groups import Kind
from regso_atlas.plugin.core.measures.standardisation import Standardisation
from regso_atlas.plugin.core.messages import RegsoError


def summary(amounts=(50, 40, 30, 20, 10, 3, 7), people=(100, 100, 100, 100, 100, 50, np.nan), unit="features"):
    """Columns of regso:summarizebyareatype that the measures read, in the order of its rows."""
    return pd.DataFrame(
        {
            "area_type": list(ROWS),
            "label": [label(row, "sv") for row in ROWS],
            "population": people,
            "amount": np.asarray(amounts, dtype=float),
            "amount_unit": unit,
        }
    )


def value(frame, measure, group=None):
    rows = frame[(frame["measure"] == measure) & ((frame["group_name"] == group) if group else True)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_the_summary_goes_in_as_it_is():
    found = disparity(summary())
    frame = found.frame()
    assert tuple(frame.columns) == COLUMNS
    assert value(frame, "rate", "1")["value"] == pytest.approx(500)
    assert value(frame, "difference")["value"] == pytest.approx(400)
    assert value(frame, "difference")["unit"] == "per 1,000 inhabitants"
    assert value(frame, "ratio")["value"] == pytest.approx(5)
    assert value(frame, "ratio")["differs"] == 1
    assert value(frame, "slope_index_linear")["value"] == pytest.approx(500)
    assert value(frame, "relative_index_linear")["value"] == pytest.approx(11)
    assert value(frame, "relative_index_mean_linear")["value"] == pytest.approx(5 / 3)
    assert value(frame, "concentration_index")["value"] == pytest.approx(-4 / 15)
    assert value(frame, "between_group_variance")["value"] == pytest.approx(20_000)
    assert value(frame, "parity_moved", "1")["value"] == pytest.approx(-20)


def test_what_has_no_type_is_in_no_measure_and_counted():
    found = disparity(summary())
    assert "10 of 160 (6.2 percent) lie in areas without a type" in str(found.warnings[0])
    of_people = disparity(summary(), rate="amount", kind=Kind.PERSONS)
    assert "50 of 550 inhabitants (9.1 percent) live in areas without a type" in str(of_people.warnings[0])


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    "amounts",
    [(50, 40, 30, 20, 10, 0, 0), (0, 0, 0, 0, 0, 0, 0), (20, 20, 20, 20, 20, 0, 0), (0, 5, 0, 9, 0, 0, 0),
     (100, 100, 100, 100, 100, 0, 0), (9, np.nan, 4, 3, 0, 0, 0), (0, 0, 0, 0, 4, 0, 0),
     (0.2, 0.7, 0.1, 0.9, 0.3, 0, 0)],
)  # fmt: skip
def test_no_figure_is_missing_without_a_reason(kind, amounts):
    frame = disparity(summary(amounts), kind=kind).frame()
    assert frame.loc[frame["value"].isna(), "note"].notna().all()
    assert np.isfinite(frame["value"].dropna()).all()
    ends = frame[["low", "high"]]
    assert (ends.isna().all(axis=1) | ends.notna().all(axis=1)).all()
    assert not np.isinf(ends.to_numpy(dtype=float)).any()
    # Without an interval either the method says that there never is one, or the note why there is none here.
    without = frame[ends.isna().any(axis=1) & frame["value"].notna()]
    never = without["method"].str.contains("no interval|chi-square")
    assert without.loc[~never, "note"].notna().all()
    held = frame.dropna(subset=["low"])
    assert (held["low"] <= held["value"] + 1e-12).all()
    assert (held["value"] <= held["high"] + 1e-12).all()


def test_kilometres_are_measured_and_have_no_interval_from_chance():
    frame = disparity(summary(unit="km")).frame()
    assert np.isnan(value(frame, "difference")["low"])
    assert "no interval" in value(frame, "difference")["note"]
    assert value(frame, "parity_moved", "1")["unit"] == "km"
    # A slope has one from how far the types lie from the line: none here, for they lie on it.
    assert value(frame, "slope_index_linear")["low"] == pytest.approx(500)


def test_shares_of_persons_are_in_percent():
    frame = disparity(summary(), kind=Kind.PERSONS).frame()
    assert value(frame, "rate", "1")["value"] == pytest.approx(50)
    assert value(frame, "rate", "1")["unit"] == "percent"
    assert value(frame, "difference")["unit"] == "percentage points"
    # Wilson's interval of 50 of 100.
    assert value(frame, "rate", "1")["low"] == pytest.approx(40.38, abs=0.01)


def test_rates_are_read_per_so_many_and_give_the_same_as_counts():
    table = summary()
    table["per_1000"] = 1000 * table["amount"] / table["population"]
    by_rate = disparity(table, rate="per_1000", kind=Kind.EVENTS).frame()
    by_count = disparity(table.drop(columns="amount_unit")).frame()
    pd.testing.assert_frame_equal(by_rate, by_count)


def test_features_of_a_summary_are_features_and_not_events():
    assert value(disparity(summary()).frame(), "parity_moved", "1")["unit"] == "features"
    assert value(disparity(summary(), kind=Kind.PERSONS).frame(), "parity_moved", "1")["unit"] == "persons"


def test_means_keep_their_unit_and_take_their_standard_error():
    table = pd.DataFrame(
        {"typ": ["sämst", "mitt", "bäst"], "minuter": [31.0, 24.0, 20.0], "fel": [1.0, 1.0, 1.0], "folk": [10, 20, 30]}
    )
    frame = disparity(table, group="typ", rate="minuter", error="fel", population="folk").frame()
    assert value(frame, "difference")["value"] == pytest.approx(11)
    assert value(frame, "difference")["high"] == pytest.approx(11 + 1.959964 * 2**0.5)
    assert value(frame, "rate", "mitt")["unit"] == "as the figures"


def test_parts_are_measured_each_for_itself():
    table = pd.concat(
        [summary().assign(slag="gång"), summary((1, 2, 3, 4, 5, 0, 0)).assign(slag="väg"),
         summary((1, 0, 0, 0, 0, 0, 0), (10, 0, 0, 0, 0, 0, np.nan)).assign(slag="ö")]
    )  # fmt: skip
    found = disparity(table, by="slag")
    frame = found.frame()
    assert list(frame["slag"].unique()) == ["gång", "väg"]
    ratios = frame[frame["measure"] == "ratio"].set_index("slag")["value"]
    assert dict(ratios) == pytest.approx({"gång": 5, "väg": 0.2})
    assert "ö has no measures" in str(found.skipped[0])


def test_parts_that_none_can_be_measured_raise_their_reason():
    with pytest.raises(RegsoError, match="at least two groups"):
        disparity(summary((1, 0, 0, 0, 0, 0, 0), (10, 0, 0, 0, 0, 0, 0)).assign(slag="ö"), by="slag")


def test_a_table_with_parts_needs_their_column():
    with pytest.raises(RegsoError, match="stand on several rows"):
        disparity(pd.concat([summary(), summary()]))


def test_a_suppressed_type_is_left_out_and_named():
    found = disparity(summary((np.nan, 40, 30, 20, 10, 0, 0)))
    assert "The group 1 has no figure" in str(found.warnings[0])
    assert value(found.frame(), "difference")["method"].startswith("rate of 2 minus rate of 5")


def test_rates_standardised_by_class_are_what_the_measures_are_of():
    rows = [(1, "ung", 9, 900), (1, "äldre", 5, 100), (5, "ung", 1, 100), (5, "äldre", 45, 900)]
    table = pd.DataFrame(rows, columns=["area_type", "ålder", "amount", "population"])
    frame = disparity(table, stratum="ålder").frame()
    assert value(frame, "difference")["value"] == pytest.approx(0, abs=1e-12)
    assert value(frame, "difference")["differs"] == 0
    assert value(frame, "crude_rate", "5")["value"] == pytest.approx(46)
    assert "directly standardised" in value(frame, "rate", "1")["method"]


def test_a_standard_population_can_stand_in_a_column():
    rows = [(1, "C", 9, 900, 3), (1, "A", 5, 100, 1), (5, "C", 1, 100, 3), (5, "A", 45, 900, 1)]
    table = pd.DataFrame(rows, columns=["area_type", "ort", "amount", "population", "riket"])
    frame = disparity(table, stratum="ort", standard="riket").frame()
    assert value(frame, "rate", "1")["value"] == pytest.approx(0.75 * 10 + 0.25 * 50)
    table.loc[0, "riket"] = 4
    with pytest.raises(RegsoError, match="differs between the groups for the classes C"):
        disparity(table, stratum="ort", standard="riket")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"count": "antal"}, "no column antal"),
        ({"population": "folkmängd"}, "no column folkmängd"),
        ({"count": "amount", "rate": "population"}, "either counts or rates"),
        ({"rate": "amount", "error": "population", "combine": True}, "cannot be combined"),
        ({"stratum": "label", "rate": "amount"}, "Standardisation needs counts or amounts"),
    ],
)
def test_columns_that_are_not_there_and_figures_that_do_not_fit_are_refused(options, words):
    with pytest.raises(RegsoError, match=words):
        disparity(summary(), **options)


def test_rates_can_be_standardised_indirectly():
    rows = [(1, "ung", 9, 900, 10), (1, "äldre", 5, 100, 20), (5, "ung", 1, 100, 10), (5, "äldre", 45, 900, 20)]
    table = pd.DataFrame(rows, columns=["area_type", "ålder", "amount", "population", "riket"])
    found = disparity(table, stratum="ålder", standard="riket", standardisation=Standardisation.INDIRECT)
    frame = found.frame()
    # At 10 and 20 per 1,000 type 1 would have 9 + 2 events and has 14; type 5 would have 1 + 18 and has 46.
    assert value(frame, "standardised_ratio", "1")["value"] == pytest.approx(14 / 11)
    assert value(frame, "standardised_ratio", "1")["differs"] == 0
    assert value(frame, "standardised_ratio", "5")["differs"] == 1
    assert value(frame, "ratio")["value"] == pytest.approx(14 / 11 / (46 / 19))
    # The standard's rates would give 30 events in 2,000 inhabitants.
    assert value(frame, "rate", "1")["value"] == pytest.approx(14 / 11 * 15)
    assert "strictly comparable" in str(found.warnings[0])


def test_an_empty_table_is_refused():
    with pytest.raises(RegsoError, match="table is empty"):
        disparity(summary().iloc[:0])


def test_a_table_of_no_data_alone_is_refused():
    with pytest.raises(RegsoError, match="no rows with a group"):
        disparity(summary().iloc[5:])


def test_messages_are_put_into_words_by_the_door():
    frame = disparity(summary()).frame(lambda message: message.text.upper())
    assert value(frame, "ratio")["unit"] == "RATIO"


def test_groups_of_the_worst_and_best_come_in_the_given_order():
    table = pd.DataFrame({"inkomst": ["hög", "låg"], "n": [10, 20], "folk": [100, 100]})
    frame = disparity(table, group="inkomst", count="n", population="folk", order=["låg", "hög"]).frame()
    assert value(frame, "ratio")["value"] == pytest.approx(2)


def test_rows_of_areas_are_summed_to_groups_on_request():
    areas = pd.DataFrame(
        {
            "regsokod": ["0180R001", "0180R002", "0180R003", "0180R004"],
            "area_type": [1, 1, 5, 5],
            "fall": [10, 20, 3, np.nan],
            "folkmängd": [100, 200, 300, 400],
        }
    )
    with pytest.raises(RegsoError, match="stand on several rows"):
        disparity(areas, count="fall", population="folkmängd")
    found = disparity(areas, count="fall", population="folkmängd", combine=True)
    assert value(found.frame(), "rate", "1")["value"] == pytest.approx(100)
    assert value(found.frame(), "rate", "5")["value"] == pytest.approx(10)
    assert "no figure or no population" in str(found.warnings[0])


def test_rates_of_areas_are_averaged_by_population():
    areas = pd.DataFrame({"area_type": [1, 1, 5], "andel": [10.0, 40.0, 5.0], "population": [100, 200, 300]})
    found = disparity(areas, rate="andel", kind=Kind.PERSONS, combine=True)
    assert value(found.frame(), "rate", "1")["value"] == pytest.approx(30)


def test_shares_of_a_survey_take_their_known_errors():
    table = pd.DataFrame(
        {"area_type": [1, 5], "andel": [40.0, 30.0], "fel": [3.0, 4.0], "population": [700_000, 2_000_000]}
    )
    frame = disparity(table, rate="andel", error="fel", kind=Kind.PERSONS).frame()
    assert value(frame, "difference")["high"] == pytest.approx(10 + 1.959964 * 5)
    assert value(frame, "rate", "1")["low"] == pytest.approx(40 - 1.959964 * 3)
    assert value(frame, "gini_by_rate")["low"] == 0
    assert value(frame, "erreygers_index")["value"] < 0


def test_types_as_decimal_numbers_are_standardised_as_well():
    rows = [(1.0, "ung", 9, 900), (1.0, "äldre", 5, 100), (5.0, "ung", 1, 100), (5.0, "äldre", 45, 900)]
    table = pd.DataFrame(rows, columns=["area_type", "ålder", "amount", "population"])
    assert value(disparity(table, stratum="ålder").frame(), "crude_rate", "5")["value"] == pytest.approx(46)
