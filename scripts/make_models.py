# SPDX-License-Identifier: GPL-2.0-or-later
"""Write the models that the plugin ships: points and lines by area type for each kommun."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
)
from qgis.PyQt.QtCore import QPointF, QSizeF

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "models"
Source = QgsProcessingModelChildParameterSource

MODELS = (
    (
        "points_by_area_type_per_kommun",
        "Points by area type per kommun",
        "points",
        "Points",
        QgsProcessing.SourceType.TypeVectorPoint,
        "Counts points in each kommun and area type, with points per 1,000 inhabitants.",
    ),
    (
        "lines_by_area_type_per_kommun",
        "Lines by area type per kommun",
        "lines",
        "Lines",
        QgsProcessing.SourceType.TypeVectorLine,
        "Measures lines (km) in each kommun and area type, with km per 1,000 inhabitants.",
    ),
)

# One row per kommun and type. The kommun is the first four characters of every RegSO or DeSO code. Sums run over the
# areas of that kommun and type, so population belongs to the same ground as the amount.
GROUP = 'substr("code", 1, 4) || \'/\' || "area_type"'
COLUMNS = (
    ("kommun_code", 'substr("code", 1, 4)', "first_value", "text", 10),
    ("area_type", '"area_type"', "first_value", "integer", 2),
    ("label", '"label"', "first_value", "text", 10),
    ("area_count", "1", "sum", "integer", 2),
    ("population", '"population"', "sum", "double precision", 6),
    ("area_km2", '"area_km2"', "sum", "double precision", 6),
    ("amount", '"amount"', "sum", "double precision", 6),
    ("amount_unit", '"amount_unit"', "first_value", "text", 10),
)


def main() -> int:
    """Write every model; fail where one does not validate."""
    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append("/usr/share/qgis/python/plugins")
    from processing.core.Processing import Processing

    Processing.initialize()
    plugin = _plugin()
    plugin.initProcessing()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, title, input_id, input_text, kind, about in MODELS:
        model = make_model(title, input_id, input_text, kind, about)
        good, problems = model.validate()
        if not good or not model.toFile(str(FOLDER / f"{name}.model3")):
            raise SystemExit(f"{name}: {problems}")
        print(f"written: {name}.model3")
    plugin.unload()
    application.exitQgis()
    return 0


def _plugin():  # type: ignore[no-untyped-def]
    import importlib.util

    root = FOLDER.parent.parent
    spec = importlib.util.spec_from_file_location(
        "regso_atlas", root / "__init__.py", submodule_search_locations=[str(root)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["regso_atlas"] = module
    spec.loader.exec_module(module)
    return module.classFactory(None)


def make_model(title: str, input_id: str, input_text: str, kind: int, about: str) -> QgsProcessingModelAlgorithm:
    """Return a model: summarize by area, drop the geometries, add up by kommun and type, add the rate, sort."""
    model = QgsProcessingModelAlgorithm(title, "RegSO Atlas", "regso_atlas")
    model.setHelpContent({"ALG_DESC": about, "ALG_HELP_CREATOR": "RegSO Atlas"})
    _add_input(model, QgsProcessingParameterFeatureSource(input_id, input_text, [kind]), 0)
    areas = QgsProcessingParameterFeatureSource(
        "areas", "Areas (RegSO or DeSO)", [QgsProcessing.SourceType.TypeVectorPolygon]
    )
    _add_input(model, areas, 1)
    summarize = _child("summarize", "regso:summarizebyareatype", 1)
    summarize.addParameterSources("INPUT", [Source.fromModelParameter(input_id)])
    summarize.addParameterSources("AREAS", [Source.fromModelParameter("areas")])
    _output(summarize, "summary", "Summary by area type", "OUTPUT")
    # QGIS leaves an optional sink out unless it is an output of the model, and one that must be there.
    _output(summarize, "areas_with_amount", "Areas with amount", "OUTPUT_AREAS", mandatory=True)
    model.addChildAlgorithm(summarize)
    flat = _child("table", "native:dropgeometries", 2)
    flat.addParameterSources("INPUT", [Source.fromChildOutput("summarize", "OUTPUT_AREAS")])
    model.addChildAlgorithm(flat)
    added = _child("per_kommun", "native:aggregate", 3)
    added.addParameterSources("INPUT", [Source.fromChildOutput("table", "OUTPUT")])
    added.addParameterSources("GROUP_BY", [Source.fromStaticValue(GROUP)])
    columns = [
        {
            "name": n,
            "input": e,
            "aggregate": a,
            "type_name": t,
            "type": k,
            "delimiter": ",",
            "length": 0,
            "precision": 0,
        }
        for n, e, a, t, k in COLUMNS
    ]
    added.addParameterSources("AGGREGATES", [Source.fromStaticValue(columns)])
    model.addChildAlgorithm(added)
    rate = _child("rate", "native:fieldcalculator", 4)
    rate.addParameterSources("INPUT", [Source.fromChildOutput("per_kommun", "OUTPUT")])
    rate.addParameterSources("FIELD_NAME", [Source.fromStaticValue("per_1000")])
    rate.addParameterSources("FIELD_TYPE", [Source.fromStaticValue(0)])
    # Zero inhabitants is no rate, not a rate of zero.
    formula = 'CASE WHEN "population" > 0 THEN 1000 * "amount" / "population" END'
    rate.addParameterSources("FORMULA", [Source.fromStaticValue(formula)])
    model.addChildAlgorithm(rate)
    ordered = _child("ordered", "native:orderbyexpression", 5)
    ordered.addParameterSources("INPUT", [Source.fromChildOutput("rate", "OUTPUT")])
    # No data (0) comes after the types, as in every table.
    expression = '"kommun_code" || if("area_type" = 0, 9, "area_type")'
    ordered.addParameterSources("EXPRESSION", [Source.fromStaticValue(expression)])
    _output(ordered, "per_kommun", "By kommun and area type", "OUTPUT")
    model.addChildAlgorithm(ordered)
    return model


def _add_input(model: QgsProcessingModelAlgorithm, parameter: QgsProcessingParameterFeatureSource, row: int) -> None:
    component = QgsProcessingModelParameter(parameter.name())
    component.setPosition(QPointF(150, 80 + 90 * row))
    model.addModelParameter(parameter, component)


def _child(identifier: str, algorithm: str, column: int) -> QgsProcessingModelChildAlgorithm:
    child = QgsProcessingModelChildAlgorithm(algorithm)
    child.setChildId(identifier)
    if not child.algorithm():
        raise SystemExit(f"there is no algorithm {algorithm}")
    child.setDescription(child.algorithm().displayName())
    child.setPosition(QPointF(150 + 270 * column, 120))
    child.setSize(QSizeF(220, 60))
    return child


def _output(
    child: QgsProcessingModelChildAlgorithm, name: str, text: str, output: str, *, mandatory: bool = False
) -> None:
    one = QgsProcessingModelOutput(name, text)
    one.setChildId(child.childId())
    one.setChildOutputName(output)
    one.setMandatory(mandatory)
    outputs = child.modelOutputs()
    one.setPosition(QPointF(child.position().x() + 60, 240 + 60 * len(outputs)))
    outputs[name] = one
    child.setModelOutputs(outputs)


if __name__ == "__main__":
    sys.exit(main())
