# SPDX-License-Identifier: GPL-2.0-or-later
"""What is computed of areas is saved, found again only for the very same areas, and made again when it is damaged."""

import os

import numpy as np
import pytest
import shapely

from regso_atlas.plugin.core import area_ground
from regso_atlas.plugin.core.area_ground import AreaGround, digest
from regso_atlas.plugin.core.overlay import AreaIndex


@pytest.fixture(autouse=True)
def everything_is_worth_saving(monkeypatch):
    monkeypatch.setattr(area_ground, "_WORTH_SAVING", 1)


def squares():
    """Return four squares of 100 m, the last one over a corner of the first, and a gap in the middle of nothing."""
    corners = [(674_000 + 100 * i, 6_580_000) for i in range(3)]
    boxes = [shapely.box(x, y, x + 100, y + 100) for x, y in corners]
    return np.array([*boxes, shapely.box(673_990, 6_579_990, 674_010, 6_580_010)], dtype=object)


def used(areas, folder):
    """Return the ground of areas after a question that needs the grid, and the answer."""
    ground = AreaGround(areas, folder)
    random = np.random.default_rng(4)
    x, y = random.uniform(673_950, 674_350, 5_000), random.uniform(6_579_950, 6_580_150, 5_000)
    return ground, AreaIndex(areas, ground).locate(x, y)


def computed(monkeypatch):
    """Return a list that grows when edges are computed."""
    calls = []
    real = area_ground.edges_and_rings
    monkeypatch.setattr(area_ground, "edges_and_rings", lambda areas: calls.append(1) or real(areas))
    return calls


def test_the_second_time_nothing_is_computed_and_all_is_the_same(tmp_path, monkeypatch):
    calls = computed(monkeypatch)
    first, located = used(squares(), tmp_path)
    second, again = used(squares(), tmp_path)
    assert len(calls) == 1
    assert np.array_equal(located, again)
    assert second.coverage == first.coverage
    assert len(second.coverage.overlaps) == 1
    assert np.array_equal(second.square_metres, first.square_metres)
    for name in first.edges.__dataclass_fields__:
        assert np.array_equal(getattr(first.edges, name), getattr(second.edges, name))


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "foreign"])
def test_a_damaged_file_is_made_again(tmp_path, monkeypatch, damage):
    calls = computed(monkeypatch)
    _, located = used(squares(), tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(
        {
            "cut": whole[:middle],
            "changed": whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :],
            "empty": b"",
            "foreign": b"something else",
        }[damage]
    )
    ground, again = used(squares(), tmp_path)
    assert len(calls) == 2
    assert np.array_equal(located, again)
    assert len(ground.coverage.overlaps) == 1
    assert path.read_bytes()[:2] == b"PK"
    used(squares(), tmp_path)
    assert len(calls) == 2


def test_a_border_moved_by_a_millimetre_is_another_ground(tmp_path, monkeypatch):
    calls = computed(monkeypatch)
    used(squares(), tmp_path)
    moved = squares()
    moved[2] = shapely.box(674_200, 6_580_000, 674_300.001, 6_580_100)
    ground, _ = used(moved, tmp_path)
    assert len(calls) == 2
    assert ground.square_metres[2] > AreaGround(squares()).square_metres[2]


def test_the_order_of_areas_decides_and_is_part_of_the_digest():
    areas = squares()
    assert digest(areas) != digest(areas[::-1])
    assert digest(areas) == digest(shapely.from_wkb(shapely.to_wkb(areas)))


def test_without_a_folder_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    used(squares(), None)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_does_no_harm(tmp_path):
    (tmp_path / "fil").write_text("i vägen")
    _, located = used(squares(), tmp_path / "fil" / "mapp")
    assert set(located) >= {0, 1, 2}


def test_a_full_disk_leaves_no_part_behind(tmp_path, monkeypatch):
    def full(file, **_):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(area_ground.np, "savez", full)
    used(squares(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_only_the_last_used_files_are_kept(tmp_path):
    for number in range(5):
        areas = squares()
        areas[0] = shapely.box(674_000 - number, 6_580_000, 674_100, 6_580_100)
        used(areas, tmp_path)
        for old in tmp_path.iterdir():
            os.utime(old, (old.stat().st_atime, old.stat().st_mtime - 10))
    assert len(list(tmp_path.iterdir())) == 3


def test_small_areas_are_not_worth_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr(area_ground, "_WORTH_SAVING", 100)
    used(squares(), tmp_path)
    assert list(tmp_path.iterdir()) == []
