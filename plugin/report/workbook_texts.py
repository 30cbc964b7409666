# SPDX-License-Identifier: GPL-2.0-or-later
"""The sentences and headings that only the workbook has, Swedish and English side by side; the others: ``texts``."""

from __future__ import annotations

from .texts import Text

RESULT = Text("Resultat", "Result")
BY_CLASS = Text("Efter klass", "By class")
CLASS = Text("Klass av områden", "Class of areas")
BY_AREA = Text("Efter område", "By area")
DIFFERENCES = Text("Skillnader", "Differences")
LOW = Text("{level}\N{NO-BREAK SPACE}% lägst", "{level}% low")
HIGH = Text("{level}\N{NO-BREAK SPACE}% högst", "{level}% high")
METHOD_AND_SOURCES = Text("Metod och källor", "Method and sources")
WHAT = Text("Innehåll", "Contents")

TYPE_NUMBER = Text("Typ", "Type")
COUNT_OF = Text("Antal", "Count")
TITLES = {
    "area_type": Text("Typ (1 är sämst, 0 uppgift saknas)", "Type (1 is worst, 0 no data)"),
    "label": Text("Områdestyp", "Area type"),
    "area_count": Text("Områden, antal", "Areas, number"),
    "population": Text("Invånare", "Inhabitants"),
    "area_km2": Text("Områdenas yta, km²", "Area of the areas, km²"),
    "feature_count": Text("Objekt, antal", "Features, number"),
    "share": Text("Andel", "Share"),
    "population_share": Text("Andel av invånarna", "Population share"),
    "stratum": Text("Klass", "Class"),
    "stratum_label": Text("Klass i ord", "Class in words"),
    "class_share": Text("Andel av typens invånare", "Share of the type’s inhabitants"),
    "area_share": Text("Andel av områdena", "Share of the areas"),
    "share_difference": Text("Skillnad, procentenheter", "Difference, percentage points"),
    "location_quotient": Text("Kvot", "Quotient"),
}
RATES = {
    "per_1000": Text("{unit} per 1\N{NO-BREAK SPACE}000 invånare", "{unit} per 1,000 inhabitants"),
    "per_1000_low": Text(
        "{unit} per 1\N{NO-BREAK SPACE}000 invånare, 95\N{NO-BREAK SPACE}% lägst",
        "{unit} per 1,000 inhabitants, 95% low",
    ),
    "per_1000_high": Text(
        "{unit} per 1\N{NO-BREAK SPACE}000 invånare, 95\N{NO-BREAK SPACE}% högst",
        "{unit} per 1,000 inhabitants, 95% high",
    ),
    "per_km2": Text("{unit} per km²", "{unit} per km²"),
}
"""With the unit of the amount."""

TIES = Text("stämmer", "ties")
TIES_NOT = Text("stämmer inte", "does not tie")
EMPTY_CELL = Text(
    "Tom cell: uppgift saknas eller kan inte beräknas. Det är inte noll.",
    "Empty cell: missing or cannot be computed. It is not zero.",
)
CLASSES_ARE = Text(
    "Bladet Efter klass delar tabellen efter områdenas klass av stad och land, alla grupper tillsammans; andelarna är "
    "inom klassen. En cell är dold där något av klassens områden är dolt.",
    "The sheet By class splits the table by the areas’ class of town and country, all groups together; shares are "
    "within the class. A cell is hidden where any of the class’s areas is.",
)
SUM_OF_GROUPS = Text(
    "Bladet Resultat är summan över alla grupper i fältet {field}. En cell är dold där någon grupps cell är dold.",
    "The sheet Result is the sum over all groups of the field {field}. A cell is hidden where any group’s cell is.",
)
