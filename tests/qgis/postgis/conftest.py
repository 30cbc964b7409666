# SPDX-License-Identifier: GPL-2.0-or-later
"""A PostGIS server of the tests' own: an empty folder, a local socket, no port; gone when the tests are over."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsAbstractDatabaseProviderConnection,
    QgsDataSourceUri,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerExporter,
)

PROGRAMS = Path("/usr/lib/postgresql")
USER = "postgres"
DATABASE = "åkern"


def programs() -> Path | None:
    """Return the folder of the newest server that has PostGIS, None where there is none."""
    found = [
        folder / "bin"
        for folder in PROGRAMS.glob("*")
        if (folder / "bin" / "initdb").exists()
        and (Path("/usr/share/postgresql") / folder.name / "extension" / "postgis.control").exists()
    ]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


class Server:
    """A running server. PostgreSQL refuses to run as root: then it runs as the user its package made."""

    def __init__(self, bin_folder: Path) -> None:
        self._bin = bin_folder
        # A socket's path may have 107 letters, which pytest's own folders exceed.
        self.folder = Path(tempfile.mkdtemp(prefix="regso_pg_"))
        self._become = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
        if self._become:
            shutil.chown(self.folder, USER)
        self._run(
            "initdb", "-D", str(self.data), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        )
        options = f"-c listen_addresses='' -k {self.folder} -c fsync=off -c shared_buffers=64MB"
        self._run("pg_ctl", "-D", str(self.data), "-o", options, "-l", str(self.folder / "log"), "-w", "start")
        # Not through QGIS: a connection that it made before the extension was there would take it for PostGIS 0.
        for database, text in (("postgres", f'CREATE DATABASE "{DATABASE}"'), (DATABASE, "CREATE EXTENSION postgis")):
            self._run("psql", "-h", str(self.folder), "-U", USER, "-d", database, "-c", text)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: str) -> None:
        # A pipe would be inherited by the server, and the reading of it never end.
        with Path(os.devnull).open("r+b") as nothing, tempfile.TemporaryFile() as said:
            done = subprocess.run(
                [*self._become, str(self._bin / program), *arguments],
                stdin=nothing, stdout=said, stderr=said, cwd="/", timeout=120, check=False,
            )  # fmt: skip
            said.seek(0)
            assert done.returncode == 0, said.read().decode()

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder)

    def uri(self, database: str = DATABASE, user: str = USER) -> QgsDataSourceUri:
        uri = QgsDataSourceUri()
        uri.setConnection(str(self.folder), "5432", database, user, "")
        return uri

    def connection(self, database: str = DATABASE) -> QgsAbstractDatabaseProviderConnection:
        metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
        return metadata.createConnection(self.uri(database).uri(False), {})

    def sql(self, text: str) -> list[list[object]]:
        """Run SQL and return the rows of the last statement."""
        return self.connection().executeSql(text)

    def layer(
        self, table: str, *, where: str = "", key: str = "id", geometry: str = "geom", user: str = USER
    ) -> QgsVectorLayer:
        """Return a table as a layer, as QGIS's browser makes it."""
        uri = self.uri(user=user)
        uri.setDataSource("" if table.startswith("(") else "public", table, geometry, where, key)
        layer = QgsVectorLayer(uri.uri(False), f"{table} åäö", "postgres")
        assert layer.isValid(), f"{table}: {layer.error().message()}"
        return layer

    def copy(self, source: QgsVectorLayer, table: str, *, key: str = "id") -> QgsVectorLayer:
        """Copy a layer into a new table, and return that as a layer."""
        uri = self.uri()
        uri.setDataSource("public", table, "geom", "", key)
        error, text = QgsVectorLayerExporter.exportLayer(
            source, uri.uri(False), "postgres", source.crs(), False, {"overwrite": True, "lowercaseFieldNames": False}
        )
        assert error == QgsVectorLayerExporter.ExportError.NoError, text
        return self.layer(table, key=key)


@pytest.fixture(scope="session")
def server(qgis_app: Any) -> Iterator[Server]:
    """A PostGIS that runs while these tests do."""
    folder = programs()
    if folder is None:
        pytest.skip("no PostGIS on this machine: scripts/setup-system.sh installs Debian's package")
    running = Server(folder)
    yield running
    running.stop()
