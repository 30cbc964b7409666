# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures of segregation by hand, in many parts at once, and on tables that are not as they should be."""

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regso_atlas.plugin.core.codes import Level
from regso_atlas.plugin.core.measures import many_groups, two_groups
from regso_atlas.plugin.core.measures.parts import Parts
from regso_atlas.plugin.core.measures.segregation import COLUMNS, MEASURES, segregation_table
from regso_atlas.plugin.core.messages import RegsoError

LOW, HIGH = np.array([30.0, 10.0]), np.array([10.0, 30.0])
ALL = LOW + HIGH


# By hand --------------------------------------------------------------------------------------------------------------


def test_dissimilarity_is_half_the_differences_of_shares():
    # ½ (|30/40 - 10/40| + |10/40 - 30/40|)
    assert two_groups.dissimilarity(LOW, HIGH)[0] == pytest.approx(0.5)
    assert two_groups.inequality_index(LOW, HIGH)[0] == pytest.approx(50)


def test_isolation_and_exposure_sum_to_one():
    # 30/40 · 30/40 + 10/40 · 10/40
    assert two_groups.isolation(LOW, ALL)[0] == pytest.approx(0.625)
    assert two_groups.exposure(LOW, HIGH, ALL)[0] == pytest.approx(0.375)


def test_eta_squared_frees_isolation_from_the_groups_size():
    assert two_groups.eta_squared(LOW, ALL)[0] == pytest.approx((0.625 - 0.5) / (1 - 0.5))


def test_gini_and_atkinson_of_two_areas():
    # G: 2 · 40 · 40 · |0.75 - 0.25| / (2 · 80² · 0.5 · 0.5)
    assert two_groups.gini(LOW, ALL)[0] == pytest.approx(0.5)
    # A, b = ½: 1 - 1 · (2 · √(0.75 · 0.25) · 40 / (0.5 · 80))²
    assert two_groups.atkinson(LOW, ALL)[0] == pytest.approx(1 - (2 * math.sqrt(0.1875)) ** 2)


def test_h_and_m_of_two_areas():
    within = -(0.75 * math.log(0.75) + 0.25 * math.log(0.25))
    counts = np.stack([LOW, HIGH], axis=1)
    assert many_groups.entropy(counts)[0] == pytest.approx(math.log(2))
    assert many_groups.mutual_information(counts)[0] == pytest.approx(math.log(2) - within)
    assert many_groups.theil_h(counts)[0] == pytest.approx(1 - within / math.log(2))


def test_groups_wholly_apart_have_the_largest_value_and_groups_spread_alike_the_smallest():
    apart = np.array([[40.0, 0, 0], [0, 40, 0], [0, 0, 40]])
    alike = np.array([[10.0, 20, 30], [1, 2, 3], [5, 10, 15]])
    for measure in (many_groups.multigroup_dissimilarity, many_groups.multigroup_gini, many_groups.theil_h):
        assert measure(apart)[0] == pytest.approx(1)
        assert measure(alike)[0] == pytest.approx(0, abs=1e-12)


def test_location_quotients_say_how_much_more_common_a_group_is():
    found = many_groups.location_quotients(np.array([[30.0, 10], [10, 30], [0, 0]]))
    np.testing.assert_allclose(found, [[1.5, 0.5], [0.5, 1.5], [np.nan, np.nan]])


def test_chance_alone_gives_about_what_drawing_people_at_random_gives():
    random = np.random.default_rng(4)
    people = random.integers(50, 400, 60)
    drawn = [random.multivariate_hypergeometric(people, 900) for _ in range(400)]
    mean = np.mean([two_groups.dissimilarity(x, people - x)[0] for x in drawn])
    assert two_groups.dissimilarity_by_chance(drawn[0], people)[0] == pytest.approx(mean, rel=0.02)


def test_parts_are_as_if_each_stood_alone():
    random = np.random.default_rng(5)
    counts = random.integers(0, 90, (200, 3)).astype(float)
    parts, keys = Parts.from_keys(np.where(np.arange(200) % 2, "0180", "1480"), np.arange(200) % 3)
    assert keys.to_numpy().tolist() == [[k, y] for k in ("0180", "1480") for y in (0, 1, 2)]
    for measure in (many_groups.theil_h, many_groups.multigroup_gini, many_groups.multigroup_dissimilarity):
        alone = [measure(counts[parts.of_row == part])[0] for part in range(6)]
        np.testing.assert_allclose(measure(counts, parts), alone, rtol=1e-12)


counts_of_areas = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=25
).map(lambda rows: np.array(rows, dtype=float))


@given(counts_of_areas)
def test_measures_keep_their_bounds_whatever_the_counts(counts):
    total = counts.sum(axis=1)
    found = [
        *(
            m(counts)[0]
            for m in (many_groups.theil_h, many_groups.multigroup_gini, many_groups.multigroup_dissimilarity)
        ),
        *(m(counts[:, 0], total)[0] for m in (two_groups.isolation, two_groups.eta_squared, two_groups.gini)),
        two_groups.atkinson(counts[:, 0], total)[0],
        two_groups.dissimilarity(counts[:, 0], counts[:, 1])[0],
    ]
    for value in found:
        assert math.isnan(value) or -1e-9 <= value <= 1 + 1e-9


