# SPDX-License-Identifier: GPL-2.0-or-later
"""Every fixed sentence of the report, Swedish and English side by side.

Not translated through Qt: a report is written in a language that is asked for, whatever QGIS speaks. Names in braces
are filled in; both languages have the same ones.
"""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """One text in both languages."""

    sv: str
    en: str


# Title ---------------------------------------------------------------------------------------------------------------

WHAT_IT_IS = Text(
    "Så fördelar sig lagret ”{layer}” över de fem socioekonomiska områdestyperna i ”{areas}”.",
    "How the layer “{layer}” is distributed over the five socioeconomic area types in “{areas}”.",
)
CREATED = Text("Framställd {when}", "Made {when}")
EDITION_IS = Text("områdesindelning {edition}", "areas of edition {edition}")
YEAR_IS = Text("uppgifter för år {year}", "figures for {year}")
UPDATED_IS = Text("tabellen uppdaterad {stamp}", "table updated {stamp}")
SELECTION_IS = Text("endast markerade objekt", "selected features only")
FILTER_IS = Text("lagret är filtrerat", "the layer is filtered")

# Warnings ------------------------------------------------------------------------------------------------------------

WARNINGS = Text("Varningar", "Warnings")
NO_WARNINGS = Text("Inga varningar.", "No warnings.")
DO_NOT_TIE = Text(
    "Summorna går inte ihop. Använd inte siffrorna förrän orsaken är känd.",
    "The totals do not tie. Do not use the figures until the cause is known.",
)

# Totals --------------------------------------------------------------------------------------------------------------

TOTALS = Text("Går summorna ihop?", "Do the totals tie?")
TOTALS_CAPTION = Text(
    "Allt som lästes = inom områdena + utanför + oanvändbart",
    "Everything read = inside the areas + outside + unusable",
)
WHAT = Text("Vad", "What")
TOTAL = Text("Allt", "All")
INSIDE = Text("Inom", "Inside")
OUTSIDE = Text("Utanför", "Outside")
UNUSABLE = Text("Oanvändbart", "Unusable")
CHECK = Text("Kontroll", "Check")
FEATURES = Text("Objekt", "Features")
ROWS_SUM = Text("Tabellens rader", "Rows of the table")
TIES = Text("stämmer", "ties")
TIES_NOT = Text("stämmer inte, skillnad {difference}", "does not tie, difference {difference}")
NOT_TESTED = Text("prövas inte: rader är dolda", "not tested: rows are hidden")
TOTALS_NOTE = Text(
    "Ett objekt som ligger både inom och utanför räknas som inom; dess längd eller yta delas. Oanvändbara objekt, "
    "till exempel utan geometri, har ingen mängd.",
    "A feature that lies both inside and outside counts as inside; its length or area is split. Unusable features, "
    "such as those without geometry, have no amount.",
)

# Units ---------------------------------------------------------------------------------------------------------------

COUNT = Text("Antal", "Count")
LENGTH = Text("Längd, km", "Length, km")
SURFACE = Text("Yta, km²", "Area, km²")
OF_FEATURES = Text("objekten", "the features")
OF_LENGTH = Text("längden", "the length")
OF_SURFACE = Text("ytan", "the area")
OF_AREAS = Text("områdena", "the areas")
UNIT_FEATURES = Text("objekt", "features")
AMOUNT_AND_UNIT = Text("{amount} {unit}", "{amount} {unit}")

# Table ---------------------------------------------------------------------------------------------------------------

