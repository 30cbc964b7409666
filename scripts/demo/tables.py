# SPDX-License-Identifier: GPL-2.0-or-later
"""The demo's statistics as files of the kinds that agencies hand out, with the oddities of the real ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from . import figures

SUFFIX = "_RegSO2025"
FIRST_YEAR_OF_2025 = 2024
_ODD_LABELS = {"Trollskogen": "Trollskogen ", "Kvarnåsen-Åbrinken": "Kvarnåsen–Åbrinken"}
INCOME_GROUPS = tuple(f"kvintil_{number}" for number in range(1, 6))
_TILT = 0.35
"""How much rarer each next income group is in an area whose index is a standard deviation above the mean."""
_CONTENTS = {
    "000008IT": ("Socioekonomiskt index", "index", 1),
    "000008IU": ("Områdestyp", "omradestyp", 0),
    "000008IV": ("Andelen med förgymnasial utbildning", "v2", 1),
    "000008IW": ("Andelen personer med låg ekonomisk standard (oavsett ålder)", "v1", 1),
    "000008IX": ("Andelen med ekonomiskt bistånd och/eller långtidsarbetslösa", "v3", 1),
}


def write_population_csv(areas: pd.DataFrame, path: Path) -> None:
    """Write the population of 2024 as the statistics database hands out text: Windows-1252, keyed by label.

    One label has a space before its bracket, one an en dash for a hyphen, as in real files.
    """
    lines = ['"Folkmängden per region efter region, ålder, kön och år (PÅHITTADE UPPGIFTER)"', ""]
    lines.append('"region","ålder","kön","2024"')
    for area in areas.itertuples():
        name = _ODD_LABELS.get(area.regsonamn, area.regsonamn)
        lines.append(f'"{area.kommunnamn} ({name})","totalt","totalt",{area.folkmangd}')
    lines += ["", '"Påhittade uppgifter för RegSO Atlas demo; ingen verklig folkmängd."']
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode("cp1252"))


def write_keys_csv(areas: pd.DataFrame, path: Path) -> None:
    """Write the key from code to name and kommun, UTF-8."""
    columns = ["regsokod", "regsonamn", "kommunkod", "kommunnamn"]
    areas[columns].to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def write_types_json(areas: pd.DataFrame, index: pd.DataFrame, path: Path) -> None:
    """Write index, types and indicators as JSON-stat 2 in the shape of SCB's table TAB6586.

    Both editions stand in one dimension: plain codes have the years to 2023, suffixed ones have 2024, the rest is null.
    """
    regions = _regions(areas)
    figure = index.set_index(["regsokod", "ar"])
    values = [
        _number(figure.loc[(key.removesuffix(SUFFIX), year), column], decimals)
        if key.endswith(SUFFIX) == (year >= FIRST_YEAR_OF_2025)
        else None
        for key in regions
        for _, column, decimals in _CONTENTS.values()
        for year in figures.YEARS
    ]
    text = json.dumps(_document(regions, values), ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def write_income_groups_csv(index: pd.DataFrame, people: pd.DataFrame, path: Path) -> None:
    """Write people by income group, five groups from the lowest to the highest, per area and year; UTF-8.

    An area with a high index has more of the low groups. One without an index has no figures: the fields are empty.
    """
    joined = index.merge(people, on=["regsokod", "ar"], sort=False).sort_values(["ar", "regsokod"])
    of_year = joined.groupby("ar")["index"]
    high = (joined["index"] - of_year.transform("mean")) / of_year.transform("std")
    weights = np.exp(-_TILT * high.to_numpy(dtype=float)[:, None] * (np.arange(5) - 2))
    shares = weights / weights.sum(axis=1, keepdims=True)
    # rounded so that the groups sum to the people of the area
    below = np.round(np.cumsum(shares, axis=1) * joined["folkmangd"].to_numpy(dtype=float)[:, None])
    counts = pd.DataFrame(np.diff(below, axis=1, prepend=0), columns=list(INCOME_GROUPS)).astype("Int64")
    table = pd.concat([joined[["regsokod", "ar"]].reset_index(drop=True), counts], axis=1)
    table.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def _number(value: float, decimals: int) -> float | int | None:
    if pd.isna(value):
        return None
    return round(float(value), decimals) if decimals else int(value)


def _regions(areas: pd.DataFrame) -> dict[str, str]:
    """Return label by key; the editions follow each other by turns, as in the real table."""
    labels = {}
    for area in areas.itertuples():
        labels[area.regsokod] = f"{area.kommunnamn} ({area.regsonamn})"
        labels[area.regsokod + SUFFIX] = f"{area.regsokod} {area.kommunnamn} ({area.regsonamn})"
    return labels


def _document(regions: dict[str, str], values: list[float | int | None]) -> dict[str, Any]:
    years = [str(year) for year in figures.YEARS]
    contents = {key: label for key, (label, _, _) in _CONTENTS.items()}
    units = {key: {"base": "andel", "decimals": decimals} for key, (_, _, decimals) in _CONTENTS.items()}
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Socioekonomiskt index efter region och år (PÅHITTADE UPPGIFTER)",
        "source": "RegSO Atlas demo (påhittat)",
        "updated": "2025-01-01T00:00:00Z",
        "note": ["Påhittade uppgifter i samma form som SCB:s tabell TAB6586.", ".. = Uppgiften är inte tillgänglig."],
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "id": ["Region", "ContentsCode", "Tid"],
        "size": [len(regions), len(contents), len(years)],
        "dimension": {
            "Region": _dimension("region", regions),
            "ContentsCode": _dimension("tabellinnehåll", contents, {"unit": units}),
            "Tid": _dimension("år", {year: year for year in years}),
        },
        "extension": {"px": {"infofile": "PÅHITTAD", "tableid": "DEMO6586", "language": "sv"}},
        "value": values,
        "status": {str(i): ".." for i, value in enumerate(values) if value is None},
    }


def _dimension(label: str, labels: dict[str, str], extra: dict[str, Any] | None = None) -> dict[str, Any]:
    index = {key: position for position, key in enumerate(labels)}
    return {"label": label, "category": {"index": index, "label": labels, **(extra or {})}}
