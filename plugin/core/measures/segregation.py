# SPDX-License-Identifier: GPL-2.0-or-later
"""Segregation per kommun, län or country and year, as one tidy table that says what could not be computed and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..arrays import Bools, Floats
from ..codes import Level
from ..guard import Guard
from ..messages import Message, RegsoError, message
from . import many_groups, two_groups
from .parts import divided
from .segregation_guard import guard_warnings, guarded_counts, not_shown
from .segregation_input import GroupCounts, read_groups

#: The measures in the table's order. Those of one group stand once for each group.
OF_TWO_ENDS = ("inequality_index",)
OF_ALL_GROUPS = (
    "multigroup_dissimilarity",
    "multigroup_gini",
    "theil_h",
    "mutual_information",
    "entropy",
    "theil_h_between",
    "theil_h_within",
    "mutual_information_between",
    "mutual_information_within",
)
OF_ONE_GROUP = (
    "share",
    "dissimilarity",
    "dissimilarity_by_chance",
    "isolation",
    "exposure",
    "eta_squared",
    "gini",
    "atkinson",
)
MEASURES = (*OF_TWO_ENDS, *OF_ALL_GROUPS, *OF_ONE_GROUP)
#: Measures that mean something where only one area has people.
_OF_ONE_AREA = frozenset({"share", "entropy"})

COLUMNS = ("region", "year", "measure", "group_name", "other_group", "value", "areas", "people", "note")


@dataclass(frozen=True)
class Segregation:
    """What ``segregation_table`` found.

    ``table`` has ``COLUMNS``: ``region`` (code; 00 is all areas), ``year`` (missing where there is none), ``measure``
    (of ``MEASURES``), ``group_name`` and ``other_group`` (empty where a measure is of all groups), ``value`` (NaN only
    where ``note``, a ``Message``, says why), ``areas`` with people and ``people`` in the groups.

    ``areas`` has one row for each row that was used, indexed by its place in the table that was given: ``code``,
    ``year``, ``region``, ``people``, ``local_information`` (nats), and ``<group>_share`` and ``<group>_lq`` for each
    group. ``counts`` has the same rows: the groups' counts as they were measured, rounded where that was asked for.
    What a guard of small counts does not show is NaN in all three.
    """

    table: pd.DataFrame
    areas: pd.DataFrame
    counts: pd.DataFrame
    groups: tuple[str, ...]
    warnings: tuple[Message, ...]


class _Block(NamedTuple):
    """One measure for all parts, and why it has no value where it has none."""

    measure: str
    group_name: str
    other_group: str
    values: Floats
    why_missing: Message


def segregation_table(
    table: pd.DataFrame,
    groups: Sequence[str],
    *,
    code: str = "code",
    total: str | None = None,
    year: str | None = None,
    level: Level | None = None,
    lowest: str | None = None,
    highest: str | None = None,
    pairs: bool = False,
    measures: Sequence[str] = MEASURES,
    guard: Guard | None = None,
) -> Segregation:
    """Return the measures of segregation of each part of the country and year.

    ``table`` has a row for each area (and year), ``groups`` are its columns with counts of people, each person in
    one group. ``total``, ``year``, ``level`` and errors as in ``read_groups``. ``lowest`` and ``highest`` name the
    groups with the lowest and the highest income, between which ojämlikhetsindex stands. With ``pairs`` dissimilarity
    and exposure stand for each pair of groups too. H and M are split by kommun where the parts are larger than that.
    ``guard``: how small counts are guarded; without one all is shown as it is.
    """
    guard = guard or Guard()
    unknown = [name for name in measures if name not in MEASURES]
    if unknown:
        raise RegsoError(
            "There is no measure {measure}. The measures are: {measures}.",
            measure=", ".join(unknown),
            measures=", ".join(MEASURES),
        )
    found, hidden = guarded_counts(read_groups(table, groups, code=code, total=total, year=year, level=level), guard)
    ends = _ends(found, lowest, highest)
    blocks = [block for block in _blocks(found, ends, pairs, level) if block.measure in measures]
    rows, areas = _tidy(found, blocks), _areas(found)
    counts = pd.DataFrame(found.counts, index=areas.index, columns=list(found.groups))
    if hidden.any():
        _hide(rows, np.repeat(hidden, len(blocks)), not_shown(guard.minimum))
        own = hidden[found.parts.of_row]
        areas.loc[own, areas.columns.drop(["code", "year", "region"])] = np.nan
        counts.loc[own] = np.nan
    return Segregation(rows, areas, counts, found.groups, (*found.warnings, *guard_warnings(guard, hidden)))


def _hide(rows: pd.DataFrame, chosen: Bools, why: Message) -> None:
    """Empty the figures of some rows, and say why."""
    rows["areas"] = rows["areas"].astype(float)
    rows.loc[chosen, ["value", "areas", "people"]] = np.nan
    rows.loc[chosen, "note"] = pd.Series([why] * int(chosen.sum()), index=rows.index[chosen], dtype=object)


def _ends(found: GroupCounts, lowest: str | None, highest: str | None) -> tuple[int, int] | None:
    if not lowest and not highest:
        return None
    if not lowest or not highest or lowest == highest or not {lowest, highest} <= set(found.groups):
        raise RegsoError(
            "Ojämlikhetsindex stands between the group with the lowest and the group with the highest income. Choose "
            "both, two different ones of the groups: {groups}.",
            groups=", ".join(found.groups),
        )
    return found.groups.index(lowest), found.groups.index(highest)


def _blocks(found: GroupCounts, ends: tuple[int, int] | None, pairs: bool, level: Level | None) -> Iterator[_Block]:
    if ends is not None:
        yield _inequality(found, *ends)
    yield from _of_all_groups(found)
    if level is not Level.KOMMUN and all(found.kommun):
        yield from _split(found)
    for group in range(len(found.groups)):
        yield from _of_one_group(found, group)
    if pairs and len(found.groups) > 2:
        yield from _of_pairs(found)


def _nobody(first: str, second: str) -> Message:
    return message("Nobody belongs to {first}, or nobody to {second}.", first=first, second=second)


def _inequality(found: GroupCounts, low: int, high: int) -> _Block:
    values = two_groups.inequality_index(found.counts[:, low], found.counts[:, high], found.parts)
    names = found.groups[low], found.groups[high]
    return _Block("inequality_index", *names, values, _nobody(*names))


def _of_all_groups(found: GroupCounts) -> Iterator[_Block]:
    one_group = message("Fewer than two groups have people.")
    for measure, function in (
        ("multigroup_dissimilarity", many_groups.multigroup_dissimilarity),
        ("multigroup_gini", many_groups.multigroup_gini),
        ("theil_h", many_groups.theil_h),
        ("mutual_information", many_groups.mutual_information),
        ("entropy", many_groups.entropy),
    ):
        yield _Block(measure, "", "", function(found.counts, found.parts), one_group)


def _split(found: GroupCounts) -> Iterator[_Block]:
    one_group = message("Fewer than two groups have people.")
    kommun, _ = pd.factorize(pd.Series(found.kommun))
    split = many_groups.decompose(found.counts, kommun, found.parts)
    for measure, values in (
        ("theil_h_between", split.h_between),
        ("theil_h_within", split.h_within),
        ("mutual_information_between", split.information_between),
        ("mutual_information_within", split.information_within),
    ):
        yield _Block(measure, "", "kommun", values, one_group)


def _of_one_group(found: GroupCounts, group: int) -> Iterator[_Block]:
    counts, parts = found.counts, found.parts
    members, everybody = counts[:, group], counts.sum(axis=1)
    rest = np.delete(counts, group, axis=1).sum(axis=1)
    name = found.groups[group]
    extreme = message("Nobody belongs to {group}, or everybody does.", group=name)
    nobody = message("Nobody belongs to {group}.", group=name)
    shares = many_groups.group_shares(counts, parts)[:, group]
    yield _Block("share", name, "", shares, nobody)
    yield _Block("dissimilarity", name, "", two_groups.dissimilarity(members, rest, parts), extreme)
    chance = two_groups.dissimilarity_by_chance(members, everybody, parts)
    yield _Block("dissimilarity_by_chance", name, "", chance, extreme)
    yield _Block("isolation", name, "", two_groups.isolation(members, everybody, parts), nobody)
    yield _Block("exposure", name, "", two_groups.exposure(members, rest, everybody, parts), nobody)
    yield _Block("eta_squared", name, "", two_groups.eta_squared(members, everybody, parts), extreme)
    yield _Block("gini", name, "", two_groups.gini(members, everybody, parts), extreme)
    yield _Block("atkinson", name, "", two_groups.atkinson(members, everybody, parts), extreme)


def _of_pairs(found: GroupCounts) -> Iterator[_Block]:
    everybody = found.counts.sum(axis=1)
    for one, other in combinations(range(len(found.groups)), 2):
        names = found.groups[one], found.groups[other]
        values = two_groups.dissimilarity(found.counts[:, one], found.counts[:, other], found.parts)
        yield _Block("dissimilarity", *names, values, _nobody(*names))
    for one, other in permutations(range(len(found.groups)), 2):
        values = two_groups.exposure(found.counts[:, one], found.counts[:, other], everybody, found.parts)
        nobody = message("Nobody belongs to {group}.", group=found.groups[one])
        yield _Block("exposure", found.groups[one], found.groups[other], values, nobody)


def _tidy(found: GroupCounts, blocks: list[_Block]) -> pd.DataFrame:
    """Return the blocks as rows: by region, year, and then in the blocks' order."""
    areas = many_groups.areas_with_people(found.counts, found.parts)
    people = found.parts.sums(found.counts).sum(axis=1)
    count = found.parts.count
    values = np.full((count, len(blocks)), np.nan)
    notes: NDArray[np.object_] = np.full((count, len(blocks)), None, dtype=object)
    for place, block in enumerate(blocks):
        values[:, place], notes[:, place] = _with_notes(block, areas)
    years = found.keys["year"].to_numpy()
    repeated = {
        "region": found.keys["region"].to_numpy(),
        "year": years if found.has_years else np.full(count, np.nan),
        "areas": areas,
        "people": people,
    }
    rows = {name: np.repeat(column, len(blocks)) for name, column in repeated.items()}
    own = {
        name: np.tile(np.array([getattr(block, name) for block in blocks], dtype=object), count)
        for name in ("measure", "group_name", "other_group")
    }
    frame = pd.DataFrame({**rows, **own, "value": values.ravel(), "note": pd.Series(notes.ravel(), dtype=object)})
    return frame.astype({"year": "Int64"})[list(COLUMNS)]