TABLE = Text("Efter områdestyp", "By area type")
TABLE_CAPTION = Text("”{layer}” efter områdestyp", "“{layer}” by area type")
AREA_TYPE = Text("Områdestyp", "Area type")
THE_AREAS = Text("Områdena", "The areas")
THE_LAYER = Text("Lagret", "The layer")
PER_1000 = Text("Per 1\N{NO-BREAK SPACE}000 invånare", "Per 1,000 inhabitants")
DISTRIBUTION = Text("Fördelning", "Distribution")
AREA_COUNT = Text("Antal", "Number")
POPULATION = Text("Invånare", "Inhabitants")
AREA_KM2 = Text("Yta, km²", "Area, km²")
FEATURE_COUNT = Text("Objekt", "Features")
PER_KM2 = Text("Per km²", "Per km²")
RATE_COUNT = Text("Antal", "Count")
RATE_LENGTH = Text("km", "km")
RATE_SURFACE = Text("km²", "km²")
INTERVAL = Text("95\N{NO-BREAK SPACE}% intervall", "95% interval")
SHARE = Text("Andel, %", "Share, %")
AREAS = Text("Områden", "Areas")
AREA_SHARE = Text("Andel av områdena, %", "Share of the areas, %")
PART = Text("Del av landet", "Part of the country")
POPULATION_SHARE = Text("Andel av invånarna, %", "Population share, %")
DIFFERENCE = Text("Skillnad, procent\N{SOFT HYPHEN}enheter", "Difference, percent\N{SOFT HYPHEN}age points")
QUOTIENT = Text("Kvot", "Quotient")
ALL_TYPES = Text("Typ 1–5 tillsammans", "Types 1–5 together")
ALL_ROWS = Text("Allt", "Everything")
FIELDS_CAPTION = Text("Fält i lagret, efter områdestyp", "Fields of the layer, by area type")
SUM_OF = Text("{field}, summa", "{field}, sum")
MEAN_OF = Text("{field}, medelvärde", "{field}, mean")
MEANS_BY_GROUP = Text(
    "Medelvärden visas bara grupp för grupp: de kan inte läggas ihop.",
    "Means are shown group by group only: they cannot be put together.",
)
SIGN_HIDDEN = Text(
    "..  visas inte: färre än {limit} objekt, eller skulle avslöja en sådan uppgift.",
    "..  not shown: fewer than {limit} features, or would reveal such a figure.",
)
SIGN_MISSING = Text(
    "–  uppgift saknas eller kan inte beräknas. Det är inte noll.",
    "–  missing or cannot be computed. It is not zero.",
)
COUNTED_TWICE = Text(
    "Ett objekt som ligger i flera områdestyper räknas som objekt i var och en. Kolumnen Objekt kan därför summera "
    "till mer än antalet objekt; i raden Allt står varje objekt en gång.",
    "A feature that lies in several area types counts as a feature in each. The column Features can therefore sum to "
    "more than the number of features; the row Everything holds each feature once.",
)
SHARES_NOTE = Text(
    "Andelarna gäller det som ligger i områden med typ (1–5). Kvot: andelen delad med andelen av invånarna; 1 betyder "
    "lika stor.",
    "Shares are of what lies in areas with a type (1–5). Quotient: the share divided by the share of the inhabitants; "
    "1 means equal.",
)
SHARES_NOTE_WITHOUT_PEOPLE = Text(
    "Andelarna gäller det som ligger i områden med typ (1–5). Områdena har ingen folkmängd, så inget visas per "
    "invånare.",
    "Shares are of what lies in areas with a type (1–5). The areas have no population, so nothing is shown per "
    "inhabitant.",
)
SCROLLABLE = Text("Tabell, kan rullas i sidled", "Table, scrolls sideways")

# Groups --------------------------------------------------------------------------------------------------------------

GROUPS = Text("Efter {field}", "By {field}")
GROUPS_CAPTION = Text("{amount} efter {field} och områdestyp", "{amount} by {field} and area type")
GROUP_CAPTION = Text("{field}: {group}", "{field}: {group}")
GROUP_FIELDS_CAPTION = Text("{field}: {group} – fält i lagret", "{field}: {group} – fields of the layer")
NO_GROUP = Text("(värde saknas)", "(no value)")
EMPTY_GROUP = Text("(tom text)", "(empty text)")
TYPE_SHORT = Text("Typ {number}", "Type {number}")
MORE_GROUPS = Text(
    "Hela tabeller visas för de första {shown} grupperna. De övriga {rest} står i tabellen ovan och i "
    "resultattabellen.",
    "Full tables are shown for the first {shown} groups. The other {rest} stand in the table above and in the output "
    "table.",
)
OVERALL_IS_SUM = Text(
    "Tabellen ovan är summan över alla grupper i fältet {field}. En cell är dold där någon grupps cell är dold.",
    "The table above is the sum over all groups of the field {field}. A cell is hidden where any group’s cell is.",
)

# Chart ---------------------------------------------------------------------------------------------------------------

