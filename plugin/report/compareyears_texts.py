# SPDX-License-Identifier: GPL-2.0-or-later
"""The sentences of the report on a follow-up, and the names of its columns, Swedish and English side by side."""

from __future__ import annotations

from .texts import Text

WHAT_IT_IS = Text(
    "Hur ”{layer}” har ändrats från {first} till {last}, efter områdestyp.",
    "How “{layer}” has changed from {first} to {last}, by area type.",
)
IN_SHORT = Text("I korthet", "In short")

# What the types are held to ------------------------------------------------------------------------------------------

HELD_AT = Text("typer hållna vid {year}", "types held at {year}")
HELD = Text("hållna typer", "types held")
MOVING = Text("rörliga typer", "moving types")
GIVEN = Text("typer som i tabellen", "types as in the table")
FIRST_TITLE = Text("Typerna hålls vid det första året ({year})", "Types held at the first year ({year})")
LAST_TITLE = Text("Typerna hålls vid det sista året ({year})", "Types held at the last year ({year})")
MOVING_TITLE = Text("Typerna rör sig", "Types move")
GIVEN_TITLE = Text("Typerna som tabellen har dem", "Types as the table has them")
FIRST_MEANS = Text(
    "Varje område har den typ som det hade {year}, alla år. Samma områden följs: det som ändras är det som har hänt i "
    "dem.",
    "Every area has the type that it had in {year}, all years. The same areas are followed: what changes is what has "
    "happened in them.",
)
LAST_MEANS = Text(
    "Varje område har den typ som det har {year}, alla år. Det visar vad de områden som nu har en typ kommer från. De "
    "är utvalda efter hur det gick, så de som blev sämre ligger alltid i sämre typer.",
    "Every area has the type that it has in {year}, all years. It shows what the areas that have a type now come from. "
    "They are chosen by how it went, so those that became worse always lie in worse types.",
)
MOVING_MEANS = Text(
    "Varje år har sina egna typer. Områden byter typ, så en ändring kan bero på att andra områden räknas, fast inget "
    "har hänt i något av dem.",
    "Every year has its own types. Areas change type, so a change can come from other areas being counted although "
    "nothing has happened in any of them.",
)
GIVEN_MEANS = Text(
    "Tabellen har en rad för varje områdestyp. Den som gjorde tabellen vet om samma områden följs.",
    "The table has a row for each area type. Whoever made it knows whether the same areas are followed.",
)

# Sentences -----------------------------------------------------------------------------------------------------------

READ_RATE = Text(
    "Med {hold}: typ 1 går från {before} ({first}) till {after} ({last}), {unit}; ändring {change}{interval}. "
    "{verdict}",
    "With {hold}: type 1 goes from {before} ({first}) to {after} ({last}), {unit}; change {change}{interval}. "
    "{verdict}",
)
READ_GAP = Text(
    "Skillnaden mellan typ 1 och typ 5 går från {before} till {after}; ändring {change}{interval}. {verdict}",
    "The gap between type 1 and type 5 goes from {before} to {after}; change {change}{interval}. {verdict}",
)
INTERVAL = Text(" ({low} till {high})", " ({low} to {high})")
BEYOND = Text("Det är mer än slumpen ensam ger.", "That is more than chance alone would give.")
CHANCE = Text("Det kan vara slump.", "It may be chance.")
NO_CHANCE = Text("Ingen slump är inräknad.", "Chance has no part in it.")
READ_HIDDEN = Text(
    "Med {hold}: ändringen av typ 1 visas inte, eftersom den bygger på eller skulle avslöja ett litet antal.",
    "With {hold}: the change of type 1 is not shown, as it rests on a small count or would reveal one.",
)
DISAGREE = Text(
    "Sätten att hålla typerna säger olika om typ 1. Säg alltid vilket som menas: {said}.",
    "The ways of holding the types disagree about type 1. Always say which is meant: {said}.",
)
READ_KEPT = Text(
    "{share} av {areas} områden har samma typ {last} som {first}; {worse} har gått till sämre typ och {better} till "
    "bättre.",
    "{share} of {areas} areas have the same type in {last} as in {first}; {worse} went to a worse type and {better} to "
    "a better one.",
)
READ_PEOPLE = Text(
    "{share} av invånarna {first} bodde i områden som behåller sin typ.",
    "{share} of the people of {first} lived in areas that keep their type.",
)
READ_PARTS = Text(
    "Av {changed} områden som bytte typ har {own} gjort det av sin egen ändring och {country} bara för att landets "
    "medelvärde eller spridning ändrades; hos {mixed} är det båda. {held} områden ändrades nog för att byta typ men "
    "blev kvar eftersom landet ändrades också.",
    "Of {changed} areas that changed type, {own} did so by their own change and {country} only because the country's "
    "mean or spread changed; for {mixed} it is both. {held} areas changed enough for another type but stayed because "
    "the country changed too.",
)
READ_BREAKS = Text(
    "Serien har brott: {breaks}. En ändring över ett brott är till en del en ändring av det som mäts.",
    "The series has breaks: {breaks}. A change across a break is in part a change of what is measured.",
)

