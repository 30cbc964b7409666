# SPDX-License-Identifier: GPL-2.0-or-later
"""JSON-stat of both versions and PxWeb's own JSON, with values as a list and as an object."""

import json
import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regso_atlas.plugin.core.tables import read_table

REGIONS = {"0180R001": "Stockholm (Hässelby)", "0180R002_RegSO2025": "0180R002 Stockholm (Ängby)"}


def dataset(**changes) -> dict:
    """Return a small JSON-stat 2.0 dataset: two areas, two sexes, one year."""
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Folkmängden efter region, kön och år",
        "source": "SCB",
        "updated": "2026-03-24T07:00:00Z",
        "note": ["Osäkerhet från 2025."],
        "role": {"time": ["Tid"]},
        "id": ["Region", "Kon", "Tid"],
        "size": [2, 2, 1],
        "dimension": {
            "Region": {
                "label": "region",
                "category": {"index": {code: i for i, code in enumerate(REGIONS)}, "label": REGIONS},
            },
            "Kon": {"label": "kön", "category": {"index": ["1", "2"], "label": {"1": "män", "2": "kvinnor"}}},
            "Tid": {"label": "år", "category": {"label": {"2024": "2024"}}},
        },
        "value": [10, None, 30.5, 40],
        "status": {"1": ".."},
    } | changes


def write(folder: Path, document: object, encoding: str = "utf-8") -> Path:
    path = folder / "svar.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding=encoding)
    return path


def pxweb(**changes) -> dict:
    return {
        "columns": [
            {"code": "Region", "text": "region", "type": "d"},
            {"code": "Tid", "text": "år", "type": "t"},
            {"code": "000007Y7", "text": "Folkmängd", "type": "c"},
            {"code": "000007Y8", "text": "Folkökning", "type": "c"},
        ],
        "comments": [{"variable": "Tid", "value": "2022", "comment": "Preliminärt för åren"}],
        "data": [
            {"key": ["0180R001", "2022"], "values": ["5982", "-12.5"]},
            {"key": ["180R002", "2022"], "values": ["..", None]},
        ],
        "metadata": [{"label": "Folkmängd efter region och år", "source": "SCB", "updated": "2024-01-28T10:28:00Z"}],
    } | changes


def test_dataset_becomes_one_row_per_cell_with_codes(tmp_path):
    table = read_table(write(tmp_path, dataset()))

    assert list(map(tuple, table.frame[["Region", "Kon", "Tid"]].to_numpy())) == [
        ("0180R001", "1", "2024"),
        ("0180R001", "2", "2024"),
        ("0180R002_RegSO2025", "1", "2024"),
        ("0180R002_RegSO2025", "2", "2024"),
    ]
    assert table.frame["value"].tolist()[::2] == [10, 30.5]
    assert list(table.frame["status"]) == [None, "..", None, None]
    assert (table.region, table.time, table.contents) == ("Region", "Tid", None)
    assert table.labels["Region"] == REGIONS
    assert table.label("Kon", "2") == "kvinnor"
    assert dict(table.names) == {"Region": "region", "Kon": "kön", "Tid": "år"}
    assert (table.title, table.source) == ("Folkmängden efter region, kön och år", "SCB")
    assert table.notes == ("Osäkerhet från 2025.",)
    assert table.dialect == "JSON-stat 2.0, all values"


def test_byte_order_mark_in_json_is_no_obstacle(tmp_path):
    assert len(read_table(write(tmp_path, dataset(), "utf-8-sig")).frame) == 4


def test_version_1_keeps_id_and_size_inside_dimension(tmp_path):
    new = dataset()
    old = {key: new[key] for key in ("label", "source", "updated", "value", "status")}
    old["dimension"] = {**new["dimension"], "id": new["id"], "size": new["size"], "role": new["role"]}

    table = read_table(write(tmp_path, {"dataset": old}))

    pd.testing.assert_frame_equal(table.frame, read_table(write(tmp_path, new)).frame)
    assert table.dialect == "JSON-stat 1.x, all values"
    assert table.time == "Tid"