CHART = Text("Diagram", "Chart")
CHART_CAPTION = Text(
    "Stapeldiagram efter områdestyp. Siffrorna står i tabellen ovan. Streckad stapel: områden utan typ.",
    "Bar chart by area type. The figures stand in the table above. Hatched bar: areas without a type.",
)
CHART_TITLE = Text("”{layer}” efter områdestyp", "“{layer}” by area type")
CHART_NOTHING = Text(
    "Det finns inget att rita: alla värden är noll, saknas eller är dolda.",
    "There is nothing to draw: every value is zero, missing or hidden.",
)
CHART_IMPOSSIBLE = Text(
    "Diagrammet kunde inte ritas eftersom Python-paketet matplotlib saknas i denna QGIS-installation. Siffrorna står "
    "i tabellen.",
    "The chart could not be drawn because the Python package matplotlib is missing in this QGIS. The figures stand in "
    "the table.",
)
AXIS_RATE_COUNT = Text(
    "Antal per 1\N{NO-BREAK SPACE}000 invånare\nmed 95\N{NO-BREAK SPACE}% intervall",
    "Count per 1,000 inhabitants\nwith 95% intervals",
)
AXIS_RATE_LENGTH = Text("Kilometer per\n1\N{NO-BREAK SPACE}000 invånare", "Kilometres per\n1,000 inhabitants")
AXIS_RATE_SURFACE = Text(
    "Kvadratkilometer per\n1\N{NO-BREAK SPACE}000 invånare", "Square kilometres per\n1,000 inhabitants"
)
AXIS_SHARES = Text(
    "Andel av {amount} (färg)\noch av invånarna (grått), %",
    "Share of {amount} (colour)\nand of the inhabitants (grey), %",
)
AXIS_SHARES_ONLY = Text("Andel av {amount}, %", "Share of {amount}, %")
REFERENCE = Text("typ 1–5: {rate}", "types 1–5: {rate}")

CHART_CUT = Text(
    "Ett intervall utan ändstreck fortsätter utanför diagrammet.",
    "An interval without an end mark continues beyond the chart.",
)

# Reading -------------------------------------------------------------------------------------------------------------