# Tables and charts ---------------------------------------------------------------------------------------------------

CHART_TITLE = Text("{hold}: {unit}", "{hold}: {unit}")
CHART_NOTE = Text(
    "Siffran vid linjen är typen: 1 har störst utmaningar. Streck uppåt och nedåt: {level} % intervall. Lodrät linje: "
    "brott i serien; linjer dras inte över ett brott och är prickade över år som saknas.",
    "The number at a line is the type: 1 has major challenges. Strokes up and down: {level}% interval. Vertical line: "
    "break in the series; lines are not drawn across a break and are dotted over years that are missing.",
)
SIGN_HIDDEN = Text(
    "..  visas inte: färre än {limit}, eller skulle avslöja ett sådant antal. I diagrammet saknas de punkterna.",
    "..  not shown: fewer than {limit}, or would reveal such a count. In the chart these points are missing.",
)
RATES_CAPTION = Text("Nivå per år, {unit}", "Rate by year, {unit}")
CHANGES_CAPTION = Text(
    "Ändring från {first} till {last}, {unit}; {level} % intervall",
    "Change from {first} to {last}, {unit}; {level}% interval",
)
YEAR = Text("År", "Year")
TYPE = Text("Områdestyp", "Area type")
ALL_TYPES = Text("Alla områdestyper", "All area types")
GAP = Text("Typ 1 minus typ 5", "Type 1 minus type 5")
BEFORE = Text("{year}", "{year}")
CHANGE = Text("Ändring", "Change")
INTERVAL_HEAD = Text("Intervall", "Interval")
RATIO = Text("Kvot", "Ratio")
DIFFERS = Text("Mer än slump", "Beyond chance")
YES = Text("ja", "yes")
NO = Text("nej", "no")
BREAK_ROW = Text("brott", "break")
TRANSITIONS = Text("Från vilken typ till vilken", "From which type to which")
MATRIX_CAPTION = Text(
    "Områden efter typ {first} (rader) och {last} (kolumner); inom parentes andel av raden",
    "Areas by type in {first} (rows) and {last} (columns); in brackets the share of the row",
)
MATRIX_NOTE = Text(
    "På diagonalen har områden samma typ. Till höger om den har de fått bättre förutsättningar jämfört med landet, "
    "till vänster sämre. Typerna är relativa: läs med indexet.",
    "On the diagonal areas have the same type. To its right they have better conditions compared with the country, to "
    "its left worse. The types are relative: read them with the index.",
)
STABILITY_CAPTION = Text("Hur många som behåller sin typ", "How many keep their type")
YEARS = Text("År", "Years")
AREAS = Text("Områden", "Areas")
UNCHANGED = Text("Samma typ, områden", "Same type, areas")
UNCHANGED_PEOPLE = Text("Samma typ, invånare", "Same type, people")
WORSE = Text("Till sämre", "To worse")
BETTER = Text("Till bättre", "To better")
KAPPA = Text("Kappa", "Kappa")
WEIGHTED = Text("Kappa, linjära vikter", "Kappa, linear weights")
PARTS = Text("Varför typerna ändrades", "Why types changed")
PARTS_CAPTION = Text("Områden efter vad som ändrade deras typ", "Areas by what changed their type")
PARTS_SUM_CAPTION = Text(
    "Steg i typ, summa över områdena (plus: bättre)", "Steps in type, sum over the areas (plus: better)"
)
PART = Text("Del", "Part")
ORDERED = Text("I ordning: egen, medelvärde, spridning", "In order: own, mean, spread")
SHAPLEY = Text("Medel över alla ordningar", "Mean over all orders")
OWN = Text("Områdets egen ändring", "The area's own change")
MEAN = Text("Landets medelvärde", "The country's mean")
SPREAD = Text("Landets spridning", "The country's spread")
TOTAL = Text("Tillsammans", "Together")
COUNTS = {
    "own_only": Text("Bytte typ av egen ändring", "Changed type by their own change"),
    "country_only": Text("Bytte typ bara för att landet ändrades", "Changed type only because the country changed"),
    "mixed": Text("Bytte typ av båda", "Changed type by both"),
    "held_back": Text("Behöll typen fast de själva ändrades", "Kept their type although they changed themselves"),
    "unmoved": Text("Behöll typen", "Kept their type"),
}
NO_PARTS = Text("Ändringarna av typ kan inte delas upp: {reason}", "The changes of type cannot be split: {reason}")
UNEXPLAINED = Text(
    "Hos {count} områden ger indexet en annan ändring än de publicerade typerna; det publicerade indexet är avrundat.",
    "For {count} areas the index gives another change than the published types; the published index is rounded.",
)
BREAKS = Text("Brott i serien", "Breaks in the series")
NO_BREAKS = Text("Inga brott är kända.", "No breaks are known.")

