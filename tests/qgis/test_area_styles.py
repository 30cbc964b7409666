# SPDX-License-Identifier: GPL-2.0-or-later
"""The styles of area layers: which class an area is drawn in, what the legend says, what is hatched."""

from __future__ import annotations

from collections import Counter

import pytest
from qgis.core import (
    NULL,
    QgsExpressionContext,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

from regso_atlas.plugin.core.area_types import COLORS, TYPES
from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.core.palettes import CHANGE, GREY_TYPES, SEQUENTIAL, TYPE_AND_RATE
from regso_atlas.plugin.layers.area_labels import LABEL_SCALE
from regso_atlas.plugin.layers.area_styles import STYLES, apply_area_style, areas_without_value, available_styles
from regso_atlas.plugin.layers.area_symbols import HATCHING, NO_DATA_FILL
from regso_atlas.plugin.layers.style_texts import Words

FIELDS = {
    "code": "string(20)",
    "name": "string(50)",
    "area_type": "integer",
    "socioeconomic_index": "double",
    "v1": "double",
    "v2": "double",
    "v3": "double",
    "population": "integer",
    "density": "double",
    "compare_year": "integer",
    "index_change": "double",
    "boundary_change": "double",
    "per_1000": "double",
}
HATCHED = "hatched"
SIDE = 60
"""Pixels of a square."""
SWEDISH, ENGLISH = Words("sv_SE"), Words("en_GB")


@pytest.fixture
def areas(layer_from_wkt, box):
    """Make areas side by side from rows of attributes."""

    def make(rows: list[dict], fields: dict[str, str] | None = None) -> QgsVectorLayer:
        named = [{"code": f"0180R{n:03}", "name": f"Område {n} å", **row} for n, row in enumerate(rows, start=1)]
        return layer_from_wkt("Polygon", [(box(n), row) for n, row in enumerate(named)], fields or FIELDS)

    return make


def drawn(layer: QgsVectorLayer) -> list[str]:
    """Return the colour that most of each square is painted in, ``hatched`` for no data; marked boundaries get a +."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(QSize(SIDE * layer.featureCount(), SIDE))
    settings.setFlag(QgsMapSettings.Flag.DrawLabeling, False)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    found = []
    for number in range(layer.featureCount()):
        inner = [(SIDE * number + x, y) for x in range(6, SIDE - 6) for y in range(6, SIDE - 6)]
        colors = Counter(image.pixelColor(x, y).name() for x, y in inner)
        main = colors.most_common(1)[0][0]
        is_hatched = main == NO_DATA_FILL and len(colors) > 1
        darkest = min(QColor(color).lightness() for color in colors)
        is_marked = darkest < QColor(HATCHING).lightness() if is_hatched else len(colors) > 1
        found.append((HATCHED if is_hatched else main) + "+" * is_marked)
    return found


def legend(layer: QgsVectorLayer) -> list[str]:
    return [item.label() for item in layer.renderer().legendSymbolItems()]


def test_there_is_a_style_for_every_measure():
    assert STYLES == (
        "area_type", "area_type_grey", "index", "index_quantiles", "v1", "v2", "v3", "population", "density",
        "change", "type_and_rate",
    )  # fmt: skip


@pytest.mark.parametrize(("style", "colors"), [("area_type", COLORS), ("area_type_grey", GREY_TYPES)])
def test_types_have_their_colours_and_all_else_is_hatched(areas, style, colors):
    layer = areas([{"area_type": value} for value in (1, 2, 3, 4, 5, 0, None)])

    apply_area_style(layer, style)

    assert drawn(layer) == [*(colors[number] for number in TYPES), HATCHED, HATCHED]
    assert areas_without_value(layer, style) == 2
    assert legend(layer)[0] == "1 Areas with major socioeconomic challenges"
    assert legend(layer)[-1] == "No data"


def test_types_that_stand_as_texts_are_understood(areas):
    fields = {**FIELDS, "area_type": "string(40)", "omradestyp": "string(40)"}
    layer = areas([{"area_type": t, "per_1000": 1.0} for t in ("Typ 1", "5", "3. Blandade områden", "", None)], fields)

    apply_area_style(layer, "area_type", fields={"area_type": "area_type"})
    assert drawn(layer) == [COLORS[1], COLORS[5], COLORS[3], HATCHED, HATCHED]

    apply_area_style(layer, "type_and_rate", fields={"area_type": "area_type"})
    assert drawn(layer) == [
        TYPE_AND_RATE[(1, 2)][1],
        TYPE_AND_RATE[(4, 5)][1],
        TYPE_AND_RATE[(3,)][1],
        HATCHED,
        HATCHED,
    ]


def test_the_index_is_in_the_classes_of_the_types_and_a_cut_point_is_in_the_worse_one(areas):
    values = (20.04, 20.03, 14.57, 14.56, 9.1, 9.09, 3.63, 3.62, 0.0, None)
    layer = areas([{"socioeconomic_index": value} for value in values])

    apply_area_style(layer, "index", mean=9.10, deviation=5.47, year=2022)

    light = SEQUENTIAL["index"]
    assert drawn(layer) == [
        light[4], light[3], light[3], light[2], light[2], light[1], light[1], light[0], light[0], HATCHED,
    ]  # fmt: skip
    assert areas_without_value(layer, "index") == 1


def test_the_legend_of_the_index_says_in_words_which_way_it_reads(areas):
    layer = areas([{"socioeconomic_index": 5.0}])

    apply_area_style(layer, "index", mean=9.10, deviation=5.47, year=2022, words=SWEDISH)
    assert legend(layer) == [
        "Socioekonomiskt index 2022 (högre är sämre)",
        "Typernas gränsvärden 2022: medelvärde 9,10, SD 5,47",
        "20,04 och högre: stora utmaningar (sämst)",
        "14,57–20,04: utmaningar",
        "9,10–14,57: blandat",
        "3,63–9,10: goda förutsättningar",
        "under 3,63: mycket goda förutsättningar (bäst)",
        "Uppgift saknas",
    ]

    apply_area_style(layer, "index", mean=9.10, deviation=5.47, words=ENGLISH)
    assert legend(layer)[:3] == [
        "Socioeconomic index (higher is worse)",
        "Cut points of the types: mean 9.10, SD 5.47",
        "20.04 and higher: major challenges (worst)",
    ]
    assert legend(layer)[-1] == "No data"


def test_an_indicator_is_in_five_classes_with_equally_many_areas(areas):
    layer = areas([{"v1": float(n)} for n in range(1, 11)] + [{"v1": None}])

    apply_area_style(layer, "v1", year=2024, words=SWEDISH)

    assert drawn(layer) == [color for color in SEQUENTIAL["v1"] for _ in range(2)] + [HATCHED]
    # numpy.quantile(1..10, 0.2 … 0.8) = 2.8, 4.6, 6.4, 8.2
    assert legend(layer) == [
        "Låg ekonomisk standard 2024, procent",
        "Högre är sämre; lika många områden i varje klass",
        "8,2 och högre",
        "6,4–8,2",
        "4,6–6,4",
        "2,8–4,6",
        "under 2,8",
        "Uppgift saknas",
    ]


@pytest.mark.parametrize(("style", "field"), [("index_quantiles", "socioeconomic_index"), ("v2", "v2"), ("v3", "v3")])
def test_every_measure_with_a_worse_side_says_so(areas, style, field):
    layer = areas([{field: value} for value in (1.0, 2.0, 3.0)])
    for words, said in ((ENGLISH, "igher is worse"), (SWEDISH, "ögre är sämre")):
        apply_area_style(layer, style, words=words)
        assert sum(said in text for text in legend(layer)) == 1


def test_people_are_written_with_a_blank_between_thousands(areas):
    layer = areas([{"population": 1000 * n + 4} for n in range(1, 6)])
    apply_area_style(layer, "population", words=SWEDISH)
    assert legend(layer)[2] == "4\N{NO-BREAK SPACE}200 och högre"
    assert "sämre" not in " ".join(legend(layer))


def test_areas_that_are_all_alike_are_one_class(areas):
    layer = areas([{"v3": 2.5}, {"v3": 2.5}, {"v3": None}])
    apply_area_style(layer, "v3")
    assert drawn(layer) == [SEQUENTIAL["v3"][2]] * 2 + [HATCHED]
    assert legend(layer)[2:] == ["all areas with a value", "No data"]


def test_a_falling_index_is_blue_and_a_rising_one_red_with_the_same_limits(areas):
    changes = (-3.0, -2.9, -1.0, -0.9, 0.0, 0.9, 1.0, 2.9, 3.0, None)
    layer = areas([{"index_change": change, "compare_year": 2015} for change in changes])

    apply_area_style(layer, "change", year=2024, words=SWEDISH)

    much_better, better, little, worse, much_worse = CHANGE
    assert drawn(layer) == [
        much_better, better, better, little, little, little, worse, worse, much_worse, HATCHED,
    ]  # fmt: skip
    assert legend(layer) == [
        "Förändring av index 2015–2024 (ökning är sämre)",
        "I indexenheter; liten förändring i mitten",
        "ökar med 3 eller mer (mycket sämre)",
        "ökar med 1–3 (sämre)",
        "ändras med mindre än 1",
        "minskar med 1–3 (bättre)",
        "minskar med 3 eller mer (mycket bättre)",
        "Uppgift saknas för något av åren",
        "Gränsen ändrades mellan åren",
    ]


def test_an_area_whose_boundary_changed_is_marked_and_keeps_its_colour(areas):
    rows = [(2.0, 0.2), (2.0, 0.001), (2.0, None), (None, 0.2)]
    layer = areas([{"index_change": change, "boundary_change": part} for change, part in rows])

    apply_area_style(layer, "change")

    color = drawn(layer)[1]
    assert color in CHANGE
    assert drawn(layer) == [f"{color}+", color, color, f"{HATCHED}+"]


def test_two_measures_in_one_map_hue_for_the_type_and_lightness_for_the_rate(areas):
    rates = (0.5, 1.5, 2.5)
    rows = [(number, rate) for number in TYPES for rate in rates] + [(1, None), (None, 1.5), (0, 1.5)]
    layer = areas([{"area_type": number, "per_1000": rate} for number, rate in rows])

    apply_area_style(layer, "type_and_rate", year=2024)

    group = {number: colors for types, colors in TYPE_AND_RATE.items() for number in types}
    assert drawn(layer) == [group[number][step] for number in TYPES for step in range(3)] + [HATCHED] * 3
    assert areas_without_value(layer, "type_and_rate") == 3
    assert legend(layer)[:6] == [
        "Area type and rate per 1,000 inhabitants 2024",
        "Hue: area type. Darker: higher rate",
        "Types 1–2: socioeconomic challenges",
        "high: 1.8 and higher",
        "middle: 1.2–1.8",
        "low: under 1.2",
    ]
    assert legend(layer)[-1] == "No data"


def test_a_rate_of_one_s_own_is_called_by_its_alias(areas):
    layer = areas([{"area_type": 1, "v2": 1.0}, {"area_type": 5, "v2": 7.0}])
    layer.setFieldAlias(layer.fields().indexOf("v2"), "Olyckor per mil")
    apply_area_style(layer, "type_and_rate", fields={"per_1000": "v2"}, words=SWEDISH)
    assert legend(layer)[0] == "Områdestyp och Olyckor per mil"


def test_no_area_is_ever_left_undrawn(areas):
    layer = areas([{}, {"area_type": 9, "index_change": 1e9, "v1": -5.0, "per_1000": 1e9, "socioeconomic_index": 99.0}])
    for style in STYLES:
        apply_area_style(layer, style, mean=9.1, deviation=5.47)
        assert "#ffffff" not in drawn(layer), style


def test_a_layer_can_have_the_styles_it_has_fields_for(areas):
    assert available_styles(areas([{}])) == STYLES
    assert "index" not in available_styles(areas([{}]), with_cut_points=False)
    scb = areas([{}], {"code": "string", "name": "string", "omradestyp_2022": "integer", "folkmangd": "integer"})
    assert available_styles(scb) == ("area_type", "area_type_grey", "population")
    two_years = areas(
        [{}], {"code": "string", "name": "string", "omradestyp_2022": "integer", "omradestyp_2023": "int"}
    )
    assert available_styles(two_years) == ()
    assert "area_type" in available_styles(two_years, {"area_type": "omradestyp_2023"})


@pytest.mark.parametrize(
    ("style", "fields", "more", "said"),
    [
        ("index", {}, {}, "need the mean and the standard deviation"),
        ("index", {}, {"mean": 9.1, "deviation": 0.0}, "must be more than zero"),
        ("v1", {"v1": "name"}, {}, "holds texts and no numbers"),
        ("v1", {"v1": "åäö"}, {}, "There is no field åäö"),
    ],
)
def test_what_cannot_be_styled_is_refused_and_the_layer_stays_as_it_was(areas, style, fields, more, said):
    layer = areas([{"socioeconomic_index": 5.0}])
    before = layer.renderer().dump()
    with pytest.raises(RegsoError, match=said):
        apply_area_style(layer, style, fields=fields, **more)
    assert layer.renderer().dump() == before
    assert not layer.labelsEnabled()


def test_labels_say_the_name_and_on_maps_of_the_index_the_index_with_a_decimal_comma(areas):
    layer = areas([{"name": "Östra Ängsbacken", "socioeconomic_index": 12.34}])
    texts = {}
    for style in ("area_type", "index"):
        apply_area_style(layer, style, mean=9.1, deviation=5.47, words=SWEDISH)
        settings = layer.labeling().settings()
        context = QgsExpressionContext()
        context.setFeature(next(layer.getFeatures()))
        texts[style] = settings.getLabelExpression().evaluate(context)
        assert settings.scaleVisibility
        assert settings.minimumScale == LABEL_SCALE
        assert settings.format().buffer().enabled()
    assert texts == {"area_type": "Östra Ängsbacken", "index": "Östra Ängsbacken\n12,3"}


def test_long_names_are_broken_at_their_hyphens_and_lose_the_prefix(areas):
    names = ("RegSO-Sege öst", "Kronborg-Pildammsparken-Teatern", "Ärtholmen-Södra", None)
    layer = areas([{"name": name} for name in names])
    apply_area_style(layer, "area_type")
    # Kept, for what it gives away lives no longer than it does.
    settings = layer.labeling().settings()
    label = settings.getLabelExpression()
    context = QgsExpressionContext()
    found = []
    for feature in layer.getFeatures():
        context.setFeature(feature)
        found.append(label.evaluate(context))
    assert found == ["Sege öst", "Kronborg-\nPildammsparken-\nTeatern", "Ärtholmen-Södra", NULL]


def test_labels_can_be_left_out(areas):
    layer = areas([{"area_type": 1}])
    apply_area_style(layer, "area_type")
    assert layer.labelsEnabled()
    apply_area_style(layer, "area_type", labels=False)
    assert not layer.labelsEnabled()


def test_outlines_go_where_they_would_cover_the_areas(areas):
    layer = areas([{"v1": 1.0}, {"v1": 2.0}])
    apply_area_style(layer, "v1")
    assert isinstance(layer.renderer(), QgsRuleBasedRenderer)
    symbol = next(rule.symbol() for rule in layer.renderer().rootRule().descendants() if rule.symbol())
    outline = symbol.symbolLayer(0).dataDefinedProperties().property(symbol.symbolLayer(0).Property.PropertyStrokeColor)
    assert "@map_scale > 1000000" in outline.expressionString()