READING = Text("I klartext", "In plain words")
NOTHING_TO_READ = Text(
    "Inget i lagret ligger i ett område med typ. Det finns inget att utläsa.",
    "Nothing in the layer lies in an area with a type. There is nothing to read out.",
)
NO_TYPE_1 = Text("Inget av områdena är av typ 1.", "None of the areas is of type 1.")
TYPE_1_HIDDEN = Text(
    "Andelen för typ 1 visas inte, eftersom små antal är dolda.",
    "The share of type 1 is not shown, because small counts are hidden.",
)
TYPE_1_SHARE = Text(
    "Områden av typ 1, de med störst socioekonomiska utmaningar, har {share} av {amount}.",
    "Areas of type 1, those with the largest socioeconomic challenges, have {share} of {amount}.",
)
TYPE_1_MORE = Text(
    "Områden av typ 1, de med störst socioekonomiska utmaningar, har {share} av {amount} och {people} av invånarna: "
    "{difference} procentenheter mer än sin del av befolkningen.",
    "Areas of type 1, those with the largest socioeconomic challenges, have {share} of {amount} and {people} of the "
    "inhabitants: {difference} percentage points more than their part of the population.",
)
TYPE_1_LESS = Text(
    "Områden av typ 1, de med störst socioekonomiska utmaningar, har {share} av {amount} och {people} av invånarna: "
    "{difference} procentenheter mindre än sin del av befolkningen.",
    "Areas of type 1, those with the largest socioeconomic challenges, have {share} of {amount} and {people} of the "
    "inhabitants: {difference} percentage points less than their part of the population.",
)
TYPE_1_SAME = Text(
    "Områden av typ 1, de med störst socioekonomiska utmaningar, har {share} av {amount} och {people} av invånarna: "
    "lika mycket som sin del av befolkningen.",
    "Areas of type 1, those with the largest socioeconomic challenges, have {share} of {amount} and {people} of the "
    "inhabitants: the same as their part of the population.",
)
ONE_AGAINST_FIVE = Text(
    "Per 1\N{NO-BREAK SPACE}000 invånare finns {first} {unit} i områden av typ 1 och {second} {unit} i områden av "
    "typ 5.",
    "Per 1,000 inhabitants there are {first} {unit} in areas of type 1 and {second} {unit} in areas of type 5.",
)
HIGHEST_LOWEST = Text(
    "Högst ligger typ {first} med {high} {unit} per 1\N{NO-BREAK SPACE}000 invånare, lägst typ {second} med {low} "
    "{unit}.",
    "Type {first} is highest with {high} {unit} per 1,000 inhabitants, type {second} lowest with {low} {unit}.",
)
OTHERS_BETWEEN = Text("Övriga typer ligger däremellan.", "The other types lie in between.")
SOME_HIDDEN = Text(
    "Typer med dolda värden är inte med i jämförelsen.", "Types with hidden values are not part of the comparison."
)
OVERLAP = Text(
    "Intervallen ({first} och {second}) överlappar varandra, så skillnaden kan bero på slumpen.",
    "The intervals ({first} and {second}) overlap, so the difference may be due to chance.",
)
NO_OVERLAP = Text(
    "Intervallen ({first} och {second}) överlappar inte varandra: skillnaden är större än slumpen rimligen ger.",
    "The intervals ({first} and {second}) do not overlap: the difference is larger than chance would readily give.",
)
LIES_OUTSIDE = Text(
    "Utanför områdena ligger {amount} {unit} ({share} av allt). Det ingår inte i andelarna.",
    "Outside the areas lie {amount} {unit} ({share} of everything). They are not part of the shares.",
)
LIES_UNTYPED = Text(
    "I områden utan typ ligger {amount} {unit} ({share} av allt). Det ingår inte i andelarna.",
    "In areas without a type lie {amount} {unit} ({share} of everything). They are not part of the shares.",
)
MEAN_ONE_AGAINST_FIVE = Text(
    "Medelvärdet av {field} är {first} i områden av typ 1 och {second} i områden av typ 5.",
    "The mean of {field} is {first} in areas of type 1 and {second} in areas of type 5.",
)
SUM_OF_TYPE_1 = Text(
    "Av summan av {field} i områden med typ finns {share} i områden av typ 1.",
    "Of the sum of {field} in areas with a type, {share} is in areas of type 1.",
)
SUM_OF_TYPE_1_AND_PEOPLE = Text(
    "Av summan av {field} i områden med typ finns {share} i områden av typ 1, som har {people} av invånarna.",
    "Of the sum of {field} in areas with a type, {share} is in areas of type 1, which have {people} of the "
    "inhabitants.",
)
AREAS_OF_TYPE_1 = Text(
    "Av {areas} områden med typ är {count} av typ 1, de med störst socioekonomiska utmaningar: {share} av områdena.",
    "Of {areas} areas with a type, {count} are of type 1, those with the largest socioeconomic challenges: {share} of "
    "the areas.",
)
PEOPLE_OF_TYPE_1 = Text("Där bor {people} av invånarna.", "{people} of the inhabitants live there.")
AREAS_UNTYPED = Text(
    "Områden utan typ: {count}. De ingår inte i andelarna.",
    "Areas without a type: {count}. They are not in the shares.",
)
HOW_TO_READ = Text("Så ska siffrorna läsas", "How the figures should be read")
DIRECTION = Text(
    "Typ 1 har de största socioekonomiska utmaningarna och typ 5 de bästa förutsättningarna. Ett högre index är sämre.",
    "Type 1 has the largest socioeconomic challenges and type 5 the best conditions. A higher index is worse.",
)
AREAS_NOT_PEOPLE = Text(
    "Siffrorna beskriver områden, inte människor, och säger inget om orsaker. De betyder inte att det som syns gäller "
    "var och en som bor i ett område, och inte att områdestypen är skälet till det: ett samband är inte en orsak.",
    "The figures describe areas, not people, and say nothing about causes. They do not mean that what is seen holds "
    "for everyone who lives in an area, nor that the area type is the reason for it: correlation is not cause.",
)
RELATIVE = Text(
    "Områdestyperna är relativa: de sätts efter hur områdets index ligger mot hela landets samma år.",
    "The area types are relative: they are set by how the area’s index compares with the whole country’s in that year.",
)
GOOD_OR_BAD = Text(
    "Om mycket är bra eller dåligt beror på vad lagret visar; rapporten värderar det inte.",
    "Whether much is good or bad depends on what the layer shows; the report does not judge it.",
)
NOT_POLICE = Text(
    "Områdestyperna är inte detsamma som polisens utsatta områden.",
    "The area types are not the same as the police’s vulnerable areas (utsatta områden).",
)

# Method --------------------------------------------------------------------------------------------------------------

