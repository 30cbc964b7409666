# SPDX-License-Identifier: GPL-2.0-or-later
"""The measures of segregation and clustering in words, Swedish and English side by side.

As in ``texts``, which holds what all reports say. Used by the report, and by the table that the report is about.
"""

from __future__ import annotations

from .texts import Text

# Measures ------------------------------------------------------------------------------------------------------------

MEASURES = {
    "inequality_index": Text("Ojämlikhetsindex (0–100)", "Inequality index, ojämlikhetsindex (0–100)"),
    "multigroup_dissimilarity": Text("Dissimilaritet, alla grupper", "Dissimilarity, all groups"),
    "multigroup_gini": Text("Gini, alla grupper", "Gini, all groups"),
    "theil_h": Text("Theils H, alla grupper", "Theil's H, all groups"),
    "mutual_information": Text("Ömsesidig information M (nat)", "Mutual information M (nats)"),
    "entropy": Text("Entropi E (nat)", "Entropy E (nats)"),
    "theil_h_between": Text("Theils H mellan kommuner", "Theil's H between kommuner"),
    "theil_h_within": Text("Theils H inom kommuner", "Theil's H within kommuner"),
    "mutual_information_between": Text("M mellan kommuner (nat)", "M between kommuner (nats)"),
    "mutual_information_within": Text("M inom kommuner (nat)", "M within kommuner (nats)"),
    "share": Text("Andel av befolkningen", "Share of the people"),
    "dissimilarity": Text("Dissimilaritet D", "Dissimilarity D"),
    "dissimilarity_by_chance": Text("D av en slump", "D by chance alone"),
    "isolation": Text("Isolering", "Isolation"),
    "exposure": Text("Exponering", "Exposure"),
    "eta_squared": Text("Eta²", "Eta²"),
    "gini": Text("Gini", "Gini"),
    "atkinson": Text("Atkinson (b = 0,5)", "Atkinson (b = 0.5)"),
    "moran_i": Text("Morans I", "Moran's I"),
    "moran_expected": Text("Morans I, väntat utan mönster", "Moran's I, expected without a pattern"),
    "moran_p": Text("Morans I, p-värde (permutation)", "Moran's I, p-value (permutation)"),
}

OTHERS = Text("övriga", "others")
ALL_AREAS = Text("Alla områden", "All areas")

# Clusters ------------------------------------------------------------------------------------------------------------

CLUSTERS = {
    "high-high": Text("Hög bland höga", "High among high"),
    "low-low": Text("Låg bland låga", "Low among low"),
    "high-low": Text("Hög bland låga", "High among low"),
    "low-high": Text("Låg bland höga", "Low among high"),
    "not significant": Text("Inget säkert mönster", "No significant pattern"),
    "island": Text("Utan grannar med värde", "No neighbours with a value"),
    "no data": Text("Ingen uppgift", "No data"),
}

# Report --------------------------------------------------------------------------------------------------------------