# Method --------------------------------------------------------------------------------------------------------------

SIGN = Text("Tecken", "Sign")
SIGN_IS = Text(
    "En ändring är det senare året minus, eller delat med, det tidigare. Ett steg i typ uppåt (från 1 mot 5) är mot "
    "bättre förutsättningar.",
    "A change is the later year minus, or divided by, the earlier one. A step up in type (from 1 towards 5) is towards "
    "better conditions.",
)
INTERVALS = Text("Intervall", "Intervals")
INTERVALS_ARE = Text(
    "Skillnaden mellan två år får sitt intervall ur årens egna (händelser: exakt Poisson; personer: Wilson, Newcombes "
    "metod), kvoten av händelser är exakt, betingad på båda årens händelser, övriga kvoter deltametoden på logaritmen. "
    "Åren räknas som oberoende. Är det samma personer som följs är intervallen bredare än de behöver vara.",
    "The difference of two years takes its interval from the years' own (events: exact Poisson; persons: Wilson, "
    "Newcombe's method), the ratio of events is exact, conditional on both years' events, other ratios the delta "
    "method on the logarithm. The years count as independent. Where the same people are followed, the intervals are "
    "wider than they need be.",
)
SUPPRESSION_IS = Text(
    "Antal under {limit} (men över noll) är dolda, och så många andra siffror som behövs för att ingen ska kunna räkna "
    "ut dem: ur summor och andelar, ur en ändring och det andra året, eller ur skillnaden mellan sätten att hålla "
    "typerna, som är de få områden som bytt typ. En ändring visas bara där båda åren visas. Av det som visas går det "
    "inte att säga mer om ett litet antal än att det kan vara 1, {limit} eller något däremellan. Andra körningar med "
    "samma underlag är inte vägda in.",
    "Counts below {limit} (but above zero) are hidden, and so are as many other figures as are needed for nobody to "
    "work them out: from sums and shares, from a change and the other year, or from the difference between the ways of "
    "holding the types, which is the few areas that changed type. A change is shown only where both years are. What is "
    "shown says no more of a small count than that it could be 1, {limit} or anything between. Other runs over the "
    "same data are not considered.",
)
ROUNDING_IS = Text(
    "Varje års antal är avrundade till en av de två närmaste multiplarna av {base}, av slumpen men i medeltal rätt, så "
    "att typerna summerar till sin avrundade summa; nivåer, intervall och ändringar är räknade på dem. Samma antal "
    "avrundas lika i alla sätt att hålla typerna.",
    "The counts of every year are rounded to one of the two nearest multiples of {base}, by chance but right on "
    "average, so that the types sum to their rounded sum; rates, intervals and changes are computed from them. The "
    "same counts are rounded alike in all ways of holding the types.",
)
KAPPA_TERM = Text("Kappa", "Kappa")
KAPPA_IS = Text(
    "1 minus observerad delat med väntad oenighet mellan årens typer: 1 är samma typ överallt, 0 är vad fördelningarna "
    "ensamma ger. Med linjära vikter räknas ett steg som en fjärdedel av fyra.",
    "1 minus observed divided by expected disagreement of the years' types: 1 is the same type everywhere, 0 what the "
    "distributions alone give. With linear weights one step counts as a quarter of four.",
)
SPLIT = Text("Uppdelning av en ändring av typ", "Splitting a change of type")
SPLIT_IS = Text(
    "Typen följer av områdets index, landets medelvärde och landets standardavvikelse. I den namngivna ordningen "
    "ändras först områdets index medan gränserna hålls, sedan medelvärdet, sist spridningen. Ordningen spelar roll; "
    "medlet över alla sex ordningar (Shapley) gör det inte.",
    "The type follows from the area's index, the country's mean and the country's standard deviation. In the named "
    "order the area's index changes first with the cut points held, then the mean, then the spread. The order matters; "
    "the mean over all six orders (Shapley) does not depend on it.",
)
USED_YEAR = Text("Fält med år", "Year field")
USED_FIGURE = Text("Fält med antal eller nivå", "Field with counts or rates")
USED_PEOPLE = Text("Fält med folkmängd", "Population field")
USED_TYPES = Text("Områdestyper", "Area types")
INPUT_NAME = Text("Tabell", "Table")
INPUT_SOURCE = Text("Tabellens källa", "Source of the table")
INPUT_CRS = Text("Referenssystem", "Reference system")
OF_INPUT = Text("tabellens egna", "the table's own")

