# SPDX-License-Identifier: GPL-2.0-or-later
"""A PostGIS server of the benchmark's own: an unprivileged user, a local socket and no network.

The server is tuned for one machine with one user, as the comparison should be fair: large buffers, no waiting for the
disk, parallel workers even for what looks small.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
EXTENSION = Path("/usr/share/postgresql/15/extension/postgis.control")
DATABASE, USER = "bench", "bench"

SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "1GB",
    "effective_cache_size": "8GB",
    "work_mem": "128MB",
    "maintenance_work_mem": "1GB",
    "max_wal_size": "8GB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_worker_processes": "8",
    "min_parallel_table_scan_size": "0",
    "min_parallel_index_scan_size": "0",
    "parallel_setup_cost": "0",
    "parallel_tuple_cost": "0",
    "jit": "off",
}


@dataclass(frozen=True)
class Server:
    """A running server: the folder of its socket and its first process."""

    folder: Path
    pid: int

    @property
    def connection(self) -> str:
        """How libpq finds the database."""
        return f"host={self.folder} dbname={DATABASE} user={USER}"


def missing() -> str:
    """Return what keeps PostGIS from running here, or an empty text."""
    return "" if EXTENSION.exists() else "postgresql-15-postgis-3 is not installed (make bench installs it)"


@contextmanager
def running(workers: int) -> Iterator[Server]:
    """Start a server with an empty database in a folder that is removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="regso-bench-"))
    data = folder / "data"
    try:
        as_user: list[str] = []
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
            as_user = ["runuser", "-u", "postgres", "--"]
        _run([*as_user, PROGRAMS / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"], folder)
        options = SETTINGS | {
            "unix_socket_directories": str(folder),
            "max_parallel_workers": str(workers),
            "max_parallel_workers_per_gather": str(workers),
            "max_parallel_maintenance_workers": str(workers),
        }
        written = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        start = [*as_user, PROGRAMS / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", written, "start"]
        _run(start, folder)
        try:
            _run([PROGRAMS / "createdb", "-h", folder, "-U", USER, DATABASE], folder)
            pid = int((data / "postmaster.pid").read_text(encoding="utf-8").split()[0])
            yield Server(folder, pid)
        finally:
            _run([*as_user, PROGRAMS / "pg_ctl", "-D", data, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str | Path], folder: Path) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{Path(command[-1]).name}: {done.stderr.strip()}")
