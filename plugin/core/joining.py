# SPDX-License-Identifier: GPL-2.0-or-later
"""Statistics joined to areas by code, with an account of what found no partner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from .codes import Edition
from .messages import Message, RegsoError, listing, message


@dataclass(frozen=True)
class MatchReport:
    """What a join by code met.

    ``population_without_area``: people in rows of the table that no area has, where the table holds a population;
    ``population_without_row``: people in areas that the table lacks, where the areas hold one. None: not known.
    """

    matched: int
    only_in_areas: tuple[str, ...]
    only_in_table: tuple[str, ...]
    population_without_area: float | None = None
    population_without_row: float | None = None
    edition_of_areas: Edition | None = None
    edition_of_table: Edition | None = None

    @property
    def editions_differ(self) -> bool:
        """Whether areas and table are known to belong to different editions."""
        return (
            None not in (self.edition_of_areas, self.edition_of_table)
            and self.edition_of_areas != self.edition_of_table
        )

    def messages(self) -> tuple[Message, ...]:
        """Return the report as sentences: always what matched, and what did not where there is something to say."""
        said = [message("{count} areas found their row in the table.", count=self.matched)]
        if self.only_in_areas:
            said.append(
                message(
                    "{count} areas have no row in the table and get no values: {codes}",
                    count=len(self.only_in_areas),
                    codes=listing(self.only_in_areas),
                )
            )
        if self.population_without_row:
            said.append(
                message("{people:.0f} people live in the areas without a row.", people=self.population_without_row)
            )
        if self.only_in_table:
            said.append(
                message(
                    "{count} codes in the table have no area: {codes}",
                    count=len(self.only_in_table),
                    codes=listing(self.only_in_table),
                )
            )
        if self.population_without_area:
            said.append(
                message("{people:.0f} people live in codes without an area.", people=self.population_without_area)
            )
        if self.edition_of_areas is None and self.edition_of_table is not None:
            said.append(
                message(
                    "Nothing tells which edition the areas belong to; the table belongs to the {table} edition. Make "
                    "sure that the boundaries do too.",
                    table=self.edition_of_table.value,
                )
            )
        if self.editions_differ:
            said.append(
                message(
                    "The table belongs to the {table} edition and the areas to the {areas} edition. Most areas are the "
                    "same; where boundaries changed, the figures belong to another piece of ground.",
                    table=self.edition_of_table.value if self.edition_of_table else "",
                    areas=self.edition_of_areas.value if self.edition_of_areas else "",
                )
            )
        return tuple(said)


def join_by_code(
    codes: pd.Index[Any],
    table: pd.DataFrame,
    *,
    edition_of_areas: Edition | None = None,
    edition_of_table: Edition | None = None,
    allow_other_edition: bool = False,
    population: pd.Series[Any] | None = None,
) -> tuple[pd.DataFrame, MatchReport]:
    """Return the table's rows in the order of the areas (missing rows empty), and the match report.

    ``codes``: cleaned codes of the areas; ``table``: index of cleaned codes; ``population``: people by area, for the
    report. Raises ``RegsoError`` on duplicates on either side, where nothing matches, and where the editions differ
    without ``allow_other_edition``.
    """
    _refuse_duplicates(codes, table.index)
    in_table, in_areas = codes.isin(table.index), table.index.isin(codes)
    if not in_table.any():
        raise RegsoError(
            "None of the table's {rows} codes ({examples}) is among the areas' codes ({areas}). They may be of "
            "different levels (RegSO, DeSO), or the wrong field was chosen.",
            rows=len(table),
            examples=listing(table.index, 3),
            areas=listing(codes, 3),
        )
    lost = table.loc[~in_areas, "population"].sum() if "population" in table else None
    report = MatchReport(
        matched=int(in_table.sum()),
        only_in_areas=tuple(sorted(codes[~in_table])),
        only_in_table=tuple(sorted(table.index[~in_areas])),
        population_without_area=None if lost is None else float(lost),
        population_without_row=None if population is None else float(population[~in_table].sum()),
        edition_of_areas=edition_of_areas,
        edition_of_table=edition_of_table,
    )
    if report.editions_differ and not allow_other_edition:
        raise RegsoError(
            "The table belongs to the {table} edition of the areas and the layer to the {areas} edition. The codes are "
            "mostly the same, the boundaries are not. Choose areas of the same edition, or allow another edition "
            "if the difference does not matter for the question.",
            table=edition_of_table.value if edition_of_table else "",
            areas=edition_of_areas.value if edition_of_areas else "",
        )
    return table.reindex(codes), report


def _refuse_duplicates(codes: pd.Index[Any], in_table: pd.Index[Any]) -> None:
    twice = codes[codes.duplicated()].unique()
    if len(twice):
        raise RegsoError(
            "{count} area codes stand on several areas: {codes}. Join to areas with one row each.",
            count=len(twice),
            codes=listing(twice),
        )
    twice = in_table[in_table.duplicated()].unique()
    if len(twice):
        raise RegsoError(
            "{count} codes stand on several rows of the table: {codes}. Choose one value per area.",
            count=len(twice),
            codes=listing(twice),
        )
