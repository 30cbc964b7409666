# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures converted from one set of areas to another along a crosswalk: counts are split, rates averaged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from .crosswalk import CHANGED, Crosswalk
from .index import one_row_per_area
from .messages import Message, RegsoError, listing, message

Kind = Literal["count", "rate"]
Weight = Literal["area", "population"]


@dataclass(frozen=True)
class Converted:
    """Figures on the areas of the other side.

    ``values``: by code of the target, every one of them; NaN where missing. For counts, and to rounding only,
    ``total_in`` (all known values) = ``total_out`` + ``outside`` (fell on no area of the target, or had a code that
    the crosswalk lacks) + ``withheld`` (fell on a target that is missing); all NaN for rates.
    ``missing``: codes of targets without a value; ``unknown``: codes of values that the crosswalk lacks;
    ``by_area``: areas without people whose figures were split by ground.
    """

    values: pd.Series[Any]
    total_in: float
    total_out: float
    outside: float
    withheld: float
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    by_area: tuple[str, ...]

    def messages(self) -> tuple[Message, ...]:
        """Return the account as sentences."""
        said = []
        if not np.isnan(self.total_in):
            said.append(
                message(
                    "{total:,.1f} in all: {out:,.1f} on the target areas, {outside:,.1f} on none of them, "
                    "{withheld:,.1f} withheld on areas without a value.",
                    total=self.total_in,
                    out=self.total_out,
                    outside=self.outside,
                    withheld=self.withheld,
                )
            )
        for codes, text in (
            (self.missing, message("{count} target areas have no value, because what feeds them has none: {codes}")),
            (self.unknown, message("{count} codes of the values are not among the source areas: {codes}")),
            (self.by_area, message("{count} areas without known inhabitants were split by ground: {codes}")),
        ):
            if codes:
                said.append(message(text.text, count=len(codes), codes=listing(codes)))
        return tuple(said)


def convert(
    values: pd.Series[Any],
    crosswalk: Crosswalk,
    *,
    kind: Kind = "count",
    weight: Weight = "area",
    denominators: pd.Series[Any] | None = None,
    tolerance: float = CHANGED,
) -> Converted:
    """Return the values on the target's areas.

    ``values``: by code of the source's areas. ``kind``: a ``count`` is split by the shares of its area; a ``rate`` is
    averaged over what lies in the target, weighted by ``denominators`` (by code of the source, split like counts) or,
    without them, by ground or people. ``weight``: whether shares are of ground or of people; an area where nobody is
    known to live is split by ground.

    Missing stays missing: where areas without a value make up ``tolerance`` or more of a target (of its ground, or its
    people), or feed all of it, the target is missing. A smaller part counts as nothing in a count and is left out of
    an average. Ground of the target that no old area covers counts as neither. Raises ``RegsoError`` where the
    crosswalk has no people to weight by, or a code stands twice.
    """
    if kind not in ("count", "rate") or weight not in ("area", "population"):
        raise RegsoError(
            "Values are a “count” or a “rate”, and weighted by “area” or “population”; choose one of each."
        )
    if weight == "population" and not crosswalk.has_population:
        raise RegsoError(
            "The crosswalk has no population to weight by. Build it with a population grid, or weight by area."
        )
    if kind == "count" and denominators is not None:
        raise RegsoError("Denominators belong to rates. Leave them out, or say that the values are rates.")
    areas = crosswalk.areas
    known = one_row_per_area(values).astype(float)
    stranger = ~known.index.isin(areas.index[areas["km2_from"].notna()])
    rows = _flows(crosswalk, weight)
    rows["value"] = known.reindex(rows["from_code"]).to_numpy()
    rows["mass"] = rows["share"] if kind == "count" else _rate_mass(rows, weight, denominators)
    without = rows["value"].isna() | rows["mass"].isna()
    rows["flow"] = (rows["value"] * rows["mass"]).mask(without, 0.0)
    rows["lacking"] = rows["part"].where(without, 0.0)
    rows["mass"] = rows["mass"].mask(without, 0.0)
    rows["fed"] = (~without if kind == "count" else rows["mass"] > 0).astype(float)
    sums = rows.groupby("to_code")[["flow", "mass", "lacking", "fed"]].sum()
    sums = sums.reindex(areas.index[areas["km2_to"].notna()], fill_value=0.0)
    usable = (sums["lacking"] < tolerance) & (sums["fed"] > 0)
    totals = (np.nan, np.nan, np.nan, np.nan)
    result = sums["flow"].where(usable)
    if kind == "count":
        lost = rows.loc[rows["to_code"].isna(), "flow"].sum() + known[stranger].sum()
        totals = (known.sum(), result.sum(), lost, sums.loc[~usable, "flow"].sum())
    else:
        result = result / sums["mass"]
    return Converted(
        result.rename(None if values.name is None else str(values.name)),
        total_in=float(totals[0]),
        total_out=float(totals[1]),
        outside=float(totals[2]),
        withheld=float(totals[3]),
        missing=tuple(result.index[result.isna()]),
        unknown=tuple(sorted(map(str, known.index[stranger]))),
        by_area=tuple(sorted(rows.loc[rows["by_area"], "from_code"].unique())),
    )


def _flows(crosswalk: Crosswalk, weight: Weight) -> pd.DataFrame:
    """Return from where to where: ``share`` of the source, ``part`` of the target, and whether ground had to do."""
    rows = crosswalk.frame[crosswalk.frame["from_code"].notna()].reset_index(drop=True)
    if weight == "area":
        return rows.assign(share=rows["area_share_of_from"], part=rows["area_share_of_to"], by_area=False)
    return rows.assign(
        share=rows["population_share_of_from"].fillna(rows["area_share_of_from"]),
        part=rows["population_share_of_to"].fillna(rows["area_share_of_to"]),
        by_area=rows["population_share_of_from"].isna(),
    )


def _rate_mass(rows: pd.DataFrame, weight: Weight, denominators: pd.Series[Any] | None) -> pd.Series[Any]:
    """Return what every row weighs in an average: its part of the denominator, or its ground or people."""
    if denominators is not None:
        given = one_row_per_area(denominators).astype(float)
        if (given < 0).any():
            raise RegsoError("The denominators of the rates hold negative numbers. Choose another field.")
        return pd.Series(given.reindex(rows["from_code"]).to_numpy(), index=rows.index) * rows["share"]
    if weight == "area":
        return rows["area_km2"]
    # Where nobody is known to live in a target, its ground must do.
    people = rows.groupby("to_code")["population"].transform("sum")
    return rows["population"].where(people > 0, rows["area_km2"])
