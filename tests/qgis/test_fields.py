# SPDX-License-Identifier: GPL-2.0-or-later
"""Fields recognised by name."""

import pytest

from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.layers.fields import recognise_field


def test_a_deso_layer_that_holds_the_regso_too_is_known_by_its_own_code():
    assert recognise_field(["desokod", "regsokod", "lanskod"], "code") == "desokod"
    assert recognise_field(["regsokod", "lanskod"], "code") == "regsokod"


def test_values_that_were_joined_twice_are_not_guessed_between():
    with pytest.raises(RegsoError, match=r"Several fields could hold the area type.*area_type, area_type_2"):
        recognise_field(["regsokod", "area_type", "area_type_2"], "area_type")
    with pytest.raises(RegsoError, match="population, population_2"):
        recognise_field(["population", "population_2"], "population")
    assert recognise_field(["area_type", "area_type_label"], "area_type") == "area_type"


def test_names_that_a_shapefile_has_cut_are_known():
    names = ["regsokod", "area_type", "statistics", "statisti_1"]
    assert recognise_field(names, "statistics_edition") == "statistics"
    assert recognise_field(names, "source") == "statisti_1"
