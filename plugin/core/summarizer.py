# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job: features located in areas, summed by area and by area type, group by group.

Features come in batches, so memory is bounded by areas times groups and not by the number of features.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .area_types import ROWS, TYPES, AreaType, label
from .areas import Areas
from .arrays import Floats, Ints
from .guard import Figures, Guard, Values
from .intervals import poisson_interval
from .messages import Message, RegsoError, listing, message
from .overlay import OUTSIDE, AreaIndex, Kind, Pieces
from .summary import COLUMNS, UNITS, Summary, Totals
from .sums import Sums, shares_of_features
from .workers import in_order

MOST_GROUPS = 1000
"""More groups than this are no grouping but a field with a value of its own for every feature."""


@dataclass(frozen=True)
class Batch:
    """Some features to summarise.

    ``geometry``: shapely geometries of one kind in SWEREF 99 TM, none missing or empty; or ``xy``: coordinates of
    single points in its stead, one row each, or, with ``counts``, of the vertices of lines of one part, so many for
    each; or ``codes``: area codes of table rows. ``attributes``: one row per feature with the group, amount and rate
    fields. ``unusable``: features that were read and could not be used.
    """

    attributes: pd.DataFrame
    geometry: NDArray[np.object_] | None = None
    xy: Floats | None = None
    counts: Ints | None = None
    codes: pd.Series[Any] | None = None
    unusable: int = 0