def _with_notes(block: _Block, areas: Any) -> tuple[Floats, NDArray[np.object_]]:
    """Return a block's values, NaN where there is nothing to measure, and for every NaN the reason."""
    empty: Bools = areas == 0
    lone: Bools = (areas == 1) & (block.measure not in _OF_ONE_AREA)
    values = np.where(empty | lone, np.nan, block.values)
    notes: NDArray[np.object_] = np.full(len(values), None, dtype=object)
    notes[np.isnan(values)] = block.why_missing
    notes[lone] = message("Only one area has people, so that nothing can be said of how they live apart.")
    notes[empty] = message("Nobody lives in the areas.")
    return values, notes


def _areas(found: GroupCounts) -> pd.DataFrame:
    region = found.keys["region"].to_numpy()[found.parts.of_row]
    people = found.counts.sum(axis=1)
    columns: dict[str, Any] = {
        "code": list(found.codes),
        "year": pd.Series(found.years if found.has_years else np.full(len(people), np.nan)).astype("Int64").array,
        "region": region,
        "people": people,
        "local_information": many_groups.local_information(found.counts, found.parts),
    }
    shares = divided(found.counts, people[:, None])
    quotients = many_groups.location_quotients(found.counts, found.parts)
    for place, name in enumerate(found.groups):
        columns[f"{name}_share"] = shares[:, place]
        columns[f"{name}_lq"] = quotients[:, place]
    return pd.DataFrame(columns, index=pd.Index(found.rows, name="row"))
