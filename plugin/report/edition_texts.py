# SPDX-License-Identifier: GPL-2.0-or-later
"""The fixed sentences of the report on a conversion between editions, Swedish and English side by side.

As in ``texts``, which holds what all reports say.
"""

from __future__ import annotations

from .texts import Text

# Title ---------------------------------------------------------------------------------------------------------------

WHAT_IT_IS = Text(
    "Siffrorna i ”{layer}” omräknade till områdena i ”{areas}”, och vilka områden som ändrats.",
    "The figures of “{layer}” carried to the areas of “{areas}”, and which areas changed.",
)
EDITIONS_ARE = Text("från indelning {source} till {target}", "from edition {source} to {target}")
WEIGHTED_BY = Text("viktat med {weight}", "weighted by {weight}")
PEOPLE_WEIGHT = Text("folkmängd", "population")
AREA_WEIGHT = Text("yta", "area")
UNKNOWN = Text("okänd", "unknown")

# Totals --------------------------------------------------------------------------------------------------------------

TOTALS_CAPTION = Text(
    "Allt = på målområdena + på inget av dem + undanhållet",
    "All = on the target areas + on none of them + withheld",
)
FIELD = Text("Fält", "Field")
ALL = Text("Allt", "All")
ON_TARGETS = Text("På målområdena", "On the target areas")
ON_NONE = Text("På inget av dem", "On none of them")
WITHHELD = Text("Undanhållet", "Withheld")
TOTALS_NOTE = Text(
    "Undanhållet är det som faller på målområden utan värde: de får ingen siffra, eftersom ett område som de fått mark "
    "eller invånare från saknar uppgift.",
    "Withheld is what falls on target areas without a value: they get no figure, because an area that gave them ground "
    "or people has none.",
)
NO_AMOUNTS = Text(
    "Ingen mängd har omräknats, så det finns ingen summa att pröva.",
    "No amount was converted, so there is no total to test.",
)

# Fields --------------------------------------------------------------------------------------------------------------

FIGURES = Text("Omräknade fält", "Converted fields")
FIGURES_CAPTION = Text("Hur varje fält har omräknats", "How each field was converted")
NO_FIGURES = Text(
    "Inga fält har omräknats; rapporten visar bara vilka områden som ändrats.",
    "No fields were converted; the report only shows which areas changed.",
)
KIND = Text("Slag", "Kind")
HOW = Text("Omräkning", "Conversion")
WITH_VALUE = Text("Målområden med värde", "Target areas with a value")
WITHOUT_VALUE = Text("utan värde", "without a value")
AMOUNT = Text("mängd", "amount")
RATE = Text("kvot", "rate")
SPLIT_BY_PEOPLE = Text("delad efter folkmängd", "split by population")
SPLIT_BY_AREA = Text("delad efter yta", "split by area")
AVERAGED_BY_PEOPLE = Text("medelvärde vägt med folkmängd", "average weighted by population")
AVERAGED_BY_AREA = Text("medelvärde vägt med yta", "average weighted by area")
AVERAGED_BY_FIELD = Text("medelvärde vägt med {field}", "average weighted by {field}")

# Changed areas -------------------------------------------------------------------------------------------------------

CHANGES = Text("Områden som ändrats", "Areas that changed")
CHANGES_COUNTED = Text(
    "{changed} områden har ändrade gränser, {ceased} har upphört, {new} är nya och {renamed} har bytt namn, av "
    "{total} områden i båda lagren tillsammans.",
    "{changed} areas have other boundaries, {ceased} ceased, {new} are new and {renamed} have another name, of {total} "
    "areas in both layers together.",
)
LARGEST_CHANGE = Text(
    "{large} av dem ändrades mer än 5 %. Mest ändrades {code} {name}: {share} av området.",
    "{large} of them changed by more than 5%. The most changed is {code} {name}: {share} of the area.",
)
NOT_COMPARED = Text(
    "{count} områden ligger till största delen utanför det andra lagret och jämförs inte.",
    "{count} areas lie mostly outside the other layer and are not compared.",
)
NO_CHANGES = Text(
    "Inget område har ändrats mer än toleransen, {tolerance} av sin yta.",
    "No area changed by more than the tolerance, {tolerance} of its ground.",
)
CHANGES_CAPTION = Text("Ändrade områden, de mest ändrade först", "Changed areas, the most changed first")
CODE = Text("Kod", "Code")
NAME = Text("Namn", "Name")
CHANGE = Text("Ändring", "Change")
CHANGED_SHARE = Text("Ändrad del, %", "Changed part, %")
LOST_SHARE = Text("Förlorad del, %", "Part lost, %")
GAINED_SHARE = Text("Tillkommen del, %", "Part gained, %")
KM2_FROM = Text("Yta före, km²", "Area before, km²")
KM2_TO = Text("Yta efter, km²", "Area after, km²")
KINDS = {
    "changed": Text("ändrade gränser", "other boundaries"),
    "ceased": Text("upphört", "ceased"),
    "new": Text("nytt", "new"),
    "renamed": Text("nytt namn", "another name"),
}
AND_RENAMED = Text("{kind}, nytt namn", "{kind}, another name")
BECAME = Text("{before} → {after}", "{before} → {after}")
MORE_CHANGES = Text(
    "Tabellen visar de {shown} mest ändrade. De övriga {rest} står i utdatat med ändrade områden.",
    "The table shows the {shown} most changed. The other {rest} stand in the output of changed areas.",
)
CHANGES_NOTE = Text(
    "Ändrad del är mark som koden förlorat och fått, som andel av området efter ändringen. Samma kod är alltså inte "
    "alltid samma mark.",
    "The changed part is ground that the code lost and gained, as a share of the area after the change. The same code "
    "is thus not always the same ground.",
)
SLIVERS = Text(
    "{count} flisor, {km2} km² tillsammans, har inte tagits med: bitar under {limit} av vart och ett av sina områden, "
    "som är skillnader i ritning och inga ändringar.",
    "{count} slivers, {km2} km² in all, were ignored: pieces below {limit} of both their areas, which are differences "
    "of drawing and no changes.",
)
NO_SLIVERS = Text("Inga flisor har utelämnats.", "No slivers were ignored.")

