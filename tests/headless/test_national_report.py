# SPDX-License-Identifier: GPL-2.0-or-later
"""The country by area type from real statistics, through qgis_process: every table against pandas and plain numpy.

Types of 2022; people, birthplace, tenure and wage income of 2020–2023. The boundaries of the edition of 2020 are not
among the data, so squares with its codes stand for them: nothing here asks where an area lies.
"""

from __future__ import annotations

import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

KEYS = "keys/regso_2018_codes.csv"
TYPES = "index/regso_omradestyp_2022_by_code.csv"
POPULATION = "population/regso_population_2022_jsonstat.json"
BIRTHPLACE = "population/regso_fodelseregion_2020-2023.csv"
TENURE = "population/regso_upplatelseform_2020-2023.csv"
INCOME = "population/regso_loneinkomst_2020-2023.csv"
YEARS = (2020, 2021, 2022, 2023)
ALL = [1, 2, 3, 4, 5]
MEASURES = {
    "abroad": {"COUNT_FIELD": "abroad", "POPULATION_FIELD": "people", "KIND": "persons"},
    "rented": {"COUNT_FIELD": "rented", "POPULATION_FIELD": "dwellings", "KIND": "persons"},
    "wage": {"RATE_FIELD": "wage", "POPULATION_FIELD": "people", "KIND": "mean"},
}
"""Born abroad among the people, rented among the dwellings, mean wage income (weighted by people)."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("riksrapport åäö")


@pytest.fixture(scope="module")
def run(qgis_process, folder):
    """Run an algorithm, with its outputs in the folder; return its numbers."""

    def start(algorithm: str, name: str, **inputs):
        inputs = {"OUTPUT": str(folder / f"{name}.gpkg"), **inputs}
        return qgis_process("run", f"regso:{algorithm}", inputs=inputs).results

    return start


def table(folder: Path, name: str) -> pd.DataFrame:
    return pyogrio.read_dataframe(folder / f"{name}.gpkg", read_geometry=False)


# The files, read by pandas alone --------------------------------------------------------------------------------------


def label(text: str) -> str:
    """Return a label without what the files of the same agency write differently."""
    return re.sub(r"\s+", "", text.replace("\N{EN DASH}", "-")).casefold()


@pytest.fixture(scope="module")
def keys(real_data) -> pd.Series:
    """The codes by label."""
    frame = pd.read_csv(real_data / KEYS, dtype=str)
    labels = (frame["kommunnamn"] + "(" + frame["regsonamn"] + ")").map(label)
    assert labels.is_unique
    return pd.Series(frame["regsokod"].to_numpy(), index=labels)


@pytest.fixture(scope="module")
def by_year(real_data, keys) -> pd.DataFrame:
    """A row for each area and year: people, born in Sweden and abroad, dwellings, rented ones, wage income."""

    def figures(file: str, **only: str) -> pd.Series:
        frame = pd.read_csv(real_data / file, encoding="utf-8-sig")
        for column, value in only.items():
            frame = frame[frame[column] == value]
        own = frame.filter(regex=r" \d{4}$").rename(columns=lambda name: int(name[-4:]))
        sums = own.groupby(keys[frame["region"].map(label)].to_numpy()).sum()
        return pd.concat({year: sums[year] for year in YEARS})

    found = pd.DataFrame(
        {
            "people": figures(BIRTHPLACE, födelseregion="totalt"),
            "sweden": figures(BIRTHPLACE, födelseregion="Sverige"),
            "dwellings": figures(TENURE),
            "rented": figures(TENURE, upplåtelseform="hyresrätt"),
            "wage": figures(INCOME),
        }
    )
    found["abroad"] = found["people"] - found["sweden"]
    types = pd.read_csv(real_data / TYPES, dtype={"regsokod": str}).set_index("regsokod")["omradestyp_2022"]
    found.index.names = ["year", "code"]
    return found.join(types.rename("area_type"), on="code").reset_index()


@pytest.fixture(scope="module")
def now(by_year) -> pd.DataFrame:
    return by_year[by_year["year"] == 2022].set_index("code").sort_index()


# The report, through the algorithms -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def areas(run, real_data, keys, folder) -> pd.DataFrame:
    """The areas with everything of 2022, joined file by file."""
    squares = shapely.box(*(np.arange(len(keys)) * 1000 + shift for shift in (0, 0, 900, 900)))
    layer = gpd.GeoDataFrame({"regsokod": keys.to_numpy()}, geometry=squares, crs=3006)
    pyogrio.write_dataframe(layer, folder / "0.gpkg")
    steps = (
        (TYPES, {}),
        (POPULATION, {}),
        (BIRTHPLACE, {"FILTERS": "födelseregion=Sverige"}),
        (TENURE, {"FILTERS": "upplåtelseform=hyresrätt"}),
        (TENURE, {"FILTERS": "upplåtelseform=sum"}),
        (INCOME, {}),
    )
    for number, (file, more) in enumerate(steps):
        labels = file in (BIRTHPLACE, TENURE, INCOME)
        chosen = {"KEY_TABLE": str(real_data / KEYS), "YEAR": 2022} if labels else {}
        inputs = {"AREAS": str(folder / f"{number}.gpkg"), "TABLE": str(real_data / file), **chosen, **more}
        results = run("joinstatistics", str(number + 1), **inputs)
        assert (results["MATCHED"], results["ONLY_IN_AREAS"], results["ONLY_IN_TABLE"]) == (3363, 0, 0)
    found = table(folder, str(len(steps))).set_index("regsokod").sort_index()
    found = found.rename(
        columns={
            "population": "people",
            "antal_sverige": "sweden",
            "antal_hyresratt": "rented",
            "antal": "dwellings",
            "medelvarde_for_samtliga_tkr": "wage",
        }
    )
    found["abroad"] = found["people"] - found["sweden"]
    return found


@pytest.fixture(scope="module")
def country(areas, folder) -> Path:
    """The joined areas as a layer, with the number of people born abroad."""
    path = folder / "landet 2022.gpkg"
    columns = ["area_type", "people", "abroad", "dwellings", "rented", "wage"]
    pyogrio.write_dataframe(areas.reset_index()[["regsokod", *columns]], path)
    return path


@pytest.fixture(scope="module")
def long_table(by_year, folder) -> Path:
    """The figures of all years as a layer, without types."""
    path = folder / "åren.gpkg"
    pyogrio.write_dataframe(by_year.drop(columns="area_type").rename(columns={"code": "regsokod", "year": "ar"}), path)
    return path


@pytest.fixture(scope="module")
def disparities(run, country, folder) -> dict[str, pd.DataFrame]:
    for name, chosen in MEASURES.items():
        run("disparity", f"disparity {name}", INPUT=str(country), SUM_ROWS=True, **chosen)
    return {name: table(folder, f"disparity {name}") for name in MEASURES}


@pytest.fixture(scope="module")
def changes(run, long_table, real_data, folder) -> dict[str, pd.DataFrame]:
    for name, chosen in MEASURES.items():
        types = {"TYPES": str(real_data / TYPES), "HOLD": "last"}
        run("compareyears", f"change {name}", INPUT=str(long_table), **types, **chosen)
    return {name: table(folder, f"change {name}") for name in MEASURES}


@pytest.fixture(scope="module")
def segregations(run, long_table, folder) -> dict[str, pd.DataFrame]:
    for level in ("country", "kommun"):
        groups = {"GROUP_FIELDS": ["sweden", "abroad"], "TOTAL_FIELD": "people", "LEVEL": level}
        run("segregation", f"segregation {level}", INPUT=str(long_table), **groups)
    return {level: table(folder, f"segregation {level}") for level in ("country", "kommun")}


# Checked --------------------------------------------------------------------------------------------------------------


def value(rows: pd.DataFrame, **where) -> float:
    for column, wanted in where.items():
        rows = rows[rows[column] == wanted]
    assert len(rows) == 1
    return rows["value"].iloc[0]


def rates(frame: pd.DataFrame, name: str) -> pd.Series:
    """Return the rates of the types, and of all together as 0, as pandas has them."""
    amount, base = {"abroad": ("abroad", "people"), "rented": ("rented", "dwellings"), "wage": (None, "people")}[name]
    amounts = frame["wage"] * frame["people"] if amount is None else frame[amount]
    sums = pd.DataFrame({"amount": amounts, "base": frame[base], "area_type": frame["area_type"]})
    sums = sums.groupby("area_type").sum()
    sums.loc[0] = sums.sum()
    return sums["amount"] / sums["base"] * (1 if amount is None else 100)


def test_what_was_joined_is_what_stands_in_the_files(areas, now):
    for column in ("area_type", "people", "sweden", "abroad", "dwellings", "rented", "wage"):
        assert areas[column].tolist() == now[column].tolist()
    assert now["people"].sum() == 10_521_556


def test_areas_and_people_by_type_are_exact(run, areas, folder, now):
    run("areatypesummary", "typer", AREAS=str(folder / "6.gpkg"))
    found = table(folder, "typer").set_index("area_type").loc[ALL]
    expected = now.groupby("area_type")["people"].agg(["size", "sum"])
    assert found["area_count"].astype(int).tolist() == expected["size"].tolist() == [160, 289, 855, 1770, 289]
    assert found["population"].astype(int).tolist() == expected["sum"].tolist()


@pytest.mark.parametrize("name", MEASURES)
def test_rates_gaps_and_indices_are_those_of_plain_formulas(disparities, now, name):
    rows, expected = disparities[name], rates(now, name)
    for kind in ALL:
        assert value(rows, measure="rate", group_name=str(kind)) == pytest.approx(expected[kind], rel=1e-9)
    assert value(rows, measure="mean_rate") == pytest.approx(expected[0], rel=1e-9)
    assert value(rows, measure="difference") == pytest.approx(expected[1] - expected[5], rel=1e-9)
    assert value(rows, measure="ratio") == pytest.approx(expected[1] / expected[5], rel=1e-9)
    base = now.groupby("area_type")["dwellings" if name == "rented" else "people"].sum()
    share = (base / base.sum()).to_numpy()
    rank, rate = share.cumsum() - share / 2, expected[ALL].to_numpy()
    slope = -np.polyfit(rank, rate, 1, w=np.sqrt(share))[0]
    assert value(rows, measure="slope_index_linear") == pytest.approx(slope, rel=1e-9)
    concentration = 2 / expected[0] * (share * rate * (rank - 0.5)).sum()
    assert value(rows, measure="concentration_index") == pytest.approx(concentration, rel=1e-9)


def wilson(amount: float, base: float) -> tuple[float, float]:
    share, z = amount / base, 1.959963984540054
    middle = (share + z**2 / (2 * base)) / (1 + z**2 / base)
    reach = z / (1 + z**2 / base) * np.sqrt(share * (1 - share) / base + z**2 / (4 * base**2))
    return 100 * (middle - reach), 100 * (middle + reach)


def test_shares_of_persons_have_wilson_intervals_and_register_means_none(disparities, now):
    rows = disparities["abroad"]
    for kind, own in now.groupby("area_type")[["abroad", "people"]].sum().iterrows():
        (row,) = rows[(rows["measure"] == "rate") & (rows["group_name"] == str(kind))].to_dict("records")
        assert (row["low"], row["high"]) == pytest.approx(wilson(own["abroad"], own["people"]), rel=1e-9)
    wage = disparities["wage"]
    assert wage.loc[wage["measure"].isin(["rate", "difference", "ratio"]), "low"].isna().all()


def plain_segregation(own: pd.DataFrame) -> dict[str, float]:
    """D, isolation of those born abroad, and Theil's H of the two groups, as the textbooks write them."""
    counts = own[["sweden", "abroad"]].to_numpy(dtype=float)
    total, groups = counts.sum(axis=1), counts.sum(axis=0)
    one, other = counts[:, 1] / groups[1], counts[:, 0] / groups[0]

    def entropy(shares: np.ndarray) -> np.ndarray:
        return -(shares * np.log(np.where(shares > 0, shares, 1))).sum(axis=-1)

    whole = entropy(groups / groups.sum())
    return {
        "dissimilarity": 0.5 * np.abs(one - other).sum(),
        "isolation": (one * counts[:, 1] / total).sum(),
        "theil_h": (total * (whole - entropy(counts / total[:, None]))).sum() / (total.sum() * whole),
    }


