# SPDX-License-Identifier: GPL-2.0-or-later
"""Made answers in the form of SCB's, where no captured one is at hand. Nothing in them is true.

python made_answers.py     writes tests/qgis/sources/data/made_*.json anew
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"
Json = dict[str, Any]

YEARS = [str(year) for year in range(2011, 2025)]
CONTENTS = {
    "000008IT": "Socioekonomiskt index",
    "000008IU": "Områdestyp",
    "000008IV": "Andelen med förgymnasial utbildning",
    "000008IW": "Andelen personer med låg ekonomisk standard (oavsett ålder)",
    "000008IX": "Andelen med ekonomiskt bistånd och/eller långtidsarbetslösa",
}


def karlstad_codes() -> list[str]:
    return [f"1780R{number:03d}" for number in range(1, 32)]


def country_codes(count: int = 3363) -> list[str]:
    """As many made codes as Sweden has areas: a hundred in each made kommun, the first of län 01."""
    kommuner = [f"{k % 25 + 1:02d}{k // 25 + 10:02d}" for k in range((count + 99) // 100)]
    return sorted(f"{kommuner[i // 100]}R{i % 100 + 1:03d}" for i in range(count))


def made_features(codes: list[str], version: str) -> list[Json]:
    """Squares of 1 km side by side, from a corner in Värmland, 60 to a row."""
    features = []
    for number, code in enumerate(codes):
        east, north = 380_000 + 1000 * (number % 60), 6_560_000 + 1000 * (number // 60)
        ring = [[0, 0], [1000, 0], [1000, 1000], [0, 1000], [0, 0]]
        features.append(
            {
                "type": "Feature",
                "id": f"made.{number + 1}",
                "geometry": {"type": "Polygon", "coordinates": [[[east + x, north + y] for x, y in ring]]},
                "properties": {
                    "objectid": number + 1,
                    "objektidentitet": f"00000000-0000-0000-0000-{number + 1:012d}",
                    "objekttyp": "regso",
                    "regsokod": code,
                    "regsonamn": f"Påhittat område {number + 1}",
                    "lanskod": code[:2],
                    "kommunkod": code[:4],
                    "version": version,
                    "ansvarig_organisation": "Påhittad",
                    "referensdatum": f"{version[:4]}0101",
                },
            }
        )
    return features


def made_collection(features: list[Json]) -> Json:
    return {
        "type": "FeatureCollection",
        "features": features,
        "totalFeatures": len(features),
        "numberMatched": len(features),
        "numberReturned": len(features),
        "timeStamp": "2026-01-01T00:00:00.000Z",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}},
    }


def _dimension(label: str, categories: dict[str, str], **extension: Any) -> Json:
    index = {code: place for place, code in enumerate(categories)}
    return {"label": label, "category": {"index": index, "label": categories}, "extension": extension}


def _regions(codes: list[str]) -> dict[str, str]:
    regions = {}
    for code in codes:
        regions[code] = f"Påhittad ({code})"
        regions[f"{code}_RegSO2025"] = f"{code} Påhittad ({code})"
    return regions


def _is_of_its_time(region: str, year: str) -> bool:
    return region.endswith("_RegSO2025") == (int(year) >= 2024)


def made_index_table(codes: list[str]) -> tuple[Json, Callable[[tuple[str, ...]], float | None]]:
    """TAB6586 for made areas: the dataset without values, and its cells; null outside an edition's years."""
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "label": "Socioekonomiskt index efter region och år (påhittat)",
        "source": "SCB",
        "updated": "2026-06-23T06:00:00Z",
        "note": ["Påhittade värden."],
        "id": ["Region", "ContentsCode", "Tid"],
        "dimension": {
            "Region": _dimension("region", _regions(codes), elimination=False),
            "ContentsCode": _dimension("tabellinnehåll", CONTENTS, elimination=False),
            "Tid": _dimension("år", {year: year for year in YEARS}, elimination=False),
        },
    }
    numbers = {code: number for number, code in enumerate(codes)}

    def cell(key: tuple[str, ...]) -> float | None:
        region, contents, year = key
        if not _is_of_its_time(region, year):
            return None
        number, step = numbers[region[:8]], int(year) - 2011
        v1, v2, v3 = 2 + number % 40 + step, 3 + number % 20, 1 + number % 9
        index = round((v1 + v2 + v3) / 3, 1)
        return {
            "000008IT": index,
            "000008IU": 1 + number % 5,
            "000008IV": v2,
            "000008IW": v1,
            "000008IX": v3,
        }[contents]

    return dataset, cell


def made_population_table(codes: list[str]) -> tuple[Json, Callable[[tuple[str, ...]], float | None]]:
    """TAB6574 for made areas: 0, not null, outside an edition's years."""
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "label": "Folkmängden per region efter region, ålder, kön och år (påhittat)",
        "source": "SCB",
        "updated": "2026-03-24T07:00:00Z",
        "id": ["Region", "Alder", "Kon", "ContentsCode", "Tid"],
        "dimension": {
            "Region": _dimension("region", {"1780": "Karlstad"} | _regions(codes), elimination=False),
            "Alder": _dimension(
                "ålder",
                {"totalt": "totalt", "-4": "0-4 år", "80-": "80- år"},
                elimination=True,
                eliminationValueCode="totalt",
            ),
            "Kon": _dimension(
                "kön",
                {"1": "män", "2": "kvinnor", "1+2": "totalt"},
                elimination=True,
                eliminationValueCode="1+2",
            ),
            "ContentsCode": _dimension("tabellinnehåll", {"000007Y7": "Antal"}, elimination=False),
            "Tid": _dimension("år", {str(year): str(year) for year in range(2010, 2026)}, elimination=False),
        },
    }
    numbers = {code: number for number, code in enumerate(codes)}

    def cell(key: tuple[str, ...]) -> float | None:
        region, age, sex, _, year = key
        if region == "1780":
            return 99_007
        if not _is_of_its_time(region, year):
            return 0
        whole = 1000 + numbers[region[:8]]
        return whole if (age, sex) == ("totalt", "1+2") else whole // 2

    return dataset, cell


def files() -> dict[str, Json]:
    """Return the made answers that stand in ``data``, by name."""
    return {
        "made_karlstad_RegSO_2020_getfeature.json": made_collection(made_features(karlstad_codes(), "2020_v3")),
        "made_karlstad_RegSO_2025_getfeature.json": made_collection(made_features(karlstad_codes(), "2025_v2")),
    }


def text_of(document: Json) -> str:
    return json.dumps(document, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    for name, document in files().items():
        (DATA / name).write_text(text_of(document), encoding="utf-8")
