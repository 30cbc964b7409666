# SPDX-License-Identifier: GPL-2.0-or-later
"""Algorithms run by id as QGIS runs them, on real layers drawn in kilometres of a small imagined region.

Coordinates in tests are kilometres from a corner near Gävle: ``POINT(0.5 0.5)`` is the middle of the first square.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    NULL,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsLayerTreeView
from qgis.PyQt.QtCore import QLocale, QObject, pyqtSignal

from regso_atlas.plugin.algorithms.provider import RegsoProvider

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"
SWEREF = "EPSG:3006"
CORNER = (600_000, 6_700_000)

AREA_FIELDS = {
    "regsokod": "string(20)",
    "regsonamn": "string(50)",
    "omradestyp": "integer",
    "folkmangd": "integer",
    "socioekonomiskt_index": "double",
}


@pytest.fixture(scope="session", autouse=True)
def english() -> None:
    """Run in English, whatever language the machine speaks."""
    QgsApplication.setLocale(QLocale("en_GB"))


class _Starting(QObject):
    """Tells, as QGIS's own interface does and the stub does not, that QGIS has started."""

    completed = pyqtSignal()


@pytest.fixture(scope="session", autouse=True)
def tells_that_it_started(qgis_iface: Any) -> Iterator[None]:
    """Give the interface the signal that QGIS has started."""
    starting = _Starting()
    qgis_iface.initializationCompleted = starting.completed
    yield
    del qgis_iface.initializationCompleted


@pytest.fixture(scope="session", autouse=True)
def real_layer_tree(qgis_iface: Any) -> Iterator[None]:
    """Give the interface a real view of the layer tree: QGIS 3.44 hands it to C++ when it loads results."""
    view = QgsLayerTreeView()
    qgis_iface.layerTreeView = lambda: view
    yield
    view.deleteLater()


# Providers ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def provider_holder(qgis_processing: None) -> dict[str, RegsoProvider]:
    """Keep the provider's Python half alive for the whole session: without it the algorithms lose theirs."""
    return {}


@pytest.fixture
def provider(provider_holder: dict[str, RegsoProvider]) -> RegsoProvider:
    """The provider, registered unless it is: a second one with the same id would be deleted."""
    registry = QgsApplication.processingRegistry()
    registered = registry.providerById("regso")
    if registered is not None and registered is not provider_holder.get("regso"):
        registry.removeProvider(registered)
        registered = None
    if registered is None:
        provider_holder["regso"] = RegsoProvider()
        assert registry.addProvider(provider_holder["regso"])
    return provider_holder["regso"]


@pytest.fixture
def no_provider(provider_holder: dict[str, RegsoProvider]) -> None:
    """A QGIS in which nobody has registered the provider yet."""
    if QgsApplication.processingRegistry().providerById("regso") is not None:
        QgsApplication.processingRegistry().removeProvider("regso")
    provider_holder.clear()


# Running --------------------------------------------------------------------------------------------------------------


class Feedback(QgsProcessingFeedback):
    """Remembers all that is said, and presses Cancel at the n-th time that somebody asks."""

    def __init__(self, cancel_at: int | None = None) -> None:
        super().__init__(False)
        self.infos: list[str] = []
        self.warnings: list[str] = []
        self.errors: list[str] = []
        self.asked = 0
        self._cancel_at = cancel_at

    def pushInfo(self, text: str) -> None:
        self.infos.append(text)

    def pushWarning(self, text: str) -> None:
        self.warnings.append(text)

    def reportError(self, text: str, fatal: bool = False) -> None:
        self.errors.append(text)

    def isCanceled(self) -> bool:
        self.asked += 1
        if self._cancel_at is not None and self.asked >= self._cancel_at:
            self.cancel()
        return super().isCanceled()


