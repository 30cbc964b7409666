# SPDX-License-Identifier: GPL-2.0-or-later
"""MapServer, a real WFS, as a CGI program behind a small web server in a thread."""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

_PLACES = ("mapserv", "/usr/lib/cgi-bin/mapserv", "/usr/bin/mapserv")

MAPFILE = """MAP
  NAME "scb"
  EXTENT 200000 6080000 960000 7720000
  PROJECTION "init=epsg:3006" END
  WEB METADATA
    "ows_enable_request" "*"
    "ows_onlineresource" "{url}"
    "ows_srs" "EPSG:3006 EPSG:4326"
    "wfs_getfeature_formatlist" "geojson,geopackage"
    "wfs_compute_number_matched" "true"
    "wfs_namespace_prefix" "stat"
    "wfs_namespace_uri" "http://example.org/stat"
    {limit}
  END END
  OUTPUTFORMAT
    NAME "geojson" DRIVER "OGR/GEOJSON" MIMETYPE "application/json"
    FORMATOPTION "STORAGE=stream" FORMATOPTION "FORM=SIMPLE" FORMATOPTION "LCO:COORDINATE_PRECISION=4"
  END
  OUTPUTFORMAT
    NAME "geopackage" DRIVER "OGR/GPKG" MIMETYPE "application/geopackage+sqlite3"
    FORMATOPTION "STORAGE=filesystem" FORMATOPTION "FORM=SIMPLE" FORMATOPTION "FILENAME=result.gpkg"
  END
  LAYER
    NAME "{layer}" TYPE POLYGON STATUS ON
    CONNECTIONTYPE OGR CONNECTION "{file}" DATA "{table}"
    PROJECTION "init=epsg:3006" END
    METADATA
      "wfs_title" "areas" "gml_featureid" "{id_field}" "gml_include_items" "all" "gml_types" "auto"
      "wfs_enable_request" "*"
    END
  END
END
"""


def find_mapserver() -> str | None:
    return next((found for place in _PLACES if (found := shutil.which(place))), None)


class MapServer:
    """One layer of a GeoPackage, in pages of ``page_limit``."""

    def __init__(
        self, folder: Path, file: Path, table: str, layer: str, *, page_limit: int | None, id_field: str = "regsokod"
    ) -> None:
        program = find_mapserver()
        assert program is not None
        self.requests: list[str] = []
        mapfile, config = folder / "scb.map", folder / "mapserver.conf"
        host = self
        (folder / "tmp").mkdir(exist_ok=True)

        class Cgi(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = self.path.partition("?")[2]
                host.requests.append(query)
                environment = {
                    "PATH": os.environ["PATH"],
                    "REQUEST_METHOD": "GET",
                    "QUERY_STRING": query,
                    "MS_MAPFILE": str(mapfile),
                    "MAPSERVER_CONFIG_FILE": str(config),
                    "MS_TEMPPATH": str(folder / "tmp"),
                    "SERVER_NAME": "127.0.0.1",
                    "SERVER_PORT": str(host.port),
                    "SCRIPT_NAME": "/",
                }
                done = subprocess.run([program], env=environment, capture_output=True, timeout=60, check=False)
                head, _, content = done.stdout.partition(b"\r\n\r\n")
                self.send_response(200)
                for line in head.split(b"\r\n"):
                    name, colon, value = line.decode("latin-1").partition(":")
                    if colon and name.lower() in ("content-type", "content-disposition"):
                        self.send_header(name, value.strip())
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                pass

        self._http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Cgi)
        limit = f'"wfs_maxfeatures" "{page_limit}"' if page_limit else ""
        text = MAPFILE.format(url=self.url, limit=limit, layer=layer, file=file, table=table, id_field=id_field)
        mapfile.write_text(text, encoding="utf-8")
        config.write_text('CONFIG ENV MS_MAP_NO_PATH "false" MS_MAP_PATTERN "." END END\n', encoding="utf-8")
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def port(self) -> int:
        return self._http.server_port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/?"

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()
