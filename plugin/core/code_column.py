# SPDX-License-Identifier: GPL-2.0-or-later
"""A whole column of area codes: cleaned, and asked for its edition."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from .codes import Edition, infer_edition, parse_area_code
from .messages import Message, RegsoError, listing, message


def clean_codes(codes: pd.Series[Any], warnings: list[Message]) -> list[str]:
    """Return the codes of areas, whole and without suffix; add to ``warnings`` what was mended or is odd.

    Codes of another form than RegSO's and DeSO's are kept as they are. Raises ``RegsoError`` where a code is missing,
    or where the column holds numbers.
    """
    if pd.api.types.is_numeric_dtype(codes):
        raise RegsoError(
            "The area code field holds numbers. RegSO and DeSO codes are text such as 0180R001, and numbers lose the "
            "leading zero. Choose the field that holds the codes as text."
        )
    missing = codes.isna() | (codes.astype(str).str.strip() == "")
    if missing.any():
        raise RegsoError(
            "{count} areas have no code (rows {rows}). Codes are the only key between areas and statistics. Fill in "
            "the codes, or choose another code field.",
            count=int(missing.sum()),
            rows=listing(np.flatnonzero(missing) + 1),
        )
    parsed = [parse_area_code(value) for value in codes]
    unknown = [str(v) for v, p in zip(codes, parsed, strict=True) if p is None]
    repaired = [p.code for p in parsed if p is not None and p.repaired]
    if len(unknown) == len(codes) and all(str(v).strip().isdigit() for v in unknown):
        raise RegsoError(
            "The codes in the chosen field are numbers ({examples}), not RegSO or DeSO codes such as 0180R001. Choose "
            "the field that holds the areas' codes.",
            examples=listing(unknown, 3),
        )
    if unknown:
        warnings.append(
            message(
                "{count} area codes have neither the form of RegSO nor of DeSO and are used as they are: {codes}",
                count=len(unknown),
                codes=listing(unknown),
            )
        )
    if repaired:
        warnings.append(
            message(
                "{count} area codes had lost their leading zero, which was put back: {codes}",
                count=len(repaired),
                codes=listing(repaired),
            )
        )
    return [str(v).strip() if p is None else p.code for v, p in zip(codes, parsed, strict=True)]


def edition_of_areas(codes: pd.Series[Any], versions: pd.Series[Any] | None = None) -> Edition | None:
    """Return the edition that areas belong to, or None where nothing tells.

    Asked in turn: the version attribute, the codes' suffixes, and the codes that only one edition has. Areas whose
    attribute or suffixes name both editions belong to none.
    """
    named = {e for e in map(Edition.from_text, [] if versions is None else versions.dropna().unique()) if e}
    parsed = [p for p in map(parse_area_code, codes) if p is not None]
    suffixes = {p.edition for p in parsed if p.edition is not None}
    for found in (named, suffixes):
        if found:
            return found.pop() if len(found) == 1 else None
    return infer_edition(p.code for p in parsed)