def test_values_as_an_object_equal_values_as_a_list(tmp_path):
    sparse = read_table(write(tmp_path, dataset(value={"0": 10, "2": 30.5, "3": 40})))

    pd.testing.assert_frame_equal(sparse.frame, read_table(write(tmp_path, dataset())).frame)
    assert sparse.dialect == "JSON-stat 2.0, sparse values"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (["p", "..", None, None], ["p", "..", None, None]),
        ({"1": "..", "3": "p"}, [None, "..", None, "p"]),
        ("p", ["p", "p", "p", "p"]),
        (["p"], ["p", "p", "p", "p"]),
        (None, [None, None, None, None]),
    ],
)
def test_status_is_read_in_each_of_its_forms(tmp_path, status, expected):
    assert list(read_table(write(tmp_path, dataset(status=status))).frame["status"]) == expected


def test_categories_follow_their_positions_not_their_order_in_the_file(tmp_path):
    document = dataset()
    document["dimension"]["Region"]["category"]["index"] = {"0180R002_RegSO2025": 1, "0180R001": 0}

    assert list(read_table(write(tmp_path, document)).frame["Region"])[:2] == ["0180R001", "0180R001"]


def test_values_in_quotes_are_read_and_marks_kept(tmp_path):
    table = read_table(write(tmp_path, dataset(value=["10", "..", "30.5", "40"], status=None)))

    assert table.frame["value"].tolist()[2:] == [30.5, 40]
    assert list(table.frame["status"]) == [None, "..", None, None]


def test_dimension_called_value_does_not_hide_the_values(tmp_path):
    document = dataset(id=["Region", "value", "Tid"])
    document["dimension"]["value"] = document["dimension"].pop("Kon")

    table = read_table(write(tmp_path, document))

    assert table.dimensions == ("Region", "value 2", "Tid")
    assert table.frame["value"][0] == 10


def test_lost_zeros_in_json_are_repaired(tmp_path):
    document = dataset()
    document["dimension"]["Region"]["category"] = {"index": ["180R001", "180R002"]}

    table = read_table(write(tmp_path, document))

    assert list(table.frame["Region"].unique()) == ["0180R001", "0180R002"]
    assert "got it back: 2," in str(table.warnings[0])


def test_role_of_place_names_the_region_when_the_codes_do_not(tmp_path):
    document = dataset(role={"time": ["Tid"], "geo": ["Plats"]}, id=["Plats", "Kon", "Tid"])
    document["dimension"]["Plats"] = document["dimension"].pop("Region") | {"label": "plats"}
    document["dimension"]["Plats"]["category"] = {"index": ["a", "b"], "label": {"a": "Åre (Öst)", "b": "Åre (Väst)"}}

    assert read_table(write(tmp_path, document)).region == "Plats"


def test_pxweb_json_gives_one_row_per_measure(tmp_path):
    table = read_table(write(tmp_path, pxweb()))

    assert list(table.frame["Region"]) == ["0180R001", "0180R001", "0180R002", "0180R002"]
    assert table.frame["value"].tolist()[:2] == [5982, -12.5]
    assert list(table.frame["status"]) == [None, None, "..", ""]
    assert (table.region, table.time, table.contents) == ("Region", "Tid", "ContentsCode")
    assert table.labels["ContentsCode"] == {"000007Y7": "Folkmängd", "000007Y8": "Folkökning"}
    assert table.notes == ("Preliminärt för åren",)
    assert "got it back: 1," in str(table.warnings[0])


CELLS = st.lists(st.one_of(st.none(), st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9)), min_size=4, max_size=4)
MARKS = st.lists(st.sampled_from([None, "..", ".", "p"]), min_size=4, max_size=4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=CELLS, marks=MARKS)
def test_dense_and_sparse_answers_are_the_same_table(tmp_path, values, marks):
    def sparse(items: list) -> dict:
        return {str(position): item for position, item in enumerate(items) if item is not None}

    dense = read_table(write(tmp_path, dataset(value=values, status=marks)))
    thin = read_table(write(tmp_path, dataset(value=sparse(values), status=sparse(marks))))

    pd.testing.assert_frame_equal(dense.frame, thin.frame)
    assert [None if math.isnan(value) else value for value in dense.frame["value"]] == values
    assert list(dense.frame["status"]) == marks
