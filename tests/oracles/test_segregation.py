# SPDX-License-Identifier: GPL-2.0-or-later
"""The measures of segregation against PySAL's ``segregation``, to 1e-8, on made and on real data."""

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from regso_atlas.plugin.core.measures import many_groups, two_groups
from regso_atlas.plugin.core.measures.parts import Parts

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from segregation import local, multigroup, singlegroup

NEAR = pytest.approx
GROUPS = ["kvintil_1", "kvintil_2", "kvintil_3", "kvintil_4", "kvintil_5"]
# the library divides by areas without people and takes the logarithm of empty cells, and says so
pytestmark = pytest.mark.filterwarnings("ignore")


def made(name: str) -> pd.DataFrame:
    """Return counts of five groups in small areas: each data set has something that is easy to get wrong."""
    rng = np.random.default_rng(20260101)
    areas = {"few": 7, "large": 900}.get(name, 120)
    counts = rng.negative_binomial(1.5, 0.004, (areas, 5)).astype(float)
    if name == "ties":
        counts = np.tile(np.array([[10, 20, 30, 20, 10], [10, 20, 30, 20, 10], [5, 10, 15, 10, 5]], float), (40, 1))
        counts[::7, 0] += 10
    if name == "zero cells":
        counts[rng.random(counts.shape) < 0.4] = 0
        counts[0] = [0, 0, 0, 0, 9]
    if name == "empty areas":
        counts[::5] = 0
    if name == "not whole":
        counts = counts * rng.random(counts.shape) + 1e-3
    if name == "one group rare":
        counts[:, 0] = 0
        counts[3, 0] = 1
    return pd.DataFrame(counts, columns=GROUPS)


DATA_SETS = ["few", "ties", "zero cells", "empty areas", "not whole", "one group rare", "large"]


@pytest.fixture(scope="module")
def born(real_data: Path) -> pd.DataFrame:
    """Real people of 2022 in 3,363 RegSO: born in Sweden, and all."""
    table = pd.read_csv(real_data / "population/regso_fodelseregion_2020-2023.csv", encoding="utf-8-sig")
    people = table.pivot_table(index="region", columns="födelseregion", values="Antal 2022", aggfunc="sum", sort=True)
    total = next(column for column in people if "tot" in str(column))
    sweden = next(column for column in people if column != total)
    return pd.DataFrame({"inrikes": people[sweden], "alla": people[total]}).astype(float)


TWO_GROUPS = {
    "dissimilarity": (lambda x, t: two_groups.dissimilarity(x, t - x), singlegroup.Dissim),
    "isolation": (two_groups.isolation, singlegroup.Isolation),
    "exposure": (lambda x, t: two_groups.exposure(x, t - x, t), singlegroup.Interaction),
    "eta squared": (two_groups.eta_squared, singlegroup.CorrelationR),
    "gini": (two_groups.gini, singlegroup.Gini),
    "atkinson": (two_groups.atkinson, singlegroup.Atkinson),
    "H": (lambda x, t: many_groups.theil_h(np.stack([x, t - x], axis=1)), singlegroup.Entropy),
}


def assert_two_groups_agree(measure: str, members: np.ndarray, everybody: np.ndarray) -> None:
    ours, theirs = TWO_GROUPS[measure]
    frame = pd.DataFrame({"x": members, "t": everybody})
    expected = theirs(frame, group_pop_var="x", total_pop_var="t").statistic
    assert np.isfinite(expected)
    assert ours(members, everybody)[0] == NEAR(expected, abs=1e-8)


@pytest.mark.parametrize("data_set", DATA_SETS)
@pytest.mark.parametrize("measure", TWO_GROUPS)
def test_one_group_against_the_others(measure, data_set):
    counts = made(data_set)
    members, everybody = counts["kvintil_1"].to_numpy(), counts.sum(axis=1).to_numpy()
    assert_two_groups_agree(measure, members, everybody)


@pytest.mark.parametrize("measure", TWO_GROUPS)
def test_born_in_sweden_in_all_regso(measure, born):
    assert_two_groups_agree(measure, born["inrikes"].to_numpy(), born["alla"].to_numpy())


@pytest.mark.parametrize("shape", [0.1, 0.25, 0.9])
def test_atkinson_of_any_shape(shape):
    counts = made("zero cells")
    members, everybody = counts["kvintil_2"].to_numpy(), counts.sum(axis=1).to_numpy()
    frame = pd.DataFrame({"x": members, "t": everybody})
    # the class takes b and does not hand it on (segregation 2.5.4); its function does use it
    expected, _ = singlegroup.atkinson._atkinson(frame, "x", "t", b=shape)
    assert two_groups.atkinson(members, everybody, shape=shape)[0] == NEAR(expected, abs=1e-8)