# Method --------------------------------------------------------------------------------------------------------------

METHOD_CROSSWALK = Text("Omräkningsnyckel", "Crosswalk")
METHOD_CROSSWALK_TEXT = Text(
    "Varje områdes polygon delas med den andra indelningens. Ytorna är verkliga, mätta på ellipsoiden (GRS 80).",
    "Every area’s polygon is split with those of the other edition. Areas are true, measured on the ellipsoid (GRS "
    "80).",
)
METHOD_PEOPLE = Text("Folkmängd", "Population")
METHOD_PEOPLE_TEXT = Text(
    "Rutor delas vid områdesgränserna och deras invånare antas bo jämnt i rutan. Där ingen känd person bor delas "
    "siffrorna efter yta i stället.",
    "Squares are split at the areas’ borders, and their inhabitants are taken to live evenly in the square. Where "
    "nobody is known to live, figures are split by ground instead.",
)
METHOD_AMOUNT = Text("Mängder", "Amounts")
METHOD_AMOUNT_TEXT = Text(
    "En mängd delas mellan målområdena i proportion till hur stor del av området (yta eller invånare) som ligger i "
    "vart och ett.",
    "An amount is split between the target areas in proportion to the part of the area (ground or people) that lies in "
    "each.",
)
METHOD_RATE = Text("Kvoter", "Rates")
METHOD_RATE_TEXT = Text(
    "En kvot medelvärdesberäknas över det som ligger i målområdet. Det antar att kvoten är densamma i hela "
    "ursprungsområdet.",
    "A rate is averaged over what lies in the target area. That takes the rate to be the same everywhere in the area "
    "it comes from.",
)
METHOD_MISSING = Text("Uppgift saknas", "No data")
METHOD_MISSING_TEXT = Text(
    "Ett saknat värde görs aldrig till noll. Ett målområde får inget värde om minst 0,1 % av det (yta eller invånare) "
    "kommer från områden utan värde.",
    "A missing value is never made zero. A target area gets no value where at least 0.1% of it (ground or people) "
    "comes from areas without one.",
)
METHOD_TYPES = Text("Områdestyper", "Area types")
METHOD_TYPES_TEXT = Text(
    "Områdestyper är klasser och omräknas inte: de hämtas från SCB för årets egen indelning.",
    "Area types are classes and are not converted: they are taken from SCB for the year’s own edition.",
)

# Record --------------------------------------------------------------------------------------------------------------

FROM_LAYER = Text("Lager med siffror", "Layer with figures")
FROM_SOURCE = Text("Lagrets källa", "Source of the layer")
FROM_CRS = Text("Lagrets koordinatsystem", "Reference system of the layer")
TO_LAYER = Text("Lager att omräkna till", "Layer converted to")
TO_SOURCE = Text("Målområdenas källa", "Source of the target areas")
TO_CRS = Text("Målområdenas koordinatsystem", "Reference system of the target areas")
PEOPLE_LAYER = Text("Befolkningsunderlag", "Population data")
PEOPLE_SOURCE = Text("Befolkningens källa", "Source of the population")
PEOPLE_CRS = Text("Befolkningens koordinatsystem", "Reference system of the population")
FROM_EDITION = Text("Från indelning", "From edition")
TO_EDITION = Text("Till indelning", "To edition")
FROM_CODE = Text("Fält med kod, siffrorna", "Field with code, figures")
TO_CODE = Text("Fält med kod, målområdena", "Field with code, target areas")
AMOUNTS = Text("Mängdfält", "Amount fields")
RATES = Text("Kvotfält", "Rate fields")
DENOMINATOR = Text("Kvoterna vägda med", "Rates weighted by")
WEIGHT = Text("Vikt", "Weight")
SLIVER = Text("Gräns för flisor", "Limit of slivers")
TOLERANCE = Text("Gräns för ändring", "Limit of change")
