# SPDX-License-Identifier: GPL-2.0-or-later
"""Which rows of a table are areas of the wanted level and edition, and under which code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..codes import AreaCode, Edition, Level, parse_area_code
from ..messages import Message, RegsoError, listing, message
from .area_cells import is_higher_level
from .key_table import KeyTable, codes_from_labels
from .model import StatTable
from .words import plain

AREA = "code of the area"
"""A column beside a table's own, which may well be called “code”."""


@dataclass(frozen=True)
class AreaRows:
    """The areas that were found in a table's region dimension."""

    rows: pd.DataFrame
    """The table's region column, and the clean code in ``AREA``."""
    level: Level
    edition: Edition | None
    """The edition that the codes' suffix names, or that is left when rows with a suffix are set aside."""
    unmatched: tuple[str, ...]
    warnings: tuple[Message, ...]


@dataclass(frozen=True)
class _Area:
    region: str
    area: AreaCode


def edition_of_year(year: str | None) -> Edition | None:
    """Return the edition in which SCB reports a year, or None where the text holds no year."""
    match = re.match(r"(19|20)\d\d", year or "")
    return Edition.for_year(int(match.group())) if match else None


def find_areas(
    table: StatTable,
    frame: pd.DataFrame,
    year: str | None,
    keys: KeyTable | None,
    level: Level | str | None,
    allow_other_edition: bool,
) -> AreaRows:
    """Return the rows that are areas; those of other levels and editions are set aside and counted."""
    values = [str(value) for value in frame[table.region].unique()]
    found = [_Area(value, area) for value in values if (area := parse_area_code(value))]
    rest = [value for value in values if parse_area_code(value) is None]
    warnings: list[Message] = []
    by_label, higher, unmatched = _by_label(rest, keys, bool(found), warnings)
    areas = found + by_label
    if not areas:
        raise _no_areas(values, higher, keys)
    chosen, kept = _one_level(areas, level, higher, warnings)
    kept, edition = _one_edition(kept, year, warnings)
    # beside codes with a suffix, labels are of 2020 and may be set aside by now
    labelled = [area for area in kept if area in by_label]
    if labelled and keys is not None:
        _check_key_edition(keys, year, labelled, allow_other_edition, warnings)
        edition = keys.edition if year is None else edition
    rows = pd.DataFrame({table.region: [a.region for a in kept], AREA: [a.area.code for a in kept]}, dtype=object)
    return AreaRows(rows, chosen, edition, tuple(unmatched), tuple(warnings))


def _by_label(
    rest: list[str], keys: KeyTable | None, has_codes: bool, warnings: list[Message]
) -> tuple[list[_Area], list[str], list[str]]:
    """Return areas matched by label, rows of kommuner, län and the country, and labels that match nothing."""
    higher = [value for value in rest if is_higher_level(value)]
    labels = [value for value in rest if not is_higher_level(value)]
    if keys is None:
        if labels and not has_codes:
            raise RegsoError(
                "The table names its areas ({labels}) but has no codes, and names alone are not unique in Sweden. Give "
                "the key table too (SCB's table from DeSO to RegSO, or a CSV file with regsokod, regsonamn and "
                "kommunnamn).",
                labels=listing(labels, 3),
            )
        if labels:
            warnings.append(_unmatched(labels))
        return [], higher, labels
    kommuner = {plain(name) for name in keys.frame["kommunnamn"]}
    higher += [label for label in labels if plain(label) in kommuner]
    labels = [label for label in labels if plain(label) not in kommuner]
    match = codes_from_labels(pd.Series(labels, dtype=object), keys)
    if match.ambiguous:
        raise RegsoError(
            "Labels of the table fit more than one area and are not guessed ({count}): {labels}. Write them as “Kommun "
            "(RegSO-namn)”, or fetch the table with codes.",
            count=len(match.ambiguous),
            labels=listing(match.ambiguous, 4),
        )
    areas = [
        _Area(label, area) for label, code in zip(labels, match.codes, strict=True) if (area := parse_area_code(code))
    ]
    if match.repaired:
        warnings.append(
            message(
                "Labels that differ from the key table only in blanks, dashes or capitals were matched: {count}.",
                count=match.repaired,
            )
        )
    if match.unmatched:
        warnings.append(_unmatched(match.unmatched))
    return areas, higher, list(match.unmatched)


def _unmatched(labels: Sequence[str]) -> Message:
    return message(
        "Rows that name no known area were left out ({count}): {labels}.", count=len(labels), labels=listing(labels, 4)
    )