@given(counts_of_areas, st.integers(1, 4))
def test_between_and_within_are_the_whole_and_the_areas_add_up(counts, kommuner):
    split = many_groups.decompose(counts, np.arange(len(counts)) % kommuner)
    people, local = counts.sum(axis=1), many_groups.local_information(counts)
    if not math.isnan(split.information[0]):
        assert split.information_between + split.information_within == pytest.approx(split.information, abs=1e-9)
        assert split.h_between + split.h_within == pytest.approx(split.h, abs=1e-9)
        assert np.nansum(people * local) / people.sum() == pytest.approx(split.information[0], abs=1e-9)


@given(counts_of_areas)
def test_cutting_an_area_into_like_halves_changes_nothing(counts):
    halves = np.repeat(counts, 2, axis=0) / 2
    for measure in (many_groups.theil_h, many_groups.multigroup_gini, many_groups.multigroup_dissimilarity):
        np.testing.assert_allclose(measure(halves), measure(counts), atol=1e-9)


# Bad input ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "total", "said"),
    [
        ([1, -1], [5, 5], "1 count in 1 is negative"),
        ([1, float("nan")], [5, 5], "1 area has no count"),
        ([1, float("inf")], [5, 5], "1 area has no count"),
        ([6, 1], [5, 5], "more people than there are in all"),
        ([1, 2, 3], [5, 5], "not equally many"),
        ([], [], "There are no areas"),
    ],
)
def test_counts_that_cannot_be_are_refused(group, total, said):
    with pytest.raises(RegsoError, match=said):
        two_groups.gini(group, total)


@pytest.mark.parametrize("shape", [0, 1, -0.5, 2])
def test_atkinson_of_another_shape_is_refused(shape):
    with pytest.raises(RegsoError, match="between 0 and 1"):
        two_groups.atkinson(LOW, ALL, shape=shape)


def test_one_group_is_no_segregation():
    with pytest.raises(RegsoError, match="at least two groups"):
        many_groups.theil_h(LOW[:, None])


def test_nobody_and_everybody_have_no_value():
    zero = np.zeros(2)
    for measure in (two_groups.eta_squared, two_groups.gini, two_groups.atkinson, two_groups.dissimilarity_by_chance):
        assert np.isnan(measure(zero, ALL)).all()
        assert np.isnan(measure(ALL, ALL)).all()
    assert np.isnan(two_groups.isolation(zero, ALL)).all()
    assert np.isnan(many_groups.theil_h(np.stack([ALL, zero], axis=1))).all()
    assert np.isnan(many_groups.theil_h(np.zeros((2, 2)))).all()


# The table ------------------------------------------------------------------------------------------------------------


def table(**more):
    frame = pd.DataFrame(
        {
            "code": ["0180R001", "0180R002", "1480R001", "1480R002", "1280R001"],
            "låg": [30, 10, 0, 0, 5],
            "mellan": [5, 5, 10, 30, 5],
            "hög": [10, 30, 20, 0, 5],
        }
    )
    return frame.assign(**more)


GROUPS = ["låg", "mellan", "hög"]


def test_the_table_is_tidy_and_every_missing_value_has_its_reason():
    found = segregation_table(table(), GROUPS, level=Level.KOMMUN, lowest="låg", highest="hög", pairs=True).table
    assert tuple(found.columns) == COLUMNS
    assert (found["value"].isna() == found["note"].notna()).all()
    rows = found.set_index(["region", "measure", "group_name", "other_group"])
    assert rows.loc[("0180", "inequality_index", "låg", "hög"), "value"] == pytest.approx(50)
    # 10/40 of the high live among 30 low of 45, 30/40 among 10 of 45
    assert rows.loc[("0180", "exposure", "hög", "låg"), "value"] == pytest.approx(10 / 40 * 30 / 45 + 30 / 40 * 10 / 45)
    assert (
        str(rows.loc[("1480", "inequality_index", "låg", "hög"), "note"]) == "Nobody belongs to låg, or nobody to hög."
    )
    assert "Only one area" in str(rows.loc[("1280", "theil_h", "", ""), "note"])
    assert rows.loc[("1280", "share", "låg", ""), "value"] == pytest.approx(1 / 3)
    assert set(found["measure"]) == {name for name in MEASURES if not name.endswith(("between", "within"))}


def test_larger_parts_are_split_by_kommun():
    found = segregation_table(table(), GROUPS, measures=["theil_h", "theil_h_between", "theil_h_within"]).table
    whole, between, within = found["value"]
    assert found["region"].unique().tolist() == ["00"]
    assert whole == pytest.approx(between + within)
    assert found["other_group"].tolist() == ["", "kommun", "kommun"]
    lan = segregation_table(table(), GROUPS, level=Level.LAN).table
    assert lan["region"].unique().tolist() == ["01", "12", "14"]


