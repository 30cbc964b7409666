# SPDX-License-Identifier: GPL-2.0-or-later
"""Put geometries where they belong: SWEREF 99 TM, easting first, inside Sweden."""

from __future__ import annotations

from osgeo import ogr, osr

from ..core.messages import Message, message
from .errors import NotUnderstood

EAST = (200_000.0, 960_000.0)
NORTH = (6_080_000.0, 7_720_000.0)
"""Sweden with its territorial sea in SWEREF 99 TM, with room to spare: RegSO 2025 spans E 245209–921178,
N 6111268–7671056."""
LONGITUDE = (9.0, 26.0)
LATITUDE = (54.0, 70.0)


def sweref() -> osr.SpatialReference:
    """Return SWEREF 99 TM with easting first, the way files and maps have it."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(3006)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


class Placement:
    """How the geometries of a layer are put into place; decided on its extent, which tells swapped axes for sure."""

    def __init__(self, layer: ogr.Layer, name: str) -> None:
        self.warnings: list[Message] = []
        self._name = name
        west, east, south, north = layer.GetExtent()
        self._swapped = _inside((south, north, west, east))
        if self._swapped:
            west, east, south, north = south, north, west, east
            self.warnings.append(
                message("“{name}” has northing before easting; its coordinates were turned round.", name=name)
            )
        self._transform = self._transformation(layer.GetSpatialRef(), metres=_in_metres((west, east, south, north)))

    def _transformation(self, reference: osr.SpatialReference | None, *, metres: bool) -> object:
        target = sweref()
        if reference is None or (metres and reference.IsGeographic()):
            # GeoJSON without a crs counts as degrees, whatever its numbers are
            if not metres:
                raise self._elsewhere("no coordinate reference system")
            self.warnings.append(
                message(
                    "“{name}” does not say which coordinates it has; they fit SWEREF 99 TM and are taken as that.",
                    name=self._name,
                )
            )
            return None
        source = reference.Clone()
        source.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        return None if source.IsSame(target) else osr.CoordinateTransformation(source, target)

    def place(self, geometry: ogr.Geometry, code: str) -> bytes:
        """Return a geometry in its place as WKB; one outside Sweden is ``NotUnderstood``."""
        geometry = geometry.Clone()
        geometry.FlattenTo2D()
        if self._swapped:
            geometry.SwapXY()
        # a transformed geometry hands its new reference's axis order on, WKB has none
        if self._transform is not None and geometry.Transform(self._transform) != 0:
            raise self._elsewhere(f"{code} cannot be transformed")
        extent = geometry.GetEnvelope()
        if not _in_metres(extent):
            raise self._elsewhere(f"{code}: E {extent[0]:.0f}–{extent[1]:.0f}, N {extent[2]:.0f}–{extent[3]:.0f}")
        return bytes(geometry.ExportToWkb(ogr.wkbNDR))

    def _elsewhere(self, details: str) -> NotUnderstood:
        return NotUnderstood(
            message(
                "Areas of “{name}” do not lie in Sweden, so their coordinates are wrong or of another kind than the "
                "file says; none of them are used. Fetch the file again, or set its coordinate reference system right.",
                name=self._name,
            ),
            details=details,
        )


def _between(low: float, high: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= low <= high <= limits[1]


def _in_metres(extent: tuple[float, float, float, float]) -> bool:
    return _between(*extent[:2], EAST) and _between(*extent[2:], NORTH)


def _inside(extent: tuple[float, float, float, float]) -> bool:
    """Tell whether an extent (west, east, south, north) lies in Sweden, in metres or in degrees."""
    return _in_metres(extent) or (_between(*extent[:2], LONGITUDE) and _between(*extent[2:], LATITUDE))