@pytest.mark.parametrize("data_set", DATA_SETS)
def test_inequality_index_is_dissimilarity_among_the_two_outer_groups(data_set):
    counts = made(data_set)
    frame = pd.DataFrame({"x": counts["kvintil_1"], "t": counts["kvintil_1"] + counts["kvintil_5"]})
    expected = 100 * singlegroup.Dissim(frame, group_pop_var="x", total_pop_var="t").statistic
    assert two_groups.inequality_index(counts["kvintil_1"], counts["kvintil_5"])[0] == NEAR(expected, abs=1e-8)


MANY_GROUPS = {
    "dissimilarity": (many_groups.multigroup_dissimilarity, multigroup.MultiDissim),
    "gini": (many_groups.multigroup_gini, multigroup.MultiGini),
    "H": (many_groups.theil_h, multigroup.MultiInfoTheory),
    "M": (many_groups.mutual_information, multigroup.MultiDivergence),
    "entropy": (many_groups.entropy, multigroup.MultiDiversity),
}


@pytest.mark.parametrize("data_set", DATA_SETS)
@pytest.mark.parametrize("measure", MANY_GROUPS)
def test_many_groups(measure, data_set):
    counts = made(data_set)
    ours, theirs = MANY_GROUPS[measure]
    expected = theirs(counts, GROUPS).statistic
    assert np.isfinite(expected)
    assert ours(counts.to_numpy())[0] == NEAR(expected, abs=1e-8)


@pytest.mark.parametrize("data_set", DATA_SETS)
def test_location_quotients(data_set):
    counts = made(data_set)
    expected = local.MultiLocationQuotient(counts, GROUPS).statistics
    # an area without people has no quotient in either
    np.testing.assert_allclose(many_groups.location_quotients(counts.to_numpy()), expected, atol=1e-8, equal_nan=True)


def test_many_parts_at_once_are_the_library_part_by_part():
    counts = made("large")
    kommun, year = np.arange(900) % 11, np.arange(900) // 11 % 4
    parts, keys = Parts.from_keys(kommun, year)
    assert parts.count == 44
    found = {name: ours(counts.to_numpy(), parts) for name, (ours, _) in MANY_GROUPS.items()}
    for number, (one, when) in enumerate(keys.itertuples(index=False)):
        own = counts[(kommun == one) & (year == when)].reset_index(drop=True)
        for name, (_, theirs) in MANY_GROUPS.items():
            assert found[name][number] == NEAR(theirs(own, GROUPS).statistic, abs=1e-8)


@pytest.mark.parametrize("data_set", ["zero cells", "empty areas", "large"])
def test_decomposition_is_the_library_on_kommuner_and_within_each(data_set):
    counts = made(data_set)
    kommun = np.arange(len(counts)) % 9
    found = many_groups.decompose(counts.to_numpy(), kommun)
    merged = counts.groupby(kommun).sum()
    diversity = multigroup.MultiDiversity(counts, GROUPS).statistic
    between = multigroup.MultiDivergence(merged, GROUPS).statistic
    within = sum(
        own.to_numpy().sum() / counts.to_numpy().sum() * multigroup.MultiDivergence(own, GROUPS).statistic
        for _, own in counts.groupby(kommun)
    )
    assert found.information_between[0] == NEAR(between, abs=1e-8)
    assert found.information_within[0] == NEAR(within, abs=1e-8)
    assert found.h_between[0] == NEAR(multigroup.MultiInfoTheory(merged, GROUPS).statistic, abs=1e-8)
    assert found.h_within[0] == NEAR(within / diversity, abs=1e-8)
    assert found.h[0] == NEAR(found.h_between[0] + found.h_within[0], abs=1e-12)


def test_born_in_sweden_split_by_kommun(born):
    counts = pd.DataFrame({"inrikes": born["inrikes"], "utrikes": born["alla"] - born["inrikes"]})
    kommun = counts.index.str.split(" ").str[0].to_numpy()
    found = many_groups.decompose(counts.to_numpy(), kommun)
    merged = counts.groupby(kommun).sum()
    assert found.h[0] == NEAR(multigroup.MultiInfoTheory(counts, list(counts)).statistic, abs=1e-8)
    assert found.h_between[0] == NEAR(multigroup.MultiInfoTheory(merged, list(counts)).statistic, abs=1e-8)
