# SPDX-License-Identifier: GPL-2.0-or-later
"""What legends of areas say, in Swedish and English: titles, directions, classes, numbers.

They stand here in both languages, beside the translator's texts, because the style files are written in both at once.
"""

from __future__ import annotations

from itertools import pairwise

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"

STYLE_NAMES = {
    "area_type": ("Area type", "Områdestyp"),
    "area_type_grey": ("Area type, grey print", "Områdestyp, gråskala"),
    "index": ("Index, classes of the types", "Index, typernas klasser"),
    "index_quantiles": ("Index, five equal classes", "Index, fem lika klasser"),
    "v1": ("V1 Low economic standard", "V1 Låg ekonomisk standard"),
    "v2": ("V2 Pre-upper-secondary", "V2 Förgymnasial utbildning"),
    "v3": ("V3 Assistance, unemployment", "V3 Bistånd, arbetslöshet"),
    "population": ("Population", "Folkmängd"),
    "density": ("Inhabitants per km²", "Invånare per km²"),
    "change": ("Change of the index", "Förändring av index"),
    "type_and_rate": ("Area type and rate", "Områdestyp och tal"),
}
"""Style → what it is called on a layer, in English and Swedish; a GeoPackage keeps 30 letters."""

TITLES = {
    "index": ("Socioeconomic index{year} (higher is worse)", "Socioekonomiskt index{year} (högre är sämre)"),
    "v1": (
        "Low economic standard{year}, per cent",
        "Låg ekonomisk standard{year}, procent",
    ),
    "v2": (
        "Pre-upper-secondary education{year}, per cent",
        "Förgymnasial utbildning{year}, procent",
    ),
    "v3": (
        "Long-term assistance or unemployment{year}, per cent",
        "Långvarigt bistånd eller arbetslöshet{year}, procent",
    ),
    "population": ("Inhabitants{year}", "Invånare{year}"),
    "density": ("Inhabitants per km²{year}", "Invånare per km²{year}"),
    "change": (
        "Change of the index{year} (rising is worse)",
        "Förändring av index{year} (ökning är sämre)",
    ),
    "type_and_rate": ("Area type and {rate}{year}", "Områdestyp och {rate}{year}"),
}
SUBTITLES = {
    "index": (
        "Cut points of the types{of_year}: mean {mean}, SD {deviation}",
        "Typernas gränsvärden{of_year}: medelvärde {mean}, SD {deviation}",
    ),
    "index_quantiles": ("Equally many areas in each class", "Lika många områden i varje klass"),
    "v": ("Higher is worse; equally many areas in each class", "Högre är sämre; lika många områden i varje klass"),
    "people": ("Equally many areas in each class", "Lika många områden i varje klass"),
    "change": ("In index points; little change in the middle", "I indexenheter; liten förändring i mitten"),
    "type_and_rate": ("Hue: area type. Darker: higher rate", "Kulör: områdestyp. Mörkare: högre tal"),
}
FIXED_SUBTITLES = {
    "v": ("Higher is worse; fixed classes", "Högre är sämre; fasta klasser"),
    "people": ("Fixed classes", "Fasta klasser"),
}
OF_YEAR = (" of {year}", " {year}")

TYPE_WORDS = {
    1: ("major challenges (worst)", "stora utmaningar (sämst)"),
    2: ("challenges", "utmaningar"),
    3: ("mixed", "blandat"),
    4: ("good conditions", "goda förutsättningar"),
    5: ("very good conditions (best)", "mycket goda förutsättningar (bäst)"),
}
"""The types as words of one class of the index."""

TYPE_GROUPS = {
    (1, 2): ("Types 1–2: socioeconomic challenges", "Typ 1–2: socioekonomiska utmaningar"),
    (3,): ("Type 3: mixed", "Typ 3: blandade"),
    (4, 5): ("Types 4–5: good conditions", "Typ 4–5: goda förutsättningar"),
}
RATE_WORDS = (
    ("low: {range}", "lågt: {range}"),
    ("middle: {range}", "mellan: {range}"),
    ("high: {range}", "högt: {range}"),
)
PER_1000 = ("rate per 1,000 inhabitants", "antal per 1 000 invånare")

UNDER = ("under {high}", "under {high}")
BETWEEN = ("{low}–{high}", "{low}–{high}")
ANY_VALUE = ("all areas with a value", "alla områden med värde")
FROM = ("{low} and higher", "{low} och högre")
CHANGES = (
    ("falls by {much} or more (much better)", "minskar med {much} eller mer (mycket bättre)"),
    ("falls by {little}–{much} (better)", "minskar med {little}–{much} (bättre)"),
    ("changes by less than {little}", "ändras med mindre än {little}"),
    ("rises by {little}–{much} (worse)", "ökar med {little}–{much} (sämre)"),
    ("rises by {much} or more (much worse)", "ökar med {much} eller mer (mycket sämre)"),
)
CHANGE_UNKNOWN = ("No data for one of the years", "Uppgift saknas för något av åren")
BOUNDARY_CHANGED = ("Boundary changed between the years", "Gränsen ändrades mellan åren")


class Words:
    """One of the two languages: Swedish for every code that begins with ``sv``, else English."""

    def __init__(self, code: str) -> None:
        self.code = "sv" if code.startswith("sv") else "en"

    def __call__(self, text: tuple[str, str], /, **values: str) -> str:
        """Return a text in this language with its named fields filled in."""
        return text[self.code == "sv"].format(**values)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number as the language writes it: ``1 234,5`` or ``1,234.5``."""
        text = f"{abs(value):,.{decimals}f}"
        if self.code == "sv":
            text = text.replace(",", NO_BREAK).replace(".", ",")
        return (MINUS if round(value, decimals) < 0 else "") + text

    def ranges(self, limits: tuple[float, ...], decimals: int) -> list[str]:
        """Return the classes between ascending limits in words, from low to high."""
        numbers = [self.number(limit, decimals) for limit in limits]
        between = [self(BETWEEN, low=low, high=high) for low, high in pairwise(numbers)]
        return [self(UNDER, high=numbers[0]), *between, self(FROM, low=numbers[-1])]
