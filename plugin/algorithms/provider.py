# SPDX-License-Identifier: GPL-2.0-or-later
"""The provider: which algorithms there are."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..i18n import tr
from .areatypesummary import AreaTypeSummary
from .assignareatype import AssignAreaType
from .base import RESOURCES
from .classifyareatypes import ClassifyAreaTypes
from .compareyears import CompareYears
from .computeindex import ComputeIndex
from .convertedition import ConvertEdition
from .disparity import Disparity
from .joinstatistics import JoinStatistics
from .loadareas import LoadAreas
from .loadtimeseries import LoadTimeSeries
from .segregation import Segregation
from .styleareas import StyleAreas
from .summarizebyareatype import SummarizeByAreaType
from .versions import plugin_version

ALGORITHMS = (
    SummarizeByAreaType,
    AssignAreaType,
    JoinStatistics,
    AreaTypeSummary,
    Disparity,
    Segregation,
    CompareYears,
    ComputeIndex,
    ClassifyAreaTypes,
    ConvertEdition,
    LoadAreas,
    LoadTimeSeries,
    StyleAreas,
)


class RegsoProvider(QgsProcessingProvider):
    """RegSO Atlas in the toolbox."""

    def id(self) -> str:
        return "regso"

    def name(self) -> str:
        return "RegSO Atlas"

    def longName(self) -> str:
        return tr("RegSO Atlas (socioeconomic area types)")

    def versionInfo(self) -> str:
        return plugin_version()

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return str(RESOURCES / "icons" / "regso_atlas.svg")

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
