# SPDX-License-Identifier: GPL-2.0-or-later
"""A WFS that answers like SCB's GeoServer: hits, GeoJSON, GeoPackage, a filter by codes, pages, exceptions in XML."""

from __future__ import annotations

import random
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osgeo import gdal, ogr, osr
from replay_server import Asked, Reply, as_json

Json = dict[str, Any]
_CONDITION = re.compile(r"(kommunkod|lanskod) IN \(('\d+'(?:,'\d+')*)\)")


@dataclass
class WfsServer:
    """Layers by name; each a list of GeoJSON features in EPSG:3006 or, as captured, in EPSG:4326."""

    layers: Mapping[str, Sequence[Json]]
    page_limit: int = 1_000_000
    hits_off: int = 0
    """Say so many features more than there are."""

    def __call__(self, asked: Asked) -> Reply:
        query = asked.query
        first = query.get("version", "").startswith("1")
        wrong = self._wrong(query, first)
        if wrong:
            return exception(wrong)
        layer = query["typename" if first else "typenames"]
        features = self._filtered(list(self.layers[layer]), query.get("cql_filter", ""))
        if features is None:
            return exception(f"Could not parse CQL filter list: {query['cql_filter']}")
        matched = len(features) + self.hits_off
        if query.get("resulttype") == "hits":
            return _hits(matched, first)
        start = int(query.get("startindex", 0))
        if "sortby" in query:
            features.sort(key=lambda one: one["properties"][query["sortby"]])
        elif start or "maxfeatures" in query or "count" in query:
            # without an order of their own pages overlap; here they surely do
            random.Random(start).shuffle(features)
        most = min(int(query.get("maxfeatures" if first else "count", self.page_limit)), self.page_limit)
        page = features[start : start + most]
        if query["outputformat"] == "application/json":
            return as_json(_collection(page, matched, query.get("srsname", "EPSG:3006")))
        return Reply(geopackage(page, layer.rpartition(":")[2]), kind="application/geopackage+sqlite3")

    def _wrong(self, query: Mapping[str, str], first: bool) -> str:
        if query.get("service") != "WFS" or query.get("request") != "GetFeature":
            return "service and request are needed"
        if query.get("typename" if first else "typenames") not in self.layers:
            return f"Feature type {query.get('typename') or query.get('typenames')} unknown"
        if ("count" if first else "maxfeatures") in query:
            return "maxFeatures is of WFS 1.1.0, count of 2.0.0"
        if "resulttype" not in query and query.get("outputformat") not in ("application/json", "geopackage"):
            return f"Failed to find response for output format {query.get('outputformat')}"
        return ""

    def _filtered(self, features: list[Json], text: str) -> list[Json] | None:
        if not text:
            return features
        wanted: list[tuple[str, set[str]]] = []
        for part in text.split(" OR "):
            match = _CONDITION.fullmatch(part)
            if match is None:
                return None
            wanted.append((match.group(1), set(re.findall(r"\d+", match.group(2)))))
        return [one for one in features if any(one["properties"][name] in codes for name, codes in wanted)]


def exception(text: str) -> Reply:
    """A complaint as GeoServer sends it: XML, and a status that says that all is well."""
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows" '
        'version="1.0.0"><ows:Exception exceptionCode="InvalidParameterValue"><ows:ExceptionText>'
        f"{text}</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"
    )
    return Reply(body.encode("utf-8"), kind="application/xml")


def _hits(count: int, first: bool) -> Reply:
    told = f'numberOfFeatures="{count}"' if first else f'numberMatched="{count}" numberReturned="0"'
    body = f'<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" {told}/>'
    return Reply(body.encode(), kind="text/xml; subtype=gml/3.1.1")


def _collection(page: Sequence[Json], matched: int, srs: str) -> Json:
    code = int(srs.rpartition(":")[2])
    features = [one | {"geometry": _geometry(one, code)} for one in page]
    return {
        "type": "FeatureCollection",
        "features": features,
        "totalFeatures": matched,
        "numberMatched": matched,
        "numberReturned": len(page),
        "timeStamp": "2026-10-10T11:21:58.806Z",
        "crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{code}"}},
    }


def _geometry(feature: Json, code: int) -> Json:
    geometry = feature["geometry"]
    point = geometry["coordinates"]
    while isinstance(point[0], list):
        point = point[0]
    own = 4326 if abs(point[0]) <= 180 else 3006
    if own == code:
        return geometry
    import json

    shape = ogr.CreateGeometryFromJson(json.dumps(geometry))
    shape.Transform(osr.CoordinateTransformation(_reference(own), _reference(code)))
    return json.loads(shape.ExportToJson(["COORDINATE_PRECISION=4" if code == 3006 else "COORDINATE_PRECISION=8"]))


def _reference(code: int) -> osr.SpatialReference:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(code)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def geopackage(features: Sequence[Json], layer_name: str) -> bytes:
    """Return features as a GeoPackage like GeoServer's."""
    import json

    path = f"/vsimem/{uuid.uuid4().hex}.gpkg"
    dataset = gdal.GetDriverByName("GPKG").Create(path, 0, 0, 0, gdal.GDT_Unknown)
    options = ["GEOMETRY_NAME=sp_geometry"]
    layer = dataset.CreateLayer(layer_name, _reference(3006), ogr.wkbPolygon, options)
    names = list(features[0]["properties"]) if features else ["regsokod"]
    for name in names:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTInteger if name == "objectid" else ogr.OFTString))
    layer.StartTransaction()
    for one in features:
        feature = ogr.Feature(layer.GetLayerDefn())
        for name in names:
            feature.SetField(name, one["properties"][name])
        feature.SetGeometry(ogr.CreateGeometryFromJson(json.dumps(_geometry(one, 3006))))
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    del layer, dataset
    size = gdal.VSIStatL(path).size
    file = gdal.VSIFOpenL(path, "rb")
    content = bytes(gdal.VSIFReadL(1, size, file))
    gdal.VSIFCloseL(file)
    gdal.Unlink(path)
    return content


def geopackage_file(features: Sequence[Json], path: Path, layer_name: str) -> Path:
    path.write_bytes(geopackage(features, layer_name))
    return path