METHOD = Text("Metod", "Method")
METHOD_PLACE = Text("Placering", "Placing")
METHOD_PLACE_TEXT = Text(
    "Varje punkt räknas en gång, i det område där den ligger; linjer och ytor delas vid områdenas gränser. Det som "
    "ligger på en gräns mellan områden, eller där områden överlappar, hör till området med lägst kod. Rader utan "
    "geometri läggs i området vars kod de har.",
    "Every point is counted once, in the area where it lies; lines and polygons are split at the areas’ borders. What "
    "lies on a border between areas, or where areas overlap, belongs to the area with the lowest code. Rows without "
    "geometry are placed in the area whose code they have.",
)
METHOD_METRES = Text("Mått", "Measures")
METHOD_METRES_TEXT = Text(
    "Längder och ytor är verkliga, mätta på ellipsoiden (GRS 80), inte i kartans projektion. Områdenas yta är hela "
    "polygonens, även vatten.",
    "Lengths and areas are true, measured on the ellipsoid (GRS 80) and not in the map projection. The area of an area "
    "is that of the whole polygon, water included.",
)
METHOD_FIELDS = Text("Fält", "Fields")
METHOD_FIELDS_TEXT = Text(
    "En mängd (summa) delas mellan områdena i proportion till hur mycket av objektet som ligger i vart och ett. En "
    "kvot eller procent (medelvärde) summeras aldrig utan vägs med antal, längd eller yta; saknade värden räknas inte "
    "med.",
    "An amount (sum) is split between the areas in proportion to how much of the feature lies in each. A rate or "
    "percentage (mean) is never summed but weighted by count, length or area; missing values are left out.",
)
METHOD_INTERVALS = Text("Osäkerhet", "Uncertainty")
METHOD_INTERVALS_TEXT = Text(
    "Antal per 1\N{NO-BREAK SPACE}000 invånare har exakta 95-procentiga Poissonintervall (Garwood 1936). De visar hur "
    "mycket slumpen kan ha gjort, inte fel i underlaget. För längder och ytor beräknas inga intervall. Där ingen bor "
    "finns inget värde per invånare.",
    "Counts per 1,000 inhabitants have exact 95% Poisson intervals (Garwood 1936). They show how much chance may have "
    "done, not errors in the data. No intervals are computed for lengths and areas. Where nobody lives there is no "
    "figure per inhabitant.",
)
METHOD_SHARES = Text("Andelar", "Shares")
METHOD_SHARES_TEXT = Text(
    "Andelarna gäller det som ligger i områden med typ, och andelen av invånarna gäller dem som bor i sådana områden.",
    "Shares are of what lies in areas with a type, and shares of inhabitants are of those who live in such areas.",
)
METHOD_NO_DATA = Text("Uppgift saknas", "No data")
METHOD_NO_DATA_TEXT = Text(
    "Områden utan typ är en egen klass som visas och räknas; ett saknat värde görs aldrig till noll. Områdestypen är "
    "den som står i områdeslagret och räknas inte om.",
    "Areas without a type are a class of their own that is shown and counted; a missing value is never made zero. The "
    "area type is the one that stands in the area layer and is not recomputed.",
)
METHOD_SUPPRESSION = Text("Små antal", "Small counts")
METHOD_SUPPRESSION_ON = Text(
    "Rader med färre än {limit} objekt (men fler än noll) är dolda, och även rader som annars skulle avslöja dem "
    "genom summor, andelar eller områden. Av det som visas går det inte att säga mer om ett litet antal än att det kan "
    "vara 1, {limit} eller något däremellan. Andra körningar med samma underlag är inte vägda in. Det som ligger "
    "utanför områdena pekar inte ut något område och visas.",
    "Rows with fewer than {limit} features (but more than zero) are hidden, and so are rows that would otherwise "
    "reveal them through sums, shares or areas. What is shown says no more of a small count than that it could be 1, "
    "{limit} or anything between. Other runs over the same data are not considered. What lies outside the areas points "
    "out no area and is shown.",
)
ROUNDING = Text("Avrundning av antal", "Rounding of counts")
ROUNDED_TO = Text("till multiplar av {base}", "to multiples of {base}")
NO_ROUNDING = Text("ingen", "none")
METHOD_ROUNDING_TEXT = Text(
    "Antal är avrundade till en av de två närmaste multiplarna av {base}, av slumpen men i medeltal rätt, och alla "
    "andra värden är räknade på de avrundade antalen. Samma underlag ger samma tal. Det som ligger inom områdena är "
    "summan av typerna, och en typ summan av sina områden och sina grupper, så långt varje objekt räknas en gång. "
    "Summan över typerna i en grupp kan avvika med mer än {base} från den verkliga, eftersom typer och områden måste "
    "vara desamma vilken gruppering som än väljs. Kilometer och kvadratkilometer är inte avrundade.",
    "Counts are rounded to one of the two nearest multiples of {base}, by chance but right on average, and all other "
    "figures are computed from the rounded counts. The same data give the same figures. What lies inside the areas is "
    "the sum of the types, and a type the sum of its areas and of its groups, as far as every feature counts once. The "
    "sum over the types of one group can differ by more than {base} from the true one, because types and areas must be "
    "the same whatever the grouping. Kilometres and square kilometres are not rounded.",
)
METHOD_SUPPRESSION_OFF = Text(
    "Inga små antal är dolda (ingen gräns är satt). Pröva röjanderisken innan rapporten lämnas vidare.",
    "No small counts are hidden (no limit is set). Consider the risk of disclosure before passing the report on.",
)

