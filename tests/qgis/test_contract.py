# SPDX-License-Identifier: GPL-2.0-or-later
"""The contract with users' models: ids, parameters, outputs and columns as ``contract.json`` froze them.

The file is written by hand. What stands in it may be added to, never changed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsFields, QgsProcessing, QgsProcessingParameterDefinition, QgsProcessingParameterField
from qgis.PyQt.QtCore import QMetaType

CONTRACT = json.loads(Path(__file__).with_name("contract.json").read_text(encoding="utf-8"))
IDS = sorted(CONTRACT["algorithms"])

DATA_TYPES = {
    "vector": QgsProcessing.SourceType.TypeVector,
    "any geometry": QgsProcessing.SourceType.TypeVectorAnyGeometry,
    "polygon": QgsProcessing.SourceType.TypeVectorPolygon,
    "file": QgsProcessing.SourceType.TypeFile,
}
COLUMN_TYPES = {
    QMetaType.Type.Int: "int",
    QMetaType.Type.Double: "real",
    QMetaType.Type.QString: "text",
    QMetaType.Type.QDate: "date",
}

TYPE_ORDER = [1, 2, 3, 4, 5, 0, -1]


def columns(fields: QgsFields) -> dict[str, str]:
    return {field.name(): COLUMN_TYPES[field.type()] for field in fields if field.name() != "fid"}


def in_order(columns: dict[str, str]) -> list[tuple[str, str]]:
    return list(columns.items())


def described(parameter: QgsProcessingParameterDefinition) -> dict[str, Any]:
    """Return a parameter in the words of the contract."""
    found: dict[str, Any] = {"name": parameter.name(), "type": parameter.type()}
    if parameter.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional:
        found["optional"] = True
    if parameter.type() in ("source", "multilayer"):
        words = {int(value): word for word, value in DATA_TYPES.items()}
        kinds = parameter.dataTypes() if parameter.type() == "source" else [parameter.layerType()]
        found["data_types"] = [words[int(value)] for value in kinds]
    if parameter.type() == "field":
        found["parent"] = parameter.parentLayerParameterName()
        if parameter.allowMultiple():
            found["multiple"] = True
        if parameter.dataType() == QgsProcessingParameterField.DataType.Numeric:
            found["numeric"] = True
    if parameter.type() == "enum":
        assert parameter.usesStaticStrings(), "a model must store the option's name, not its number"
        found["options"] = parameter.options()
        if parameter.allowMultiple():
            found["multiple"] = True
    if parameter.isDestination():
        found["created_by_default"] = parameter.createByDefault()
    if parameter.defaultValue() is not None:
        found["default"] = parameter.defaultValue()
    return found


def test_provider_keeps_its_id_and_every_algorithm_of_the_contract(provider):
    assert provider.id() == CONTRACT["provider"]
    assert sorted(algorithm.id() for algorithm in provider.algorithms()) == IDS


@pytest.mark.parametrize("algorithm_id", IDS)
def test_parameters_keep_names_order_types_defaults_and_parents(provider, algorithm_id):
    algorithm = provider.algorithm(algorithm_id.partition(":")[2])

    found = [described(parameter) for parameter in algorithm.parameterDefinitions()]

    assert found == CONTRACT["algorithms"][algorithm_id]["parameters"]


@pytest.mark.parametrize("algorithm_id", IDS)
def test_outputs_keep_names_and_types(provider, algorithm_id):
    algorithm = provider.algorithm(algorithm_id.partition(":")[2])

    found = {output.name(): output.type() for output in algorithm.outputDefinitions()}

    assert found == CONTRACT["algorithms"][algorithm_id]["outputs"]


def test_suppression_is_off_and_hidden_among_the_advanced_parameters(provider):
    parameter = provider.algorithm("summarizebyareatype").parameterDefinition("MIN_COUNT")

    assert parameter.flags() & QgsProcessingParameterDefinition.Flag.FlagAdvanced
    assert parameter.minimum() == 0
    assert not parameter.checkValueIsAcceptable(-1)


@pytest.fixture
def schools(layer_from_wkt):
    return layer_from_wkt(
        "Point",
        [
            ("Point(0.5 0.5)", {"huvudman": "Enskild", "elever": 120, "behörighet": 91.5}),
            ("Point(1.5 0.5)", {"huvudman": "Kommunal", "elever": 80, "behörighet": None}),
        ],
        {"huvudman": "string(20)", "elever": "integer", "behörighet": "double"},
        name="skolor",
    )


def test_summary_has_the_columns_of_the_contract_in_their_order(run_algorithm, areas_layer, schools, tmp_path):
    target = str(tmp_path / "tabell.gpkg")

    for output in ("memory:", target):
        run = run_algorithm("regso:summarizebyareatype", INPUT=schools, AREAS=areas_layer(), OUTPUT=output)

        assert in_order(columns(run.layer().fields())) == in_order(CONTRACT["columns"]["summary"])
        assert [row["area_type"] for row in run.rows()] == TYPE_ORDER


def test_group_comes_first_with_its_own_type_and_amounts_and_rates_come_last(run_algorithm, areas_layer, schools):
    run = run_algorithm(
        "regso:summarizebyareatype",
        INPUT=schools,
        AREAS=areas_layer(),
        GROUP_FIELD="huvudman",
        AMOUNT_FIELDS=["elever"],
        RATE_FIELDS=["behörighet"],
        OUTPUT_AREAS="memory:",
    )

    last = {"elever_sum": "real", "behörighet_mean": "real"}
    wanted = {"huvudman": "text", **CONTRACT["columns"]["summary"], **last}
    assert in_order(columns(run.layer().fields())) == in_order(wanted)
    assert [(row["huvudman"], row["area_type"]) for row in run.rows()] == [
        (group, area_type) for group in ("Enskild", "Kommunal") for area_type in TYPE_ORDER
    ]
    wanted = {**CONTRACT["columns"]["summary by area"], **last}
    assert in_order(columns(run.layer("OUTPUT_AREAS").fields())) == in_order(wanted)


def test_a_group_of_whole_numbers_stays_a_column_of_whole_numbers(run_algorithm, areas_layer, schools):
    run = run_algorithm("regso:summarizebyareatype", INPUT=schools, AREAS=areas_layer(), GROUP_FIELD="elever")

    assert columns(run.layer().fields())["elever"] == "int"
    assert {row["elever"] for row in run.rows()} == {80, 120}


def test_assigned_features_keep_their_fields_and_get_those_of_the_contract(run_algorithm, areas_layer, schools):
    run = run_algorithm("regso:assignareatype", INPUT=schools, AREAS=areas_layer())

    own = {"huvudman": "text", "elever": "int", "behörighet": "real"}
    assert in_order(columns(run.layer().fields())) == in_order({**own, **CONTRACT["columns"]["assigned"]})


def test_areas_by_type_have_the_columns_of_the_contract(run_algorithm, areas_layer):
    run = run_algorithm("regso:areatypesummary", AREAS=areas_layer(), OUTPUT_STRATA="memory:")

    assert in_order(columns(run.layer().fields())) == in_order(CONTRACT["columns"]["areas by type"])
    by_class = columns(run.layer("OUTPUT_STRATA").fields())
    assert in_order(by_class) == in_order(CONTRACT["columns"]["areas by type and class"])
    assert [row["area_type"] for row in run.rows()] == TYPE_ORDER[:-1]


def test_joined_areas_keep_their_fields_and_say_what_was_joined_last(run_algorithm, areas_layer, tmp_path):
    table = tmp_path / "folkmängd.csv"
    table.write_text("region,2022\n0180R001,10\n0199R009,20\n", encoding="utf-8")

    run = run_algorithm("regso:joinstatistics", AREAS=areas_layer(), TABLE=str(table), OUTPUT_UNMATCHED="memory:")

    names = run.layer().fields().names()
    assert names[:5] == ["regsokod", "regsonamn", "omradestyp", "folkmangd", "socioekonomiskt_index"]
    assert names[-2:] == ["statistics_edition", "statistics_source"]
    assert len(names) == 8
    assert columns(run.layer().fields())[names[5]] == "real"
    assert in_order(columns(run.layer("OUTPUT_UNMATCHED").fields())) == in_order(CONTRACT["columns"]["unmatched"])


def test_index_and_classification_add_the_columns_of_the_contract_after_the_areas_own(run_algorithm, areas_layer):
    source = areas_layer(fields={"v1": "double", "v2": "double", "v3": "double"})
    own = columns(source.fields())

    index = run_algorithm("regso:computeindex", INPUT=source)
    grade = {"INPUT": source, "YEAR": 2024, "INDEX_FROM": "index", "OUTPUT_CUTS": "memory:"}
    types = run_algorithm("regso:classifyareatypes", MEAN=9.1, SD=5.47, **grade)
    grades = run_algorithm("regso:classifyareatypes", SCOPE="own", REGION="Gävletrakten", **grade)

    for run, name in ((index, "computed index"), (types, "computed types"), (grades, "own grades")):
        assert in_order(columns(run.layer().fields())) == in_order({**own, **CONTRACT["columns"][name]})
    for run in (types, grades):
        assert in_order(columns(run.layer("OUTPUT_CUTS").fields())) == in_order(CONTRACT["columns"]["cut points"])


def test_converted_areas_keep_their_fields_and_get_figures_share_and_source(run_algorithm, areas_layer):
    run = run_algorithm(
        "regso:convertedition",
        INPUT=areas_layer(),
        AREAS=areas_layer(),
        COUNT_FIELDS=["folkmangd"],
        RATE_FIELDS=["socioekonomiskt_index"],
        OUTPUT_CROSSWALK="memory:",
        OUTPUT_CHANGED="memory:",
    )

    own = ["regsokod", "regsonamn", "omradestyp", "folkmangd", "socioekonomiskt_index"]
    added = {"folkmangd_2": "real", "socioekonomiskt_index_2": "real", "changed_share": "real"}
    assert run.layer().fields().names()[:5] == own
    assert in_order(columns(run.layer().fields()))[5:] == in_order({**added, "statistics_source": "text"})
    for output, name in (("OUTPUT_CROSSWALK", "crosswalk"), ("OUTPUT_CHANGED", "changed areas")):
        assert in_order(columns(run.layer(output).fields())) == in_order(CONTRACT["columns"][name])


def test_loaded_areas_have_the_columns_of_the_contract_in_their_order(run_algorithm):
    run = run_algorithm("regso:loadareas", SOURCE="demo", COMPARE_YEAR=2015)

    assert in_order(columns(run.layer().fields())) == in_order(CONTRACT["columns"]["loaded areas"])


def test_loaded_series_have_the_columns_of_the_contract_in_their_order(run_algorithm):
    run = run_algorithm("regso:loadtimeseries", SOURCE="demo", FIRST_YEAR=2022, OUTPUT_TEMPORAL="memory:")

    assert in_order(columns(run.layer().fields())) == in_order(CONTRACT["columns"]["loaded series"])
    on_the_map = columns(run.layer("OUTPUT_TEMPORAL").fields())
    assert in_order(on_the_map) == in_order(CONTRACT["columns"]["loaded series on the map"])


def test_the_network_parameters_of_the_loaders_are_among_the_advanced(provider):
    for name in ("loadareas", "loadtimeseries"):
        advanced = {
            parameter.name()
            for parameter in provider.algorithm(name).parameterDefinitions()
            if parameter.flags() & QgsProcessingParameterDefinition.Flag.FlagAdvanced
        }
        assert advanced == {"OFFLINE", "REFRESH"}
