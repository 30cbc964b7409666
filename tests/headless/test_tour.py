# SPDX-License-Identifier: GPL-2.0-or-later
"""The tour that takes the manual's pictures, in a real QGIS window: each step works, nothing stands still."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent.parent
OWN_LIMIT = 0.2
"""Seconds that the main thread may compute in one turn of the event loop; more on a machine that computes slower."""
WALL_LIMIT = 2.0
"""Seconds that a turn may take on a machine that does other things at the same time."""
NOT_OURS = ("camera", "options of QGIS", "plugin taken away and brought back")
"""Taking a picture, QGIS's own dialog, QGIS's own loading of plugins."""
PICTURES = {
    "tour-0-panel", "tour-1-omraden", "tour-2-lager", "tour-3-fraga", "tour-3-uppfoljning", "tour-4-kort",
    "tour-4-resultat", "tour-4-uppfoljning", "tour-5-behall", "tour-6-installningar",
}  # fmt: skip
AGENCIES = {
    "trafikverket", "socialstyrelsen", "polismyndigheten", "skolverket", "arbetsformedlingen", "forsakringskassan",
    "folkhalsomyndigheten", "statens_servicecenter",
}  # fmt: skip
BEGINNINGS = {
    "rapport.html": b"<!DOCTYPE html>", "tabeller.xlsx": b"PK", "karta.pdf": b"%PDF-", "karta.png": b"\x89PNG",
    "atlas.pdf": b"%PDF-", "modell.model3": b"<!DOCTYPE model>", "körning.json": b"{",
}  # fmt: skip


@dataclass(frozen=True)
class Tour:
    """What the tour left behind."""

    pictures: Path
    more: Path
    seen: dict[str, Any]
    log: str


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Tour:
    """The tour through the demo in Swedish."""
    folder = tmp_path_factory.mktemp("rundtur åäö")
    to, more = folder / "bilder", folder / "mer"
    options = ["--language", "sv_SE", "--to", to, "--more", more, "--profile", folder / "profil"]
    command = ["timeout", "--kill-after=10", "300", "bash", ROOT / "scripts" / "tour.sh", *options]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, encoding="utf-8", check=False)
    answer = more / "answer-sv.json"
    seen = json.loads(answer.read_text(encoding="utf-8")) if answer.exists() else {}
    assert "error" not in seen, seen["error"]
    assert done.returncode == 0, done.stderr[-4000:]
    return Tour(to, more, seen, (more / "log-sv.txt").read_text(encoding="utf-8", errors="replace"))


def test_every_step_was_gone_and_every_agency_s_question_was_answered(tour):
    assert tour.seen["steps"] == ["demo", "five steps", "eight agencies", "follow-up", "options", "unloaded twice"]
    assert set(tour.seen["agencies"]) == AGENCIES
    for agency, answer in tour.seen["agencies"].items():
        numbers = answer["numbers"]
        assert numbers["INSIDE"] + numbers["OUTSIDE"] + numbers["UNUSABLE"] == numbers["TOTAL"] > 0, agency


def test_a_bar_selects_its_areas(tour):
    assert 0 < tour.seen["bar"]["areas"] < 61


def test_nothing_went_wrong_in_python(tour):
    assert tour.seen["log"] == []
    assert "Traceback" not in tour.log


def test_the_copied_command_gives_the_numbers_of_the_panel_in_a_shell(tour, programs):
    command = tour.seen["command"]
    assert command.startswith("qgis_process run regso:summarizebyareatype ")

    done = subprocess.run(
        ["timeout", "120", "bash", "-c", command],
        capture_output=True, text=True, encoding="utf-8", check=False, env=programs.environment("sv_SE"),
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    said = dict(line.split(":\t", 1) for line in done.stdout.splitlines() if ":\t" in line)
    numbers = tour.seen["numbers"]
    assert numbers["TOTAL"] == 70
    assert {name: float(said[name]) for name in numbers} == pytest.approx(numbers, rel=1e-12)


@pytest.mark.parametrize("name", sorted(BEGINNINGS))
def test_everything_that_can_be_kept_was_written(tour, name):
    path = tour.more / "kept-sv" / name

    assert path.stat().st_size > 2_000
    assert path.read_bytes().lstrip(b"\xef\xbb\xbf").startswith(BEGINNINGS[name])


def test_the_window_never_stood_still(tour):
    """The bound on the clock is wide, since other programs run too; on what the main thread computes it is not."""
    ours = [gap for gap in tour.seen["gaps"] if gap["during"] not in NOT_OURS]

    assert [gap for gap in ours if gap["cpu"] > OWN_LIMIT * tour.seen["slowness"]] == []
    assert [gap for gap in ours if gap["wall"] > WALL_LIMIT] == []


def test_the_watchdog_sees_what_stands_still(tour):
    """The dialog with QGIS's options takes QGIS itself longer than the limit to build: that must have been seen."""
    stacks = [stack for gap in tour.seen["gaps"] if gap["during"] == "options of QGIS" for stack in gap["stacks"]]

    assert any(frame.endswith(" options") for stack in stacks for frame in stack)


def test_there_is_every_picture_and_none_is_empty(tour):
    taken = sorted(tour.pictures.glob("*.png")) + sorted(tour.more.glob("*.png"))
    names = {path.name.removesuffix("-sv.png") for path in taken}
    assert names >= PICTURES | {f"tour-myndighet-{agency}" for agency in AGENCIES}

    for path in taken:
        pixels = np.asarray(Image.open(path).convert("RGB"))
        height, width, _ = pixels.shape
        colours, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_counts=True)
        assert min(width, height) >= 100, path.name
        assert len(colours) > 40, path.name
        assert counts.max() / counts.sum() < 0.97, path.name


def test_the_manual_s_own_pictures_are_left_alone(tour):
    newest = max(path.stat().st_mtime for path in (ROOT / "docs" / "images").glob("tour-*.png"))

    assert newest < min(path.stat().st_mtime for path in tour.pictures.glob("*.png"))
