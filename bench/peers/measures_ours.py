# SPDX-License-Identifier: GPL-2.0-or-later
"""The measures by RegSO Atlas' core: a function for each part, which computes and returns figures by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import measures_inputs as made
import numpy as np
from ours_package import register

register()

from regso_atlas.plugin.core.codes import Level  # noqa: E402
from regso_atlas.plugin.core.measures.cluster_table import cluster_table  # noqa: E402
from regso_atlas.plugin.core.measures.compare_years import follow_up  # noqa: E402
from regso_atlas.plugin.core.measures.contiguity import contiguity  # noqa: E402
from regso_atlas.plugin.core.measures.disparity import disparity  # noqa: E402
from regso_atlas.plugin.core.measures.follow_up import Settings  # noqa: E402
from regso_atlas.plugin.core.measures.groups import Kind  # noqa: E402
from regso_atlas.plugin.core.measures.segregation import segregation_table  # noqa: E402
from regso_atlas.plugin.core.measures.standardisation import direct, indirect  # noqa: E402
from regso_atlas.plugin.core.measures.transitions import kappa  # noqa: E402
from regso_atlas.plugin.core.measures.types_by_year import read_types  # noqa: E402
from regso_atlas.plugin.core.measures.years_input import Figure, read_year_rows  # noqa: E402

Figures = dict[str, Any]
Part = Callable[[made.Given], Figures]

DISPARITY = {
    "slope_index_linear": "slope",
    "relative_index_linear": "relative",
    "line_explains": "explained",
    "relative_index_log": "log ratio",
    "concentration_index": "concentration",
    "between_group_variance": "variance",
    "gini_by_rate": "gini",
    "theil": "theil",
}
MULTIGROUP = ("multigroup_dissimilarity", "multigroup_gini", "theil_h", "mutual_information", "entropy")
ONE_GROUP = ("dissimilarity", "isolation", "exposure", "eta_squared", "gini", "atkinson")


def of_disparity(given: made.Given) -> Figures:
    """Return the disparity of every part: all measures with their intervals, of which some are compared."""
    frame = disparity(given.table, count="count", by="part", kind=Kind.EVENTS).frame()
    by_measure = frame.set_index("measure")
    found = {name: by_measure.loc[measure, "value"].to_numpy() for measure, name in DISPARITY.items()}
    rates = by_measure.loc["rate"]
    return {**found, "rate low": rates["low"].to_numpy(), "rate high": rates["high"].to_numpy()}


def of_standardisation(given: made.Given) -> Figures:
    """Return directly and indirectly standardised rates of every part with their intervals."""
    named = given.table.rename(columns={"area_type": "group", "class": "stratum"})
    parts = [rows for _, rows in named.groupby("part", sort=False)]
    rates = [direct(rows).frame for rows in parts]
    ratios = [indirect(rows).frame for rows in parts]
    return {
        **{name: np.concatenate([one[name] for one in rates]) for name in ("rate", "low", "high")},
        **{name: np.concatenate([one[name] for one in ratios]) for name in ("ratio", "ratio_low", "ratio_high")},
    }


def _segregation(level: Level | None) -> Part:
    def run(given: made.Given) -> Figures:
        ends = {"lowest": made.GROUPS[0], "highest": made.GROUPS[-1]}
        result = segregation_table(given.table, list(made.GROUPS), year="year", level=level, **ends)
        rows = result.table.sort_values(["region", "year"], kind="stable")
        found = {name: rows.loc[rows["measure"] == name, "value"].to_numpy() for name in MULTIGROUP}
        for name in ONE_GROUP:
            for group in made.GROUPS:
                own = rows[(rows["measure"] == name) & (rows["group_name"] == group)]
                found[f"{name} {group}"] = own["value"].to_numpy()
        if level is None:
            quotients = [f"{group}_lq" for group in made.GROUPS]
            found["location quotients"] = result.areas[quotients].to_numpy().ravel()
        return found

    return run


def of_neighbours(given: made.Given) -> Figures:
    """Return how many neighbours every polygon has."""
    return {"neighbours": contiguity(given.polygons).degrees}


def of_clustering(given: made.Given) -> Figures:
    """Return Moran's I of each year and of every area in it, with 999 permutations of each."""
    years, count = given.values.shape
    every = np.tile(np.asarray(given.polygons, dtype=object), years)
    found = cluster_table(
        given.values.ravel(), every, name="value", years=np.repeat(np.arange(2000, 2000 + years), count)
    )
    whole = found.table.set_index("measure")["value"]
    return {
        "I": whole.loc["moran_i"].to_numpy(),
        "local I": found.areas["local_moran"].to_numpy(),
        "p ± I": whole.loc["moran_p"].to_numpy() / 2,
        "p ± local I": found.areas["p_value"].to_numpy() / 2,
    }


def of_follow_up(given: made.Given) -> Figures:
    """Return rates by type and year, the types held at the first and the last year and moving, and their changes."""
    raw = given.table.astype(object)
    rows = read_year_rows(raw.drop(columns="area_type"), kind=Kind.EVENTS, per=1000)
    types = read_types(raw[["code", "year", "area_type"]])
    found = follow_up(rows, types, Settings(Figure.COUNT, Kind.EVENTS, 1000))
    own = found.table[found.table["group"].isin([str(kind) for kind in made.TYPES])]
    moving = own[(own["hold"] == "moving") & own["base_year"].notna()]
    figures = {f"rate {hold}": own.loc[own["hold"] == hold, "rate"].to_numpy() for hold in ("moving", "first", "last")}
    for name in ("difference_low", "difference_high", "ratio_low", "ratio_high"):
        figures[name] = moving[name].to_numpy()
    if found.whole is not None:
        figures["kappa"] = np.array([kappa(found.whole.areas), kappa(found.whole.areas, linear=True)])
    return figures


PARTS: dict[str, Part] = {
    "disparity": of_disparity,
    "standardisation": of_standardisation,
    "segregation-country": _segregation(None),
    "segregation-lan": _segregation(Level.LAN),
    "segregation-kommun": _segregation(Level.KOMMUN),
    "neighbours": of_neighbours,
    "clustering": of_clustering,
    "follow-up": of_follow_up,
}
VERSIONS = f"RegSO Atlas with numpy {np.__version__}"