@pytest.mark.parametrize("year", YEARS)
def test_segregation_of_the_country_is_that_of_a_plain_formula(segregations, by_year, year):
    rows = segregations["country"]
    rows = rows[rows["year"] == year]
    expected = plain_segregation(by_year[by_year["year"] == year])
    for name in ("dissimilarity", "isolation"):
        assert value(rows, measure=name, group_name="abroad") == pytest.approx(expected[name], rel=1e-9)
    assert value(rows, measure="theil_h") == pytest.approx(expected["theil_h"], rel=1e-9)
    parts = [value(rows, measure=f"theil_h_{part}") for part in ("between", "within")]
    assert sum(parts) == pytest.approx(expected["theil_h"], rel=1e-9)


def test_segregation_of_every_kommun_is_that_of_a_plain_formula(segregations, now):
    rows = segregations["kommun"]
    found = rows[(rows["year"] == 2022) & (rows["measure"] == "theil_h")].set_index("region")["value"]
    expected = {kommun: plain_segregation(own)["theil_h"] for kommun, own in now.groupby(now.index.str[:4])}
    assert len(found) == len(expected) == 290
    single = now.groupby(now.index.str[:4]).size().loc[lambda sizes: sizes == 1].index
    assert found[found.isna()].index.isin(single).all()
    for kommun, theil_h in found.dropna().items():
        assert theil_h == pytest.approx(expected[kommun], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("name", MEASURES)
def test_change_by_type_is_the_difference_of_two_years(changes, by_year, name):
    rows = changes[name]
    for year in YEARS:
        expected = rates(by_year[by_year["year"] == year], name)
        first = rates(by_year[by_year["year"] == YEARS[0]], name)
        for kind, group in ((0, "all"), *((kind, str(kind)) for kind in ALL)):
            (row,) = rows[(rows["year"] == year) & (rows["group_name"] == group)].to_dict("records")
            assert row["rate"] == pytest.approx(expected[kind], rel=1e-9)
            if year > YEARS[0]:
                assert row["difference"] == pytest.approx(expected[kind] - first[kind], rel=1e-9, abs=1e-11)
                assert (row["difference_low"] <= row["difference"] <= row["difference_high"]) or name == "wage"
    people = rows[rows["group_name"].isin(map(str, ALL))].groupby("year")["population"].sum()
    base = "dwellings" if name == "rented" else "people"
    assert people.to_dict() == by_year.groupby("year")[base].sum().to_dict()


@pytest.mark.parametrize(("name", "base"), [("abroad", "people"), ("rented", "dwellings")])
def test_changes_of_shares_have_newcombes_intervals(changes, by_year, name, base):
    sums = by_year.groupby(["year", "area_type"])[[name, base]].sum()
    for kind in ALL:
        (before, then), (after, later) = (sums.loc[(year, kind)] for year in (2020, 2023))
        y0, y1, (l0, u0), (l1, u1) = (
            100 * before / then,
            100 * after / later,
            wilson(before, then),
            wilson(after, later),
        )
        rows = changes[name]
        (row,) = rows[(rows["year"] == 2023) & (rows["group_name"] == str(kind))].to_dict("records")
        expected = y1 - y0 - np.hypot(y1 - l1, u0 - y0), y1 - y0 + np.hypot(u1 - y1, y0 - l0)
        assert (row["difference_low"], row["difference_high"]) == pytest.approx(expected, rel=1e-9, abs=1e-11)


def test_the_types_of_2022_are_held_in_all_years(changes):
    assert set(changes["abroad"]["type_year"].dropna()) == {2022}