# Sources and citing --------------------------------------------------------------------------------------------------

SOURCES = Text("Källor och licens", "Sources and licence")
NO_SOURCES = Text(
    "Ingen källa är angiven för underlaget. Ange den innan rapporten används.",
    "No source is stated for the data. State it before the report is used.",
)
SOURCES_NOTE = Text(
    "Bearbetningen är rapportörens egen. Ange både källan och att uppgifterna är bearbetade.",
    "The processing is the reporter’s own. Name the source and say that the data have been processed.",
)
CITE = Text("Så anger du rapporten som källa", "How to cite this report")
CITATION = Text(
    "{title}. Egen bearbetning med {program}, {date}. {sources}",
    "{title}. Own processing with {program}, {date}. {sources}",
)

# Provenance ----------------------------------------------------------------------------------------------------------

PROVENANCE = Text("Så togs siffrorna fram", "How the figures were made")
PROVENANCE_CAPTION = Text("Underlag, inställningar och versioner", "Data, settings and versions")
ITEM = Text("Uppgift", "Item")
VALUE = Text("Värde", "Value")
INPUT_LAYER = Text("Lager", "Layer")
INPUT_SOURCE = Text("Lagrets källa", "Source of the layer")
INPUT_CRS = Text("Lagrets koordinatsystem", "Reference system of the layer")
AREA_LAYER = Text("Områdeslager", "Area layer")
AREA_SOURCE = Text("Områdenas källa", "Source of the areas")
AREA_CRS = Text("Områdenas koordinatsystem", "Reference system of the areas")
EDITION = Text("Områdesindelning", "Edition of the areas")
YEAR = Text("Uppgifternas år", "Year of the figures")
UPDATED = Text("Tabellen uppdaterad", "Table updated")
CODE_FIELD = Text("Fält med områdeskod", "Field with area code")
TYPE_FIELD = Text("Fält med områdestyp", "Field with area type")
POPULATION_FIELD = Text("Fält med folkmängd", "Field with population")
GROUP_FIELD = Text("Fält för gruppering", "Field for grouping")
AMOUNT_FIELDS = Text("Fält som summeras", "Fields that are summed")
RATE_FIELDS = Text("Fält som medelvärdesberäknas", "Fields that are averaged")
MIN_COUNT = Text("Minsta antal som visas", "Smallest count shown")
NO_LIMIT = Text("ingen gräns", "no limit")
SELECTED_ONLY = Text("Endast markerade objekt", "Selected features only")
FILTER = Text("Filter", "Filter")
YES = Text("ja", "yes")
NO = Text("nej", "no")
NOT_KNOWN = Text("inte angivet", "not stated")
NOT_USED = Text("används inte", "not used")
VERSIONS = Text("Versioner", "Versions")
SECONDS = Text("Beräkningstid", "Computing time")
SECONDS_VALUE = Text("{seconds} s", "{seconds} s")
WHEN = Text("Tidpunkt", "Time")
ALGORITHM = Text("Algoritm", "Algorithm")
PARAMETERS = Text("Parametrar", "Parameters")
PARAMETERS_NOTE = Text(
    "Parametrarna står som JSON, i den form som qgis_process tar emot. Lösenord är borttagna.",
    "The parameters are given as JSON in the form that qgis_process takes. Passwords have been removed.",
)
FOOTER = Text("RegSO Atlas – rapport", "RegSO Atlas – report")

# By unit of the amount -----------------------------------------------------------------------------------------------

OF_AMOUNT = {"features": OF_FEATURES, "km": OF_LENGTH, "km²": OF_SURFACE, "areas": OF_AREAS}
AMOUNT_TITLE = {"features": COUNT, "km": LENGTH, "km²": SURFACE, "areas": AREAS}
RATE_TITLE = {"features": RATE_COUNT, "km": RATE_LENGTH, "km²": RATE_SURFACE}
RATE_AXIS = {"features": AXIS_RATE_COUNT, "km": AXIS_RATE_LENGTH, "km²": AXIS_RATE_SURFACE}
