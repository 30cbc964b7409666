# SPDX-License-Identifier: GPL-2.0-or-later
"""The sentences on town and country, Swedish and English side by side."""

from __future__ import annotations

from .texts import Text

TITLE = Text("Stad och land", "Town and country")
CAPTION = Text("{unit}, efter klass och områdestyp", "{unit}, by class and area type")
UNITS = {
    "features": Text("Antal per 1\N{NO-BREAK SPACE}000 invånare", "Number per 1,000 inhabitants"),
    "km": Text("Km per 1\N{NO-BREAK SPACE}000 invånare", "Km per 1,000 inhabitants"),
    "km²": Text("Km² per 1\N{NO-BREAK SPACE}000 invånare", "Km² per 1,000 inhabitants"),
}
CRUDE = Text("I de gemensamma klasserna", "In the common classes")
STANDARDISED = Text("Standardiserat", "Standardised")
BEFORE_AND_AFTER = Text(
    "Skillnaden mellan typ {worst} och typ {best} är {crude} som den är och {after} när båda fördelas lika på "
    "klasserna ({unit}).",
    "The difference between type {worst} and type {best} is {crude} as it is, and {after} when both are spread alike "
    "over the classes ({unit}).",
)
AFTER_INTERVAL = Text(
    "95 procents intervall efteråt: {low} till {high}.", "95 percent interval after: {low} to {high}."
)
MOSTLY = Text(
    "Jämförelsen är mest en mellan stad och land: klasserna förklarar mer av skillnaden än vad som återstår. Jämför "
    "inom klasserna.",
    "The comparison is mostly one of town and country: the classes explain more of the difference than what remains. "
    "Compare within the classes.",
)
NOT_MOSTLY = Text(
    "Stad och land förklarar inte det mesta av skillnaden.",
    "Town and country do not explain most of the difference.",
)
NO_STANDARDISED = Text(
    "Någon av typerna i ändarna kunde inte standardiseras.", "One of the types at the ends could not be standardised."
)
STANDARD_IS = Text(
    "Direkt standardiserat till alla typers invånare i de klasser som båda typerna i ändarna bor i. Klasserna är "
    "områdenas: täthet är invånare per km² av hela området, vatten inräknat.",
    "Directly standardised to the inhabitants of all types in the classes in which both types at the ends live. The "
    "classes are those of areas: density is inhabitants per km² of the whole area, water included.",
)
