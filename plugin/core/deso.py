# SPDX-License-Identifier: GPL-2.0-or-later
"""DeSO, of which RegSO are made: their counts added up to RegSO, and their people between two editions of RegSO."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from .code_column import clean_codes
from .codes import Level, parse_area_code
from .messages import Message, RegsoError, listing, message
from .tables.key_table import KeyTable

# Words in a column's name that tell a share, a mean or an index; as whole words, for “andelslägenheter” is a count.
_RATE_WORDS = frozenset(
    "andel andelar andelen procent percent pct share rate ratio kvot index medel medelvärde medelvarde medelålder mean "
    "average median medianvärde medianvarde per täthet tathet density".split()
)
_WORDS = re.compile(r"[^\W\d_]+")

Keys: TypeAlias = "KeyTable | pd.Series[Any]"
"""A key table from DeSO to RegSO, or a series of RegSO codes by DeSO code (the attributes of SCB's DeSO layer)."""


@dataclass(frozen=True)
class Aggregated:
    """Counts by RegSO.

    ``frame``: index ``code``, every RegSO of which the table has a DeSO; NaN where one of its DeSO has no value or no
    row. ``unmatched``: DeSO of the table that the keys lack; ``incomplete``: RegSO of which some DeSO have no row.
    """

    frame: pd.DataFrame
    unmatched: tuple[str, ...]
    incomplete: tuple[str, ...]
    warnings: tuple[Message, ...]


def deso_to_regso(frame: pd.DataFrame, keys: Keys) -> Aggregated:
    """Add up counts by DeSO to RegSO.

    ``frame``: numbers, index of DeSO codes. Only counts add up: a column whose name tells a rate is a RegsoError, since
    a RegSO's rate follows from its numerator and its denominator and not from the rates of its DeSO. Missing stays
    missing: a RegSO lacks a value where one of its DeSO does.
    """
    rates = [str(column) for column in frame.columns if tells_a_rate(str(column))]
    if rates:
        raise RegsoError(
            "{columns} look like rates, and rates cannot be added up. Add up the numerator and the denominator, and "
            "divide them afterwards; if the column holds a count, give it another name.",
            columns=listing(rates),
        )
    warnings: list[Message] = []
    regso = _regso_by_deso(keys)
    counts = frame.set_axis(pd.Index(clean_codes(pd.Series(frame.index), warnings), dtype=object), axis=0)
    twice = counts.index[counts.index.duplicated()].unique()
    if len(twice):
        raise RegsoError(
            "{count} DeSO stand on several rows: {codes}. Choose one value per area.",
            count=len(twice),
            codes=listing(twice),
        )
    known = counts.index.isin(regso.index)
    if not known.any():
        raise RegsoError(
            "None of the table's codes ({examples}) is a DeSO of the key table ({keys}). Use the key table of the "
            "table's edition, and a table by DeSO.",
            examples=listing(counts.index, 3),
            keys=listing(regso.index, 3),
        )
    unmatched = tuple(sorted(counts.index[~known]))
    concerned = regso[regso.isin(regso[counts.index[known]])]
    whole = counts.astype(float).reindex(concerned.index)
    result = whole.groupby(concerned).agg(lambda values: values.sum(skipna=False)).rename_axis("code")
    incomplete = tuple(sorted(set(concerned[~concerned.index.isin(counts.index)])))
    if unmatched:
        warnings.append(
            message(
                "{count} DeSO of the table are not in the key table and were left out: {codes}. They may belong to "
                "another edition.",
                count=len(unmatched),
                codes=listing(unmatched),
            )
        )
    if incomplete:
        warnings.append(
            message(
                "{count} RegSO lack rows for some of their DeSO and get no value: {codes}",
                count=len(incomplete),
                codes=listing(incomplete),
            )
        )
    return Aggregated(result, unmatched, incomplete, tuple(warnings))


def people_between_editions(
    population: pd.Series[Any], from_keys: Keys, to_keys: Keys
) -> tuple[pd.DataFrame, tuple[Message, ...]]:
    """Return people by pair of RegSO, for a crosswalk, where only a table by DeSO is at hand.

    ``population``: by DeSO code; the keys of either edition. A DeSO is taken to lie in the RegSO that each edition's
    key gives its code; DeSO that one of them lacks have no RegSO there. The same code need not be the same ground, so
    this sees whole DeSO move between RegSO and no boundary move through a DeSO: a population grid is better.
    """
    codes = clean_codes(pd.Series(population.index), [])
    pairs = pd.DataFrame(
        {
            "from_code": _regso_by_deso(from_keys).reindex(codes).to_numpy(),
            "to_code": _regso_by_deso(to_keys).reindex(codes).to_numpy(),
            "population": population.to_numpy(),
        },
        index=codes,
    )
    warnings = [
        message(
            "People were placed by the codes of their DeSO. Boundaries that moved through a DeSO are not seen; a "
            "population grid shows them."
        )
    ]
    unknown = pairs.index[pairs["population"].isna()]
    if len(unknown):
        warnings.append(
            message(
                "{count} DeSO have no number of inhabitants and count as uninhabited: {codes}",
                count=len(unknown),
                codes=listing(unknown),
            )
        )
    lost = pairs.index[pairs[["from_code", "to_code"]].isna().any(axis=1)]
    if len(lost):
        warnings.append(
            message(
                "{count} DeSO are not in the key tables of both editions: {codes}",
                count=len(lost),
                codes=listing(lost),
            )
        )
    return pairs.groupby(["from_code", "to_code"], dropna=False)["population"].sum().reset_index(), tuple(warnings)


def tells_a_rate(column: str) -> bool:
    """Whether a column's name tells a share, a mean or an index."""
    return "%" in column or not _RATE_WORDS.isdisjoint(_WORDS.findall(column.casefold().replace("_", " ")))


def _regso_by_deso(keys: Keys) -> pd.Series[Any]:
    """Return RegSO codes by DeSO code, clean; raise ``RegsoError`` where the keys do not tell them."""
    if isinstance(keys, KeyTable):
        if "desokod" not in keys.frame:
            raise RegsoError("The key table has no DeSO codes. Use SCB's key table from DeSO to RegSO.")
        keys = keys.frame.set_index("desokod")["regsokod"]
    parsed = [(parse_area_code(deso), parse_area_code(regso)) for deso, regso in keys.items()]
    pairs = {
        (deso.code, regso.code)
        for deso, regso in parsed
        if deso and regso and deso.level is Level.DESO and regso.level is Level.REGSO
    }
    found = pd.Series(dict(sorted(pairs)), dtype=object)
    if len(found) == 0:
        raise RegsoError(
            "The keys hold no pair of a DeSO code and a RegSO code. Use SCB's key table from DeSO to RegSO."
        )
    if len(found) < len(pairs):
        several = pd.Series([deso for deso, _ in pairs]).value_counts()
        raise RegsoError(
            "The key table gives {count} DeSO more than one RegSO: {codes}. It may hold two editions: use a table with "
            "one of them.",
            count=int((several > 1).sum()),
            codes=listing(sorted(several.index[several > 1])),
        )
    return found
