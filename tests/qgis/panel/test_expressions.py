# SPDX-License-Identifier: GPL-2.0-or-later
"""``regso_area_type`` and ``regso_index`` in QGIS's expressions: right, NULL where nothing is known, in any thread."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from qgis.core import (
    NULL,
    QgsApplication,
    QgsDataProvider,
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRuleBasedRenderer,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QSize

from regso_atlas.plugin.i18n import install_translator, tr
from regso_atlas.plugin.panel import expressions
from regso_atlas.plugin.panel.at_hand import AreasAtHand
from regso_atlas.plugin.sources import known_areas as store
from regso_atlas.plugin.sources import service
from regso_atlas.plugin.sources.cache import Cache


@pytest.fixture
def at_hand(qgis_new_project, tmp_path, monkeypatch):
    """What is known in an empty project on a new computer: the demo."""
    monkeypatch.setattr(service, "Cache", lambda limit: Cache(tmp_path / "Åsas förråd", limit=limit))
    store.forget()
    at_hand = AreasAtHand()
    yield at_hand
    at_hand.close()
    store.forget()


@pytest.fixture
def functions(at_hand):
    expressions.register(at_hand.known)
    yield at_hand
    expressions.unregister()


@pytest.fixture
def swedish():
    """QGIS in Swedish, and back again."""
    QgsApplication.setLocale(QLocale("sv_SE"))
    translator = install_translator()
    yield
    QCoreApplication.removeTranslator(translator)
    QgsApplication.setLocale(QLocale("en_GB"))


@pytest.fixture
def loaded(functions, run_algorithm, tmp_path):
    """The demo's areas of 2019, loaded as the panel loads them; with those of a real kommun's name and code."""

    def load(year=2019, source="demo", **more):
        path = str(tmp_path / f"områden {year}.gpkg")
        run_algorithm("regso:loadareas", SOURCE=source, YEAR=year, OUTPUT=path, **more)
        layer = QgsVectorLayer(path, "områden", "ogr")
        assert QgsProject.instance().addMapLayer(layer) is not None
        return layer

    return load


def evaluate(text, feature=None):
    expression = QgsExpression(text)
    assert not expression.hasParserError(), expression.parserErrorString()
    context = QgsExpressionContext()
    if feature is not None:
        context.setFeature(feature)
        context.setFields(feature.fields())
    expression.prepare(context)
    value = expression.evaluate(context)
    return value, expression.evalErrorString()


def value_of(text, feature=None):
    value, error = evaluate(text, feature)
    assert error == ""
    return value


def test_the_types_and_the_index_of_the_demo_are_known_by_code_and_year(functions, run_algorithm):
    for row in run_algorithm("regso:loadareas", SOURCE="demo", YEAR=2017).rows():
        code = row["code"]
        assert value_of(f"regso_area_type('{code}', 2017)") == (row["area_type"] or NULL)
        index = value_of(f"regso_index('{code}', 2017)")
        assert index == (NULL if row["socioeconomic_index"] is None else row["socioeconomic_index"])


@pytest.mark.parametrize(
    "year", ["NULL", "2024", "2024.0", "'2024'", "to_date('2024-12-31')", "make_datetime(2024,1,1,0,0,0)"]
)
def test_without_a_year_or_with_any_form_of_it_the_latest_year_is_taken(functions, year):
    assert value_of(f"regso_index('9901R001', {year})") == functions.known().index("9901R001", 2024)


def test_the_year_may_be_left_out_and_named(functions):
    expected = functions.known().index("9901R001", 2020)
    assert value_of("regso_index('9901R001')") == functions.known().index("9901R001", 2024)
    assert value_of("regso_index(year:=2020, code:='9901R001')") == expected
    assert value_of("regso_index(\n'9901r001_RegSO2025 ', 2020)") == expected


@pytest.mark.parametrize(
    "given", ["NULL, 2024", "NULL, NULL", "'', 2024", "'åäö', 2024", "'9999R999', 2024", "17, 2024", "'9901R001', 1999"]
)
def test_what_is_not_known_is_null_and_no_error(functions, given):
    assert value_of(f"regso_area_type({given})") == NULL
    assert value_of(f"regso_index({given})") == NULL


@pytest.mark.parametrize("year", ["'förra året'", "20", "2024.5", "array(2024)"])
def test_what_is_no_year_is_an_error_that_says_what_to_write(functions, year):
    value, error = evaluate(f"regso_index('9901R001', {year})")
    assert value in (None, NULL)
    assert "Write it with four digits" in error


def test_a_lost_zero_is_put_back(loaded, areas_layer):
    layer = areas_layer()
    layer.setName("utan år")
    QgsProject.instance().addMapLayer(layer)
    # such a layer says no year, so nothing but names is known of it
    assert value_of("regso_area_type('180R001', 2024)") == NULL


def test_a_layer_that_is_loaded_is_known_at_once_and_no_more_when_it_goes(functions, layer_from_wkt, box):
    fields = {"code": "string", "name": "string", "level": "string", "edition": "string", "year": "integer"}
    fields |= {"area_type": "integer", "socioeconomic_index": "double"}
    row = {"code": "0180R001", "name": "Åkersro", "level": "regso", "edition": "2025", "year": 2024, "area_type": 4}
    layer = layer_from_wkt("Polygon", [(box(0), {**row, "socioeconomic_index": 17.3})], fields)

    assert value_of("regso_area_type('180R001', 2024)") == NULL
    QgsProject.instance().addMapLayer(layer)
    assert value_of("regso_area_type('180R001', 2024)") == 4
    assert value_of("regso_index('0180R001_RegSO2025')") == 17.3

    field = layer.fields().indexOf("area_type")
    feature = next(layer.getFeatures())
    layer.startEditing()
    layer.changeAttributeValue(feature.id(), field, 2)
    layer.commitChanges()
    assert value_of("regso_area_type('0180R001', 2024)") == 2

    QgsProject.instance().removeMapLayer(layer.id())
    assert value_of("regso_area_type('0180R001', 2024)") == NULL


def test_a_layer_that_is_renewed_is_read_again(functions, run_algorithm, qtbot):
    """As the toolbox renews a layer in memory: another source first, then its features."""
    layer = QgsVectorLayer(
        "Polygon?field=code:string&field=name:string&field=level:string&field=edition:string&field=year:integer"
        "&field=area_type:integer",
        "områden",
        "memory",
    )
    QgsProject.instance().addMapLayer(layer)
    assert value_of("regso_area_type('0180R001', 2024)") == NULL
    options = QgsDataProvider.ProviderOptions()
    layer.setDataSource(layer.source(), layer.name(), "memory", options, False)
    assert value_of("regso_area_type('0180R001', 2024)") == NULL
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["0180R001", "Åby", "regso", "2025", 2024, 3])
    layer.dataProvider().addFeatures([feature])
    qtbot.waitUntil(lambda: value_of("regso_area_type('0180R001', 2024)") == 3, timeout=2000)


def test_a_map_is_drawn_by_the_expression_in_threads(loaded):
    """The rule asks for the file that is being drawn, which is read for the first time while it is drawn."""
    layer = loaded()
    root = QgsRuleBasedRenderer.Rule(None)
    for area_type in (1, 2, 3, 4, 5):
        symbol = QgsSymbol.defaultSymbol(layer.geometryType())
        text = f'regso_area_type("code", 2019) = {area_type}'
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, filterExp=text, label=str(area_type)))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    settings = QgsMapSettings()
    layers = [layer, *(layer.clone() for _ in range(5))]
    settings.setLayers(layers)
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(QSize(300, 300))
    job = QgsMapRendererParallelJob(settings)
    start = time.monotonic()
    job.start()
    job.waitForFinished()
    assert time.monotonic() - start < 20
    assert job.errors() == []
    image = job.renderedImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 300, 7) for y in range(0, 300, 7)}
    assert len(colours) > 3


def test_many_threads_get_the_same_answer(loaded):
    loaded()
    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(lambda _: value_of("regso_index('9901R001', 2019)"), range(200)))
    assert answers == {value_of("regso_index('9901R001', 2019)")}


def test_a_prepared_expression_answers_for_a_thousand_features(loaded):
    loaded()
    context = QgsExpressionContext()
    expression = QgsExpression("regso_area_type(code, 2019)")
    fields = QgsVectorLayer("NoGeometry?field=code:string", "koder", "memory").fields()
    context.setFields(fields)
    expression.prepare(context)
    features = []
    for number in range(1000):
        feature = QgsFeature(fields)
        feature.setAttribute("code", f"9901R{number % 43 + 1:03d}")
        features.append(feature)
    answers = []
    for feature in features:
        context.setFeature(feature)
        answers.append(expression.evaluate(context))
    assert set(answers) >= {1, 2, 3, 4, 5}
    assert answers == [value_of(f"regso_area_type('{feature['code']}', 2019)") for feature in features]


def test_only_the_named_column_is_asked_of_the_layer(functions):
    expression = QgsExpression('regso_index("regsokod", 2024)')
    assert expression.referencedColumns() == {"regsokod"}
    assert not expression.needsGeometry()


def test_the_help_is_in_the_users_language_and_shows_nothing_raw(at_hand, swedish):
    page = expressions.help_page("regso_index", tr("No data") + " åäö & <b>", "17.3")
    assert "<b>" not in page
    assert "åäö &amp; &lt;b&gt;" in page
    expressions.register(at_hand.known)
    try:
        text = QgsExpression.Functions()[QgsExpression.functionIndex("regso_area_type")].helpText()
    finally:
        expressions.unregister()
    assert "1 är sämst" in text
    assert "Inget nät frågas" in text


def test_registering_and_unregistering_are_symmetric_and_may_be_repeated(at_hand):
    count = QgsExpression.functionCount()
    for _ in range(2):
        expressions.register(at_hand.known)
        expressions.register(at_hand.known)
        assert QgsExpression.functionCount() == count + 2
        for name in (expressions.AREA_TYPE, expressions.INDEX):
            function = QgsExpression.Functions()[QgsExpression.functionIndex(name)]
            assert (function.group(), function.params(), function.handlesNull()) == ("RegSO", 2, True)
            assert "NULL" in function.helpText()
        expressions.unregister()
        expressions.unregister()
        assert QgsExpression.functionCount() == count
        assert QgsExpression("regso_index('9901R001', 2024)").hasParserError()