def test_suffixes_and_lost_zeros_are_mended_and_other_codes_left_out_per_kommun():
    frame = table(code=["180R001", "0180R002_RegSO2025", "1480R001", "1480R002", "Öland"])
    found = segregation_table(frame, GROUPS, level=Level.KOMMUN)
    assert found.areas["code"].tolist() == ["0180R001", "0180R002", "1480R001", "1480R002"]
    said = " ".join(map(str, found.warnings))
    assert "Öland" in said
    assert "do not tell the kommun" in said
    assert len(segregation_table(frame, GROUPS).areas) == 5


def test_missing_is_missing_and_never_zero():
    frame = table(låg=[30, 10, None, "..", 5])
    found = segregation_table(frame, GROUPS)
    assert found.areas.index.tolist() == [0, 1, 4]
    assert "2 rows of 5 lack a count" in str(found.warnings[0])


def test_a_total_that_the_groups_make_up_adds_no_others():
    frame = table()
    full = frame[GROUPS].sum(axis=1)
    assert segregation_table(frame.assign(alla=full), GROUPS, total="alla").groups == tuple(GROUPS)
    assert segregation_table(frame.assign(alla=full + 1), GROUPS, total="alla").groups == (*GROUPS, "others")


def test_percentages_and_the_break_between_editions_are_warned_of():
    shares = table()
    shares[GROUPS] = shares[GROUPS].div(shares[GROUPS].sum(axis=1), axis=0) * 100
    assert "as percentages do" in " ".join(map(str, segregation_table(shares, GROUPS).warnings))
    both = pd.concat([table(år=2023), table(år=2024)])
    assert "The areas change between 2023 and 2024" in str(segregation_table(both, GROUPS, year="år").warnings[0])


@pytest.mark.parametrize(
    ("frame", "options", "said"),
    [
        (table(), {"groups": ["låg"]}, "at least two groups"),
        (table(), {"groups": ["låg", "låg"]}, "named twice"),
        (table(), {"groups": ["låg", "saknas"]}, "There is no field saknas"),
        (table(code=["0180R001"] * 5), {}, "1 area comes more than once"),
        (table(code=[180, 181, 182, 183, 184]), {}, "holds numbers"),
        (table(code=[*"abcd", None]), {}, "1 area has no code"),
        (table(code=["0180R001", "0180C1010", "1480R001", "1480R002", "1280R001"]), {}, "both RegSO and DeSO"),
        (table(låg=["många", 1, 2, 3, 4]), {}, "no number: många"),
        (table(låg=[-1, 1, 2, 3, 4]), {}, "negative"),
        (table(låg=[None] * 5), {}, "No area has a count"),
        (table(alla=[1] * 5), {"total": "alla"}, "the groups have more people than alla"),
        (table(år=[2022, 2022, 2022.5, "i fjol", None]), {"year": "år"}, "3 rows have no year"),
        (table(), {"lowest": "låg", "highest": "låg"}, "two different ones"),
        (table(), {"measures": ["gnni"]}, "There is no measure gnni"),
        (table().iloc[:0], {}, "There are no areas"),
    ],
)
def test_a_table_that_cannot_be_measured_is_refused_with_the_reason(frame, options, said):
    groups = options.pop("groups", GROUPS)
    with pytest.raises(RegsoError, match=said):
        segregation_table(frame, groups, **options)


# Real data ------------------------------------------------------------------------------------------------------------


def test_birthplace_in_all_kommuner_four_years_at_once(real_data: Path):
    people = pd.read_csv(real_data / "population/regso_fodelseregion_2020-2023.csv", encoding="utf-8-sig")
    keys = pd.read_csv(real_data / "keys/regso_2018_codes.csv", dtype=str)
    label = (keys["kommunnamn"] + " (" + keys["regsonamn"] + ")").str.replace("–", "-", regex=False)
    code = dict(zip(label, keys["regsokod"], strict=True))
    plain = people["region"].str.replace(r"\s+\(", " (", regex=True).str.replace(r"\s+\)", ")", regex=True)
    people["code"] = plain.str.replace("–", "-", regex=False).map(code)
    long = people.dropna(subset="code").melt(
        ["code", "födelseregion"], [f"Antal {year}" for year in range(2020, 2024)], "år", "antal"
    )
    long["år"] = long["år"].str[-4:].astype(int)
    wide = long.pivot_table(index=["code", "år"], columns="födelseregion", values="antal").reset_index()

    found = segregation_table(wide, ["Sverige"], total="totalt", year="år", level=Level.KOMMUN)

    per_kommun = found.table[found.table["measure"] == "theil_h"]
    assert per_kommun.groupby("year").size().tolist() == [290] * 4
    assert (per_kommun["value"].isna() == per_kommun["note"].notna()).all()
    # each kommun alone, by the formula of two areas and groups written out
    stockholm = wide[wide["code"].str.startswith("0180") & (wide["år"] == 2022)]
    x, t = stockholm["Sverige"].to_numpy(), stockholm["totalt"].to_numpy()
    expected = 0.5 * np.abs(x / x.sum() - (t - x) / (t - x).sum()).sum()
    rows = found.table.set_index(["region", "year", "measure", "group_name"])["value"]
    assert rows[("0180", 2022, "dissimilarity", "Sverige")] == pytest.approx(expected, abs=1e-12)