@dataclass(frozen=True)
class ReadySums:
    """What another engine has added up by the rules of ``AreaIndex`` and ``Sums``, of features that come in no batch.

    ``sums``: for each value of the group field (None: no value, or no groups), over the areas in their order with
    outside last. ``features`` in all, ``inside`` at least in part, ``unusable``; ``without_value``: features without a
    value, by amount field.
    """

    sums: dict[Any, Sums]
    features: int
    inside: int
    unusable: int = 0
    without_value: dict[str, int] = field(default_factory=dict)


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
        rounding: int = 0,
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
        self._guard = Guard(min_count, rounding)
        self._index = AreaIndex(areas.frame.geometry.to_numpy(), areas.ground) if kind is not None else None
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
        self._take(batch, self._locate(batch, cancelled))

    def add_all(
        self, batches: Iterable[Batch], *, workers: int = 1, cancelled: Callable[[], bool] | None = None
    ) -> Iterator[Batch]:
        """Add batches and yield each one when it is in, located by several threads; raises as ``add`` does.

        The sums are the same whatever the number of threads.
        """
        for batch, pieces in in_order(lambda batch: self._locate(batch, cancelled), batches, workers):
            self._take(batch, pieces)
            yield batch

    def _take(self, batch: Batch, pieces: Pieces) -> None:
        count = len(batch.attributes)
        self._features += count + batch.unusable
        self._unusable += batch.unusable
        if count == 0:
            return
        if batch.codes is not None:
            for code in batch.codes[pieces.area == OUTSIDE].fillna("NULL").astype(str):
                self._unknown_codes[code] = self._unknown_codes.get(code, 0) + 1
        pieces = self._usable(pieces, count)
        self._amount += float(pieces.amount.sum())
        inside = np.zeros(count, dtype=bool)
        inside[pieces.feature[pieces.area != OUTSIDE]] = True
        self._inside += int(inside.sum())
        weight = shares_of_features(pieces, count)
        numbers = {
            name: self._numbers(batch.attributes[name], name) for name in self._amount_fields + self._rate_fields
        }
        for name in self._amount_fields:
            self._without_value[name] += int(np.isnan(numbers[name]).sum())
        for value, rows in self._groups(batch.attributes):
            self._sums_of(value).add(pieces, rows[pieces.feature], self._type_of_area, weight, numbers)

    def add_ready(self, ready: ReadySums) -> None:
        """Add what another engine has added up; batches may come before and after."""
        self._features += ready.features
        self._inside += ready.inside
        self._unusable += ready.unusable
        for value, sums in ready.sums.items():
            self._sums[value] = Sums.merged([self._sums_of(value), sums])
            self._amount += float(sums.amount.sum())
        for name, count in ready.without_value.items():
            self._without_value[name] += count

    def _sums_of(self, value: Any) -> Sums:
        """Return the running sums of a group."""
        if value not in self._sums:
            if len(self._sums) >= MOST_GROUPS:
                raise RegsoError(
                    "The group field {field} has more than {limit} different values. Choose a field with few "
                    "values, such as a class or a kind.",
                    field=self._group_field,
                    limit=MOST_GROUPS,
                )
            self._sums[value] = Sums(len(self._areas) + 1, self._amount_fields, self._rate_fields)
        return self._sums[value]

    def _locate(self, batch: Batch, cancelled: Callable[[], bool] | None) -> Pieces:
        """Return the pieces of a batch's features; several threads may ask."""
        if batch.geometry is not None and self._index is not None:
            return self._index.split(batch.geometry, cancelled=cancelled)
        if batch.xy is not None and batch.counts is not None and self._index is not None:
            return self._index.split_lines(batch.xy, batch.counts, cancelled=cancelled)
        if batch.xy is not None and self._index is not None:
            area = self._index.locate(batch.xy[:, 0], batch.xy[:, 1])
        elif batch.codes is not None:
            area = batch.codes.map(self._position).fillna(OUTSIDE).to_numpy().astype(np.int64)
        else:
            raise TypeError("a batch needs geometry, xy or codes")
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
        everything = Sums.merged([sums for _, sums in ordered])
        added = self._figures([sums for _, sums in ordered], everything, unit, factor)
        shown = self._guard.rounded(added, self._type_of_area[:-1], unit)
        tables = [self._type_table(rows, sums, shown, place, unit) for place, (_, sums) in enumerate(ordered)]
        areas = self._area_table(everything, shown, unit, language)
        fields = [f"{name}_sum" for name in self._amount_fields], [f"{name}_mean" for name in self._rate_fields]
        counts = [*added.amounts, added.area_amounts] if unit == "features" else [None] * (len(tables) + 1)
        for table, own in zip([*tables, areas], counts, strict=True):
            self._guard.round_fields(table, own, *fields)
        outcome = self._guard.hide(tables, areas, added, shown, [*fields[0], *fields[1]])
        for (value, _), table in zip(ordered, tables, strict=True):
            if self._group_field is not None:
                table.insert(0, self._group_field, pd.Series([value] * len(table), dtype=object))
        totals = self._totals(shown, factor, unit, outcome.total)
        return Summary(
            table=pd.concat(tables, ignore_index=True),
            areas=areas,
            totals=totals,
            unit=unit,
            group_field=self._group_field,
            amount_fields=self._amount_fields,
            rate_fields=self._rate_fields,
            min_count=self._guard.minimum,
            rounding=self._guard.base,
            suppressed=outcome.rows,
            warnings=(*self._warnings(everything), *self._guard.warnings(outcome)),
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

    def _by_type(self, values: Floats) -> Floats:
        """Return the sums by row of what stands by area, outside last."""
        return np.bincount(self._row_of_area, weights=values, minlength=len(ROWS)).astype(np.float64)

    def _figures(self, groups: list[Sums], everything: Sums, unit: str, factor: float) -> Figures:
        """Return what was added up, in the unit of the result."""
        fields = [(f"{name}_sum", everything.known[name], [s.known[name] for s in groups]) for name in everything.known]
        if unit == "features":
            # The weight of a point is one, so that weights are numbers of values.
            fields += [
                (f"{name}_mean", everything.weights[name], [sums.weights[name] for sums in groups])
                for name in self._rate_fields
            ]
        return Figures(
            features=np.array([[float(sums.features[row]) for row in ROWS] for sums in groups]),
            amounts=np.array([self._by_type(sums.amount * factor) for sums in groups]),
            sums=tuple(np.array([self._by_type(sums.summed[n]) for sums in groups]) for n in self._amount_fields),
            values=tuple(
                Values(name, np.array([self._by_type(part) for part in parts]), whole[:-1])
                for name, whole, parts in fields
            ),
            area_features=everything.features_by_area[:-1].astype(float),
            area_amounts=everything.amount[:-1] * factor,
            inside=self._inside,
            outside=self._features - self._inside - self._unusable,
            inside_amount=float(everything.amount[:-1].sum()) * factor,
            outside_amount=float(everything.amount[-1]) * factor,
        )

    def _totals(self, shown: Figures, factor: float, unit: str, hides_total: bool) -> Totals:
        """Return the totals of the figures as they are shown."""
        is_rounded = self._guard.base > 0
        amount = self._amount * factor
        if is_rounded and unit == "features":
            amount = shown.inside_amount + shown.outside_amount
        inside, outside = int(shown.inside), int(shown.outside)
        return Totals(
            features=np.nan if hides_total else inside + outside + self._unusable,
            inside=np.nan if hides_total else inside,
            outside=outside,
            unusable=self._unusable,
            amount=np.nan if hides_total else amount,
            inside_amount=np.nan if hides_total else shown.inside_amount,
            outside_amount=shown.outside_amount,
        )

    def _type_table(self, rows: pd.DataFrame, sums: Sums, shown: Figures, group: int, unit: str) -> pd.DataFrame:
        table = rows.copy()
        table["feature_count"] = shown.features[group]
        self._add_rates(table, shown.amounts[group], unit)
        self._add_shares(table)
        for name, values in sums.fields(self._by_type):
            table[name] = values
        return table

    def _area_table(self, sums: Sums, shown: Figures, unit: str, language: str) -> pd.DataFrame:
        frame = self._areas.frame
        table = frame[["name", "area_type"]].copy()
        table["label"] = [label(t, language) for t in frame["area_type"]]
        table["population"] = frame["population"]
        table["area_km2"] = frame["area_km2"]
        table["feature_count"] = shown.area_features
        self._add_rates(table, shown.area_amounts, unit)
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

    def _warnings(self, everything: Sums) -> tuple[Message, ...]:
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
        return tuple(found)


def _sort_key(value: Any) -> tuple[bool, str, Any]:
    """Return what puts groups in order, each kind of value for itself and NULL last."""
    return value is None, type(value).__name__, 0 if value is None else value
