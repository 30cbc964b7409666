# SPDX-License-Identifier: GPL-2.0-or-later
"""The sentences of the report on disparity, Swedish and English side by side."""

from __future__ import annotations

from .texts import Text

WHAT_IT_IS = Text(
    "Hur stora skillnaderna är mellan grupperna i ”{layer}”, från den med sämst till den med bäst förutsättningar.",
    "How much the groups in “{layer}” differ, from the worst-off to the best-off.",
)
GROUPS_ARE_TYPES = Text(
    "Grupperna är de fem områdestyperna: 1 har störst utmaningar, 5 har mycket goda förutsättningar.",
    "The groups are the five area types: 1 has major challenges, 5 has very good conditions.",
)
PART_IS = Text("{field}: {value}", "{field}: {value}")
NO_PART = Text("uppgift saknas", "no data")
IN_SHORT = Text("I korthet", "In short")
NO_CAUSES = Text(
    "Måtten beskriver skillnader. De säger inget om orsaker, och en säkerställd skillnad behöver inte vara viktig.",
    "The measures describe differences. They say nothing of causes, and a difference beyond chance need not matter.",
)
DISPARITY = Text("Skillnader mellan områdestyperna", "Differences between the area types")
BETWEEN_TYPES = Text(
    "Hur mycket invånarna i de fem områdestyperna skiljer sig, från typ 1 (stora utmaningar) till typ 5 (mycket goda "
    "förutsättningar). Fler mått och grupper: algoritmen Skillnader mellan områdestyper.",
    "How much the inhabitants of the five area types differ, from type 1 (major challenges) to type 5 (very good "
    "conditions). More measures and groups: the algorithm Disparity between area types.",
)
NOT_COMPUTED = Text("Inga mått kunde beräknas. {reason}", "No measures could be computed. {reason}")
ALL_GROUPS = Text(
    "Måtten gäller alla grupper i fältet {field} tillsammans.",
    "The measures are of all groups of the field {field} together.",
)
RATES = Text("Grupperna", "The groups")
RATES_CAPTION = Text("Nivå i varje grupp, {unit}", "Rate of each group, {unit}")
GROUP = Text("Grupp", "Group")
TYPE = Text("Områdestyp", "Area type")
SHARE = Text("Andel av befolkningen, %", "Share of the population, %")
RATE = Text("Nivå", "Rate")
CRUDE = Text("Inte standardiserad", "Not standardised")
INTERVAL = Text("{level} % intervall", "{level}% interval")
DIFFERENCE = Text("Skillnad mot bäst", "Difference to best-off")
RATIO = Text("Kvot mot bäst", "Ratio to best-off")
CURVE_TITLE = Text("Koncentrationskurva", "Concentration curve")
CURVE = Text(
    "Koncentrationskurva: befolkningen från sämst till bäst förutsättningar (vågrätt) och hur stor del av det som mäts "
    "som finns hos den (lodrätt). Ligger kurvan över den streckade linjen har de med sämre förutsättningar mer än sin "
    "andel.",
    "Concentration curve: the population from the worst-off to the best-off (across), and how much of what is measured "
    "lies with it (up). Above the dashed line the worse-off have more than in proportion.",
)
MEASURES = Text("Alla mått", "All measures")
MEASURES_CAPTION = Text("Mått, värde, intervall och metod", "Measure, value, interval and method")
MEASURE = Text("Mått", "Measure")
VALUE = Text("Värde", "Value")
UNIT = Text("Enhet", "Unit")
DIFFERS = Text("Skild från lika", "Differs from equality")
YES = Text("ja", "yes")
NO = Text("nej", "no")
HOW = Text("Metod och anmärkning", "Method and note")
ORDER = Text("Ordning och tecken", "Order and sign")
ORDER_IS = Text(
    "Grupperna går från sämst till bäst förutsättningar. En positiv skillnad, och en kvot över 1, betyder att den med "
    "sämst förutsättningar har mer; ett negativt koncentrationsindex betyder detsamma.",
    "The groups run from the worst-off to the best-off. A positive difference, and a ratio above 1, mean that the "
    "worst-off have more; a negative concentration index means the same.",
)
INTERVALS = Text("Intervall", "Intervals")
INTERVALS_ARE = Text(
    "Händelser: exakt Poisson; personer: Wilson; skillnader och kvoter: deltametoden; spridningsmått: dragningar med "
    "givet frö. Folkmängden räknas som känd. Det som är uppmätt, som kilometer, har inget intervall för slump. För "
    "uppgifter om hela befolkningen säger intervallet hur mycket slumpen kunde ha ändrat, inte att något är ett urval.",
    "Events: exact Poisson; persons: Wilson; differences and ratios: delta method; spread: draws from a given seed. "
    "Populations count as known. What is measured, such as kilometres, has no interval from chance. For figures of a "
    "whole population the interval says how much chance could have changed, not that something is a sample.",
)
LINE = Text("Rät linje", "Straight line")
LINE_IS = Text(
    "Lutningsindex är lutningen hos en rät linje genom grupperna, efter deras plats i befolkningen och vägda med den. "
    "Lämnar linjen mer än en tiondel av skillnaderna oförklarade, och mer än slumpen gör, ska skillnaderna mellan "
    "grupperna läsas i stället.",
    "The slope index is the slope of a straight line through the groups, by their place in the population and weighted "
    "by it. Where the line leaves more than a tenth of the differences unexplained, and more than chance would, read "
    "the gaps between the groups instead.",
)
RELATIVE = Text("Två relativa index", "Two relative indices")
RELATIVE_ARE = Text(
    "(intercept + lutning) / intercept är linjens sämsta ände delad med dess bästa (Kunst och Mackenbach); lutning / "
    "medelvärde är det andra sättet (Pamuk). Jämför bara lika med lika.",
    "(intercept + slope) / intercept is the line's worst end divided by its best (Kunst and Mackenbach); slope / mean "
    "is the other convention (Pamuk). Compare like with like only.",
)
GROUP_FIELD = Text("Fält med grupp", "Group field")
FIGURE_FIELD = Text("Fält med antal eller nivå", "Field with counts or rates")
POPULATION_FIELD = Text("Fält med folkmängd", "Population field")
STRATUM_FIELD = Text("Standardiserat efter", "Standardised by")
STANDARD = Text("Standard", "Standard")
INPUT_NAME = Text("Tabell", "Table")
INPUT_SOURCE = Text("Tabellens källa", "Source of the table")
INPUT_CRS = Text("Referenssystem", "Reference system")
