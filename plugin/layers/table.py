# SPDX-License-Identifier: GPL-2.0-or-later
"""The attributes of a layer as a frame of the core."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qgis.core import QgsFeatureRequest, QgsVectorLayer

from ..core.messages import Cancelled
from .reading import plain_value

if TYPE_CHECKING:
    import pandas as pd


def frame_of_layer(
    layer: QgsVectorLayer, columns: list[str] | None = None, cancelled: Callable[[], bool] | None = None
) -> pd.DataFrame:
    """Return the layer's attributes, one row per feature in the layer's order; NULL is None, or NaN among numbers.

    ``columns``: all where none is given; the key that a GeoPackage adds (``fid``) is left out. Raises
    ``Cancelled`` where ``cancelled`` says so.
    """
    import pandas as pd

    names = columns or [name for name in layer.fields().names() if name != "fid"]
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes(names, layer.fields())
    rows: list[list[Any]] = []
    for feature in layer.getFeatures(request):
        if cancelled is not None and cancelled():
            raise Cancelled
        rows.append([plain_value(feature[name]) for name in names])
    return pd.DataFrame(rows, columns=names)
