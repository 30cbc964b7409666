# SPDX-License-Identifier: GPL-2.0-or-later
"""What an area layer says of each area: figures joined by code, ranks from the worst, density, change."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from regso_atlas.plugin.core.area_table import (
    area_table,
    change_of_index,
    figures_of_areas,
    is_country,
    rank_by_index,
    with_ranks,
)
from regso_atlas.plugin.core.codes import Edition, Level
from regso_atlas.plugin.core.messages import RegsoError

NAMES = {"0180": "Stockholm", "01": "Stockholms län"}


def areas(*codes: str, **columns) -> pd.DataFrame:
    frame = pd.DataFrame(
        {"name": [f"Område {code}" for code in codes], "kommun_name": None, "area_km2": 2.0},
        index=pd.Index(codes, name="code", dtype=object),
    )
    return frame.assign(**columns)


def figures(values: dict[str, float | None], **columns) -> pd.DataFrame:
    frame = pd.DataFrame({"socioeconomic_index": pd.Series(values, dtype=float)})
    return frame.rename_axis("code").assign(**columns)


def test_the_highest_index_has_rank_one_and_equals_share_the_best_rank():
    index = pd.Series({"0180R001": 9.1, "0180R002": 20.0, "0180R003": 9.1, "0180R004": np.nan, "0180R005": 3.0})
    assert rank_by_index(index).tolist()[:3] == [2, 1, 2]
    assert np.isnan(rank_by_index(index)["0180R004"])
    # another engine
    known = index.dropna()
    assert rank_by_index(index).dropna().tolist() == stats.rankdata(-known, method="min").tolist()


def test_the_rank_in_the_country_needs_the_country():
    part = with_ranks(figures({"0180R001": 9.1, "0180R002": 20.0, "0381R001": 1.0}))
    assert part["rank_country"].isna().all()
    assert part["rank_kommun"].tolist() == [2, 1, 1]

    codes = [f"{1000 + i // 100:04d}R{i % 100 + 1:03d}" for i in range(3363)]
    whole = with_ranks(figures({code: float(i) for i, code in enumerate(codes)}))
    assert whole["rank_country"].tolist() == list(range(3363, 0, -1))


def test_a_twentieth_of_the_areas_may_lack_an_index_and_it_is_still_the_country():
    index = pd.Series(range(3363), dtype=float)
    index[:168] = np.nan
    assert is_country(index)
    index[:169] = np.nan
    assert not is_country(index)


def test_figures_are_joined_by_code_and_losses_are_told():
    warnings: list = []
    regso = figures({"0180R001": 9.1, "0180R009": 1.0, "0181R001": 2.0}, population=[100.0, 50.0, 60.0])
    found = figures_of_areas(areas("0180R001", "0180R002"), regso, None, Level.REGSO, warnings)
    assert found["socioeconomic_index"].tolist()[0] == 9.1
    assert np.isnan(found.loc["0180R002", "socioeconomic_index"])
    said = [str(one) for one in warnings]
    assert "1 area has no row in the table and gets no values: 0180R002" in said
    # the other kommun was not asked for; the code without an area in this one is told with its people
    assert "1 code in the table has no area: 0180R009" in said
    assert "50 people live in codes without an area." in said


def test_nothing_that_matches_is_refused():
    with pytest.raises(RegsoError, match="None of the 1 code"):
        figures_of_areas(areas("0180R001"), figures({"2080R001": 1.0}), None, Level.REGSO, [])


def test_deso_get_the_index_of_their_regso_and_people_of_their_own():
    deso = areas("0180A0010", "0180A0020", regso_code=["0180R001", "0180R001"])
    by_regso = figures({"0180R001": 9.1}, area_type=[4.0], population=[3000.0])
    people = pd.DataFrame({"population": {"0180A0010": 1000.0, "0180A0020": 2000.0}})
    found = figures_of_areas(deso, by_regso, people, Level.DESO, [])
    assert found["socioeconomic_index"].tolist() == [9.1, 9.1]
    assert found["population"].tolist() == [1000, 2000]
    table = area_table(deso, found, level=Level.DESO, edition=Edition.E2025, year=2024, names=NAMES)
    assert list(table.columns[:3]) == ["code", "name", "regso_code"]
    assert table["area_type"].tolist() == [4, 4]


def test_the_table_has_the_names_of_places_and_no_data_in_words():
    own = areas("0180R001", "0180R002")
    found = figures_of_areas(
        own,
        figures({"0180R001": 9.1, "0180R002": None}, area_type=[4.0, np.nan], population=[500.0, np.nan]),
        None,
        Level.REGSO,
        [],
    )
    table = area_table(own, found, level=Level.REGSO, edition=Edition.E2020, year=2022, names=NAMES, language="sv")
    assert table["kommun_name"].tolist() == ["Stockholm"] * 2
    assert table["lan_name"].tolist() == ["Stockholms län"] * 2
    assert table["area_type"].tolist() == [4, 0]
    assert table["label"].tolist()[1] == "Uppgift saknas"
    assert table["density"].tolist()[0] == 250
    assert np.isnan(table["density"].iloc[1])
    assert table["edition"].unique().tolist() == ["2020"]


def test_change_is_now_minus_before_and_missing_where_either_is():
    now = figures({"0180R001": 9.1, "0180R002": 5.0, "0180R003": 7.0})
    before = figures({"0180R001": 10.4, "0180R002": None}, area_type=[3.0, np.nan])
    change = change_of_index(now, before, 2015)
    assert change["index_change"].tolist()[0] == -1.3
    assert change["index_change"].isna().tolist() == [False, True, True]
    assert change["area_type_before"].tolist() == [3, 0, 0]
    assert change["compare_year"].unique().tolist() == [2015]
