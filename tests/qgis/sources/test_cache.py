# SPDX-License-Identifier: GPL-2.0-or-later
"""Saved data: whole or not there, within their limit, and unharmed by two QGIS at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from qgis.core import QgsApplication

from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.sources import cache as cache_module
from regso_atlas.plugin.sources.cache import Cache, default_folder, key_of

DAY = 86_400


def contents(cache: Cache) -> list[Path]:
    return sorted((cache.folder / "data").glob("*"))


def test_what_was_saved_comes_back_with_all_that_is_known_of_it(cache, fake_time):
    saved = cache.put(
        "nyckel",
        "Värmland".encode(),
        title="Områden i Värmland",
        suffix=".json",
        url="https://scb.se/x",
        updated="2026-06-23T06:00:00Z",
        headers={"etag": '"abc"', "last-modified": "Tue, 23 Jun 2026 06:00:00 GMT"},
    )
    fake_time.seconds += 3 * DAY
    found = cache.get("nyckel")
    assert found.read().decode("utf-8") == "Värmland"
    assert (found.title, found.url, found.updated) == ("Områden i Värmland", "https://scb.se/x", "2026-06-23T06:00:00Z")
    assert (found.etag, found.last_modified) == ('"abc"', "Tue, 23 Jun 2026 06:00:00 GMT")
    assert (found.fetched, found.age) == (saved.fetched, timedelta(days=3))
    assert found.path.name == f"{found.sha256}.json"
    assert "Åsas förråd" in str(found.path)


def test_what_is_too_old_is_found_only_offline(cache, fake_time):
    cache.put("nyckel", b"1", title="Ett")
    fake_time.seconds += 31 * DAY
    assert cache.get("nyckel", max_age=timedelta(days=30)) is None
    assert cache.get("nyckel", max_age=timedelta(days=30), offline=True).age == timedelta(days=31)
    assert cache.get("nyckel").read() == b"1"


def test_what_was_never_saved_is_not_there(cache):
    assert cache.get("nyckel") is None
    assert cache.list() == []
    assert cache.size() == 0
    assert not cache.folder.exists()


def test_a_second_saving_replaces_the_first(cache):
    cache.put("nyckel", b"gammalt", title="Ett")
    cache.put("nyckel", b"nytt", title="Ett")
    assert cache.get("nyckel").read() == b"nytt"
    assert [path.read_bytes() for path in contents(cache)] == [b"nytt"]


def test_the_same_content_is_kept_once(cache):
    cache.put("a", b"samma", title="A")
    cache.put("b", b"samma", title="B")
    assert len(contents(cache)) == 1
    cache.remove("a")
    assert cache.get("b").read() == b"samma"
    cache.remove("b")
    assert contents(cache) == []


@pytest.mark.parametrize("spoil", [lambda p: p.write_bytes(b"Varmland"), lambda p: p.write_bytes(b"V"), Path.unlink])
def test_a_damaged_content_counts_as_missing_and_is_removed_with_a_warning(cache, spoil, qgis_app):
    told = []
    QgsApplication.messageLog().messageReceived.connect(lambda text, tag, level: told.append((tag, text)))
    entry = cache.put("nyckel", b"V\xe4rmland", title="Områden")
    spoil(entry.path)
    assert cache.get("nyckel", offline=True) is None
    assert (cache.list(), contents(cache)) == ([], [])
    assert any(tag == "RegSO" and "Områden: the saved copy is damaged" in text for tag, text in told)
    cache.put("nyckel", b"hel", title="Områden")
    assert cache.get("nyckel").read() == b"hel"


def test_what_another_qgis_replaced_in_between_is_not_taken_for_damaged(cache, monkeypatch):
    cache.put("nyckel", b"gammalt", title="Ett")
    looked = []

    def is_whole(entry) -> bool:
        looked.append(entry.size)
        if len(looked) == 1:
            cache.put("nyckel", b"nyare", title="Ett")
            return False
        return True

    monkeypatch.setattr(cache_module, "_is_whole", is_whole)
    assert cache.get("nyckel").read() == b"nyare"
    assert looked == [7, 5]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"key": 1}', '"x"', "null"],
)
def test_a_damaged_entry_counts_as_missing(cache, text):
    cache.put("nyckel", b"1", title="Ett")
    (file,) = (cache.folder / "entries").glob("*.json")
    file.write_text(text, encoding="utf-8")
    assert cache.get("nyckel") is None
    assert cache.list() == []


def test_an_entry_cannot_point_out_of_the_cache(cache, tmp_path):
    cache.put("nyckel", b"1", title="Ett")
    (file,) = (cache.folder / "entries").glob("*.json")
    for field, value in (("sha256", "../../hemligt"), ("suffix", "/../../hemligt")):
        known = json.loads(file.read_text(encoding="utf-8"))
        file.write_text(json.dumps(known | {field: value}), encoding="utf-8")
        assert cache.get("nyckel") is None
        cache.put("nyckel", b"1", title="Ett")


def test_what_was_used_longest_ago_makes_room(cache, fake_time):
    small = Cache(cache.folder, limit=250, now=fake_time.now)
    for name in "abc":
        fake_time.seconds += 60
        small.put(name, name.encode() * 80, title=name)
    fake_time.seconds += 60
    assert small.get("a") is not None  # a was used after b and c
    fake_time.seconds += 60
    small.put("d", b"d" * 80, title="d")
    assert [entry.key for entry in small.list()] == ["d", "a", "c"]
    assert small.size() == 240


def test_a_content_larger_than_the_limit_is_kept_alone(cache, fake_time):
    small = Cache(cache.folder, limit=100, now=fake_time.now)
    small.put("a", b"a" * 80, title="a")
    small.put("stor", b"b" * 500, title="stor")
    assert [entry.key for entry in small.list()] == ["stor"]


def test_clear_leaves_nothing(cache):
    for name in "abc":
        cache.put(name, name.encode(), title=name)
    cache.clear()
    assert (cache.list(), contents(cache), cache.get("a")) == ([], [], None)


def test_a_file_that_somebody_left_half_written_is_swept_away_later(cache, fake_time):
    cache.put("a", b"a", title="a")
    part = cache.folder / "data" / f"{'0' * 64}.json.abcd.part"
    part.write_bytes(b"halv")
    now = fake_time.now().timestamp()
    os.utime(part, (now, now))
    cache.put("b", b"b", title="b")
    assert part.exists()
    fake_time.seconds += 2 * 3600
    cache.put("c", b"c", title="c")
    assert not part.exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "fil").write_text("ingen mapp", encoding="utf-8")
    with pytest.raises(RegsoError, match="could not be saved for the next time"):
        Cache(tmp_path / "fil").put("a", b"a", title="a")


def test_a_saving_that_fails_leaves_what_was_there(cache, monkeypatch):
    cache.put("nyckel", b"gammalt", title="Ett")
    original = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if target.suffix == ".json" and target.parent.name == "entries":
            raise OSError(28, "No space left on device")
        return original(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(RegsoError, match="disk has room"):
        cache.put("nyckel", b"nytt", title="Ett")
    monkeypatch.undo()
    assert cache.get("nyckel").read() == b"gammalt"
    assert not list(cache.folder.rglob("*.part"))


def test_the_place_in_the_profile():
    folder = default_folder()
    assert folder.parts[-2:] == ("regso_atlas", "cache")
    assert str(folder).startswith(str(Path(QgsApplication.qgisSettingsDirPath())))


def test_a_key_is_the_same_whatever_the_order():
    assert key_of({"b": [1, "å"], "a": None}) == key_of({"a": None, "b": [1, "å"]}) == '{"a":null,"b":[1,"å"]}'


WORKER = """
import importlib.util, random, sys
from pathlib import Path
root, folder, seed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
places = {"submodule_search_locations": [str(root)]}
spec = importlib.util.spec_from_file_location("regso_atlas", root / "__init__.py", **places)
module = importlib.util.module_from_spec(spec)
sys.modules["regso_atlas"] = module
spec.loader.exec_module(module)
from regso_atlas.plugin.sources import cache as cache_module
from regso_atlas.plugin.sources.cache import Cache
warnings = []
cache_module.log.warn = warnings.append
cache, chance, wrong = Cache(folder, limit=60_000), random.Random(seed), 0
for step in range(80):
    name = f"nyckel å{chance.randint(0, 9)}"
    if chance.random() < 0.5:
        # whole contents tell who made them: one letter, over and over
        cache.put(name, bytes([chance.randint(65, 90)]) * chance.randint(1000, 12_000), title=name)
    elif chance.random() < 0.05:
        cache.clear()
    else:
        entry = cache.get(name, offline=True)
        try:
            content = entry.read() if entry else b""
        except FileNotFoundError:
            content = b""  # the other one has just made room
        wrong += len(set(content)) > 1 or (entry is not None and len(content) not in (0, entry.size))
print("wrong", wrong, "warnings", warnings)
"""


def test_two_processes_at_once_do_no_harm(tmp_path):
    folder, root = tmp_path / "två på en gång", Path(__file__).resolve().parents[3]
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(root), str(folder), str(seed)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for seed in (1, 2)
    ]
    for worker in workers:
        out, err = worker.communicate(timeout=60)
        assert worker.returncode == 0, err
        assert out == "wrong 0 warnings []\n", out + err
    cache = Cache(folder, limit=60_000)
    left = cache.list()
    assert left
    assert all(cache.get(entry.key, offline=True) is not None for entry in left)
    assert cache.size() <= 60_000
    assert not list(folder.rglob("*.part"))
    assert {path.name for path in contents(cache)} == {entry.path.name for entry in left}
