# SPDX-License-Identifier: GPL-2.0-or-later
"""Running the peers: environments, clean starts, rounds, and what each answered."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from . import measure
from .catalog import Peer
from .postgis import Server
from .results import Row

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "bench"
PYTHONS = {"bench": ROOT / ".bench/bin/python", "venv": ROOT / ".venv/bin/python", "system": Path("/usr/bin/python3")}


@dataclass
class Session:
    """What all runs share. ``say`` tells the person at the keyboard what happens."""

    areas_file: Path
    workers: int
    limit: float
    server: Server | None = None
    versions: dict[str, str] = field(default_factory=dict)
    _qgis: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make a QGIS profile with the plugin in it, as it is before anybody has used the plugin."""
        shutil.rmtree(self._profile("pristine"), ignore_errors=True)
        subprocess.run(["bash", ROOT / "scripts/profile.sh", self._profile("pristine")], check=True)
        shown = subprocess.run(
            ["bash", "-c", 'eval "$(bash scripts/print-env.sh)"; env -0'], cwd=ROOT, check=True, capture_output=True
        ).stdout.decode()
        self._qgis = dict(entry.split("=", 1) for entry in shown.split("\0") if "=" in entry)
        self._qgis["QGIS_CUSTOM_CONFIG_PATH"] = str(self._profile("pristine"))
        Path(self._qgis["XDG_RUNTIME_DIR"]).mkdir(mode=0o700, parents=True, exist_ok=True)
        # QGIS makes its own databases the first time
        subprocess.run(["qgis_process", "list"], env=self._qgis, check=True, capture_output=True)
        self._qgis["QGIS_CUSTOM_CONFIG_PATH"] = str(self._profile("used"))
        self._qgis["XDG_CACHE_HOME"] = str(FOLDER / "cache")
        self._start_afresh()

    @staticmethod
    def _profile(name: str) -> Path:
        return FOLDER / f"profile-{name}"

    def _start_afresh(self) -> None:
        """Forget what earlier runs kept: the profile and the user's cache folder."""
        shutil.rmtree(self._profile("used"), ignore_errors=True)
        shutil.copytree(self._profile("pristine"), self._profile("used"), symlinks=True)
        shutil.rmtree(FOLDER / "cache", ignore_errors=True)
        (FOLDER / "cache").mkdir()

    def round(self, peer: Peer, layer: Path, rows: list[Row]) -> None:
        """Run a peer once and add the run to its rows."""
        if any(row.error for row in rows):
            return
        kind = "polygons" if rows[0].kind == "large" else rows[0].kind
        run, answer = self.run(peer, kind, layer)
        stages = answer.get("stages", {})
        for row, (_, _, stage) in zip(rows, peer.stages or (("", "", ""),), strict=True):
            part = replace(run, seconds=stages.get(stage, run.seconds), cpu_seconds=None)
            row.runs.append(part if stage else run)
            row.answer, row.error = answer, run.error
        if "version" in answer:
            known = self.versions.get(peer.family, "")
            if answer["version"] not in known:
                self.versions[peer.family] = f"{known}; {answer['version']}".removeprefix("; ")

    def run(self, peer: Peer, kind: str, layer: Path, limit: float | None = None) -> tuple[measure.Run, dict[str, Any]]:
        """Run a peer once and return what it took and answered."""
        if peer.fresh:
            self._start_afresh()
        with tempfile.TemporaryDirectory(prefix="regso-bench-", dir=FOLDER) as folder:
            job = {
                "kind": kind,
                "layer": str(layer),
                "areas": str(self.areas_file),
                "folder": folder,
                "options": {"workers": self.workers, "connection": self.server.connection if self.server else ""},
            }
            job_file, answer_file = Path(folder) / "job.json", Path(folder) / "answer.json"
            job_file.write_text(json.dumps(job), encoding="utf-8")
            script = ROOT / "bench" / "peers" / f"{peer.script}.py"
            done = measure.run(
                [str(PYTHONS[peer.python]), str(script), str(job_file), str(answer_file)],
                environment=(self._qgis if peer.python != "bench" else plain()) | {"TMPDIR": folder},
                limit=limit or self.limit,
                servers=[self.server.pid] if peer.server and self.server else [],
            )
            answer = json.loads(answer_file.read_text(encoding="utf-8")) if answer_file.exists() else {}
        return done, answer


def plain() -> dict[str, str]:
    """Return the environment without what would change which modules a Python finds."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
