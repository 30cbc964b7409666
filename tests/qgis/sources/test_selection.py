# SPDX-License-Identifier: GPL-2.0-or-later
"""Selections cut to the cell limit, and the parts put together again without losing or moving a value."""

from __future__ import annotations

import random
from itertools import product

import pytest

from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.sources.errors import NotUnderstood
from regso_atlas.plugin.sources.json_stat_joining import check_dataset, join_datasets
from regso_atlas.plugin.sources.selection import Choice, cells_of, cut


def choices(regions: int, contents: int, years: int):
    return (
        Choice("Region", tuple(f"r{i}" for i in range(regions)), "vs_RegSO2020", ("*",)),
        Choice("ContentsCode", tuple(f"c{i}" for i in range(contents))),
        Choice("Tid", tuple(str(2011 + i) for i in range(years))),
    )


@pytest.mark.parametrize(
    ("regions", "contents", "years", "calls"),
    [
        (3363, 2, 13, 1),  # 87,438 cells
        (3363, 5, 1, 1),  # 16,815
        (3363, 5, 13, 2),  # 218,595
        (6726, 5, 14, 4),  # 470,820
        (150_001, 1, 1, 2),
        (150_000, 1, 1, 1),
        (400_000, 2, 2, 11),  # 37,500 regions in a call
    ],
)
def test_as_few_calls_as_the_limit_allows(regions, contents, years, calls):
    parts = cut(choices(regions, contents, years), 150_000)
    assert len(parts) == calls
    assert max(map(cells_of, parts)) <= 150_000


def test_the_parts_are_of_even_size_and_whole_codelists_stay_whole():
    parts = cut(choices(3363, 5, 13), 150_000)
    assert [len(part[2].codes) for part in parts] == [6, 7]
    assert all(
        part[0].body() == {"variableCode": "Region", "valueCodes": ["*"], "codelist": "vs_RegSO2020"} for part in parts
    )


def test_every_cell_is_asked_for_exactly_once_whatever_the_limit():
    chance = random.Random(7)
    for _ in range(200):
        selection = choices(chance.randint(1, 40), chance.randint(1, 6), chance.randint(1, 15))
        parts = cut(selection, chance.randint(1, 300))
        asked = [cell for part in parts for cell in product(*(choice.codes for choice in part))]
        assert sorted(asked) == sorted(product(*(choice.codes for choice in selection)))


def test_a_service_that_lets_nothing_be_fetched_is_an_error():
    with pytest.raises(RegsoError, match="no values be fetched"):
        cut(choices(1, 1, 1), 0)


def test_in_an_address_lists_have_commas_and_ranges_brackets():
    region, contents, years = choices(2, 2, 13)
    assert region.query() == [("valueCodes[Region]", "*"), ("codelist[Region]", "vs_RegSO2020")]
    assert contents.query() == [("valueCodes[ContentsCode]", "c0,c1")]
    assert years.query() == [("valueCodes[Tid]", "[range(2011,2023)]")]
    assert years.part(["2011", "2013", "2014"]).query() == [("valueCodes[Tid]", "2011,2013,2014")]
    assert years.part(["2011", "2012"]).query() == [("valueCodes[Tid]", "2011,2012")]


def dataset(selection, cell, **more):
    dimension = {
        one.variable: {
            "label": one.variable.lower(),
            "category": {"index": {c: i for i, c in enumerate(one.codes)}, "label": {c: f"Å {c}" for c in one.codes}},
        }
        for one in selection
    }
    values = [cell(key) for key in product(*(one.codes for one in selection))]
    return {
        "class": "dataset",
        "id": [one.variable for one in selection],
        "size": [len(one.codes) for one in selection],
        "dimension": dimension,
        "value": values,
        "status": {str(i): ".." for i, value in enumerate(values) if value is None},
        "updated": "2026-06-23T06:00:00Z",
    } | more


def numbered(key):
    """A value that tells which cell it is; None for a few."""
    region, contents, year = int(key[0][1:]), int(key[1][1:]), int(key[2])
    return None if (region + year) % 7 == 0 else region * 10_000_000 + contents * 10_000 + year


@pytest.mark.parametrize("limit", [1, 10, 97, 200])
def test_joined_parts_equal_the_answer_to_one_call(limit):
    selection = choices(9, 3, 13)
    whole = dataset(selection, numbered)
    parts = [check_dataset(dataset(part, numbered), part, "scb") for part in cut(selection, limit)]
    random.Random(1).shuffle(parts)
    joined = join_datasets(parts, "scb")
    # the order of the categories may differ after a shuffle; cell by cell they must be the same
    found = {
        key: (joined["value"][i], joined["status"].get(str(i)))
        for i, key in enumerate(product(*(joined["dimension"][code]["category"]["index"] for code in joined["id"])))
    }
    known = {
        key: (whole["value"][i], whole["status"].get(str(i)))
        for i, key in enumerate(product(*(one.codes for one in selection)))
    }
    assert found == known
    assert joined["dimension"]["Region"]["category"]["label"] == whole["dimension"]["Region"]["category"]["label"]


def test_sparse_values_are_joined_too():
    selection = choices(2, 1, 4)
    parts = []
    for part in cut(selection, 4):
        made = dataset(part, numbered)
        made["value"] = {str(i): v for i, v in enumerate(made["value"]) if v is not None}
        parts.append(check_dataset(made, part, "scb"))
    joined = join_datasets(parts, "scb")
    assert joined["value"] == dataset(selection, numbered)["value"]


def test_joined_parts_are_as_old_as_the_oldest():
    selection = choices(2, 1, 2)
    first, second = cut(selection, 2)
    joined = join_datasets([dataset(first, numbered), dataset(second, numbered, updated="2026-01-30T06:00:00Z")], "scb")
    assert joined["updated"] == "2026-01-30T06:00:00Z"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made["value"].pop(),
        lambda made: made.update(size=[2, 1, 3]),
        lambda made: made.update(value=None),
        lambda made: made["dimension"]["Region"]["category"]["index"].pop("r1"),
        lambda made: made["dimension"]["Region"]["category"]["index"].update(r9=2),
        lambda made: made.update({"class": "collection"}),
        lambda made: made.update(id=["Region"]),
        lambda made: made["dimension"].pop("Tid"),
    ],
)
def test_an_answer_that_is_not_what_was_asked_for_is_not_used(spoil):
    selection = choices(2, 1, 4)
    made = dataset(selection, numbered)
    assert check_dataset(made, selection, "scb") is made
    spoil(made)
    with pytest.raises(NotUnderstood):
        check_dataset(made, selection, "scb")


def test_parts_that_overlap_or_leave_gaps_are_not_joined():
    first, second = cut(choices(4, 1, 2), 4)
    for parts in (
        [first, first],
        [first, (second[0].part(["r2"]), *second[1:]), (second[0].part(["r3"]), second[1], second[2].part(["2011"]))],
    ):
        with pytest.raises(NotUnderstood):
            join_datasets([dataset(part, numbered) for part in parts], "scb")
