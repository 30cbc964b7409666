# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job: features located in areas, summed by area and by area type, group by group.

Features come in batches, so memory is bounded by areas times groups and not by the number of features.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .area_types import ROWS, TYPES, AreaType, label
from .areas import Areas
from .arrays import Floats
from .intervals import poisson_interval
from .messages import Message, RegsoError, listing, message
from .overlay import OUTSIDE, AreaIndex, Kind, Pieces
from .sums import Sums, shares_of_features
from .suppression import hide_types, protect, small_counts

UNITS = {None: ("features", 1.0), Kind.POINT: ("features", 1.0), Kind.LINE: ("km", 1e-3), Kind.POLYGON: ("km²", 1e-6)}
"""Unit and factor from the overlay's amounts (shares, metres, square metres); None: a table with area codes."""

MOST_GROUPS = 1000
"""More groups than this are no grouping but a field with a value of its own for every feature."""

COLUMNS = (
    "area_type",
    "label",
    "area_count",
    "population",
    "area_km2",
    "feature_count",
    "amount",
    "amount_unit",
    "per_1000",
    "per_1000_low",
    "per_1000_high",
    "per_km2",
    "share",
    "population_share",
    "share_difference",
    "location_quotient",
)
"""The table's columns in their order: the group field comes before them, the amount and rate fields after."""


@dataclass(frozen=True)
class Batch:
    """Some features to summarise.

    ``geometry``: shapely geometries of one kind in SWEREF 99 TM, none missing or empty; or ``codes``: area codes of
    table rows. ``attributes``: one row per feature with the group, amount and rate fields. ``unusable``: features
    that were read and could not be used.
    """

    attributes: pd.DataFrame
    geometry: NDArray[np.object_] | None = None
    codes: pd.Series[Any] | None = None
    unusable: int = 0


@dataclass(frozen=True)
class Totals:
    """The figures that must tie: features and amounts (in the unit of the result)."""

    features: int = 0
    inside: int = 0
    outside: int = 0
    unusable: int = 0
    amount: float = 0.0
    inside_amount: float = 0.0
    outside_amount: float = 0.0

    @property
    def tie(self) -> bool:
        """Whether inside, outside and unusable are everything, in features and (to 1e-9) in amount."""
        rest = abs(self.inside_amount + self.outside_amount - self.amount)
        return self.inside + self.outside + self.unusable == self.features and rest <= 1e-9 * max(self.amount, 1.0)


@dataclass(frozen=True)
class Summary:
    """A finished summary.

    ``table``: the columns of the contract in their order, one row per group and row of ``area_types.ROWS``;
    ``areas``: one row per area (index: code), the same measures. Missing values are NaN/None.
    """

    table: pd.DataFrame
    areas: pd.DataFrame
    totals: Totals
    unit: str
    group_field: str | None = None
    amount_fields: tuple[str, ...] = ()
    rate_fields: tuple[str, ...] = ()
    min_count: int = 0
    suppressed: int = 0
    warnings: tuple[Message, ...] = field(default=())