@dataclass
class Run:
    """A run that is over: what it returned and what it said."""

    ok: bool
    results: dict[str, Any]
    context: QgsProcessingContext
    feedback: Feedback

    @property
    def warnings(self) -> list[str]:
        return self.feedback.warnings

    @property
    def infos(self) -> list[str]:
        return self.feedback.infos

    @property
    def errors(self) -> list[str]:
        return self.feedback.errors

    def __getitem__(self, name: str) -> Any:
        return self.results[name]

    def layer(self, name: str = "OUTPUT") -> QgsVectorLayer:
        layer = QgsProcessingUtils.mapLayerFromString(self.results[name], self.context)
        assert layer is not None, f"{name} is no layer: {self.results[name]}"
        return layer

    def features(self, name: str = "OUTPUT") -> list[QgsFeature]:
        return list(self.layer(name).getFeatures())

    def report_words(self) -> str:
        """Return the report's tables, texts and charts, without times and the names of layers in memory."""
        page = Path(self.results["OUTPUT_HTML"]).read_text(encoding="utf-8")
        words = "".join(re.findall(r"<(?:table|svg|p|li|desc)\b.*?</(?:table|svg|p|li|desc)>", page, re.DOTALL))
        moments = r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d[^<]*", r"(?:&lt;)?[\d.,]+\ss\b"
        names = r"memory[^<&]*", r"Point\?[^<]*", r"NoGeometry[^<]*"
        return re.sub("|".join(moments + names), "", words)

    def rows(self, name: str = "OUTPUT") -> list[dict[str, Any]]:
        """Return an output as dicts, None for NULL, without the key that GeoPackage adds."""
        layer = self.layer(name)
        names = layer.fields().names()
        rows = [
            {n: None if v == NULL else v for n, v in zip(names, f.attributes(), strict=True)}
            for f in layer.getFeatures()
        ]
        return [{n: v for n, v in row.items() if n != "fid"} for row in rows]

    def by_type(self, name: str = "OUTPUT", **where: Any) -> dict[int, dict[str, Any]]:
        """Return the rows of a summary by area type; ``where`` picks those of one group."""
        rows = [row for row in self.rows(name) if all(row[k] == v for k, v in where.items())]
        assert len({row["area_type"] for row in rows}) == len(rows), "several rows of one type: pick a group"
        return {row["area_type"]: row for row in rows}

    def warned(self, *parts: str) -> bool:
        """Whether one warning holds all the parts."""
        return any(all(part in text for part in parts) for text in self.warnings)


def _run(algorithm_id: str, cancel_at: int | None, parameters: dict[str, Any]) -> Run:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(algorithm_id)
    assert algorithm is not None, f"there is no algorithm {algorithm_id}"
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem(SWEREF))
    context = QgsProcessingContext()
    context.setProject(project)
    context.setEllipsoid("EPSG:7019")
    feedback = Feedback(cancel_at)
    context.setFeedback(feedback)
    if "OUTPUT" not in parameters:
        parameters = {**parameters, "OUTPUT": "memory:"}
    acceptable, reason = algorithm.checkParameterValues(parameters, context)
    if not acceptable:
        feedback.errors.append(reason)
        return Run(False, {}, context, feedback)
    results, ok = algorithm.run(parameters, context, feedback)
    return Run(ok, results, context, feedback)


@pytest.fixture
def run_algorithm(provider: RegsoProvider) -> Any:
    """Run an algorithm to its end: created by id, parameters checked, project and ellipsoid set."""

    def run(algorithm_id: str, **parameters: Any) -> Run:
        done = _run(algorithm_id, None, parameters)
        assert done.ok, f"{algorithm_id} failed: {done.errors}"
        return done

    return run


@pytest.fixture
def refusal(provider: RegsoProvider) -> Any:
    """Run an algorithm that must refuse, and return what the user is told."""

    def run(algorithm_id: str, *, cancel_at: int | None = None, **parameters: Any) -> str:
        done = _run(algorithm_id, cancel_at, parameters)
        assert not done.ok, f"{algorithm_id} should have refused but gave {done.results}"
        assert done.results == {}
        assert "Traceback" not in " ".join(done.errors)
        return done.errors[-1]

    return run


@pytest.fixture
def cancelled_run(provider: RegsoProvider) -> Any:
    """Run an algorithm whose user presses Cancel at the n-th chance; the run may come to its end before that."""

    def run(algorithm_id: str, cancel_at: int, **parameters: Any) -> Run:
        return _run(algorithm_id, cancel_at, parameters)

    return run


# Layers ---------------------------------------------------------------------------------------------------------------


def to_metres(wkt: str) -> str:
    """Return WKT in kilometres from the corner as WKT in metres of SWEREF 99 TM; Z and M stay."""

    def point(match: re.Match[str]) -> str:
        return f"{CORNER[0] + 1000 * float(match[1])!r} {CORNER[1] + 1000 * float(match[2])!r}"

    number = r"(-?\d+(?:\.\d+)?(?:e-?\d+)?)"
    return re.sub(rf"(?<=[(,])\s*{number}\s+{number}", point, wkt)


def square(x: float, y: float = 0, width: float = 1, height: float = 1) -> str:
    """Return a rectangle in kilometres as WKT."""
    right, top = x + width, y + height
    return f"Polygon(({x} {y}, {right} {y}, {right} {top}, {x} {top}, {x} {y}))"


@pytest.fixture
def wkt_in_metres() -> Any:
    """Return WKT in kilometres as WKT in metres of SWEREF 99 TM."""
    return to_metres


