# SPDX-License-Identifier: GPL-2.0-or-later
"""Town and country by hand: what standardisation takes away, what it leaves, and when a reader is warned."""

import math

import pandas as pd
import pytest

from regso_atlas.plugin.core.measures.disparity import disparity
from regso_atlas.plugin.core.measures.groups import Kind
from regso_atlas.plugin.core.measures.stratum_effect import NoCommonClassError
from regso_atlas.plugin.core.measures.town_and_country import town_and_country_warning, within_classes
from regso_atlas.plugin.core.messages import RegsoError


def strata(*rows, unit="features"):
    """Rows of class, type, amount and inhabitants, as a summary by class has them."""
    table = pd.DataFrame(rows, columns=["stratum", "area_type", "amount", "population"])
    return table.assign(amount=table["amount"].astype(float), amount_unit=unit)


# Type 1 lives in town (900 of 1,000), type 5 in the country; in town there are 0.1 per inhabitant, there 0.5.
ALIKE = (("dense", 1, 90, 900), ("dense", 5, 10, 100), ("sparse", 1, 50, 100), ("sparse", 5, 450, 900))


def test_a_difference_of_town_and_country_alone_goes_away():
    found = within_classes(strata(*ALIKE))
    assert found.effect.crude == pytest.approx(0.14 - 0.46)
    assert found.effect.standardised == pytest.approx(0)
    assert found.effect.explained == pytest.approx(-0.32)
    assert found.effect.is_mostly_of_classes
    assert found.classes == ("dense", "sparse")
    # half the people live in town: 0.5 * 0.1 + 0.5 * 0.5
    assert found.groups.rate.tolist() == pytest.approx([0.3, 0.3])


def test_the_warning_has_both_figures():
    text = str(town_and_country_warning(strata(*ALIKE)))
    assert "mostly one of town and country: it is -320 per 1,000 inhabitants, and 0 when both" in text


def test_a_difference_within_the_classes_stays_and_is_no_warning():
    # 0.2 against 0.1 everywhere, equally spread
    rows = (("dense", 1, 100, 500), ("dense", 5, 50, 500), ("sparse", 1, 100, 500), ("sparse", 5, 50, 500))
    found = within_classes(strata(*rows))
    assert (found.effect.crude, found.effect.standardised) == pytest.approx((0.1, 0.1))
    assert not found.effect.is_mostly_of_classes
    assert town_and_country_warning(strata(*rows)) is None
    assert found.gap.ratio.value == pytest.approx(2)


@pytest.mark.parametrize(("worst", "warned"), [(100, True), (300, False)])
def test_the_limit_is_half_of_the_difference(worst, warned):
    """In town type 1 has ``worst`` per 1,000 and type 5 has 50; in the country neither has anything."""
    rows = (
        ("dense", 1, worst * 0.8, 800),
        ("dense", 5, 10, 200),
        ("sparse", 1, 0, 200),
        ("sparse", 5, 0, 800),
    )
    effect = within_classes(strata(*rows)).effect
    crude, after = (0.8 * worst - 10) / 1000, 0.5 * (worst - 50) / 1000
    assert (effect.crude, effect.standardised) == pytest.approx((crude, after))
    assert (abs(crude - after) > abs(after)) is warned
    assert effect.is_mostly_of_classes is warned


def test_a_difference_that_chance_may_have_made_is_not_explained():
    rows = (("dense", 1, 3, 900), ("dense", 5, 0, 100), ("sparse", 1, 0, 100), ("sparse", 5, 1, 900))
    assert not within_classes(strata(*rows)).effect.certain
    assert town_and_country_warning(strata(*rows)) is None


def test_what_is_measured_has_no_chance_and_no_interval():
    found = within_classes(strata(*ALIKE, unit="km"))
    assert found.effect.certain
    assert found.effect.is_mostly_of_classes
    assert found.groups.kind is Kind.AMOUNT
    assert math.isnan(found.gap.difference.low)
    assert found.standardised.frame["low"].isna().all()


def test_classes_where_one_of_the_ends_does_not_live_are_left_out_and_named():
    rows = (*ALIKE, ("mellan", 5, 70, 700), ("mellan", 3, 30, 300))
    found = within_classes(strata(*rows))
    assert found.classes == ("dense", "sparse")
    assert found.effect.standardised == pytest.approx(0)
    assert "Nobody of the group 1 or nobody of the group 5 lives in mellan" in str(found.groups.warnings[0])
    # 1,000 of 3,000
    assert "33.3 percent" in str(found.groups.warnings[0])


def test_a_type_in_between_that_lacks_a_class_has_no_rate_but_the_ends_have():
    found = within_classes(strata(*ALIKE, ("dense", 3, 5, 100)))
    assert found.groups.names == ("1", "5")
    assert any("Nobody of the group 3 lives in sparse" in str(one) for one in found.groups.warnings)


def test_ends_that_share_no_class_are_a_warning_of_their_own():
    rows = strata(("dense", 1, 90, 900), ("sparse", 5, 450, 900))
    with pytest.raises(NoCommonClassError):
        within_classes(rows)
    text = str(town_and_country_warning(rows))
    assert text.startswith("Nobody of area type 1 lives in a class of town and country where anybody of area type 5")
    same = strata(("dense", 1, 90, 900), ("sparse", 5, 90, 900))
    assert town_and_country_warning(same) is None


def test_hidden_figures_forbid_it_and_are_no_warning():
    hidden = strata(*ALIKE)
    hidden.loc[0, "amount"] = math.nan
    with pytest.raises(RegsoError, match="hidden"):
        within_classes(hidden)
    assert town_and_country_warning(hidden) is None


def test_people_without_a_class_are_left_out_and_told():
    found = within_classes(strata(*ALIKE, (None, 1, 500, 2000)))
    assert found.effect.standardised == pytest.approx(0)
    assert "50.0 percent of the inhabitants live where no class is known" in str(found.groups.warnings[0])


def test_any_classes_of_the_disparity_algorithm_are_warned_of_too():
    table = strata(*ALIKE).rename(columns={"stratum": "ålder"})
    warned = [str(one) for one in disparity(table, stratum="ålder").warnings]
    assert any("mostly one of ålder" in one for one in warned)


def test_common_classes_compare_types_that_would_be_left_out():
    table = strata(("dense", 1, 90, 900), ("dense", 5, 45, 900), ("sparse", 5, 50, 100))
    with pytest.raises(RegsoError, match="at least two groups"):
        disparity(table, stratum="stratum")
    part = disparity(table, stratum="stratum", common=True).parts[0]
    assert part.row("ratio").estimate.value == pytest.approx(2)