WHAT_IT_IS = Text(
    "Hur grupperna i ”{layer}” bor åtskilda, mätt på folkmängd i små områden.",
    "How the groups of “{layer}” live apart, measured on people in small areas.",
)
WHAT_CLUSTERS_ARE = Text(
    "Om {value} i ”{layer}” samlas på kartan: är områden lika sina grannar?",
    "Whether {value} of “{layer}” clusters on the map: are areas like their neighbours?",
)
IN_SHORT = Text("Kort sagt", "In short")
READ_INEQUALITY = Text(
    "{where}: ojämlikhetsindex är {value}. Så många procent av gruppen {group} skulle behöva flytta för att bo som "
    "gruppen {other}.",
    "{where}: ojämlikhetsindex is {value}. That per cent of the group {group} would have to move to live as the group "
    "{other} does.",
)
READ_DISSIMILARITY = Text(
    "{where}: {value} av gruppen {group} skulle behöva flytta för att bo som alla andra. Slumpen ensam ger {chance}.",
    "{where}: {value} of the group {group} would have to move to live as everybody else. Chance alone gives {chance}.",
)
READ_CHANCE = Text(
    "Det är inte tydligt mer än slumpen: grupperna eller områdena är för små för att säga att gruppen bor åtskild.",
    "That is not clearly more than chance: groups or areas are too small to say that the group lives apart.",
)
READ_ISOLATION = Text(
    "Där gruppen {group} bor hör i genomsnitt {value} till samma grupp; av alla hör {share} dit.",
    "Where the group {group} lives, {value} on average belong to it; of everybody {share} do.",
)
READ_H = Text(
    "{where}: Theils H är {value}, där 0 är lika blandat överallt och 1 är helt åtskilt.",
    "{where}: Theil's H is {value}, where 0 is the same mix everywhere and 1 is wholly apart.",
)
READ_BETWEEN = Text(
    "Av det ligger {share} mellan kommunerna och resten inom dem.",
    "Of that, {share} lies between the kommuner and the rest within them.",
)
READ_MORAN = Text(
    "{name} {year}: Morans I är {value}. Områden liknar sina grannar (p = {p}).",
    "{name} {year}: Moran's I is {value}. Areas are like their neighbours (p = {p}).",
)
READ_MORAN_UNLIKE = Text(
    "{name} {year}: Morans I är {value}. Områden skiljer sig från sina grannar mer än av en slump (p = {p}).",
    "{name} {year}: Moran's I is {value}. Areas differ from their neighbours more than by chance (p = {p}).",
)
READ_MORAN_NOTHING = Text(
    "{name} {year}: Morans I är {value}, vilket inte skiljer sig från en slump (p = {p}).",
    "{name} {year}: Moran's I is {value}, which does not differ from chance (p = {p}).",
)

REGIONS = Text("Alla grupper tillsammans", "All groups together")
REGIONS_CAPTION = Text("Mått på alla grupper, {year}", "Measures of all groups, {year}")
MORE_REGIONS = Text(
    "De {shown} med störst värde i första kolumnen av mått visas; de övriga {rest} står i tabellen.",
    "The {shown} with the largest value in the first column of measures are shown; the other {rest} are in the table.",
)
GROUPS = Text("Varje grupp mot alla andra", "Each group against all others")
GROUPS_CAPTION = Text("{where}, {year}", "{where}, {year}")
YEARS = Text("År för år", "Year by year")
YEARS_CAPTION = Text("{what}, år för år", "{what}, year by year")
CLUSTERING = Text("Mönster på kartan", "Patterns on the map")
CLUSTERING_CAPTION = Text("Morans I för {name}", "Moran's I of {name}")
COUNTS_CAPTION = Text("Områden efter slag av kluster, alla år", "Areas by kind of cluster, all years")
NOT_COMPUTED = Text("Vad som inte kunde beräknas", "What could not be computed")
NOT_COMPUTED_CAPTION = Text("Värden som saknas, och varför", "Values that are missing, and why")
WHY = Text("Orsak", "Reason")
COUNT = Text("Antal", "Number")
REGION = Text("Område", "Region")
GROUP = Text("Grupp", "Group")
YEAR = Text("År", "Year")
KIND = Text("Slag", "Kind")
AREAS = Text("Områden", "Areas")
PEOPLE = Text("Invånare", "People")
NO_YEAR = Text("utan år", "no year")

