# SPDX-License-Identifier: GPL-2.0-or-later
"""The real QGIS programs, started by the tests with a profile of their own in which this checkout is the plugin."""

import csv
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DEMO = ROOT / "resources" / "demo" / "demo.gpkg"
START_UP_SETTINGS = """[core]
httpsfeedqgisorg\\disabled=true

[PythonPlugins]
processing=true
regso_atlas=true

[locale]
globalLocale={language}
overrideFlag=true
userLocale={language}

[qgis]
checkVersion=false
showTips340=false
showTips344=false
"""


@dataclass(frozen=True)
class Answer:
    """What a program said before it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The answer as JSON; only standard output, since Python's warnings go to standard error."""
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def results(self) -> dict[str, Any]:
        return self.json["results"]

    @property
    def warnings(self) -> str:
        return "\n".join(self.json["log"].get("warning", []))


class Programs:
    """Starts QGIS programs with an environment that does not depend on who runs the tests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._plugins = folder / "plugins"
        self._plugins.mkdir()
        (self._plugins / "regso_atlas").symlink_to(ROOT)
        (folder / "run").mkdir(mode=0o700)

    def environment(self, language: str = "en_US", python: Path | None = None, **changes: str) -> dict[str, str]:
        """Return the environment: our Python first, no other one, a profile with the plugin enabled."""
        outside = (
            "PYTHON",
            "QGIS_",
            "QT_",
            "XDG_",
            "LC_",
            "LANG",
            "VIRTUAL_ENV",
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "XAUTHORITY",
        )
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(outside)}
        # The embedded Python takes its prefix from the first python3 on PATH: the one that runs the tests. It must
        # not be resolved, or the virtual environment is lost.
        path = [str(python or Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]
        return {
            **inherited,
            "PATH": os.pathsep.join(dict.fromkeys(path)),
            "LC_ALL": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "QGIS_PREFIX_PATH": "/usr",
            "QGIS_CUSTOM_CONFIG_PATH": str(self._profile(language)),
            "QGIS_PLUGINPATH": str(self._plugins),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(self._folder / "run"),
            **changes,
        }

    def _profile(self, language: str) -> Path:
        folder = self._folder / f"profile-{language}"
        settings = folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
        if not settings.exists():
            settings.parent.mkdir(parents=True)
            settings.write_text(START_UP_SETTINGS.format(language=language), encoding="utf-8")
        return folder

    def process(
        self,
        *arguments: str,
        inputs: dict[str, Any] | None = None,
        timeout: float = 120,
        cwd: Path | None = None,
        environment: dict[str, str] | None = None,
    ) -> Answer:
        """Run ``qgis_process`` with arguments, or with ``inputs`` as JSON on standard input."""
        stdin = json.dumps({"inputs": inputs}, ensure_ascii=False) if inputs is not None else ""
        command = ["qgis_process", *arguments, *(["-"] if inputs is not None else [])]
        return _run(command, environment or self.environment(), timeout, stdin, cwd)

    def window(self, script: Path, *, language: str = "en_US", timeout: float = 180, **settings: str) -> Answer:
        """Run a script in a QGIS window on a virtual display; ``settings`` become environment variables."""
        environment = self.environment(language, **settings)
        del environment["QT_QPA_PLATFORM"]
        screen = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24 -dpi 96 -nolisten tcp"]
        qgis = ["qgis", "--nologo", "--noversioncheck", "--code", str(script)]
        return _run([*screen, *qgis], environment, timeout)


def _run(
    command: list[str], environment: dict[str, str], timeout: float, stdin: str = "", cwd: Path | None = None
) -> Answer:
    # Through `timeout` in a session of its own, so that nothing is left behind, not even the virtual display.
    command = ["timeout", "--kill-after=5", str(timeout), *command]
    done = subprocess.run(
        command, input=stdin, capture_output=True, text=True, encoding="utf-8", env=environment, cwd=cwd, check=False
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Programs:
    """The QGIS programs with the plugin enabled."""
    return Programs(tmp_path_factory.mktemp("qgis"))


@pytest.fixture(scope="session")
def qgis_process(programs: Programs):
    """``qgis_process(*arguments, inputs=…, timeout=…)``; see ``Programs.process``."""
    return programs.process


@pytest.fixture(scope="session")
def demo():
    """``demo("vagar")``: a layer of the demo region as QGIS names it."""
    return lambda layer: f"{DEMO}|layername={layer}"


@pytest.fixture(scope="session")
def rows():
    """``rows(path)``: the rows of a CSV file."""

    def read(path: str | Path) -> list[dict[str, str]]:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return read