COLUMNS = {
    "hold": Text("Typer som hålls", "Types held"),
    "hold_label": Text("Typer som hålls, i ord", "Types held, in words"),
    "year": Text("År", "Year"),
    "type_year": Text("Typernas år", "Year of the types"),
    "area_type": Text("Områdestyp", "Area type"),
    "group_name": Text("Grupp", "Group"),
    "label": Text("Namn", "Name"),
    "area_count": Text("Områden", "Areas"),
    "population": Text("Folkmängd", "Population"),
    "population_share": Text("Andel av folkmängden", "Share of the population"),
    "amount": Text("Antal eller mängd", "Count or amount"),
    "share": Text("Andel av antalet", "Share of the amount"),
    "rate": Text("Nivå", "Rate"),
    "rate_low": Text("Nivå, undre gräns", "Rate, low"),
    "rate_high": Text("Nivå, övre gräns", "Rate, high"),
    "unit": Text("Enhet", "Unit"),
    "base_year": Text("Jämfört med", "Compared with"),
    "amount_change": Text("Ändring av antalet", "Change of the amount"),
    "difference": Text("Ändring av nivån", "Change of the rate"),
    "difference_low": Text("Ändring, undre gräns", "Change, low"),
    "difference_high": Text("Ändring, övre gräns", "Change, high"),
    "ratio": Text("Kvot", "Ratio"),
    "ratio_low": Text("Kvot, undre gräns", "Ratio, low"),
    "ratio_high": Text("Kvot, övre gräns", "Ratio, high"),
    "differs": Text("Ändrad mer än slump (1 = ja)", "Changed beyond chance (1 = yes)"),
    "breaks": Text("Brott i serien", "Breaks in the series"),
    "method": Text("Metod", "Method"),
    "note": Text("Anmärkning", "Note"),
    "hidden": Text("Dolt", "Hidden"),
    "from_year": Text("Från år", "From year"),
    "to_year": Text("Till år", "To year"),
    "from_type": Text("Från typ", "From type"),
    "from_label": Text("Från typ, i ord", "From type, in words"),
    "to_type": Text("Till typ", "To type"),
    "to_label": Text("Till typ, i ord", "To type, in words"),
    "area_share": Text("Andel av typens områden", "Share of the areas of the type"),
    "people": Text("Invånare", "People"),
    "people_share": Text("Andel av typens invånare", "Share of the people of the type"),
    "unchanged_share": Text("Andel områden som behåller sin typ", "Share of areas that keep their type"),
    "unchanged_people_share": Text(
        "Andel invånare vars områden behåller sin typ", "Share of people whose areas keep their type"
    ),
    "kappa": Text("Typernas kappa", "Kappa of the types"),
    "weighted_kappa": Text("Typernas kappa, linjära vikter", "Kappa of the types, linear weights"),
    "code": Text("Kod", "Code"),
    "type_from": Text("Typ, från", "Type, from"),
    "type_to": Text("Typ, till", "Type, to"),
    "type_steps": Text("Steg (plus: bättre)", "Steps (plus: better)"),
    "index_from": Text("Index, från", "Index, from"),
    "index_to": Text("Index, till", "Index, to"),
    "index_change": Text("Förändring av index", "Change of the index"),
    "z_from": Text("Standardavvikelser från medelvärdet, från", "Standard deviations from the mean, from"),
    "z_to": Text("Standardavvikelser från medelvärdet, till", "Standard deviations from the mean, to"),
    "computed_from": Text("Beräknad typ, från", "Computed type, from"),
    "computed_to": Text("Beräknad typ, till", "Computed type, to"),
    "steps": Text("Steg, beräknade", "Steps, computed"),
    "own_ordered": Text("Egen ändring, i ordning", "Own change, in order"),
    "mean_ordered": Text("Medelvärdet, i ordning", "The mean, in order"),
    "spread_ordered": Text("Spridningen, i ordning", "The spread, in order"),
    "own": Text("Egen ändring", "Own change"),
    "mean": Text("Landets medelvärde", "The country's mean"),
    "spread": Text("Landets spridning", "The country's spread"),
    "unexplained": Text("Publicerade minus beräknade steg", "Published minus computed steps"),
}