@pytest.fixture
def layer_from_wkt() -> Any:
    """Make a memory layer from WKT in kilometres with attributes; None is a feature without geometry."""

    def make(
        geometry_type: str,
        rows: list[Any],
        fields: dict[str, str] | None = None,
        crs: str = SWEREF,
        name: str = "vägar åäö",
    ) -> QgsVectorLayer:
        fields = fields or {}
        parts = [f"crs={crs}"] if crs else []
        parts += [f"field={field}:{kind}" for field, kind in fields.items()]
        layer = QgsVectorLayer(f"{geometry_type}?{'&'.join(parts)}", name, "memory")
        assert layer.isValid(), geometry_type
        if not crs:
            # QGIS gives a layer that does not know its place the user's default.
            layer.setCrs(QgsCoordinateReferenceSystem())
        transform = QgsCoordinateTransform(
            QgsCoordinateReferenceSystem(SWEREF), QgsCoordinateReferenceSystem(crs or SWEREF), QgsProject.instance()
        )
        for row in rows:
            wkt, attributes = row if isinstance(row, tuple) else (row, {})
            feature = QgsFeature(layer.fields())
            if wkt is not None:
                geometry = QgsGeometry.fromWkt(to_metres(wkt))
                assert not geometry.isNull() or "EMPTY" in wkt, wkt
                geometry.transform(transform)
                feature.setGeometry(geometry)
            for field, value in attributes.items():
                assert field in fields, field
                feature.setAttribute(field, value)
            added, _ = layer.dataProvider().addFeatures([feature])
            assert added, layer.dataProvider().lastError()
        layer.updateExtents()
        return layer

    return make


@pytest.fixture
def areas_layer(layer_from_wkt: Any) -> Any:
    """Make an area layer. Without rows: a street of six squares, 1 km wide, with types 1–5 and one without a type.

    A row is a dict with ``code``, ``wkt`` and, where they matter, ``name``, ``area_type``, ``population``, ``index``.
    """

    def make(
        rows: list[dict[str, Any]] | None = None,
        *,
        crs: str = SWEREF,
        fields: dict[str, str] | None = None,
        geometry_type: str = "Polygon",
    ) -> QgsVectorLayer:
        roles = {"code": "regsokod", "name": "regsonamn", "area_type": "omradestyp", "population": "folkmangd"}
        roles["index"] = "socioekonomiskt_index"
        default = {"area_type": 3, "population": 100, "name": "Östra Ängsbacken"}
        features = []
        for row in street() if rows is None else rows:
            values = {**default, **{k: v for k, v in row.items() if k != "wkt"}}
            features.append((row["wkt"], {roles.get(k, k): v for k, v in values.items()}))
        wanted = {**AREA_FIELDS, **(fields or {})}
        used = {field: kind for field, kind in wanted.items() if kind}
        features = [(wkt, {k: v for k, v in values.items() if k in used}) for wkt, values in features]
        return layer_from_wkt(geometry_type, features, used, crs, "områden")

    return make


def street() -> list[dict[str, Any]]:
    """Return six squares side by side: types 1–5 with 1,000 to 5,000 people, and one without a type."""
    names = ("Älvnäs", "Österby", "Åkersro", "Sörgärdet", "Häggvik", "Nya ängen")
    return [
        {
            "code": f"0180R00{n}",
            "name": name,
            "wkt": square(n - 1),
            "area_type": n if n < 6 else None,
            "population": 1000 * n if n < 6 else 300,
            "index": 40.0 - 5 * n if n < 6 else None,
        }
        for n, name in enumerate(names, start=1)
    ]


@pytest.fixture
def selected(qgis_new_project: None) -> Any:
    """Select features of a layer and give the selection as the toolbox does: by id, from the project."""

    def select(layer: QgsVectorLayer, expression: str) -> QgsProcessingFeatureSourceDefinition:
        layer.selectByExpression(expression)
        assert layer.selectedFeatureCount() > 0, expression
        QgsProject.instance().addMapLayer(layer)
        return QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)

    return select


@pytest.fixture
def street_rows() -> Any:
    """The rows of the street, to be changed and given to ``areas_layer``."""
    return street


@pytest.fixture
def box() -> Any:
    """A rectangle in kilometres as WKT: x, y, width, height."""
    return square


@pytest.fixture
def demo() -> Any:
    """A layer of the demo data by name."""
    return lambda name: f"{DEMO / 'demo.gpkg'}|layername={name}"


@pytest.fixture
def demo_folder() -> Path:
    """The folder of the demo data."""
    return DEMO


@pytest.fixture
def point(layer_from_wkt: Any) -> QgsVectorLayer:
    """One clinic in the first square."""
    return layer_from_wkt("Point", [("Point(0.5 0.5)", {"namn": "Älvnäs vårdcentral"})], {"namn": "string"})


@pytest.fixture
def summarize(run_algorithm: Any, point: QgsVectorLayer, areas_layer: Any) -> Any:
    """Summarise a layer (else the clinic) on areas (else the street)."""

    def run(layer: Any = None, areas: Any = None, **more: Any) -> Any:
        return run_algorithm("regso:summarizebyareatype", INPUT=layer or point, AREAS=areas or areas_layer(), **more)

    return run


@pytest.fixture
def refused(refusal: Any, point: QgsVectorLayer, areas_layer: Any) -> Any:
    """Summarise what must be refused and return what the user is told."""

    def run(layer: Any = None, areas: Any = None, **more: Any) -> Any:
        return refusal("regso:summarizebyareatype", INPUT=layer or point, AREAS=areas or areas_layer(), **more)

    return run
