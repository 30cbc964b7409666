# SPDX-License-Identifier: GPL-2.0-or-later
"""Classes of town and country by hand, a summary split by them that adds up, and the whole country's."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from regso_atlas.plugin.core.area_types import AreaType
from regso_atlas.plugin.core.measures.town_and_country import town_and_country_warning, within_classes
from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.core.strata import COLUMNS, density_strata, deso_strata, field_strata, strata_table


def areas(**changes):
    """Three areas of 2 km² in type 1, 5 and no data: 4,000, 1,000 and 200 people; 6, 2 and 1 features."""
    columns = {
        "area_type": [1, 5, 0],
        "population": [4000.0, 1000.0, 200.0],
        "area_km2": [2.0, 2.0, 2.0],
        "amount": [6.0, 2.0, 1.0],
    }
    return pd.DataFrame({**columns, **changes}, index=pd.Index(["0180R001", "0180R002", "0180R003"], name="code"))


def test_density_is_inhabitants_by_ground_and_a_limit_belongs_to_the_denser_class():
    found = density_strata(areas(population=[3000.0, 600.0, 599.0]))
    assert found.of_area.tolist() == ["dense", "medium", "sparse"]
    assert found.order == ("dense", "medium", "sparse")
    assert found.warnings == ()


def test_without_population_or_ground_there_is_no_class_and_it_is_told():
    found = density_strata(areas(population=[np.nan, 600.0, 1.0], area_km2=[2.0, 0.0, 2.0]))
    assert found.of_area.tolist() == [None, None, "sparse"]
    assert str(found.warnings[0]).startswith("2 areas have no class")


def test_letters_of_deso_are_classes_and_regso_have_none():
    deso = pd.DataFrame(index=["0180C1010", "0180A0020", "0180B2030", "0180R001"])
    found = deso_strata(deso)
    assert found.of_area.tolist() == ["C", "A", "B", None]
    assert found.label_of("A", "sv") == "A: utanför tätort"
    with pytest.raises(RegsoError, match="None of the areas is a DeSO"):
        deso_strata(areas())


def test_a_field_gives_its_own_classes_in_their_order():
    codes = ["0180R001", "0180R002", "0180R003", "0180R004", "0180R005"]
    found = field_strata(pd.Series([10.0, 2.0, None, " ", 2.0], index=codes, dtype=object))
    assert found.order == ("2", "10")
    assert found.of_area.tolist() == ["10", "2", None, None, "2"]
    assert field_strata(pd.Series(["Ö", "tätort"], index=codes[:2])).order == ("tätort", "Ö")


def test_a_field_without_values_or_with_too_many_is_refused():
    with pytest.raises(RegsoError, match="empty"):
        field_strata(pd.Series([None, ""], index=["0180R001", "0180R002"]))
    with pytest.raises(RegsoError, match="60 different values"):
        field_strata(pd.Series(range(60), index=[f"0180R{n:03d}" for n in range(60)]))


def test_the_table_has_every_class_with_every_type_and_adds_up():
    frame = areas()
    table = strata_table(frame, density_strata(frame), "features", "sv")
    assert tuple(table.columns) == COLUMNS
    assert len(table) == 3 * 6
    assert table["area_type"].tolist() == [1, 2, 3, 4, 5, AreaType.NO_DATA] * 3
    for name in ("amount", "population", "area_km2"):
        assert table[name].sum() == frame[name].sum()
    dense = table[(table["stratum"] == "dense") & (table["area_type"] == 1)].iloc[0]
    assert (dense["area_count"], dense["amount"], dense["per_1000"], dense["per_km2"]) == (1, 6, 1.5, 3)
    assert dense["stratum_label"] == "Minst 1 500 invånare per km²"
    assert (dense["per_1000_low"], dense["per_1000_high"]) == pytest.approx((0.5505, 3.2648), abs=1e-4)


def test_lengths_have_no_interval():
    table = strata_table(areas(), density_strata(areas()), "km")
    assert table["per_1000_high"].isna().all()


def test_what_is_hidden_in_an_area_is_in_no_sum():
    frame = areas(area_type=[1, 1, 1], amount=[np.nan, 2.0, 1.0])
    table = strata_table(frame, field_strata(pd.Series(["a", "a", "b"], index=frame.index)), "features")
    by_class = table[table["area_type"] == 1].set_index("stratum")["amount"]
    assert np.isnan(by_class["a"])
    assert by_class["b"] == 1


def test_areas_without_a_class_are_a_class_of_their_own():
    frame = areas()
    table = strata_table(frame, field_strata(pd.Series(["a", None, "a"], index=frame.index)), "features")
    assert table["stratum"].tolist() == ["a"] * 6 + [None] * 6
    assert table["amount"].sum() == 9
    assert set(table["stratum_label"]) == {"a", "no data"}


# The country ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def country(real_data):
    """RegSO 2025 with types, inhabitants and people born abroad of 2022 by code; ground in km² of the plane."""
    polygons = gpd.read_file(real_data / "regso2025" / "RegSO_2025.gpkg", columns=["regsokod"])
    ground = pd.Series(polygons.geometry.area.to_numpy() / 1e6, index=polygons["regsokod"])
    types = pd.read_csv(real_data / "index" / "regso_omradestyp_2022_by_code.csv", dtype=str).set_index("regsokod")
    born = pd.read_csv(real_data / "population" / "regso_fodelseregion_2020-2023.csv", encoding="utf-8-sig")
    born["code"] = _codes(born["region"], real_data)
    people = born.pivot_table(index="code", columns="födelseregion", values="Antal 2022", aggfunc="sum").astype(float)
    frame = pd.DataFrame({"area_type": types["omradestyp_2022"].astype(int), "population": people["totalt"]})
    return frame.assign(area_km2=ground.reindex(frame.index), amount=people["totalt"] - people["Sverige"])


def _codes(labels, real_data):
    keys = pd.read_csv(real_data / "keys" / "regso_2018_codes.csv", dtype=str)
    known = dict(zip(_plain(keys["kommunnamn"] + " (" + keys["regsonamn"] + ")"), keys["regsokod"], strict=True))
    return _plain(labels).map(known)


def _plain(labels):
    return labels.str.replace("[–—]", "-", regex=True).str.replace(r"\s*([()])\s*", r" \1", regex=True).str.strip()


def test_the_countrys_people_are_in_a_class(country):
    table = strata_table(country, density_strata(country), "features")
    assert table["population"].sum() == 10_521_556
    assert table["area_count"].sum() == 3363
    by_class = table.groupby("stratum")["population"].sum()
    # Two thirds of type 1 live at 1,500 per km² or more, and hardly any below 300.
    first = table[table["area_type"] == 1].set_index("stratum")["population"]
    assert first["dense"] / first.sum() == pytest.approx(0.777, abs=0.001)
    assert first["sparse"] / first.sum() < 0.02
    assert by_class["sparse"] / by_class.sum() == pytest.approx(0.318, abs=0.001)


def test_where_people_are_born_differs_within_town_and_country_too(country):
    table = strata_table(country, density_strata(country), "features")
    found = within_classes(table)
    # Expected with pandas alone: rates by class, weighted by all inhabitants of the class.
    known = table[table["stratum"].notna() & (table["area_type"] > 0)]
    known = known.assign(rate=known["amount"] / known["population"])
    rates = known.pivot_table(index="area_type", columns="stratum", values="rate")
    weights = known.groupby("stratum")["population"].sum() / known["population"].sum()
    expected = (rates * weights).sum(axis=1)
    assert found.groups.rate.tolist() == pytest.approx(expected.tolist(), rel=1e-12)
    assert found.effect.crude == pytest.approx(0.4211, abs=1e-4)
    assert found.effect.standardised == pytest.approx(0.3471, abs=1e-4)
    assert town_and_country_warning(table) is None


def test_living_in_the_country_is_a_matter_of_town_and_country_alone(country):
    classes = density_strata(country)
    rural = country.assign(amount=country["population"].where(classes.of_area == "sparse", 0.0))
    table = strata_table(rural, classes, "features")
    assert within_classes(table).effect.standardised == pytest.approx(0)
    assert "mostly one of town and country" in str(town_and_country_warning(table))