def _check_key_edition(
    keys: KeyTable, year: str | None, areas: list[_Area], allowed: bool, warnings: list[Message]
) -> None:
    """Refuse names of one edition for another's areas: some names were given to other areas in 2025."""
    wanted = edition_of_year(year)
    if wanted is None or keys.edition is None or keys.edition is wanted:
        return
    if not allowed:
        raise RegsoError(
            "The values are for {year}, when SCB reports on RegSO {wanted}, but the key table is of RegSO {given}. "
            "Some names belong to other areas there, so values could end up in the wrong area. Use the key table of "
            "RegSO {wanted}, or fetch the table with codes.",
            year=year,
            wanted=wanted.value,
            given=keys.edition.value,
        )
    warnings.append(
        message(
            "Labels of {year} (RegSO {wanted}) were matched through the names of RegSO {given}, as you asked "
            "({count}); areas that changed name may have got another area's value.",
            count=len(areas),
            year=year,
            wanted=wanted.value,
            given=keys.edition.value,
        )
    )


def _no_areas(values: list[str], higher: list[str], keys: KeyTable | None) -> RegsoError:
    if higher and len(higher) == len(values):
        return RegsoError(
            "The table is about kommuner, län or the country ({values}), not about RegSO or DeSO, so it cannot be "
            "joined to the areas. Fetch it again with RegSO chosen as the region.",
            values=listing(values, 4),
        )
    return RegsoError(
        "None of the {count} areas of the table ({values}) is a RegSO or DeSO code, and none is a label that the key "
        "table knows. Check that table and key table belong together.",
        count=len(values),
        values=listing(values, 4),
        details=f"key table: {'none' if keys is None else len(keys.areas)}",
    )


def _one_level(
    areas: list[_Area], level: Level | str | None, higher: list[str], warnings: list[Message]
) -> tuple[Level, list[_Area]]:
    counts = {each: sum(1 for a in areas if a.area.level is each) for each in (Level.REGSO, Level.DESO)}
    chosen = Level(level) if level is not None else (Level.REGSO if counts[Level.REGSO] else Level.DESO)
    if not counts.get(chosen):
        raise RegsoError(
            "The table has no {wanted} areas; it has {regso} RegSO and {deso} DeSO. Choose the level that it has.",
            wanted=chosen.value,
            regso=counts[Level.REGSO],
            deso=counts[Level.DESO],
        )
    aside = [*higher, *(a.region for a in areas if a.area.level is not chosen)]
    if aside:
        warnings.append(
            message(
                "Rows of other levels (kommun, län, country, DeSO or RegSO) were set aside and are in no sum "
                "({count}): {examples}.",
                count=len(aside),
                examples=listing(aside, 3),
            )
        )
    return chosen, [a for a in areas if a.area.level is chosen]


def _one_edition(areas: list[_Area], year: str | None, warnings: list[Message]) -> tuple[list[_Area], Edition | None]:
    """Keep the rows of the year's edition where a table has both: plain codes to 2023, suffixed ones from 2024."""
    editions = {a.area.edition for a in areas}
    if len(editions) == 1:
        return areas, editions.pop()
    wanted = edition_of_year(year)
    if wanted is None:
        raise RegsoError(
            "The table has areas of both editions of RegSO and does not say its year, so it cannot be told which rows "
            "hold. Say which year the values are for."
        )
    # beside suffixed codes a plain one is of 2020
    kept = [a for a in areas if (a.area.edition or Edition.E2020) is wanted]
    warnings.append(
        message(
            "The table has areas of both editions; for {year} the {kept} of RegSO/DeSO {edition} were used and the "
            "{aside} others set aside: their zeros and blanks are no values.",
            year=year,
            kept=len(kept),
            aside=len(areas) - len(kept),
            edition=wanted.value,
        )
    )
    return kept, wanted


def mask_other_edition(
    wide: pd.DataFrame, areas: AreaRows, year: str | None
) -> tuple[pd.DataFrame, Edition | None, list[Message]]:
    """Make the zeros of an edition outside its years missing, and return the edition the values belong to.

    Codes without suffix tell their edition only by the year, unless nothing but zeros and blanks stands there: then
    they are codes of 2020 in a later year, for which the population tables answer 0.
    """
    by_year = edition_of_year(year)
    empty = bool((wide.isna() | (wide == 0)).all(axis=None))
    edition = areas.edition or by_year
    if areas.edition is None and by_year is Edition.E2025 and empty:
        edition = Edition.E2020
    if edition is None or by_year is None or edition is by_year:
        return wide, edition, []
    zeros = int((wide == 0).sum().sum())
    told = message(
        "The areas are of RegSO/DeSO {edition}, for which SCB has no values in {year}; zeros counted as missing: "
        "{zeros}. Fetch the table with the areas of RegSO/DeSO {wanted}.",
        edition=edition.value,
        year=year,
        zeros=zeros,
        wanted=by_year.value,
    )
    return wide.mask(wide == 0), edition, [told]
