# SPDX-License-Identifier: GPL-2.0-or-later
"""Transitions between types: counted by hand, by areas and by people; kappa of a table that anybody can add up."""

import math

import numpy as np
import pandas as pd
import pytest

from regso_atlas.plugin.core.measures.transitions import kappa, transitions

BEFORE = {"0114R001": 1, "0180R001": 1, "1480R001": 2, "1280R009": 5, "1780R001": 0, "2482R001": 3}
AFTER = {"0114R001": 1, "0180R001": 2, "1480R001": 1, "1280R009": 5, "1780R001": 4, "2523R011": 4}
PEOPLE = {"0114R001": 100.0, "0180R001": 300.0, "1480R001": 100.0, "1280R009": 500.0}


def found():
    return transitions(pd.Series(BEFORE), pd.Series(AFTER), 2021, 2022, pd.Series(PEOPLE))


def test_areas_and_people_are_counted_where_both_years_have_a_type():
    matrix = found()
    assert matrix.areas.sum() == 4
    assert matrix.areas[0].tolist() == [1, 1, 0, 0, 0]
    assert matrix.areas[1].tolist() == [1, 0, 0, 0, 0]
    assert matrix.people[0].tolist() == [100, 300, 0, 0, 0]
    assert matrix.lost == 3
    assert "3 areas have an area type in only one of the years 2021 and 2022" in str(matrix.warnings()[0])


def test_persistence_by_areas_and_by_people_differs():
    kept = found().persistence
    assert kept.unchanged == pytest.approx(2 / 4)
    assert kept.unchanged_people == pytest.approx(600 / 1000)
    assert (kept.worse, kept.better, kept.changed) == (1, 1, 2)


def test_the_frame_has_a_row_for_each_pair_and_shares_of_the_row():
    frame = found().frame()
    assert len(frame) == 25
    first = frame[(frame["from_type"] == 1) & (frame["to_type"] == 2)].iloc[0]
    assert (first["area_share"], first["people_share"]) == (0.5, 0.75)
    empty = frame[frame["from_type"] == 4]
    assert empty["area_share"].isna().all()
    assert (empty["area_count"] == 0).all()


def test_people_who_are_not_known_are_said():
    matrix = transitions(pd.Series(BEFORE), pd.Series(AFTER), 2021, 2022, pd.Series({"0114R001": 100.0}))
    assert matrix.without_people == 3
    assert any("no known population" in str(one) for one in matrix.warnings())
    nobody = transitions(pd.Series(BEFORE), pd.Series(AFTER), 2021, 2022)
    assert math.isnan(nobody.persistence.unchanged_people)


def test_kappa_by_hand():
    # 20 + 15 of 50 agree: 0.7; by chance 25/50 · 30/50 + 25/50 · 20/50 = 0.5; (0.7 - 0.5) / 0.5 = 0.4
    assert kappa(np.array([[20, 5], [10, 15]])) == pytest.approx(0.4)


def test_weighted_kappa_counts_steps():
    # areas (1→1) 2, (1→3) 1, (3→3) 1, of three types: observed 2 steps; expected 3·2 + ... by hand
    table = np.array([[2, 0, 1], [0, 0, 0], [0, 0, 1]])
    # rows 3, 0, 1; columns 2, 0, 2: expected disagreement (3·2·2 + 1·2·2) / 4 = 4; observed 2
    assert kappa(table, linear=True) == pytest.approx(1 - 2 / 4)


def test_types_that_are_all_the_same_have_no_kappa():
    assert math.isnan(kappa(np.diag([0, 0, 7, 0, 0])))
    assert math.isnan(kappa(np.zeros((5, 5))))
    empty = transitions(pd.Series({"0180R001": 0}), pd.Series({"0180R001": 1}), 2021, 2022)
    assert math.isnan(empty.persistence.unchanged)