METHOD_EVENNESS = Text("Jämnhet", "Evenness")
METHOD_EVENNESS_TEXT = Text(
    "D = ½ Σ |x/X − y/Y| (Duncan och Duncan 1955); ojämlikhetsindex är 100 D mellan gruppen med lägst och gruppen med "
    "högst inkomst. Gini, Atkinson och Theils H mäter samma sak med olika vikt för områden där gruppen är ovanlig "
    "eller vanlig (Massey och Denton 1988, Reardon och Firebaugh 2002).",
    "D = ½ Σ |x/X − y/Y| (Duncan and Duncan 1955); ojämlikhetsindex is 100 D between the group with the lowest and the "
    "group with the highest income. Gini, Atkinson and Theil's H measure the same with other weights for areas where "
    "the group is rare or common (Massey and Denton 1988, Reardon and Firebaugh 2002).",
)
METHOD_EXPOSURE = Text("Exponering", "Exposure")
METHOD_EXPOSURE_TEXT = Text(
    "Isolering Σ (x/X)(x/t) är gruppens egen andel där en medlem bor i genomsnitt, exponering Σ (x/X)(y/t) de andras. "
    "Eta² är isoleringen rensad från gruppens storlek.",
    "Isolation Σ (x/X)(x/t) is the group's own share where a member lives on average, exposure Σ (x/X)(y/t) that of "
    "the others. Eta² is isolation freed from the size of the group.",
)
METHOD_CHANCE = Text("Slumpen", "Chance")
METHOD_CHANCE_TEXT = Text(
    "Små grupper i små områden ger ett D över noll också när ingen bor åtskild. ”D av en slump” är det D som väntas om "
    "gruppen dras på måfå ur alla (Cortese, Falk och Cohen 1976).",
    "Small groups in small areas give a D above zero even where nobody lives apart. “D by chance” is the D that is "
    "expected if the group is drawn at random from everybody (Cortese, Falk and Cohen 1976).",
)
METHOD_SIZE = Text("Områdenas storlek", "The size of the areas")
METHOD_SIZE_TEXT = Text(
    "Alla mått beror på indelningen: mindre områden ger högre värden. Jämför bara värden från samma indelning och "
    "utgåva.",
    "All measures depend on the division: smaller areas give higher values. Compare only values of the same division "
    "and edition.",
)
METHOD_CLUSTERS = Text("Kluster", "Clusters")
METHOD_CLUSTERS_TEXT = Text(
    "Morans I med angränsande områden som grannar, lika vikt åt varje (Moran 1950, Anselin 1995). P-värden från "
    "permutationer, tvåsidiga; områdenas är justerade för att de är många (Benjamini och Hochberg 1995).",
    "Moran's I with adjacent areas as neighbours, each with the same weight (Moran 1950, Anselin 1995). P-values by "
    "permutation, two-sided; those of the areas are adjusted for being many (Benjamini and Hochberg 1995).",
)

SUPPRESSION_IS = Text(
    "För en plats och ett år där något område har ett antal under {limit} (men över noll) visas ingenting, varken mått "
    "eller områden: måtten är exakta funktioner av antalen. Inget mått av det som visas räknas på ett sådant antal. "
    "Andra körningar med samma underlag är inte vägda in.",
    "Of a place and year in which some area has a count below {limit} (but above zero) nothing is shown, neither "
    "measures nor areas: the measures are exact functions of the counts. No measure that is shown is computed from "
    "such a count. Other runs on the same data are not taken into account.",
)
ROUNDING_IS = Text(
    "Varje antal i ett område är avrundat till en av de två närmaste multiplarna av {base}, av slumpen men i medeltal "
    "rätt, så att en grupp summerar till sin avrundade summa ett år; alla mått är räknade på de avrundade antalen. "
    "Grupper som är små i sina områden ser mer ojämnt fördelade ut än de är.",
    "Every count in an area is rounded to one of the two nearest multiples of {base}, by chance but right on average, "
    "so that a group sums to its rounded sum in a year; all measures are computed from the rounded counts. Groups that "
    "are small in their areas look more uneven than they are.",
)

# Record --------------------------------------------------------------------------------------------------------------

INPUT_LAYER = Text("Lager eller tabell", "Layer or table")
INPUT_SOURCE = Text("Källa till lagret", "Source of the layer")
INPUT_CRS = Text("Lagrets referenssystem", "Reference system of the layer")
USED_GROUPS = Text("Grupper", "Groups")
USED_TOTAL = Text("Alla", "All people")
USED_YEAR = Text("Årsfält", "Year field")
USED_VALUE = Text("Värde för kluster", "Value for clusters")