class Summarizer:
    """Adds up batches of features and makes the summary.

    ``amount_fields`` are split with the features and summed; ``rate_fields`` are averaged, weighted by what lies in
    the area and without missing values. ``kind`` None summarises a table by its area codes.
    """

    def __init__(
        self,
        areas: Areas,
        kind: Kind | None,
        *,
        group_field: str | None = None,
        amount_fields: tuple[str, ...] = (),
        rate_fields: tuple[str, ...] = (),
        min_count: int = 0,
    ) -> None:
        taken = [*COLUMNS, *(f"{name}_sum" for name in amount_fields), *(f"{name}_mean" for name in rate_fields)]
        if group_field is not None and group_field.casefold() in map(str.casefold, taken):
            raise RegsoError(
                "The group field {field} has the same name as a column of the result. Give it another name, for "
                "example with the tool Refactor fields.",
                field=group_field,
            )
        self._areas = areas
        self._kind = kind
        self._group_field = group_field
        self._amount_fields = amount_fields
        self._rate_fields = rate_fields
        self._min_count = min_count
        self._index = AreaIndex(areas.frame.geometry.to_numpy()) if kind is not None else None
        self._type_of_area = np.append(areas.frame["area_type"].to_numpy(), AreaType.OUTSIDE)
        self._row_of_area = pd.Index(ROWS).get_indexer(self._type_of_area)
        self._position = {code: i for i, code in enumerate(areas.frame.index)}
        self._sums: dict[Any, Sums] = {}
        self._features = self._inside = self._unusable = 0
        self._amount = 0.0
        self._unknown_codes: dict[str, int] = {}
        self._not_numbers: dict[str, int] = {}
        self._without_value = dict.fromkeys(amount_fields, 0)

    def add(self, batch: Batch, cancelled: Callable[[], bool] | None = None) -> None:
        """Add a batch; raises ``Cancelled`` when the user has had enough."""
        count = len(batch.attributes)
        self._features += count + batch.unusable
        self._unusable += batch.unusable
        if count == 0:
            return
        pieces = self._usable(self._locate(batch, cancelled), count)
        self._amount += float(pieces.amount.sum())
        self._inside += len(np.unique(pieces.feature[pieces.area != OUTSIDE]))
        weight = shares_of_features(pieces, count)
        numbers = {
            name: self._numbers(batch.attributes[name], name) for name in self._amount_fields + self._rate_fields
        }
        for name in self._amount_fields:
            self._without_value[name] += int(np.isnan(numbers[name]).sum())
        for value, rows in self._groups(batch.attributes):
            chosen = rows[pieces.feature]
            sums = self._sums.get(value)
            if sums is None:
                if len(self._sums) >= MOST_GROUPS:
                    raise RegsoError(
                        "The group field {field} has more than {limit} different values. Choose a field with few "
                        "values, such as a class or a kind.",
                        field=self._group_field,
                        limit=MOST_GROUPS,
                    )
                sums = self._sums[value] = Sums(len(self._areas) + 1, self._amount_fields, self._rate_fields)
            sums.add(pieces, chosen, self._type_of_area, weight, numbers)

    def _locate(self, batch: Batch, cancelled: Callable[[], bool] | None) -> Pieces:
        if batch.geometry is not None and self._index is not None:
            return self._index.split(batch.geometry, cancelled=cancelled)
        if batch.codes is None:
            raise TypeError("a batch needs geometry or codes")
        area = batch.codes.map(self._position).fillna(OUTSIDE).to_numpy().astype(np.int64)
        for code in batch.codes[area == OUTSIDE].fillna("NULL").astype(str):
            self._unknown_codes[code] = self._unknown_codes.get(code, 0) + 1
        return Pieces(np.arange(len(area)), area, np.ones(len(area)))

    def _usable(self, pieces: Pieces, features: int) -> Pieces:
        """Return the pieces without features that are nowhere on Earth, which are counted as unusable."""
        lost = ~np.isfinite(np.bincount(pieces.feature, weights=pieces.amount, minlength=features))
        if not lost.any():
            return pieces
        self._unusable += int(lost.sum())
        kept = ~lost[pieces.feature]
        return Pieces(pieces.feature[kept], pieces.area[kept], pieces.amount[kept])

    def _groups(self, attributes: pd.DataFrame) -> list[tuple[Any, NDArray[np.bool_]]]:
        if self._group_field is None:
            return [(None, np.ones(len(attributes), dtype=bool))]
        codes, values = pd.factorize(attributes[self._group_field])
        groups = [(value, codes == i) for i, value in enumerate(values)]
        return [*groups, (None, codes == -1)] if (codes == -1).any() else groups

    def _numbers(self, values: pd.Series[Any], name: str) -> Floats:
        numbers = pd.to_numeric(values, errors="coerce").astype(float)
        numbers = numbers.where(np.isfinite(numbers))
        lost = int((values.notna() & numbers.isna()).sum())
        if lost:
            self._not_numbers[name] = self._not_numbers.get(name, 0) + lost
        return np.asarray(numbers.to_numpy())

    def finish(self, language: str = "en") -> Summary:
        """Return the summary of everything that was added; ``language`` names the types (``sv`` or ``en``)."""
        unit, factor = UNITS[self._kind]
        if not self._sums:
            self._sums[None] = Sums(len(self._areas) + 1, self._amount_fields, self._rate_fields)
        ordered = sorted(self._sums.items(), key=lambda item: _sort_key(item[0]))
        rows = self._rows_of_areas(language)
        tables = [self._type_table(rows, sums, unit, factor) for _, sums in ordered]
        hidden = self._suppress_types(tables)
        for (value, _), table in zip(ordered, tables, strict=True):
            if self._group_field is not None:
                table.insert(0, self._group_field, pd.Series([value] * len(table), dtype=object))
        everything = Sums.merged([sums for _, sums in ordered])
        areas = self._area_table(everything, unit, factor, language)
        self._suppress_areas(areas, everything)
        outside = float(everything.amount[-1]) * factor
        totals = Totals(
            features=self._features,
            inside=self._inside,
            outside=self._features - self._inside - self._unusable,
            unusable=self._unusable,
            amount=self._amount * factor,
            inside_amount=float(everything.amount[:-1].sum()) * factor,
            outside_amount=outside,
        )
        return Summary(
            table=pd.concat(tables, ignore_index=True),
            areas=areas,
            totals=totals,
            unit=unit,
            group_field=self._group_field,
            amount_fields=self._amount_fields,
            rate_fields=self._rate_fields,
            min_count=self._min_count,
            suppressed=hidden,
            warnings=self._warnings(everything, hidden),
        )

    def _rows_of_areas(self, language: str) -> pd.DataFrame:
        """Return the columns that do not depend on the features: a row for each of ``ROWS``."""
        rows = pd.Index(ROWS, name="area_type")
        by_type = self._areas.frame.groupby("area_type")
        area_count = by_type.size().reindex(rows, fill_value=0)
        population = by_type["population"].sum(min_count=1).reindex(rows)
        # No areas of a type means nobody lives there; areas without known population mean that nobody knows.
        population = population.mask(area_count == 0, 0.0) if self._areas.has_population else population
        population[AreaType.OUTSIDE] = np.nan
        km2 = by_type["area_km2"].sum().reindex(rows, fill_value=0.0)
        km2[AreaType.OUTSIDE] = np.nan
        return pd.DataFrame(
            {
                "area_type": list(ROWS),
                "label": [label(row, language) for row in ROWS],
                "area_count": area_count.to_numpy(),
                "population": population.to_numpy(dtype=float),
                "area_km2": km2.to_numpy(),
            }
        )

    def _type_table(self, rows: pd.DataFrame, sums: Sums, unit: str, factor: float) -> pd.DataFrame:
        def by_type(values: Floats) -> Floats:
            return np.bincount(self._row_of_area, weights=values, minlength=len(ROWS)).astype(np.float64)

        table = rows.copy()
        table["feature_count"] = [float(sums.features[row]) for row in ROWS]
        self._add_rates(table, by_type(sums.amount * factor), unit)
        self._add_shares(table)
        for name, values in sums.fields(by_type):
            table[name] = values
        return table

    def _area_table(self, sums: Sums, unit: str, factor: float, language: str) -> pd.DataFrame:
        frame = self._areas.frame
        table = frame[["name", "area_type"]].copy()
        table["label"] = [label(t, language) for t in frame["area_type"]]
        table["population"] = frame["population"]
        table["area_km2"] = frame["area_km2"]
        table["feature_count"] = sums.features_by_area[:-1].astype(float)
        self._add_rates(table, sums.amount[:-1] * factor, unit)
        for name, values in sums.fields(lambda a: a[:-1]):
            table[name] = values
        return pd.DataFrame(table)

    def _add_rates(self, table: pd.DataFrame, amount: Floats, unit: str) -> None:
        table["amount"] = amount
        table["amount_unit"] = unit
        population = table["population"].where(table["population"] > 0)
        table["per_1000"] = 1000 * table["amount"] / population
        low, high = poisson_interval(amount) if unit == "features" else (np.full(len(table), np.nan),) * 2
        table["per_1000_low"] = 1000 * low / population
        table["per_1000_high"] = 1000 * high / population
        table["per_km2"] = table["amount"] / table["area_km2"].where(table["area_km2"] > 0)

    def _add_shares(self, table: pd.DataFrame) -> None:
        typed = table["area_type"].isin(TYPES)
        for share, column in (("share", "amount"), ("population_share", "population")):
            values = table[column].where(typed)
            total = values.sum()
            table[share] = values / total if total > 0 else np.nan
        table["share_difference"] = table["share"] - table["population_share"]
        table["location_quotient"] = table["share"] / table["population_share"].where(table["population_share"] > 0)

    def _suppress_types(self, tables: list[pd.DataFrame]) -> int:
        """Empty the measures of small counts in all groups; return how many rows were emptied."""
        if self._min_count <= 1:
            return 0
        counts = np.array([table["feature_count"].to_numpy(dtype=float) for table in tables])
        hidden, without_shares = hide_types(counts, self._min_count, self._rows_with_areas())
        for table, rows, no_shares in zip(tables, hidden, without_shares, strict=True):
            table.loc[rows, self._measures(table)] = np.nan
            if no_shares:
                table[["share", "share_difference", "location_quotient"]] = np.nan
        return int(hidden.sum())

    def _rows_with_areas(self) -> NDArray[np.bool_]:
        return np.isin(ROWS, self._areas.frame["area_type"])

    def _suppress_areas(self, table: pd.DataFrame, sums: Sums) -> None:
        if self._min_count <= 1:
            return
        counts = table["feature_count"].to_numpy(dtype=float)
        types = table["area_type"].to_numpy()
        overall = np.array([[sums.features[row] for row in ROWS]], dtype=float)
        hidden_types, _ = hide_types(overall, self._min_count, self._rows_with_areas())
        # The areas of a hidden type would give the type away: they are hidden with it.
        hidden = small_counts(counts, self._min_count) | np.isin(types, np.array(ROWS)[hidden_types[0]])
        hidden = protect(counts, hidden, [types == t for t in np.unique(types)])
        table.loc[hidden, self._measures(table)] = np.nan

    def _measures(self, table: pd.DataFrame) -> list[str]:
        own = ["feature_count", "amount", "per_1000", "per_1000_low", "per_1000_high", "per_km2"]
        own += ["share", "share_difference", "location_quotient"]
        own += [f"{f}_sum" for f in self._amount_fields] + [f"{f}_mean" for f in self._rate_fields]
        return [name for name in own if name in table]

    def _warnings(self, everything: Sums, hidden: int) -> tuple[Message, ...]:
        found = []
        if self._features == 0:
            found.append(message("The layer has no features, so every figure is zero."))
        if self._unusable:
            found.append(
                message("{count} features could not be used; they are in no row of the table.", count=self._unusable)
            )
        untyped = self._areas.frame["area_type"].to_numpy() == AreaType.NO_DATA
        if untyped.any() and everything.amount[:-1][untyped].sum() > 0:
            found.append(message('Some features lie in areas without a type; they stand in the row "no data".'))
        if self._unknown_codes:
            found.append(
                message(
                    "{rows} rows have a code that no area has and count as outside: {codes}",
                    rows=sum(self._unknown_codes.values()),
                    codes=listing(sorted(self._unknown_codes)),
                )
            )
        for name, count in self._not_numbers.items():
            found.append(
                message(
                    "The field {field} holds {count} values that are not numbers; they were left out.",
                    field=name,
                    count=count,
                )
            )
        for name, count in self._without_value.items():
            if count:
                found.append(
                    message(
                        "{count} features have no value in the field {field} and add nothing to its sum; where none "
                        "has a value the sum is empty.",
                        count=count,
                        field=name,
                    )
                )
        for name in self._rate_fields:
            if not everything.weights[name].any():
                found.append(message("The field {field} has no values at all, so its mean is empty.", field=name))
        if not self._areas.has_population:
            found.append(message("The areas have no population, so there are no figures per inhabitant."))
        if hidden:
            found.append(
                message(
                    "{count} rows with fewer than {limit} features, or that would reveal such a row, are not shown.",
                    count=hidden,
                    limit=self._min_count,
                )
            )
        return tuple(found)


def _sort_key(value: Any) -> tuple[bool, str, Any]:
    """Return what puts groups in order, each kind of value for itself and NULL last."""
    return value is None, type(value).__name__, 0 if value is None else value
