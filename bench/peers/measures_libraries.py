# SPDX-License-Identifier: GPL-2.0-or-later
"""The same measures by PySAL, statsmodels, scipy, scikit-learn and pandas, as somebody would ask who knows them.

The libraries take one comparison, or one part of the country, at a time.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import geopandas as gpd
import measures_inputs as made
import numpy as np
import statsmodels.api as sm
from esda.moran import Moran, Moran_Local
from inequality.gini import Gini
from inequality.theil import Theil
from libpysal.weights import Queen
from scipy import stats
from segregation import local, multigroup, singlegroup
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.rates import confint_poisson_2indep

warnings.simplefilter("ignore")
Figures = dict[str, Any]
Part = Callable[[made.Given], Figures]

MULTIGROUP = {
    "multigroup_dissimilarity": multigroup.MultiDissim,
    "multigroup_gini": multigroup.MultiGini,
    "theil_h": multigroup.MultiInfoTheory,
    "mutual_information": multigroup.MultiDivergence,
    "entropy": multigroup.MultiDiversity,
}
ONE_GROUP = {
    "dissimilarity": singlegroup.Dissim,
    "isolation": singlegroup.Isolation,
    "exposure": singlegroup.Interaction,
    "eta_squared": singlegroup.CorrelationR,
    "gini": singlegroup.Gini,
    "atkinson": singlegroup.Atkinson,
}


def _collect(found: list[dict[str, Any]]) -> Figures:
    return {name: np.array([one[name] for one in found]).ravel() for name in found[0]}


def of_disparity(given: made.Given) -> Figures:
    """Return what the libraries have of a comparison: no index of them has an interval by draws."""
    return _collect([_one_disparity(rows) for _, rows in given.table.groupby("part", sort=False)])


def _one_disparity(rows: Any) -> dict[str, Any]:
    people, count = (rows[name].to_numpy(dtype=float)[::-1] for name in ("population", "count"))
    share, rate = people / people.sum(), 1000 * count / people
    rank = np.cumsum(share) - share / 2
    design = sm.add_constant(rank)
    line = sm.WLS(rate, design, weights=people).fit()
    model = sm.GLM(count, design, family=sm.families.Poisson(), offset=np.log(people)).fit(tol=1e-14)
    mean = share @ rate
    units = np.repeat(rate, (people / 1000).astype(int))
    low, high = stats.chi2.ppf(0.025, 2 * count) / 2, stats.chi2.ppf(0.975, 2 * count + 2) / 2
    return {
        "slope": line.params[1],
        "relative": (line.params[0] + line.params[1]) / line.params[0],
        "explained": line.rsquared,
        "log ratio": np.exp(model.params[1]),
        # from the best-off here, from the worst-off there
        "concentration": -2 * np.cov(np.vstack([rate, rank]), aweights=share, ddof=0)[0, 1] / mean,
        "variance": units.var(),
        "gini": Gini(units).g,
        "theil": Theil(units).T,
        "rate low": (1000 * low / people)[::-1],
        "rate high": (1000 * high / people)[::-1],
    }


def of_standardisation(given: made.Given) -> Figures:
    """Return standardised rates with the limits of Fay and Feuer, and ratios with exact ones, by scipy."""
    found = []
    for _, rows in given.table.groupby("part", sort=False):
        counts = rows.pivot_table(index="area_type", columns="class", values="count", sort=False).to_numpy(dtype=float)
        people = rows.pivot_table(index="area_type", columns="class", values="population", sort=False).to_numpy(
            dtype=float
        )
        standard = people.sum(axis=0) / people.sum()
        expected = counts.sum(axis=0) / people.sum(axis=0)
        for own, living in zip(counts, people, strict=True):
            found.append({**_direct(own, standard / living), **_indirect(own.sum(), living @ expected)})
    return _collect(found)


def _direct(counts: Any, weight: Any) -> dict[str, float]:
    rate, variance, most = weight @ counts, weight**2 @ counts, weight.max()
    wider, more = rate + most, variance + most**2
    return {
        "rate": rate,
        "low": stats.gamma.ppf(0.025, rate**2 / variance, scale=variance / rate),
        "high": stats.gamma.ppf(0.975, wider**2 / more, scale=more / wider),
    }


def _indirect(observed: float, expected: float) -> dict[str, float]:
    return {
        "ratio": observed / expected,
        "ratio_low": stats.chi2.ppf(0.025, 2 * observed) / 2 / expected,
        "ratio_high": stats.chi2.ppf(0.975, 2 * observed + 2) / 2 / expected,
    }


def _segregation(letters: int, *, with_quotients: bool = False) -> Part:
    def run(given: made.Given) -> Figures:
        region = given.table["code"].str[:letters]
        parts = [rows.reset_index(drop=True) for _, rows in given.table.groupby([region, "year"], sort=True)]
        figures = _collect([_one_segregation(rows) for rows in parts])
        if with_quotients:
            quotients = [local.MultiLocationQuotient(rows, list(made.GROUPS)).statistics for rows in parts]
            figures["location quotients"] = np.concatenate(quotients).ravel()
        return figures

    return run


def _one_segregation(rows: Any) -> dict[str, float]:
    found = {name: measure(rows, list(made.GROUPS)).statistic for name, measure in MULTIGROUP.items()}
    rows = rows.assign(total=rows[list(made.GROUPS)].sum(axis=1))
    for name, measure in ONE_GROUP.items():
        for group in made.GROUPS:
            found[f"{name} {group}"] = measure(rows, group_pop_var=group, total_pop_var="total").statistic
    return found


def _weights(polygons: Any) -> Any:
    return Queen.from_dataframe(gpd.GeoDataFrame(geometry=list(polygons)), use_index=False)


def of_neighbours(given: made.Given) -> Figures:
    """Return how many neighbours every polygon has."""
    return {"neighbours": np.array(list(_weights(given.polygons).cardinalities.values()))}


def of_clustering(given: made.Given) -> Figures:
    """Return Moran's I and local Moran's I of each year, with 999 permutations of each."""
    weights = _weights(given.polygons)
    whole = [Moran(own, weights, permutations=999) for own in given.values]
    each = [Moran_Local(own, weights, permutations=999, seed=1) for own in given.values]
    islands = np.array(list(weights.cardinalities.values())) == 0
    return {
        "I": np.array([one.I for one in whole]),
        "local I": np.concatenate([np.where(islands, np.nan, one.Is) for one in each]),
        "p ± I": np.array([one.p_sim for one in whole]),
        "p ± local I": np.concatenate([np.where(islands, np.nan, one.p_sim) for one in each]),
    }


def of_follow_up(given: made.Given) -> Figures:
    """Return rates and changes by type and year from pandas' sums, with the intervals of statsmodels and scipy."""
    years = sorted(given.table["year"].unique())
    kinds = given.table.pivot_table(index="code", columns="year", values="area_type", sort=False)
    figures = {}
    for hold in ("moving", "first", "last"):
        own = (
            given.table["area_type"]
            if hold == "moving"
            else given.table["code"].map(kinds[years[0 if hold == "first" else -1]])
        )
        sums = given.table.groupby([given.table["year"], own.rename("kind")])[["count", "population"]].sum()
        figures[f"rate {hold}"] = (1000 * sums["count"] / sums["population"]).to_numpy()
        if hold == "moving":
            figures |= _collect([_change(sums, years[0], year, kind) for year in years[1:] for kind in made.TYPES])
    ends = kinds[years[0]], kinds[years[-1]]
    figures["kappa"] = np.array([cohen_kappa_score(*ends), cohen_kappa_score(*ends, weights="linear")])
    return figures


def _change(sums: Any, first: int, year: int, kind: int) -> dict[str, float]:
    (before, lived), (after, living) = (sums.loc[(when, kind)].to_numpy() for when in (first, year))
    low, high = confint_poisson_2indep(
        after, living, before, lived, method="mover", compare="diff", method_mover="exact-c"
    )
    shares = stats.binomtest(int(after), int(before + after)).proportion_ci(method="exact")
    odds = [share / (1 - share) * lived / living for share in shares]
    return {
        "difference_low": 1000 * low,
        "difference_high": 1000 * high,
        "ratio_low": odds[0],
        "ratio_high": odds[1],
    }


PARTS: dict[str, Part] = {
    "disparity": of_disparity,
    "standardisation": of_standardisation,
    "segregation-country": _segregation(0, with_quotients=True),
    "segregation-lan": _segregation(2),
    "segregation-kommun": _segregation(4),
    "neighbours": of_neighbours,
    "clustering": of_clustering,
    "follow-up": of_follow_up,
}
LIBRARIES = ("segregation", "esda", "libpysal", "inequality", "statsmodels", "scipy", "scikit-learn", "numba", "pandas")
VERSIONS = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
