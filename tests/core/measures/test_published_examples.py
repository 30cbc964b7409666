# SPDX-License-Identifier: GPL-2.0-or-later
"""Worked examples that others have published, with their figures as they are printed there.

Down's syndrome by birth order, standardised by the mother's age: births and cases in Michigan 1950–1964 from Stark and
Mantel (1966), J Natl Cancer Inst 37, 687–698, as in Fleiss (1981), Statistical Methods for Rates and Proportions, table
14.4. Fay and Feuer (1997), Statistics in Medicine 16, 791–801, work their intervals through on them (table 1). Printed
results: the vignette of the R package dsrTest 1.0.0 (order 5 and later, three intervals) and the README of the R
package tidyrates 0.0.1, computed by epitools (all orders, to three figures).

A relative concentration index: the example that the World Health Organization's R package healthequal 1.0.1 checks
itself with (tests/testthat/test-rci.R). Its populations are R's ``round(rnorm(5, 100, 40))`` after ``set.seed(123)``.
"""

from __future__ import annotations

import pandas as pd
import pytest

from regso_atlas.plugin.core.measures.concentration import concentration
from regso_atlas.plugin.core.measures.groups import Kind, make_groups
from regso_atlas.plugin.core.measures.standardisation import Interval, direct

AGES = ("under 20", "20–24", "25–29", "30–34", "35–39", "40 and over")
BIRTHS = {
    "1": (230_061, 329_449, 114_920, 39_487, 14_208, 3_052),
    "2": (72_202, 326_701, 208_667, 83_228, 28_466, 5_375),
    "3": (15_050, 175_702, 207_081, 117_300, 45_026, 8_660),
    "4": (2_293, 68_800, 132_424, 98_301, 46_075, 9_834),
    "5+": (327, 30_666, 123_419, 149_919, 104_088, 34_392),
}
CASES = {
    "1": (107, 141, 60, 40, 39, 25),
    "2": (25, 150, 110, 84, 82, 39),
    "3": (3, 71, 114, 103, 108, 75),
    "4": (1, 26, 64, 89, 137, 96),
    "5+": (0, 8, 63, 112, 262, 295),
}
STANDARD = dict(zip(AGES, (319_933, 931_318, 786_511, 488_235, 237_863, 61_313), strict=True))


def of_births(interval=Interval.GAMMA):
    """Return cases per 100,000 births, standardised by the mother's age."""
    rows = [
        {"group": order, "stratum": age, "count": cases, "population": births}
        for order in BIRTHS
        for age, cases, births in zip(AGES, CASES[order], BIRTHS[order], strict=True)
    ]
    frame = direct(pd.DataFrame(rows), STANDARD, interval=interval).frame
    return 100_000 * frame[["crude", "rate", "low", "high"]]


def test_the_standard_of_the_example_is_all_births():
    assert {age: sum(BIRTHS[order][at] for order in BIRTHS) for at, age in enumerate(AGES)} == STANDARD


@pytest.mark.parametrize(
    ("interval", "low", "high"),
    [
        (Interval.GAMMA, 67.70212, 188.30017),
        (Interval.DOBSON_EXACT, 67.633, 83.867),
        (Interval.NORMAL, 67.489, 83.569),
    ],
)
def test_three_intervals_of_the_last_births_are_those_that_dsrtest_prints(interval, low, high):
    row = of_births(interval).loc["5+"]
    digits = 5e-6 if interval is Interval.GAMMA else 5e-4
    assert row["rate"] == pytest.approx(75.52901, abs=5e-6)
    assert (row["low"], row["high"]) == pytest.approx((low, high), abs=digits)


@pytest.mark.parametrize(
    ("order", "printed"),
    [
        ("1", (0.000563, 0.000923, 0.000804, 0.00106)),
        ("2", (0.000676, 0.000912, 0.000824, 0.00101)),
        ("3", (0.000833, 0.000851, 0.000772, 0.000942)),
        ("4", (0.00115, 0.000927, 0.000800, 0.00115)),
        ("5+", (0.00167, 0.000755, 0.000677, 0.00188)),
    ],
)
def test_all_orders_are_those_that_epitools_prints(order, printed):
    found = of_births().loc[order] / 100_000
    assert tuple(float(f"{value:.3g}") for value in found) == printed


def test_the_concentration_index_is_that_of_the_world_health_organizations_package():
    percent = [20, 30, 40, 50, 60]
    groups = make_groups(range(1, 6), [78, 91, 162, 103, 105], rate=[one / 100 for one in percent], kind=Kind.PERSONS)
    # more among the better-off, so that it is above zero in their convention and in ours
    assert concentration(groups).plain.value == pytest.approx(0.17776859, rel=1e-6)
