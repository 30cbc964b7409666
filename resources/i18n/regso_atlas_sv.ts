<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
<context>
    <name>RegsoAtlas</name>
    <message>
        <source>(intercept + slope) / intercept: modelled worst end divided by best end; {how}</source>
        <translation>(intercept + lutning) / intercept: linjens sämsta ände delad med dess bästa; {how}</translation>
    </message>
    <message>
        <source>(mean rate minus rate of {reference}) divided by the mean rate; delta method for log(1 - PAF)</source>
        <translation>(medelnivån minus nivån i {reference}) delad med medelnivån; deltametoden för log(1 - PAF)</translation>
    </message>
    <message>
        <source>(mean rate minus rate of {reference}) times all inhabitants; delta method</source>
        <translation>(medelnivån minus nivån i {reference}) gånger alla invånare; deltametoden</translation>
    </message>
    <message>
        <source>(mean {mean})</source>
        <translation>(medel {mean})</translation>
    </message>
    <message>
        <source>(not in the project)</source>
        <translation>(inte i projektet)</translation>
    </message>
    <message>
        <source>(per {per:,.0f} inhabitants) squared</source>
        <translation>(per {per:,.0f} invånare) i kvadrat</translation>
    </message>
    <message>
        <source>1 Areas</source>
        <translation>1 Områden</translation>
    </message>
    <message>
        <source>2 / mean * covariance of rate and rank; Kakwani et al. (1997), ranks sampled</source>
        <translation>2 / medelvärde * kovarians mellan nivå och rang; Kakwani m.fl. (1997), ranger ur urval</translation>
    </message>
    <message>
        <source>2 / mean * covariance of rate and rank; delta method, ranks known</source>
        <translation>2 / medelvärde * kovarians mellan nivå och rang; deltametoden, kända ranger</translation>
    </message>
    <message>
        <source>2 / mean * covariance of value and weighted fractional rank; Kakwani et al. (1997)</source>
        <translation>2 / medelvärde * kovarians mellan värde och vägd andelsrang; Kakwani m.fl. (1997)</translation>
    </message>
    <message>
        <source>2 Your layers</source>
        <translation>2 Dina lager</translation>
    </message>
    <message>
        <source>3 Question</source>
        <translation>3 Fråga</translation>
    </message>
    <message>
        <source>4 * mean * concentration index, for shares from 0 to 1; delta method, ranks known</source>
        <translation>4 * medelvärde * koncentrationsindex, för andelar från 0 till 1; deltametoden, kända ranger</translation>
    </message>
    <message>
        <source>4 Result</source>
        <translation>4 Resultat</translation>
    </message>
    <message>
        <source>5 Keep</source>
        <translation>5 Spara</translation>
    </message>
    <message>
        <source>95% interval of the change. Empty where chance has no part in the figures.</source>
        <translation>Ändringens 95-procentsintervall. Tomt där ingen slump är inräknad i talen.</translation>
    </message>
    <message>
        <source>95% interval of the count per 1,000 inhabitants: chance alone could well have given any figure in it. Empty for lengths and areas.</source>
        <translation>95-procentigt intervall för antalet per 1 000 invånare: slumpen ensam kan mycket väl ha gett vilken siffra som helst i det. Tomt för längder och ytor.</translation>
    </message>
    <message>
        <source>A comparison for each value of</source>
        <translation>En jämförelse för varje värde i</translation>
    </message>
    <message>
        <source>A comparison needs at least two groups with a population and a figure; there are {count}. Choose another group field, or a table with more groups.</source>
        <translation>En jämförelse kräver minst två grupper med folkmängd och värde; antalet är {count}. Välj ett annat fält med grupp, eller en tabell med fler grupper.</translation>
    </message>
    <message>
        <source>A concentration index needs values of at least zero; leave out the rows without a value.</source>
        <translation>Ett koncentrationsindex kräver värden som inte är negativa; ta bort rader utan värde.</translation>
    </message>
    <message>
        <source>A concentration index needs values, weights and ranks of at least two units, equally many.</source>
        <translation>Ett koncentrationsindex kräver värden, vikter och ranger för minst två enheter, lika många av varje.</translation>
    </message>
    <message>
        <source>A curve through two groups has no residuals, so there is no interval.</source>
        <translation>En kurva genom två grupper har inga residualer, så det finns inget intervall.</translation>
    </message>
    <message>
        <source>A division into areas</source>
        <translation>En områdesindelning</translation>
    </message>
    <message>
        <source>A field of the areas with few values, such as in a locality or outside</source>
        <translation>Ett fält i områdena med få värden, till exempel i tätort eller utanför</translation>
    </message>
    <message>
        <source>A follow-up needs at least two years with figures; there is {years}. Choose a table with more years, or the field that tells them apart.</source>
        <translation>En uppföljning behöver minst två år med uppgifter; här finns {years}. Välj en tabell med fler år, eller fältet som skiljer dem åt.</translation>
    </message>
    <message>
        <source>A group is named twice: {groups}. Name each field once.</source>
        <translation>En grupp nämns två gånger: {groups}. Nämn varje fält en gång.</translation>
    </message>
    <message>
        <source>A higher index is worse.</source>
        <translation>Ett högre index är sämre.</translation>
    </message>
    <message>
        <source>A higher index is worse; type 1 has the largest challenges, type 5 very good conditions.</source>
        <translation>Ett högre index är sämre; typ 1 har de största utmaningarna, typ 5 mycket goda förutsättningar.</translation>
    </message>
    <message>
        <source>A line through two groups has no residuals, so there is no interval.</source>
        <translation>En linje genom två grupper har inga residualer, så det finns inget intervall.</translation>
    </message>
    <message>
        <source>A mean and a standard deviation that are stated are not weighted here. Leave out the weights, or the stated values.</source>
        <translation>Medelvärde och standardavvikelse som anges viktas inte här. Ta bort vikterna eller de angivna värdena.</translation>
    </message>
    <message>
        <source>A mean between {mean_from:.2f} and {mean_to:.2f} with a standard deviation between {sd_from:.2f} and {sd_to:.2f} gives all {count} areas their published type.</source>
        <translation>Ett medelvärde mellan {mean_from:.2f} och {mean_to:.2f} med en standardavvikelse mellan {sd_from:.2f} och {sd_to:.2f} ger alla {count} områden deras publicerade typ.</translation>
    </message>
    <message>
        <source>A mean is no count. Choose the field as the rate instead.</source>
        <translation>Ett medelvärde är inget antal. Välj fältet som nivå i stället.</translation>
    </message>
    <message>
        <source>A mean of {mean} and a standard deviation of {deviation} give no cut points: both must be numbers, and the deviation greater than zero.</source>
        <translation>Medelvärdet {mean} och standardavvikelsen {deviation} ger inga gränsvärden: båda måste vara tal, och avvikelsen större än noll.</translation>
    </message>
    <message>
        <source>A mean over areas needs their inhabitants of each year. Put a table with them into the project, and choose it in step 3, More choices.</source>
        <translation>Ett medelvärde över områden kräver deras invånare för varje år. Lägg en tabell med dem i projektet och välj den i steg 3, Fler val.</translation>
    </message>
    <message>
        <source>A pair of neighbours names an area that is not there.</source>
        <translation>Ett par av grannar nämner ett område som inte finns.</translation>
    </message>
    <message>
        <source>A password was left out of the layer's source. Put it back where *** stands.</source>
        <translation>Ett lösenord har tagits bort ur lagrets källa. Skriv in det igen där det står ***.</translation>
    </message>
    <message>
        <source>A population table by DeSO needs the key tables of both editions, and the key tables need the table. Missing: {names}.</source>
        <translation>En befolkningstabell efter DeSO behöver båda indelningarnas kopplingstabeller, och de behöver tabellen. Saknas: {names}.</translation>
    </message>
    <message>
        <source>A rate is zero, and zero has no logarithm.</source>
        <translation>En nivå är noll, och noll har ingen logaritm.</translation>
    </message>
    <message>
        <source>A result could not be written. Make room on the disk, or choose another place. What QGIS said: {reason}.</source>
        <translation>Ett resultat kunde inte skrivas. Frigör utrymme på disken eller välj en annan plats. QGIS sade: {reason}.</translation>
    </message>
    <message>
        <source>A sliver tolerance of {share} cannot be used: give a share between 0 and {largest}; 0 keeps every piece.</source>
        <translation>Gränsen {share} för flisor kan inte användas: ange en andel mellan 0 och {largest}; med 0 behålls alla delar.</translation>
    </message>
    <message>
        <source>A standard deviation must be greater than zero. Correct the table with the cut points.</source>
        <translation>En standardavvikelse måste vara större än noll. Rätta tabellen med gränsvärdena.</translation>
    </message>
    <message>
        <source>A standard must be numbers of at least zero, and not all zero.</source>
        <translation>En standard måste vara tal som inte är negativa, och inte alla noll.</translation>
    </message>
    <message>
        <source>A standard needs the field with its classes. Choose it, or leave both empty.</source>
        <translation>En standard kräver fältet med dess klasser. Välj det, eller lämna båda tomma.</translation>
    </message>
    <message>
        <source>A stated mean and a stated standard deviation belong together. State both, or leave both empty.</source>
        <translation>Ett angivet medelvärde och en angiven standardavvikelse hör ihop. Ange båda, eller lämna båda tomma.</translation>
    </message>
    <message>
        <source>A stated mean and standard deviation belong to one year, and the rows are of {years}. Choose one year, or leave both empty.</source>
        <translation>Ett angivet medelvärde och en angiven standardavvikelse hör till ett år, och raderna gäller {years}. Välj ett år, eller lämna båda tomma.</translation>
    </message>
    <message>
        <source>A table without geometry is counted by its codes, which is done on this computer.</source>
        <translation>En tabell utan geometri räknas efter sina koder, vilket görs på den här datorn.</translation>
    </message>
    <message>
        <source>A year or a group has no rate, so there is no difference.</source>
        <translation>Ett år eller en grupp saknar nivå, så det finns ingen skillnad.</translation>
    </message>
    <message>
        <source>A year or a group has no rate, so there is no ratio.</source>
        <translation>Ett år eller en grupp saknar nivå, så det finns ingen kvot.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Lägg till</translation>
    </message>
    <message>
        <source>Add all styles that the layer has fields for</source>
        <translation>Lägg till alla stilar som lagret har fält för</translation>
    </message>
    <message>
        <source>Add the layer to your layers</source>
        <translation>Lägg till lagret bland dina lager</translation>
    </message>
    <message>
        <source>Adds to every feature the code, name, kommun, area type and index of the area it lies in.

With the method split, lines and polygons are cut at the areas' borders and each piece gets its own area; part_share says how much of the feature it is and part_amount its true length (km) or area (km²). Cut pieces are flat: heights and measures are dropped. With the method largest the feature stays whole and gets the area that holds most of it; part_share says how much.

What lies on a shared border belongs to the area with the lower code. Features outside the areas get area type -1; features without usable geometry are kept with empty values.</source>
        <translation>Ger varje objekt kod, namn, kommun, områdestyp och index från det område där det ligger.

Med metoden split delas linjer och ytor vid områdenas gränser och varje del får sitt eget område; part_share anger hur stor andel av objektet delen är och part_amount delens verkliga längd (km) eller yta (km²). Delarna är tvådimensionella: höjder och mätvärden (Z och M) tas bort. Med metoden largest behålls objektet helt och får det område som rymmer störst del av det; part_share anger hur stor andel.

Det som ligger på en gemensam gräns hör till området med lägst kod. Objekt utanför områdena får områdestyp −1; objekt utan användbar geometri behålls med tomma värden.</translation>
    </message>
    <message>
        <source>Age of saved data in days (0: fetched now)</source>
        <translation>Sparade datas ålder i dagar (0: hämtade nu)</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Myndighet</translation>
    </message>
    <message>
        <source>All areas have the same value, so nothing can cluster.</source>
        <translation>Alla områden har samma värde, så inget kan samlas.</translation>
    </message>
    <message>
        <source>All groups' figures are zero, so there is nothing to set in relation.</source>
        <translation>Alla gruppers värden är noll, så det finns inget att ställa i relation.</translation>
    </message>
    <message>
        <source>All measures depend on how large the areas are: quote the division (RegSO or DeSO) with them.</source>
        <translation>Alla mått beror på hur stora områdena är: ange indelningen (RegSO eller DeSO) med dem.</translation>
    </message>
    <message>
        <source>All people (those in no group are the others)</source>
        <translation>Alla personer (de som inte hör till någon grupp är övriga)</translation>
    </message>
    <message>
        <source>All values are zero, so there is nothing to set in relation.</source>
        <translation>Alla värden är noll, så det finns inget att ställa i relation.</translation>
    </message>
    <message>
        <source>All values of {names} lie between 0 and 1. They may be shares; the index needs percentages: 12.5, not 0.125.</source>
        <translation>Alla värden för {names} ligger mellan 0 och 1. De kan vara andelar; indexet kräver procenttal: 12,5, inte 0,125.</translation>
    </message>
    <message>
        <source>All, at most four</source>
        <translation>Alla, högst fyra</translation>
    </message>
    <message>
        <source>Allow areas of another edition than the statistics</source>
        <translation>Tillåt områden i en annan indelning än statistikens</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Mängd</translation>
    </message>
    <message>
        <source>Amount fields (split and summed)</source>
        <translation>Mängdfält (delas och summeras)</translation>
    </message>
    <message>
        <source>Amount fields (split)</source>
        <translation>Mängdfält (delas)</translation>
    </message>
    <message>
        <source>Amount in all</source>
        <translation>Mängd totalt</translation>
    </message>
    <message>
        <source>Amount inside the areas</source>
        <translation>Mängd inom områdena</translation>
    </message>
    <message>
        <source>Amount of the part</source>
        <translation>Delens mängd</translation>
    </message>
    <message>
        <source>Amount of {layer}</source>
        <translation>Mängd {layer}</translation>
    </message>
    <message>
        <source>Amount outside the areas</source>
        <translation>Mängd utanför områdena</translation>
    </message>
    <message>
        <source>An area has changed above this share</source>
        <translation>Ett område har ändrats över denna andel</translation>
    </message>
    <message>
        <source>An own grading needs the name of its region, so that nobody takes the grades for SCB's area types.</source>
        <translation>En egen gradering måste ange regionens namn, så att ingen förväxlar graderna med SCB:s områdestyper.</translation>
    </message>
    <message>
        <source>Another name</source>
        <translation>Annat namn</translation>
    </message>
    <message>
        <source>Another {size} MB are areas that were prepared for runs.</source>
        <translation>Ytterligare {size} MB är områden som är förberedda för körningar.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Svara</translation>
    </message>
    <message>
        <source>Area (km²)</source>
        <translation>Yta (km²)</translation>
    </message>
    <message>
        <source>Area code</source>
        <translation>Områdeskod</translation>
    </message>
    <message>
        <source>Area code field (recognised if empty)</source>
        <translation>Fält med områdeskod (känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Area code field of the figures (recognised if empty)</source>
        <translation>Siffrornas fält med områdeskod (känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Area codes had lost their leading zero and got it back: {count}, for example {example}.</source>
        <translation>Områdeskoder som hade förlorat sin inledande nolla har fått tillbaka den ({count} st., till exempel {example}).</translation>
    </message>
    <message>
        <source>Area name</source>
        <translation>Områdets namn</translation>
    </message>
    <message>
        <source>Area type</source>
        <translation>Områdestyp</translation>
    </message>
    <message>
        <source>Area type among the types (recognised if empty)</source>
        <translation>Områdestyp bland typerna (känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Area type field (recognised if empty)</source>
        <translation>Fält med områdestyp (känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Area type in the year of comparison</source>
        <translation>Områdestyp jämförelseåret</translation>
    </message>
    <message>
        <source>Area type in words</source>
        <translation>Områdestyp i ord</translation>
    </message>
    <message>
        <source>Area type of {layer}</source>
        <translation>Områdestyp för {layer}</translation>
    </message>
    <message>
        <source>Area type of {layer}, largest part</source>
        <translation>Områdestyp för {layer}, största delen</translation>
    </message>
    <message>
        <source>Area type {year} (1 is worst, 0 no data)</source>
        <translation>Områdestyp {year} (1 är sämst, 0 uppgift saknas)</translation>
    </message>
    <message>
        <source>Area type. Type 1 has the largest socioeconomic challenges, type 5 the best conditions.</source>
        <translation>Områdestyp. Typ 1 har de största socioekonomiska utmaningarna, typ 5 de bästa förutsättningarna.</translation>
    </message>
    <message>
        <source>Area types</source>
        <translation>Områdestyper</translation>
    </message>
    <message>
        <source>Area types and own grades cannot stand in one column. Classify them one after the other.</source>
        <translation>Områdestyper och egna grader kan inte stå i samma kolumn. Klassa dem var för sig.</translation>
    </message>
    <message>
        <source>Area types from</source>
        <translation>Områdestyper från</translation>
    </message>
    <message>
        <source>Area types held at the first year, at the last, or moving</source>
        <translation>Områdestyper som hålls vid första året, vid sista, eller rör sig</translation>
    </message>
    <message>
        <source>Area types of each area and year (those of the table if empty)</source>
        <translation>Områdestyper för varje område och år (tabellens egna om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Area types {first}–{last}, computed year by year; not SCB's published types</source>
        <translation>Områdestyper {first}–{last}, beräknade år för år; inte SCB:s publicerade typer</translation>
    </message>
    <message>
        <source>Area types {year} computed with the country's mean {mean:.2f} and standard deviation {deviation:.2f}; not SCB's published types</source>
        <translation>Områdestyper {year} beräknade med landets medelvärde {mean:.2f} och standardavvikelse {deviation:.2f}; inte SCB:s publicerade typer</translation>
    </message>
    <message>
        <source>Area, from (km²)</source>
        <translation>Yta, från (km²)</translation>
    </message>
    <message>
        <source>Area, to (km²)</source>
        <translation>Yta, till (km²)</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Områden</translation>
    </message>
    <message>
        <source>Areas (RegSO or DeSO)</source>
        <translation>Områden (RegSO eller DeSO)</translation>
    </message>
    <message>
        <source>Areas (and years) compared with SCB's type</source>
        <translation>Områden (och år) som jämförts med SCB:s typ</translation>
    </message>
    <message>
        <source>Areas (and years) compared with the published index</source>
        <translation>Områden (och år) som jämförts med det publicerade indexet</translation>
    </message>
    <message>
        <source>Areas (and years) that rounding does not explain</source>
        <translation>Områden (och år) som avrundning inte förklarar</translation>
    </message>
    <message>
        <source>Areas (and years) with the same type as SCB's</source>
        <translation>Områden (och år) med samma typ som SCB:s</translation>
    </message>
    <message>
        <source>Areas (in their years) in a cluster</source>
        <translation>Områden (i sina år) i ett kluster</translation>
    </message>
    <message>
        <source>Areas and inhabitants</source>
        <translation>Områden och invånare</translation>
    </message>
    <message>
        <source>Areas and inhabitants of counties</source>
        <translation>Områden och invånare per län</translation>
    </message>
    <message>
        <source>Areas and inhabitants of kommuner</source>
        <translation>Områden och invånare per kommun</translation>
    </message>
    <message>
        <source>Areas and people by area type</source>
        <translation>Områden och folkmängd efter områdestyp</translation>
    </message>
    <message>
        <source>Areas and people by town and country</source>
        <translation>Områden och folkmängd efter stad och land</translation>
    </message>
    <message>
        <source>Areas and people by type</source>
        <translation>Områden och folkmängd efter typ</translation>
    </message>
    <message>
        <source>Areas and statistics</source>
        <translation>Områden och statistik</translation>
    </message>
    <message>
        <source>Areas by year</source>
        <translation>Områden efter år</translation>
    </message>
    <message>
        <source>Areas by year on the map</source>
        <translation>Områden efter år på kartan</translation>
    </message>
    <message>
        <source>Areas classified by own computation</source>
        <translation>Områden klassade genom egen beräkning</translation>
    </message>
    <message>
        <source>Areas in use</source>
        <translation>Används nu</translation>
    </message>
    <message>
        <source>Areas of a class cannot be selected on the map. Choose “Everything together” to see those of a type.</source>
        <translation>Områden av en klass kan inte markeras på kartan. Välj ”Allt tillsammans” för att se dem av en typ.</translation>
    </message>
    <message>
        <source>Areas of “{name}” do not lie in Sweden, so their coordinates are wrong or of another kind than the file says; none of them are used. Fetch the file again, or set its coordinate reference system right.</source>
        <translation>Områden i ”{name}” ligger inte i Sverige, så koordinaterna är fel eller av ett annat slag än filen anger; inga av dem används. Hämta filen på nytt, eller ange rätt koordinatsystem för den.</translation>
    </message>
    <message>
        <source>Areas of “{name}” without a polygon were left out: {count}.</source>
        <translation>Områden i ”{name}” utan yta (polygon) utelämnades: {count} st.</translation>
    </message>
    <message>
        <source>Areas selected on the map: {count}</source>
        <translation>Områden markerade på kartan: {count}</translation>
    </message>
    <message>
        <source>Areas stand more than once in the table with a value for the same cell ({count}, for example {codes}). Which value holds cannot be told: take the extra rows out of the file, or fetch it again.</source>
        <translation>Områden finns mer än en gång i tabellen med värde för samma cell ({count} st., till exempel {codes}). Det går inte att avgöra vilket värde som gäller: ta bort de överflödiga raderna ur filen, eller hämta den på nytt.</translation>
    </message>
    <message>
        <source>Areas that ceased</source>
        <translation>Områden som upphört</translation>
    </message>
    <message>
        <source>Areas that found their row</source>
        <translation>Områden som fick en rad</translation>
    </message>
    <message>
        <source>Areas to convert to</source>
        <translation>Områden att räkna om till</translation>
    </message>
    <message>
        <source>Areas with another name</source>
        <translation>Områden med annat namn</translation>
    </message>
    <message>
        <source>Areas with another type in the last year than in the first</source>
        <translation>Områden med en annan typ det sista året än det första</translation>
    </message>
    <message>
        <source>Areas with computed index</source>
        <translation>Områden med beräknat index</translation>
    </message>
    <message>
        <source>Areas with converted figures</source>
        <translation>Områden med omräknade siffror</translation>
    </message>
    <message>
        <source>Areas with figures, to convert</source>
        <translation>Områden med siffror att räkna om</translation>
    </message>
    <message>
        <source>Areas with location quotients and clusters</source>
        <translation>Områden med lokaliseringskvoter och kluster</translation>
    </message>
    <message>
        <source>Areas with other boundaries</source>
        <translation>Områden med ändrade gränser</translation>
    </message>
    <message>
        <source>Areas with people</source>
        <translation>Områden med invånare</translation>
    </message>
    <message>
        <source>Areas with statistics</source>
        <translation>Områden med statistik</translation>
    </message>
    <message>
        <source>Areas with their change of type, in parts</source>
        <translation>Områden med sin ändring av typ, uppdelad</translation>
    </message>
    <message>
        <source>Areas without a row</source>
        <translation>Områden utan rad</translation>
    </message>
    <message>
        <source>Areas without a type</source>
        <translation>Områden utan typ</translation>
    </message>
    <message>
        <source>Areas without a value</source>
        <translation>Områden utan värde</translation>
    </message>
    <message>
        <source>Areas without a value in “{column}”: {count} of {areas}.</source>
        <translation>Områden utan värde i ”{column}”: {count} av {areas}.</translation>
    </message>
    <message>
        <source>Areas without a value, which are hatched: {count}</source>
        <translation>Områden utan värde, som är skrafferade: {count}</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argument</translation>
    </message>
    <message>
        <source>As QGIS</source>
        <translation>Som QGIS</translation>
    </message>
    <message>
        <source>As QGIS has it</source>
        <translation>Som i QGIS</translation>
    </message>
    <message>
        <source>Ask a question in step 3, and the answer will stand here.</source>
        <translation>Ställ en fråga i steg 3, så visas svaret här.</translation>
    </message>
    <message>
        <source>Ask the older interface where the newer one does not answer</source>
        <translation>Fråga det äldre gränssnittet där det nyare inte svarar</translation>
    </message>
    <message>
        <source>Asks {host}.</source>
        <translation>Frågar {host}.</translation>
    </message>
    <message>
        <source>Assign area type to features</source>
        <translation>Tilldela objekt områdestyp</translation>
    </message>
    <message>
        <source>Atkinson's shape parameter is {shape}. It must lie between 0 and 1.</source>
        <translation>Atkinsons formparameter är {shape}. Den måste ligga mellan 0 och 1.</translation>
    </message>
    <message>
        <source>Atlas of Kommuner…</source>
        <translation>Kommunatlas…</translation>
    </message>
    <message>
        <source>Attributable number</source>
        <translation>Tillskrivet antal</translation>
    </message>
    <message>
        <source>Authentication for the services</source>
        <translation>Autentisering för tjänsterna</translation>
    </message>
    <message>
        <source>Bands: area types 1–5 of each year; broken line: the mean of all areas.</source>
        <translation>Färgfält: områdestyperna 1–5 för varje år; streckad linje: medelvärdet för alla områden.</translation>
    </message>
    <message>
        <source>Bar chart by area type</source>
        <translation>Stapeldiagram efter områdestyp</translation>
    </message>
    <message>
        <source>Between-group variance</source>
        <translation>Varians mellan grupper</translation>
    </message>
    <message>
        <source>Beyond that cut point</source>
        <translation>På andra sidan gränsvärdet</translation>
    </message>
    <message>
        <source>Both layers say that they belong to the {edition} edition, so there is nothing to convert unless one of them is something else than it says.</source>
        <translation>Båda lagren anger {edition} års indelning, så det finns inget att räkna om, om inte något av dem är något annat än det anger.</translation>
    </message>
    <message>
        <source>Boundaries</source>
        <translation>Gränser</translation>
    </message>
    <message>
        <source>Boundaries (*.gpkg *.shp *.zip *.geojson *.json);;All files (*)</source>
        <translation>Gränser (*.gpkg *.shp *.zip *.geojson *.json);;Alla filer (*)</translation>
    </message>
    <message>
        <source>Boundaries: edition {edition}. Editions 2020 (years to 2023) and 2025 (from 2024) have mostly the same codes but not the same boundaries.</source>
        <translation>Gränser: indelning {edition}. Indelningarna 2020 (år till och med 2023) och 2025 (från och med 2024) har till största delen samma koder men inte samma gränser.</translation>
    </message>
    <message>
        <source>Breaks in the series (first year: what changed; …)</source>
        <translation>Brott i serien (första år: vad som ändrades; …)</translation>
    </message>
    <message>
        <source>But these steps may be chance: the interval of what would be moved holds zero ({interval}).</source>
        <translation>Men stegen kan vara slump: intervallet för det som skulle flyttas rymmer noll ({interval}).</translation>
    </message>
    <message>
        <source>By DeSO category A, B, C</source>
        <translation>Efter DeSO-kategori A, B, C</translation>
    </message>
    <message>
        <source>By density of the population</source>
        <translation>Efter befolkningstäthet</translation>
    </message>
    <message>
        <source>By their names these fields are rates, but they were chosen as amounts, and split: {fields}. Choose them as rates unless they are amounts.</source>
        <translation>Fält som av namnet att döma är kvoter valdes som mängder och delades: {fields}. Välj dem som kvoter om de inte är mängder.</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-filer (*.csv)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Avbrutet. Inget har ändrats.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation>Avbrutet. Inget skrevs.</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Avbryter…</translation>
    </message>
    <message>
        <source>Card of the area</source>
        <translation>Områdets kort</translation>
    </message>
    <message>
        <source>Carries figures from the areas of one edition of RegSO to those of the other (2020 → 2025 or back) and says which areas changed. Most codes are the same in both editions, some boundaries are not.

You say which field is what: an amount (inhabitants, jobs) is split between the areas that share its ground, a rate (per cent, index) is averaged. With a population grid both follow where people live, without one the ground. Area types are classes and cannot be converted: take them from SCB for the year's own edition.

Missing stays missing. For every amount the totals tie: all = on the target areas + on none of them + withheld on areas without a value.</source>
        <translation>Räknar om siffror från områdena i en indelning av RegSO till områdena i den andra (2020 → 2025 eller tillbaka) och visar vilka områden som ändrats. De flesta koder är desamma i båda indelningarna, men inte alla gränser.

Du anger vilket fält som är vad: en mängd (invånare, arbetstillfällen) delas mellan de områden som delar på marken, en kvot (procent, index) medelvärdesberäknas. Med ett befolkningsrutnät följer båda var människor bor, utan det följer de ytan. Områdestyper är klasser och kan inte räknas om: hämta dem från SCB för årets egen indelning.

Det som saknas förblir saknat. För varje mängd går summorna ihop: allt = på målområdena + på inget av dem + undanhållet på områden utan värde.</translation>
    </message>
    <message>
        <source>Cells with a text instead of a number count as missing: {texts}.</source>
        <translation>Celler med text i stället för ett tal räknas som saknade uppgifter: {texts}.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändring</translation>
    </message>
    <message>
        <source>Change of the gap between type 1 and type 5</source>
        <translation>Ändring av skillnaden mellan typ 1 och typ 5</translation>
    </message>
    <message>
        <source>Change of the index (rising is worse)</source>
        <translation>Förändring av index (ökning är sämre)</translation>
    </message>
    <message>
        <source>Change of the mean of {figure} in {layer}</source>
        <translation>Ändring av medelvärdet av {figure} i {layer}</translation>
    </message>
    <message>
        <source>Change of {figure} in {layer}</source>
        <translation>Ändring av {figure} i {layer}</translation>
    </message>
    <message>
        <source>Changed areas</source>
        <translation>Ändrade områden</translation>
    </message>
    <message>
        <source>Changed share</source>
        <translation>Ändrad andel</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagram</translation>
    </message>
    <message>
        <source>Choose a layer in step 2 and a question in step 3.</source>
        <translation>Välj ett lager i steg 2 och en fråga i steg 3.</translation>
    </message>
    <message>
        <source>Choose a question</source>
        <translation>Välj en fråga</translation>
    </message>
    <message>
        <source>Choose either counts or rates of the groups, not both.</source>
        <translation>Välj antingen antal eller nivåer, inte båda.</translation>
    </message>
    <message>
        <source>Choose in step 3 at least two fields with counts of people, such as income groups.</source>
        <translation>Välj i steg 3 minst två fält med antal personer, till exempel inkomstgrupper.</translation>
    </message>
    <message>
        <source>Choose in step 3 the field whose mean is asked for: a rate, such as per cent or speed.</source>
        <translation>Välj i steg 3 fältet vars medelvärde efterfrågas: en kvot, till exempel procent eller hastighet.</translation>
    </message>
    <message>
        <source>Choose in step 3 which field is to be summed: one with numbers, such as pupils or beds.</source>
        <translation>Välj i steg 3 vilket fält som ska summeras: ett med tal, till exempel elever eller vårdplatser.</translation>
    </message>
    <message>
        <source>Choose in step 3 which field of the table is followed over the years.</source>
        <translation>Välj i steg 3 vilket fält i tabellen som ska följas över åren.</translation>
    </message>
    <message>
        <source>Choose the field with the counts, or the one with the rates. The table's fields are: {fields}.</source>
        <translation>Välj fältet med antal, eller fältet med nivåer. Tabellen har fälten: {fields}.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klass</translation>
    </message>
    <message>
        <source>Class in words</source>
        <translation>Klass i ord</translation>
    </message>
    <message>
        <source>Classes of town and country</source>
        <translation>Klasser av stad och land</translation>
    </message>
    <message>
        <source>Classifies areas by SCB's rule: cut points at the mean of the index minus one, plus none, plus one and plus two standard deviations, over all areas of the year. The result is one's own computation, never SCB's published types, which hold wherever they exist and with which it is compared.

The whole country (at least 95 % of the 3,363 RegSO) gives computed area types; so do the country's mean and standard deviation, where they are stated. Cut points over fewer areas give an own grading within a named region: own grades, no area types.

Every area also gets its distance to the nearest cut point, and what it would be if all cut points were moved. The index is computed from the three percentages where they are known: SCB's published index is rounded, so areas close to a cut point may come out wrong.</source>
        <translation>Klassar områden enligt SCB:s regel: gränsvärden vid indexets medelvärde minus en, plus ingen, plus en och plus två standardavvikelser, över årets alla områden. Resultatet är en egen beräkning, aldrig SCB:s publicerade typer, som gäller överallt där de finns och som det jämförs med.

Hela landet (minst 95 % av de 3 363 RegSO) ger beräknade områdestyper; det gör också landets medelvärde och standardavvikelse, om de anges. Gränsvärden över färre områden ger en egen gradering inom en namngiven region: egna grader, inga områdestyper.

Varje område får också sitt avstånd till närmaste gränsvärde, och vad det skulle bli om alla gränsvärden flyttades. Indexet beräknas av de tre procenttalen där de är kända: SCB:s publicerade index är avrundat, så områden nära ett gränsvärde kan hamna fel.</translation>
    </message>
    <message>
        <source>Classify areas by the index (own computation)</source>
        <translation>Klassa områden efter indexet (egen beräkning)</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Rensa</translation>
    </message>
    <message>
        <source>Clear Now</source>
        <translation>Rensa nu</translation>
    </message>
    <message>
        <source>Click an area on the map: its card opens here, with its type and its index over the years</source>
        <translation>Klicka på ett område på kartan: dess kort öppnas här, med typ och index över åren</translation>
    </message>
    <message>
        <source>Click to select these areas on the map</source>
        <translation>Klicka för att markera områdena på kartan</translation>
    </message>
    <message>
        <source>Clinics</source>
        <translation>Vårdinrättningar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Close the card</source>
        <translation>Stäng kortet</translation>
    </message>
    <message>
        <source>Close the notice: {text}</source>
        <translation>Stäng meddelandet: {text}</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Kluster</translation>
    </message>
    <message>
        <source>Cluster in words</source>
        <translation>Kluster i ord</translation>
    </message>
    <message>
        <source>Clustering needs at least one permutation, and a level between 0 and 1 such as 0.05.</source>
        <translation>Kluster kräver minst en permutation och en nivå mellan 0 och 1, till exempel 0,05.</translation>
    </message>
    <message>
        <source>Clustering needs at least {fewest} areas with a value; there are {count}.</source>
        <translation>Kluster kräver minst {fewest} områden med värde; det finns {count}.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Code, from</source>
        <translation>Kod, från</translation>
    </message>
    <message>
        <source>Code, to</source>
        <translation>Kod, till</translation>
    </message>
    <message>
        <source>Codes of a region belong to an own grading: SCB's rule is about the whole country. Choose an own grading, or leave the codes empty.</source>
        <translation>En regions koder hör till en egen gradering: SCB:s regel gäller hela landet. Välj en egen gradering, eller lämna koderna tomma.</translation>
    </message>
    <message>
        <source>Codes of the own region (län, kommuner; all areas if empty)</source>
        <translation>Den egna regionens koder (län, kommuner; alla områden om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Codes without an area</source>
        <translation>Koder utan område</translation>
    </message>
    <message>
        <source>Codes without partner</source>
        <translation>Koder utan motsvarighet</translation>
    </message>
    <message>
        <source>Columns that are no values of a year or only describe the areas were left out: {columns}.</source>
        <translation>Kolumner som inte innehåller värden för ett år, eller som bara beskriver områdena, utelämnades: {columns}.</translation>
    </message>
    <message>
        <source>Common area (km²)</source>
        <translation>Gemensam yta (km²)</translation>
    </message>
    <message>
        <source>Compare the index with the year</source>
        <translation>Jämför index med året</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Jämför med</translation>
    </message>
    <message>
        <source>Compare years (follow-up)</source>
        <translation>Jämför år (uppföljning)</translation>
    </message>
    <message>
        <source>Compared across editions, as asked for: {count} areas are matched by code between RegSO 2020 and RegSO 2025. By SCB's list 288 of the country's 3,363 changed boundaries; for these the change is in part one of boundaries. regso:convertedition shows which.</source>
        <translation>Jämfört över indelningar, på begäran: {count} områden paras efter kod mellan RegSO 2020 och RegSO 2025. Enligt SCB:s lista fick 288 av landets 3 363 ändrade gränser; för dem är ändringen till en del en ändring av gränser. regso:convertedition visar vilka.</translation>
    </message>
    <message>
        <source>Compares two or more years by area type: a count, a rate or the population, with each area's type held at the first year, held at the last, or moving with the years. The three answer different questions and can point in different directions, so the result says on every row which it is.

The input has a row for each area and year (a table of counts, an index series), or for each area type and year (several years' results of Summarize a layer by area type, with a year field). Each year is compared with the first: change and ratio with intervals, the years taken as independent.

With the areas' types by year it also says how areas moved between types and how many kept theirs, and splits each change of type into the area's own change and the shifts of the country's mean and spread.

Breaks in the series are marked. Over the change of editions 2023/2024 areas are followed only on request.</source>
        <translation>Jämför två eller fler år efter områdestyp: ett antal, en nivå eller folkmängden, där varje områdes typ hålls vid det första året, hålls vid det sista eller rör sig med åren. De tre svarar på olika frågor och kan peka åt olika håll, så resultatet säger på varje rad vilken det är.

Indata har en rad för varje område och år (en tabell med antal, en indexserie) eller för varje områdestyp och år (flera års resultat av Summera ett lager per områdestyp, med ett fält för år). Varje år jämförs med det första: ändring och kvot med intervall, där åren räknas som oberoende.

Med områdenas typer per år säger den också hur områden gick mellan typerna och hur många som behöll sin, och delar upp varje ändring av typ i områdets egen ändring och skiften i landets medelvärde och spridning.

Brott i serien märks ut. Över bytet av indelning 2023/2024 följs områden bara på begäran.</translation>
    </message>
    <message>
        <source>Comparing the areas</source>
        <translation>Jämför områdena</translation>
    </message>
    <message>
        <source>Compute the socioeconomic index</source>
        <translation>Beräkna socioekonomiskt index</translation>
    </message>
    <message>
        <source>Computed area type (not SCB's)</source>
        <translation>Beräknad områdestyp (inte SCB:s)</translation>
    </message>
    <message>
        <source>Computed area type in words (not SCB's)</source>
        <translation>Beräknad områdestyp i ord (inte SCB:s)</translation>
    </message>
    <message>
        <source>Computed index (own computation, not SCB's)</source>
        <translation>Beräknat index (egen beräkning, inte SCB:s)</translation>
    </message>
    <message>
        <source>Computed – published index</source>
        <translation>Beräknat – publicerat index</translation>
    </message>
    <message>
        <source>Computes the socioeconomic index of every area (and year) from its three percentages: (V1 + V2 + V3) / 3, equal weights, higher is worse. V1: low economic standard. V2: pre-upper-secondary education, ages 20–64. V3: social assistance for at least ten months and/or unemployment for more than six, ages 20–64.

Where the layer holds SCB's published index too, the two are compared, and the log says whether rounding explains the differences. All rows are kept; those without one of the percentages or without an area code get no index and are counted.

The computed index is one's own computation. SCB's published index holds where there is one.</source>
        <translation>Beräknar det socioekonomiska indexet för varje område (och år) av dess tre procenttal: (V1 + V2 + V3) / 3, lika vikter, högre är sämre. V1: låg ekonomisk standard. V2: förgymnasial utbildning, 20–64 år. V3: ekonomiskt bistånd i minst tio månader och/eller arbetslöshet i mer än sex, 20–64 år.

Om lagret också har SCB:s publicerade index jämförs de två, och loggen säger om avrundning förklarar skillnaderna. Alla rader behålls; de som saknar något av procenttalen eller en områdeskod får inget index och räknas.

Det beräknade indexet är en egen beräkning. SCB:s publicerade index gäller där det finns.</translation>
    </message>
    <message>
        <source>Concentration curve, cumulative outcome</source>
        <translation>Koncentrationskurva, ackumulerat utfall</translation>
    </message>
    <message>
        <source>Concentration curve, cumulative population</source>
        <translation>Koncentrationskurva, ackumulerad befolkning</translation>
    </message>
    <message>
        <source>Concentration index</source>
        <translation>Koncentrationsindex</translation>
    </message>
    <message>
        <source>Concentration index, Erreygers</source>
        <translation>Koncentrationsindex, Erreygers</translation>
    </message>
    <message>
        <source>Concentration index, Wagstaff</source>
        <translation>Koncentrationsindex, Wagstaff</translation>
    </message>
    <message>
        <source>Convert between editions of RegSO</source>
        <translation>Räkna om mellan indelningar av RegSO</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopiera</translation>
    </message>
    <message>
        <source>Copy Command</source>
        <translation>Kopiera kommandot</translation>
    </message>
    <message>
        <source>Copy the marked rows, or all, to paste them into a spreadsheet (Ctrl+C)</source>
        <translation>Kopiera de markerade raderna, eller alla, för att klistra in dem i ett kalkylblad (Ctrl+C)</translation>
    </message>
    <message>
        <source>Copy this run as a qgis_process command for a terminal or a script</source>
        <translation>Kopiera körningen som ett qgis_process-kommando för en terminal eller ett skript</translation>
    </message>
    <message>
        <source>Count or amount (amount if empty)</source>
        <translation>Antal eller mängd (amount om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Count or amount (the population if empty)</source>
        <translation>Antal eller mängd (folkmängden om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Counts and populations cannot be negative. Choose other fields.</source>
        <translation>Antal och folkmängder kan inte vara negativa. Välj andra fält.</translation>
    </message>
    <message>
        <source>Counts are rounded to multiples of {base}, up or down by chance, and every figure is computed from the rounded counts. None is off by {base} or more, but for the sum over the types of one group.</source>
        <translation>Antal är avrundade till multiplar av {base}, av slumpen uppåt eller nedåt, och alla värden är räknade på de avrundade antalen. Inget antal är fel med {base} eller mer, utom summan över typerna i en grupp.</translation>
    </message>
    <message>
        <source>Counts are rounded to multiples of {base}, up or down by chance, and rates and changes are computed from the rounded counts. No count of a type is off by {base} or more, and no change of it by {twice} or more.</source>
        <translation>Antal är avrundade till multiplar av {base}, av slumpen uppåt eller nedåt, och nivåer och ändringar är räknade på de avrundade antalen. Inget antal för en typ är fel med {base} eller mer, och ingen ändring av det med {twice} eller mer.</translation>
    </message>
    <message>
        <source>Counts can be rounded to 3 or 5, or not at all (0), not to {base}.</source>
        <translation>Antal kan avrundas till 3 eller 5, eller inte alls (0), inte till {base}.</translation>
    </message>
    <message>
        <source>Counts points, measures lines or polygons, or counts table rows, in areas of each of the five socioeconomic area types (1 = major challenges, 5 = very good conditions), per 1,000 inhabitants and per km², with shares and 95% intervals.

Lines and polygons are split at the areas' borders; what lies on a shared border counts once, for the area with the lower code. Lengths and areas are on the ellipsoid, whatever the layers' reference systems. An amount field is split with the feature and summed; a rate field is averaged.

Every result says how many features lie inside, outside and could not be used: together they are all features.

Areas need a code and an area type. Source of both: SCB, table TAB6586 and the RegSO boundaries (CC0).</source>
        <translation>Räknar punkter, mäter linjer eller ytor, eller räknar tabellrader, i områden av var och en av de fem socioekonomiska områdestyperna (1 = stora utmaningar, 5 = mycket goda förutsättningar), per 1 000 invånare och per km², med andelar och 95-procentiga intervall.

Linjer och ytor delas vid områdenas gränser; det som ligger på en gemensam gräns räknas en gång, i området med lägst kod. Längder och ytor mäts på ellipsoiden, oavsett lagrens koordinatsystem. Ett mängdfält delas med objektet och summeras; för ett kvotfält beräknas medelvärdet.

Varje resultat anger hur många objekt som ligger inom områdena, hur många som ligger utanför och hur många som inte kunde användas; tillsammans är de samtliga objekt.

Områdena måste ha kod och områdestyp. Källa för båda: SCB, tabell TAB6586 och RegSO-gränserna (CC0).</translation>
    </message>
    <message>
        <source>Counts the areas, their inhabitants and their km² by area type (1 = major challenges, 5 = very good conditions), for all areas of the layer, for each län, or for each kommun. The kommun and the län follow from the area's code.

Shares are of the areas with a type. Areas without data are a row of their own. Water counts as area, as in SCB's boundaries.

A second table has the same for each class of town and country: density of population, the category of DeSO, or a field of the areas. It also says what part of a type's inhabitants live in each class.</source>
        <translation>Räknar områden, invånare och km² efter områdestyp (1 = stora utmaningar, 5 = mycket goda förutsättningar), för alla områden i lagret, per län eller per kommun. Kommun och län framgår av områdets kod.

Andelarna gäller områden med typ. Områden där uppgift saknas redovisas på en egen rad. Vatten räknas in i ytan, som i SCB:s gränser.

En andra tabell har samma för varje klass av stad och land: befolkningstäthet, DeSO:s kategori eller ett fält i områdena. Den säger också hur stor del av en typs invånare som bor i varje klass.</translation>
    </message>
    <message>
        <source>Crimes</source>
        <translation>Brott</translation>
    </message>
    <message>
        <source>Crossings of roads and railways</source>
        <translation>Korsningar med väg och järnväg</translation>
    </message>
    <message>
        <source>Crosswalk</source>
        <translation>Omräkningsnyckel</translation>
    </message>
    <message>
        <source>Cut points by year</source>
        <translation>Gränsvärden per år</translation>
    </message>
    <message>
        <source>Cut points need at least two areas with different index values; {count} areas have an index in {year}.</source>
        <translation>Gränsvärden kräver minst två områden med olika indexvärden; antalet områden med index för {year} är {count}.</translation>
    </message>
    <message>
        <source>Cut points over the country, or over an own region</source>
        <translation>Gränsvärden över landet eller över en egen region</translation>
    </message>
    <message>
        <source>Damaged letters in the file were read as “�” ({count}); names with them may not be recognised.</source>
        <translation>Skadade tecken i filen lästes som ”�” ({count} st.); namn som innehåller dem känns kanske inte igen.</translation>
    </message>
    <message>
        <source>Denominators belong to rates. Leave them out, or say that the values are rates.</source>
        <translation>Nämnare hör till kvoter. Utelämna dem, eller ange att värdena är kvoter.</translation>
    </message>
    <message>
        <source>Dental clinics</source>
        <translation>Tandvårdskliniker</translation>
    </message>
    <message>
        <source>Difference of shares</source>
        <translation>Skillnad mellan andelarna</translation>
    </message>
    <message>
        <source>Difference to the best-off</source>
        <translation>Skillnad mot bäst förutsättningar</translation>
    </message>
    <message>
        <source>Difference, worst-off minus best-off</source>
        <translation>Skillnad, sämst minus bäst förutsättningar</translation>
    </message>
    <message>
        <source>Differs from equality (1 = yes)</source>
        <translation>Skild från lika (1 = ja)</translation>
    </message>
    <message>
        <source>Direct standardisation needs the standard's population by class. Choose its field.</source>
        <translation>Direkt standardisering kräver standardens folkmängd per klass. Välj dess fält.</translation>
    </message>
    <message>
        <source>Disparity between area types</source>
        <translation>Skillnader mellan områdestyper</translation>
    </message>
    <message>
        <source>Dissimilarity and exposure of each pair of groups too</source>
        <translation>Dissimilaritet och exponering även för varje par av grupper</translation>
    </message>
    <message>
        <source>Distance in standard deviations</source>
        <translation>Avstånd i standardavvikelser</translation>
    </message>
    <message>
        <source>Distance to it (above: worse)</source>
        <translation>Avstånd till det (över: sämre)</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>Gör om</translation>
    </message>
    <message>
        <source>Do not show counts below (0 = show all)</source>
        <translation>Visa inte antal under (0 = visa alla)</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klart</translation>
    </message>
    <message>
        <source>Dotted line: the boundaries changed, so the years on both sides need not be the same ground.</source>
        <translation>Prickad linje: gränserna ändrades, så åren på var sida behöver inte gälla samma mark.</translation>
    </message>
    <message>
        <source>Drop layers or files here, or choose one below.</source>
        <translation>Släpp lager eller filer här, eller välj ett nedan.</translation>
    </message>
    <message>
        <source>Edition</source>
        <translation>Indelning</translation>
    </message>
    <message>
        <source>Edition of the statistics</source>
        <translation>Statistikens indelning</translation>
    </message>
    <message>
        <source>Edition {edition}</source>
        <translation>Indelning {edition}</translation>
    </message>
    <message>
        <source>Employment offices</source>
        <translation>Arbetsförmedlingskontor</translation>
    </message>
    <message>
        <source>Empty: SCB's own, {host}.</source>
        <translation>Tomt: SCB:s egen, {host}.</translation>
    </message>
    <message>
        <source>Equal rates would give {chance:.3g} by chance.</source>
        <translation>Lika nivåer skulle ge {chance:.3g} av en slump.</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fel</translation>
    </message>
    <message>
        <source>Every area counts by its population: an own choice, other than SCB's rule.</source>
        <translation>Varje område vägs med sin folkmängd. Det är ett eget val, som avviker från SCB:s regel.</translation>
    </message>
    <message>
        <source>Every class of areas</source>
        <translation>Alla klasser av områden</translation>
    </message>
    <message>
        <source>Every count in an area is rounded to a multiple of {base}, up or down by chance, and all measures are computed from the rounded counts. Groups that are small in their areas look more uneven than they are.</source>
        <translation>Varje antal i ett område är avrundat till en multipel av {base}, av slumpen uppåt eller nedåt, och alla mått är beräknade på de avrundade antalen. Grupper som är små i sina områden ser mer ojämnt fördelade ut än de är.</translation>
    </message>
    <message>
        <source>Every group of {field}</source>
        <translation>Varje grupp i {field}</translation>
    </message>
    <message>
        <source>Every way of holding the types</source>
        <translation>Alla sätt att hålla typerna</translation>
    </message>
    <message>
        <source>Everybody is counted in every group, so nothing is left to model.</source>
        <translation>Alla räknas i varje grupp, så det finns inget kvar att modellera.</translation>
    </message>
    <message>
        <source>Everybody is counted in every group: there is nothing to distribute.</source>
        <translation>Alla räknas i varje grupp: det finns inget att fördela.</translation>
    </message>
    <message>
        <source>Everything together</source>
        <translation>Allt tillsammans</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Exempel</translation>
    </message>
    <message>
        <source>Excel Workbook…</source>
        <translation>Excelarbetsbok…</translation>
    </message>
    <message>
        <source>Excel files (*.xlsx)</source>
        <translation>Excelfiler (*.xlsx)</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Features in all</source>
        <translation>Objekt totalt</translation>
    </message>
    <message>
        <source>Features in several areas</source>
        <translation>Objekt som ligger i flera områden</translation>
    </message>
    <message>
        <source>Features inside the areas</source>
        <translation>Objekt inom områdena</translation>
    </message>
    <message>
        <source>Features of “{name}” without an area code were left out: {count}.</source>
        <translation>Objekt i ”{name}” utan områdeskod utelämnades: {count} st.</translation>
    </message>
    <message>
        <source>Features outside the areas</source>
        <translation>Objekt utanför områdena</translation>
    </message>
    <message>
        <source>Features that could not be used</source>
        <translation>Objekt som inte kunde användas</translation>
    </message>
    <message>
        <source>Features that lie at least partly in areas of the type.</source>
        <translation>Objekt som åtminstone delvis ligger i områden av typen.</translation>
    </message>
    <message>
        <source>Features with area type</source>
        <translation>Objekt med områdestyp</translation>
    </message>
    <message>
        <source>Fetch again even what is saved and unchanged</source>
        <translation>Hämta på nytt även det som är sparat och oförändrat</translation>
    </message>
    <message>
        <source>Fewer than two groups have people.</source>
        <translation>Färre än två grupper har personer.</translation>
    </message>
    <message>
        <source>Fewer than {limit} features lie inside the areas, so the totals are not shown either.</source>
        <translation>Färre än {limit} objekt ligger inom områdena, så inte heller summorna visas.</translation>
    </message>
    <message>
        <source>Field of the areas with other classes (such as locality or not)</source>
        <translation>Fält i områdena med andra klasser (som tätort eller inte)</translation>
    </message>
    <message>
        <source>Field of the style (recognised if empty)</source>
        <translation>Stilens fält (känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Field that is followed over the years</source>
        <translation>Fält som följs över åren</translation>
    </message>
    <message>
        <source>Field that the answer is split by; empty: not split</source>
        <translation>Fält som svaret delas upp efter; tomt: delas inte upp</translation>
    </message>
    <message>
        <source>Field that weights the rates (people or ground if empty)</source>
        <translation>Fält som väger kvoterna (invånare eller yta om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Field with a rate, for type_and_rate (per_1000 if empty)</source>
        <translation>Fält med ett tal, för type_and_rate (per_1000 om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Fields of a standard were chosen, but no table with it. Choose the table.</source>
        <translation>Fält i en standard har valts, men ingen tabell med den. Välj tabellen.</translation>
    </message>
    <message>
        <source>Fields with amounts that are summed</source>
        <translation>Fält med mängder som summeras</translation>
    </message>
    <message>
        <source>Fields with measures of which the mean is taken</source>
        <translation>Fält med mått vars medelvärde tas</translation>
    </message>
    <message>
        <source>Fields: {fields}.</source>
        <translation>Fält: {fields}.</translation>
    </message>
    <message>
        <source>Figures can only be weighted by population where it is known where people live. Give a population grid, or a table by DeSO with the key tables of both editions, or weight by area.</source>
        <translation>Siffror kan bara viktas med folkmängd när det är känt var människor bor. Ange ett befolkningsrutnät, eller en tabell efter DeSO med båda indelningarnas kopplingstabeller, eller vikta med yta.</translation>
    </message>
    <message>
        <source>Files on this computer</source>
        <translation>Filer på datorn</translation>
    </message>
    <message>
        <source>Files were chosen ({parameters}), but the source is {source}, which does not read them. Choose the source “files”, or leave the files empty.</source>
        <translation>Filer har valts ({parameters}), men källan är {source}, som inte läser dem. Välj källan ”files”, eller lämna filerna tomma.</translation>
    </message>
    <message>
        <source>Files with boundaries (GeoPackage, shapefile, zip)</source>
        <translation>Filer med gränser (GeoPackage, shapefil, zip)</translation>
    </message>
    <message>
        <source>Files with statistics (CSV, Excel, JSON)</source>
        <translation>Filer med statistik (CSV, Excel, JSON)</translation>
    </message>
    <message>
        <source>Filters (dimension=category; …)</source>
        <translation>Filter (dimension=kategori; …)</translation>
    </message>
    <message>
        <source>Finds RegSO and kommuner by name or code, shows them on the map and opens the area's card.</source>
        <translation>Hittar RegSO och kommuner efter namn eller kod, visar dem på kartan och öppnar områdets kort.</translation>
    </message>
    <message>
        <source>First amount in all</source>
        <translation>Första mängden, totalt</translation>
    </message>
    <message>
        <source>First amount on none of them</source>
        <translation>Första mängden, på inget av dem</translation>
    </message>
    <message>
        <source>First amount on the target areas</source>
        <translation>Första mängden, på målområdena</translation>
    </message>
    <message>
        <source>First amount withheld</source>
        <translation>Första mängden, undanhållen</translation>
    </message>
    <message>
        <source>First year</source>
        <translation>Första år</translation>
    </message>
    <message>
        <source>First year (earliest if empty)</source>
        <translation>Första år (det tidigaste om det lämnas tomt)</translation>
    </message>
    <message>
        <source>First year (the table's if empty)</source>
        <translation>Första år (tabellens om det lämnas tomt)</translation>
    </message>
    <message>
        <source>First year compared</source>
        <translation>Första jämförda år</translation>
    </message>
    <message>
        <source>Follow areas across editions (2023/2024)</source>
        <translation>Följ områden över bytet av indelning (2023/2024)</translation>
    </message>
    <message>
        <source>For each</source>
        <translation>För varje</translation>
    </message>
    <message>
        <source>For {worst} to have the mean rate, {moved:,.10g} would have to be moved there from the other groups, or {added:,.10g} be added there alone ({unit}). It does not say that the mean rate is the right one.</source>
        <translation>För att {worst} ska ha medelnivån skulle {moved:,.10g} behöva flyttas dit från de andra grupperna, eller {added:,.10g} läggas till bara där ({unit}). Det säger inte att medelnivån är den rätta.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Från</translation>
    </message>
    <message>
        <source>Gini between groups, ranked by rate</source>
        <translation>Gini mellan grupper, ordnade efter nivå</translation>
    </message>
    <message>
        <source>Gini between groups, ranked by their own rates; bootstrap</source>
        <translation>Gini mellan grupper, ordnade efter sin egen nivå; bootstrap</translation>
    </message>
    <message>
        <source>Give either counts or rates of the groups, not both and not neither.</source>
        <translation>Ange antingen antal eller nivåer för grupperna, inte båda och inte ingetdera.</translation>
    </message>
    <message>
        <source>Give up an answer that stands still for</source>
        <translation>Ge upp ett svar som står stilla i</translation>
    </message>
    <message>
        <source>Gives a layer of areas one of the plugin's styles: area types in colour or grey, the index, its three indicators, population, density, the change between two years, or area type and a rate of your own in one map. The layer itself is styled; its data stay as they are.

Missing values are hatched and stand in every legend. Legends say which way a measure reads: a higher index is worse, type 1 has the largest challenges. The colours can be told apart with red-green and with blue-yellow colour blindness.

The classes of the style index are those of the area types: they need the mean and the standard deviation of the country in that year, unless the layer holds the country. The other measures are in classes with equally many areas of the layer.</source>
        <translation>Ger ett lager med områden en av RegSO Atlas stilar: områdestyper i färg eller gråskala, index, dess tre indikatorer, folkmängd, täthet, förändringen mellan två år, eller områdestyp och ett eget tal i samma karta. Lagret självt får stilen; dess data ändras inte.

Saknade värden är skrafferade och finns i varje teckenförklaring. Teckenförklaringen säger åt vilket håll ett mått läses: ett högre index är sämre, typ 1 har störst utmaningar. Färgerna går att skilja åt vid färgblindhet för rött och grönt och för blått och gult.

Stilen index har områdestypernas klasser: de kräver rikets medelvärde och standardavvikelse det året, om lagret inte omfattar hela riket. Övriga mått visas i klasser med lika många av lagrets områden.</translation>
    </message>
    <message>
        <source>Gives a long table with one row per area and year: index, area type, the three indicators and the population, for all years that there are or for some. Asked for, it also gives a layer with one polygon per area and year, which QGIS's temporal controller plays.

Years to 2023 are on edition 2020 of the areas, years from 2024 on edition 2025: where boundaries changed, the same code is not the same ground. The types are set anew every year against the country's mean: read a change of type together with the index.

The table alone fetches no boundaries. Polygons of the whole country for all years are large: choose kommuner or a län for them.</source>
        <translation>Ger en lång tabell med en rad per område och år: index, områdestyp, de tre indikatorerna och folkmängden, för alla år som finns eller för några av dem. På begäran ges också ett lager med en yta per område och år, som spelas upp med QGIS tidskontroll.

År till och med 2023 redovisas på indelning 2020, år från och med 2024 på indelning 2025: där gränser har ändrats är samma kod inte samma mark. Typerna sätts om varje år mot landets medelvärde: läs ett byte av typ tillsammans med index.

Tabellen ensam hämtar inga gränser. Ytor för hela landet och alla år blir mycket stora: välj kommuner eller ett län för dem.</translation>
    </message>
    <message>
        <source>Gives one polygon layer of RegSO or DeSO with the socioeconomic index, the area type, its three indicators and the population of a year: from SCB's services, from files downloaded by hand, or from the demo region.

The year picks the edition of the boundaries: 2020 for years to 2023, 2025 from 2024. SCB's published type is used as it is. A higher index is worse, type 1 is the worst.

What was fetched is saved: the next time SCB is only asked whether it has changed, and without the network the saved copy is used and its age is said. The network is used only for the source scb.

The layer comes with styles for each indicator, which are changed in the layer's Styles menu. The same areas loaded again renew their layer; a style that was changed by hand stays.</source>
        <translation>Ger ett lager med ytor för RegSO eller DeSO med ett års socioekonomiska index, områdestyp, de tre indikatorerna och folkmängden: från SCB:s tjänster, från filer som du har hämtat själv eller från demoregionen.

Året avgör gränsernas indelning: 2020 för år till och med 2023, 2025 från och med 2024. SCB:s publicerade typ används som den är. Ett högre index är sämre, typ 1 är sämst.

Det som hämtas sparas: nästa gång får SCB bara frågan om något har ändrats, och utan nät används det sparade och dess ålder anges. Nätet används bara för källan scb.

Lagret har en stil för varje indikator; byt mellan dem i lagrets meny Stilar. Läses samma områden in igen förnyas deras lager; en stil som har ändrats för hand finns kvar.</translation>
    </message>
    <message>
        <source>Government service offices</source>
        <translation>Servicekontor</translation>
    </message>
    <message>
        <source>Ground that the area lost and gained since, as a share of it (0–1)</source>
        <translation>Mark som området har förlorat och fått sedan dess, som andel av det (0–1)</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupp</translation>
    </message>
    <message>
        <source>Group by field</source>
        <translation>Gruppera efter fält</translation>
    </message>
    <message>
        <source>Group field (area type, recognised if empty)</source>
        <translation>Fält med grupp (områdestyp, känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Group with the highest income (for ojämlikhetsindex)</source>
        <translation>Gruppen med högst inkomst (för ojämlikhetsindex)</translation>
    </message>
    <message>
        <source>Group with the lowest income (for ojämlikhetsindex)</source>
        <translation>Gruppen med lägst inkomst (för ojämlikhetsindex)</translation>
    </message>
    <message>
        <source>Groups compared</source>
        <translation>Jämförda grupper</translation>
    </message>
    <message>
        <source>Groups from the worst-off to the best-off (a; b; c)</source>
        <translation>Grupperna från sämst till bäst förutsättningar (a; b; c)</translation>
    </message>
    <message>
        <source>Groups, populations and figures must be equally many.</source>
        <translation>Grupper, folkmängder och värden måste vara lika många.</translation>
    </message>
    <message>
        <source>Groups: fields with counts of people</source>
        <translation>Grupper: fält med antal personer</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>HTML-filer (*.html)</translation>
    </message>
    <message>
        <source>Health care facilities</source>
        <translation>Vårdinrättningar</translation>
    </message>
    <message>
        <source>Heights and measures were dropped, because features are cut.</source>
        <translation>Höjder och mätvärden (Z och M) togs bort, eftersom objekt delas.</translation>
    </message>
    <message>
        <source>Hide counts below</source>
        <translation>Visa inte antal under</translation>
    </message>
    <message>
        <source>Hide counts under</source>
        <translation>Dölj antal under</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Övre gräns</translation>
    </message>
    <message>
        <source>Holiday-home areas</source>
        <translation>Fritidshusområden</translation>
    </message>
    <message>
        <source>Hospitals</source>
        <translation>Sjukhus</translation>
    </message>
    <message>
        <source>Hosts trusted without encryption</source>
        <translation>Värdar som litas på utan kryptering</translation>
    </message>
    <message>
        <source>How has the mean of {figure} in {layer} changed from {first} to {last} in each area type, with {hold}?</source>
        <translation>Hur har medelvärdet av {figure} i {layer} ändrats från {first} till {last} i varje områdestyp, med {hold}?</translation>
    </message>
    <message>
        <source>How has the number of {figure} in {layer} changed from {first} to {last} in each area type, with {hold}?</source>
        <translation>Hur har antalet {figure} i {layer} ändrats från {first} till {last} i varje områdestyp, med {hold}?</translation>
    </message>
    <message>
        <source>How many areas and inhabitants has each area type in each county?</source>
        <translation>Hur många områden och invånare har varje områdestyp i varje län?</translation>
    </message>
    <message>
        <source>How many areas and inhabitants has each area type in each kommun?</source>
        <translation>Hur många områden och invånare har varje områdestyp i varje kommun?</translation>
    </message>
    <message>
        <source>How many areas and inhabitants has each area type?</source>
        <translation>Hur många områden och invånare har varje områdestyp?</translation>
    </message>
    <message>
        <source>How many areas are of the type.</source>
        <translation>Hur många områden som är av typen.</translation>
    </message>
    <message>
        <source>How many km of {layer} are there per 1,000 inhabitants in each area type[, by {group}]?</source>
        <translation>Hur många km {layer} finns det per 1 000 invånare i varje områdestyp[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>How many km of {layer} lie in each area type[, by {group}]?</source>
        <translation>Hur många km {layer} ligger i varje områdestyp[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>How many km² of {layer} are there per 1,000 inhabitants in each area type[, by {group}]?</source>
        <translation>Hur många km² {layer} finns det per 1 000 invånare i varje områdestyp[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>How many km² of {layer} lie in each area type[, by {group}]?</source>
        <translation>Hur många km² {layer} ligger i varje områdestyp[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>How many rows of {layer} are there per 1,000 inhabitants in each area type[, by {group}]?</source>
        <translation>Hur många rader i {layer} finns det per 1 000 invånare i varje områdestyp[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>How many rows of {layer} belong to each area type[, by {group}]?</source>
        <translation>Hur många rader i {layer} hör till varje områdestyp[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>How many {layer} are there per 1,000 inhabitants in each area type[, by {group}]?</source>
        <translation>Hur många {layer} finns det per 1 000 invånare i varje områdestyp[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>How many {layer} lie in each area type[, by {group}]?</source>
        <translation>Hur många {layer} ligger i varje områdestyp[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>How much of the layer lies in the areas: features, or true kilometres or square kilometres.</source>
        <translation>Hur mycket av lagret som ligger i områdena: objekt, eller verkliga kilometer eller kvadratkilometer.</translation>
    </message>
    <message>
        <source>How much of {layer} is there per 1,000 inhabitants in each area type[, by {group}]?</source>
        <translation>Hur mycket {layer} finns det per 1 000 invånare i varje områdestyp[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>How much of {layer} lies in each area type[, by {group}]?</source>
        <translation>Hur mycket {layer} ligger i varje områdestyp[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>How separately do {amounts} live in each kommun, by the areas of {layer}?</source>
        <translation>Hur åtskilda bor {amounts} i varje kommun, enligt områdena i {layer}?</translation>
    </message>
    <message>
        <source>How sure a rate of persons or events is follows from the population. Choose the field with the population, or a table with it, or say that the rates are means.</source>
        <translation>Hur säker en nivå av personer eller händelser är följer av folkmängden. Välj fältet med folkmängden, eller en tabell med den, eller ange att nivåerna är medelvärden.</translation>
    </message>
    <message>
        <source>How to read the figures</source>
        <translation>Så ska siffrorna läsas</translation>
    </message>
    <message>
        <source>How unlike its region the area is (nats)</source>
        <translation>Hur olikt sin region området är (nat)</translation>
    </message>
    <message>
        <source>If all groups had the rate of {best}, there would be {count:,.10g} fewer ({unit}), {percent:,.10g} percent of all. This is arithmetic and no forecast: it does not mean that living there causes anything.</source>
        <translation>Om alla grupper hade nivån i {best} skulle det finnas {count:,.10g} färre ({unit}), {percent:,.10g} procent av allt. Det är räkning och ingen prognos: det betyder inte att något beror på att man bor där.</translation>
    </message>
    <message>
        <source>If all groups had the rate of {best}, there would be {count:,.10g} more ({unit}), {percent:,.10g} percent of all. This is arithmetic and no forecast: it does not mean that living there causes anything.</source>
        <translation>Om alla grupper hade nivån i {best} skulle det finnas {count:,.10g} fler ({unit}), {percent:,.10g} procent av allt. Det är räkning och ingen prognos: det betyder inte att något beror på att man bor där.</translation>
    </message>
    <message>
        <source>If the cut points were higher</source>
        <translation>Om gränsvärdena vore högre</translation>
    </message>
    <message>
        <source>If the cut points were lower</source>
        <translation>Om gränsvärdena vore lägre</translation>
    </message>
    <message>
        <source>Ignore pieces below this share of both their areas</source>
        <translation>Ta inte med delar under denna andel av båda sina områden</translation>
    </message>
    <message>
        <source>In some rows or areas fewer than {limit} features have a value in the field {field}, so nothing of it is shown.</source>
        <translation>I några rader eller områden har färre än {limit} objekt ett värde i fältet {field}, så inget av det visas.</translation>
    </message>
    <message>
        <source>In the report only</source>
        <translation>Bara i rapporten</translation>
    </message>
    <message>
        <source>In which area and area type do {layer} lie, one by one?</source>
        <translation>I vilket område och vilken områdestyp ligger {layer}, en för en?</translation>
    </message>
    <message>
        <source>In which area and area type does each piece of {layer} lie, cut at the borders?</source>
        <translation>I vilket område och vilken områdestyp ligger varje bit av {layer}, när de delas vid gränserna?</translation>
    </message>
    <message>
        <source>In {count} areas the group has more people than there are in all. Check which fields hold the group and the total.</source>
        <translation>I {count} områden har gruppen fler personer än det finns totalt. Se efter vilka fält som håller gruppen och alla.</translation>
    </message>
    <message>
        <source>In {count} areas the groups have more people than {total} says there are. Check that the groups do not overlap, and which field holds the total.</source>
        <translation>I {count} områden har grupperna fler personer än {total} säger att det finns. Se efter att grupperna inte överlappar, och vilket fält som håller alla.</translation>
    </message>
    <message>
        <source>Index (higher is worse)</source>
        <translation>Index (högre är sämre)</translation>
    </message>
    <message>
        <source>Index among the types (recognised if empty)</source>
        <translation>Index bland typerna (känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Index and types {first}–{last}, {where}</source>
        <translation>Index och områdestyper {first}–{last}, {where}</translation>
    </message>
    <message>
        <source>Index by year</source>
        <translation>Index per år</translation>
    </message>
    <message>
        <source>Index field (recognised if empty)</source>
        <translation>Fält med index (känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Index in the year of comparison</source>
        <translation>Index jämförelseåret</translation>
    </message>
    <message>
        <source>Index of disparity</source>
        <translation>Skillnadsindex (index of disparity)</translation>
    </message>
    <message>
        <source>Index of disparity, weighted</source>
        <translation>Skillnadsindex, befolkningsvägt</translation>
    </message>
    <message>
        <source>Index that was classified</source>
        <translation>Index som klassats</translation>
    </message>
    <message>
        <source>Index: {index}. A higher index is worse.</source>
        <translation>Index: {index}. Ett högre index är sämre.</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>Indikatorer</translation>
    </message>
    <message>
        <source>Indirect standardisation needs the standard's rate by class, or its events and its population. Choose the field with the rates, or both of the others.</source>
        <translation>Indirekt standardisering kräver standardens nivå per klass, eller dess händelser och folkmängd. Välj fältet med nivåerna, eller båda de andra.</translation>
    </message>
    <message>
        <source>Indirectly standardised rates compare each group with the standard. Groups whose population differs by class are strictly comparable with each other only when directly standardised.</source>
        <translation>Indirekt standardiserade nivåer jämför varje grupp med standarden. Grupper med olika befolkning i klasserna är strikt jämförbara med varandra bara när de är direkt standardiserade.</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>Inhabitants</source>
        <translation>Invånare</translation>
    </message>
    <message>
        <source>Inhabitants by year</source>
        <translation>Invånare per år</translation>
    </message>
    <message>
        <source>Inhabitants field of the grid (recognised if empty)</source>
        <translation>Rutnätets fält med invånare (känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Inhabitants from</source>
        <translation>Invånare från</translation>
    </message>
    <message>
        <source>Inhabitants of the areas of the type.</source>
        <translation>Invånare i områdena av typen.</translation>
    </message>
    <message>
        <source>Inhabitants per km²</source>
        <translation>Invånare per km²</translation>
    </message>
    <message>
        <source>Inhabitants: {count}</source>
        <translation>Invånare: {count}</translation>
    </message>
    <message>
        <source>It may be chance: the interval holds no difference at all.</source>
        <translation>Det kan vara slump: intervallet rymmer att det inte är någon skillnad alls.</translation>
    </message>
    <message>
        <source>Its class (the field named as the table's if empty)</source>
        <translation>Dess klass (fältet som heter som tabellens om tomt)</translation>
    </message>
    <message>
        <source>Its events (indirect, instead of a rate)</source>
        <translation>Dess händelser (indirekt, i stället för en nivå)</translation>
    </message>
    <message>
        <source>Its older interface (PxWeb v1)</source>
        <translation>Dess äldre gränssnitt (PxWeb v1)</translation>
    </message>
    <message>
        <source>Its population (recognised if empty)</source>
        <translation>Dess folkmängd (känns igen om tomt)</translation>
    </message>
    <message>
        <source>Its rate (indirect)</source>
        <translation>Dess nivå (indirekt)</translation>
    </message>
    <message>
        <source>Join statistics to areas</source>
        <translation>Koppla statistik till områden</translation>
    </message>
    <message>
        <source>Joins a statistical file to areas by their code: CSV of any dialect (UTF-8, Windows-1252, comma, semicolon, tab, decimal comma, title lines, footnotes), PxWeb JSON, JSON-stat 1 and 2, and Excel (XLSX).

The join is on the code, never on the name. A file that holds only labels such as 'Kommun (RegSO-namn)' needs a key table with codes and names. Suffixes such as _RegSO2025 are understood. Lost leading zeros are put back.

The table's year decides the edition of the areas: 2020 for years to 2023, 2025 from 2024. Statistics of one edition on areas of the other are refused unless you allow them; the result then says so.

Filters pick one category of each dimension, as dimension=category separated by semicolons; without a filter the total is taken. The log is the match report: what matched, what did not on either side, and how many people live there.</source>
        <translation>Kopplar en statistikfil till områden med hjälp av deras kod: CSV av alla slag (UTF-8, Windows-1252, komma, semikolon, tabb, decimalkomma, rubrikrader, fotnoter), PxWeb-JSON, JSON-stat 1 och 2 samt Excel (XLSX).

Kopplingen görs på koden, aldrig på namnet. En fil som bara har etiketter som ”Kommun (RegSO-namn)” behöver en kopplingstabell med koder och namn. Tillägg som _RegSO2025 tolkas. Inledande nollor som har gått förlorade läggs tillbaka.

Tabellens år avgör indelningen: 2020 för år till och med 2023, 2025 från och med 2024. Statistik för den ena indelningen på områden i den andra avvisas om du inte tillåter det; det framgår i så fall av resultatet.

Filter väljer en kategori i varje dimension och skrivs som dimension=kategori med semikolon emellan; utan filter används totalen. Loggen är matchningsrapporten: vad som matchade, vad som inte gjorde det på vardera sidan och hur många som bor där.</translation>
    </message>
    <message>
        <source>Kappa of the types</source>
        <translation>Typernas kappa</translation>
    </message>
    <message>
        <source>Kappa of the types, linear weights</source>
        <translation>Typernas kappa, linjära vikter</translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation>Spara högst</translation>
    </message>
    <message>
        <source>Key table</source>
        <translation>Kopplingstabell</translation>
    </message>
    <message>
        <source>Key table from DeSO to RegSO of the edition to convert to</source>
        <translation>Kopplingstabell från DeSO till RegSO för indelningen att räkna om till</translation>
    </message>
    <message>
        <source>Key table from DeSO to RegSO of the figures' edition</source>
        <translation>Kopplingstabell från DeSO till RegSO för siffrornas indelning</translation>
    </message>
    <message>
        <source>Key table with codes and names</source>
        <translation>Kopplingstabell med koder och namn</translation>
    </message>
    <message>
        <source>Known are the layers with areas in the project, what was loaded from SCB before, and the demo. No network is asked. NULL where nothing is known, or SCB has published no value.</source>
        <translation>Kända är lagren med områden i projektet, det som tidigare har lästs in från SCB, och demon. Inget nät frågas. NULL där inget är känt, eller där SCB inte har publicerat något värde.</translation>
    </message>
    <message>
        <source>Kommun</source>
        <translation>Kommun</translation>
    </message>
    <message>
        <source>Kommun code</source>
        <translation>Kommunkod</translation>
    </message>
    <message>
        <source>Kommuner</source>
        <translation>Kommuner</translation>
    </message>
    <message>
        <source>Kommuner and län</source>
        <translation>Kommuner och län</translation>
    </message>
    <message>
        <source>Kommuner of {layer}</source>
        <translation>Kommuner i {layer}</translation>
    </message>
    <message>
        <source>Kommuner, by name or code (all if empty)</source>
        <translation>Kommuner, med namn eller kod (alla om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Label the areas</source>
        <translation>Sätt etiketter på områdena</translation>
    </message>
    <message>
        <source>Labels of the table fit more than one area and are not guessed ({count}): {labels}. Write them as “Kommun (RegSO-namn)”, or fetch the table with codes.</source>
        <translation>Etiketter i tabellen stämmer på mer än ett område, och det går inte att avgöra vilket ({count} st.): {labels}. Skriv dem som ”Kommun (RegSO-namn)”, eller hämta tabellen med koder.</translation>
    </message>
    <message>
        <source>Labels of {year} (RegSO {wanted}) were matched through the names of RegSO {given}, as you asked ({count}); areas that changed name may have got another area's value.</source>
        <translation>Etiketter för {year} (RegSO {wanted}) matchades på begäran med namnen i RegSO {given} ({count} st.); områden som har bytt namn kan ha fått ett annat områdes värde.</translation>
    </message>
    <message>
        <source>Labels that differ from the key table only in blanks, dashes or capitals were matched: {count}.</source>
        <translation>Etiketter som skiljer sig från kopplingstabellen bara i mellanslag, streck eller versaler matchades: {count} st.</translation>
    </message>
    <message>
        <source>Language of reports, layers and labels</source>
        <translation>Språk i rapporter, lager och etiketter</translation>
    </message>
    <message>
        <source>Largest difference from the published index</source>
        <translation>Största skillnad mot det publicerade indexet</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>Sista år</translation>
    </message>
    <message>
        <source>Last year (latest if empty)</source>
        <translation>Sista år (det senaste om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Last year (the table's if empty)</source>
        <translation>Sista år (tabellens om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Last year compared</source>
        <translation>Sista jämförda år</translation>
    </message>
    <message>
        <source>Later minus or divided by earlier. What the types are held to stands on every row.</source>
        <translation>Senare minus, eller delat med, tidigare. Vad typerna hålls vid står på varje rad.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Lager</translation>
    </message>
    <message>
        <source>Layer of areas</source>
        <translation>Lager med områden</translation>
    </message>
    <message>
        <source>Layer of the project to add</source>
        <translation>Lager i projektet att lägga till</translation>
    </message>
    <message>
        <source>Layer or table with a row for each area (and year)</source>
        <translation>Lager eller tabell med en rad för varje område (och år)</translation>
    </message>
    <message>
        <source>Layer to summarize (or a table with area codes)</source>
        <translation>Lager att summera (eller en tabell med områdeskoder)</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Nivå</translation>
    </message>
    <message>
        <source>Level of the intervals, percent</source>
        <translation>Intervallens nivå, procent</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliotek</translation>
    </message>
    <message>
        <source>Lines by area type over the years</source>
        <translation>Linjer efter områdestyp över åren</translation>
    </message>
    <message>
        <source>Load again</source>
        <translation>Läs in igen</translation>
    </message>
    <message>
        <source>Load areas</source>
        <translation>Läs in områden</translation>
    </message>
    <message>
        <source>Load areas with index and types</source>
        <translation>Läs in områden med index och områdestyper</translation>
    </message>
    <message>
        <source>Load index and types over the years</source>
        <translation>Läs in index och områdestyper över åren</translation>
    </message>
    <message>
        <source>Loading {name}…</source>
        <translation>Läser in {name}…</translation>
    </message>
    <message>
        <source>Local Moran's I</source>
        <translation>Lokalt Morans I</translation>
    </message>
    <message>
        <source>Locating the features</source>
        <translation>Bestämmer var objekten ligger</translation>
    </message>
    <message>
        <source>Location quotient</source>
        <translation>Lokaliseringskvot</translation>
    </message>
    <message>
        <source>Long-term social assistance or unemployment</source>
        <translation>Långvarigt ekonomiskt bistånd eller långtidsarbetslöshet</translation>
    </message>
    <message>
        <source>Look for clusters of this value (needs polygons)</source>
        <translation>Sök kluster av detta värde (kräver ytor)</translation>
    </message>
    <message>
        <source>Looking for clusters</source>
        <translation>Söker kluster</translation>
    </message>
    <message>
        <source>Looking up {code}</source>
        <translation>Slår upp {code}</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Undre gräns</translation>
    </message>
    <message>
        <source>Low economic standard</source>
        <translation>Låg ekonomisk standard</translation>
    </message>
    <message>
        <source>Low economic standard, percent (V1; recognised if empty)</source>
        <translation>Låg ekonomisk standard, procent (V1; känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Län</source>
        <translation>Län</translation>
    </message>
    <message>
        <source>Län code</source>
        <translation>Länskod</translation>
    </message>
    <message>
        <source>Län, by name or code (all if empty)</source>
        <translation>Län, med namn eller kod (alla om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Many areas keep their code but not their boundaries; the result says so</source>
        <translation>Många områden behåller koden men inte gränserna; resultatet säger det</translation>
    </message>
    <message>
        <source>Map as PDF…</source>
        <translation>Karta som PDF…</translation>
    </message>
    <message>
        <source>Map as PNG…</source>
        <translation>Karta som PNG…</translation>
    </message>
    <message>
        <source>Map on A4</source>
        <translation>Karta på A4</translation>
    </message>
    <message>
        <source>Map service (WFS)</source>
        <translation>Karttjänst (WFS)</translation>
    </message>
    <message>
        <source>Map shows</source>
        <translation>Kartan visar</translation>
    </message>
    <message>
        <source>Mean and standard deviation (divided by {divisor}) of the index over {count} areas; {missing} areas lack the figures.</source>
        <translation>Indexets medelvärde och standardavvikelse (med nämnaren {divisor}) är beräknade på {count} områden; områden som saknar uppgifter: {missing}.</translation>
    </message>
    <message>
        <source>Mean and standard deviation were stated, not computed from the areas at hand.</source>
        <translation>Medelvärde och standardavvikelse är angivna, inte beräknade på de aktuella områdena.</translation>
    </message>
    <message>
        <source>Mean log deviation between groups</source>
        <translation>Medellogavvikelse mellan grupper</translation>
    </message>
    <message>
        <source>Mean of the field, weighted by how much of each feature lies in the areas.</source>
        <translation>Fältets medelvärde, vägt med hur mycket av varje objekt som ligger i områdena.</translation>
    </message>
    <message>
        <source>Mean of the neighbours</source>
        <translation>Grannarnas medelvärde</translation>
    </message>
    <message>
        <source>Mean of {rates} for {layer}</source>
        <translation>Medelvärde av {rates} för {layer}</translation>
    </message>
    <message>
        <source>Mean: of all areas of the country, every area counting the same.</source>
        <translation>Medel: av landets alla områden, där varje område väger lika.</translation>
    </message>
    <message>
        <source>Mean: of all areas of the demo region, every area counting the same.</source>
        <translation>Medel: av alla områden i demoregionen, där varje område väger lika.</translation>
    </message>
    <message>
        <source>Mean: of the areas of the layer, every area counting the same.</source>
        <translation>Medel: av områdena i lagret, där varje område väger lika.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mått</translation>
    </message>
    <message>
        <source>Measure in words</source>
        <translation>Mått i ord</translation>
    </message>
    <message>
        <source>Measures (all if empty)</source>
        <translation>Mått, dvs. tabellinnehåll (alla om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Measures how groups of people live apart: ojämlikhetsindex, dissimilarity, isolation and exposure, eta², Gini, Atkinson, Theil's H and mutual information, for all areas, each län or each kommun, and each year.

The input has a row for each area (and year) and a field with a count of people for each group. With a total, those in none of the groups are a group of their own.

With a value field and polygons, Moran's I says whether the value clusters, and each area which kind of cluster it is in.

Small counts can be guarded: with a limit, nothing is shown of a place and year that holds one; rounded counts can be measured everywhere.

What cannot be computed has its reason beside it. All measures depend on how large the areas are.</source>
        <translation>Mäter hur grupper av människor bor åtskilda: ojämlikhetsindex, dissimilaritet, isolering och exponering, eta², Gini, Atkinson, Theils H och ömsesidig information, för alla områden, varje län eller varje kommun, och varje år.

Indata har en rad för varje område (och år) och ett fält med antal personer för varje grupp. Med ett fält för alla blir de som inte hör till någon grupp en egen grupp.

Med ett värdefält och ytor säger Morans I om värdet samlas på kartan, och varje område vilket slags kluster det ligger i.

Små antal kan skyddas: med en gräns visas inget av en plats och ett år som har ett sådant; avrundade antal kan mätas överallt.

Det som inte kan beräknas har orsaken bredvid sig. Alla mått beror på hur stora områdena är.</translation>
    </message>
    <message>
        <source>Measures how much a rate differs between the five area types (1 = major challenges, 5 = very good conditions), or between any groups in order: difference and ratio, slope and relative index of inequality, concentration index, attributable risk, Theil, Gini, Palma and others, and the steps to parity, each with its interval, its method and, where it does not exist, the reason.

The input is the result of Summarize a layer by area type, or any table with a row for each group, a count or a rate, and the population. The groups are ordered from the worst-off to the best-off.

Choose what the figures are: events can happen to a person several times, persons are counted once at most, amounts such as km are measured. With a class within the groups, such as age or town and country, the rates are standardised first, by the table's own population, a field, or a table with a standard of its own.

The measures describe differences. They say nothing of causes.</source>
        <translation>Mäter hur mycket en nivå skiljer sig mellan de fem områdestyperna (1 = stora utmaningar, 5 = mycket goda förutsättningar), eller mellan andra grupper med en ordning: skillnad och kvot, lutningsindex och relativt index, koncentrationsindex, tillskriven andel, Theil, Gini, Palma med flera och stegen till lika nivå, vart och ett med intervall, metod och, där det inte finns, skälet.

Indata är resultatet av Summera ett lager per områdestyp, eller någon annan tabell med en rad för varje grupp, ett antal eller en nivå och folkmängden. Grupperna ordnas från sämst till bäst förutsättningar.

Välj vad siffrorna är: händelser kan drabba en person flera gånger, personer räknas högst en gång, mängder som km är uppmätta. Med en klass inom grupperna, som ålder eller stad och land, standardiseras nivåerna först, efter tabellens egen folkmängd, ett fält eller en tabell med en egen standard.

Måtten beskriver skillnader. De säger inget om orsaker.</translation>
    </message>
    <message>
        <source>Measures of disparity</source>
        <translation>Mått på skillnader</translation>
    </message>
    <message>
        <source>Measures of segregation</source>
        <translation>Mått på segregation</translation>
    </message>
    <message>
        <source>Measures that could not be computed</source>
        <translation>Mått som inte kunde beräknas</translation>
    </message>
    <message>
        <source>Mend the file in {folder}, then close the panel and open it again.</source>
        <translation>Rätta filen i {folder}, stäng sedan panelen och öppna den igen.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Metod</translation>
    </message>
    <message>
        <source>Models (*.model3)</source>
        <translation>Modeller (*.model3)</translation>
    </message>
    <message>
        <source>Moran's I of the last year</source>
        <translation>Morans I för sista året</translation>
    </message>
    <message>
        <source>More are faster for large layers and leave less for other programs. The answer is the same whatever their number.</source>
        <translation>Fler går snabbare för stora lager och lämnar mindre åt andra program. Svaret blir detsamma hur många de än är.</translation>
    </message>
    <message>
        <source>More choices</source>
        <translation>Fler val</translation>
    </message>
    <message>
        <source>More choices: {choices}</source>
        <translation>Fler val: {choices}</translation>
    </message>
    <message>
        <source>More warnings ({count})</source>
        <translation>Fler varningar ({count})</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Name of the own region</source>
        <translation>Den egna regionens namn</translation>
    </message>
    <message>
        <source>Name or code</source>
        <translation>Namn eller kod</translation>
    </message>
    <message>
        <source>Name, from</source>
        <translation>Namn, från</translation>
    </message>
    <message>
        <source>Name, to</source>
        <translation>Namn, till</translation>
    </message>
    <message>
        <source>Nearest cut point</source>
        <translation>Närmaste gränsvärde</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>Grannar</translation>
    </message>
    <message>
        <source>Neighbours (queen: meet in a point at least, rook: share a stretch of border)</source>
        <translation>Grannar (queen: möts i minst en punkt, rook: delar en bit gräns)</translation>
    </message>
    <message>
        <source>Never ask the network, use what was saved</source>
        <translation>Fråga aldrig nätet, använd det som är sparat</translation>
    </message>
    <message>
        <source>New areas</source>
        <translation>Nya områden</translation>
    </message>
    <message>
        <source>New questions begin with this threshold. It holds for tables, charts, maps and exports, and each question can have another one.</source>
        <translation>Nya frågor börjar med den här gränsen. Den gäller tabeller, diagram, kartor och exporter, och varje fråga kan ha en annan.</translation>
    </message>
    <message>
        <source>No agency</source>
        <translation>Ingen myndighet</translation>
    </message>
    <message>
        <source>No area has a count in every group. Choose fields with counts of people.</source>
        <translation>Inget område har ett antal i varje grupp. Välj fält med antal personer.</translation>
    </message>
    <message>
        <source>No area has a population, and without it the areas cannot be put together. Choose the field with the population, or a table with the population of each area and year.</source>
        <translation>Inget område har en folkmängd, och utan den kan områdena inte slås ihop. Välj fältet med folkmängden, eller en tabell med folkmängden för varje område och år.</translation>
    </message>
    <message>
        <source>No area has an area type (1–5). Choose the field with SCB's area type, or the table that holds the types.</source>
        <translation>Inget område har en områdestyp (1–5). Välj fältet med SCB:s områdestyp, eller tabellen som har typerna.</translation>
    </message>
    <message>
        <source>No area has both a computed and a published index, so they could not be compared.</source>
        <translation>Inget område har både ett beräknat och ett publicerat index, så de kunde inte jämföras.</translation>
    </message>
    <message>
        <source>No area has both an index and an area type (1–5), so nothing can be said about the cut points. Choose the fields with SCB's index and area type.</source>
        <translation>Inget område har både index och områdestyp (1–5), så inget kan sägas om gränsvärdena. Välj fälten med SCB:s index och områdestyp.</translation>
    </message>
    <message>
        <source>No area has this type in the year.</source>
        <translation>Inget område har den här typen det året.</translation>
    </message>
    <message>
        <source>No area is called a cluster{year}, but {count} have the smallest p-value that {permutations} permutations can give, {smallest}. More permutations may tell.</source>
        <translation>Inget område kallas kluster{year}, men {count} har det minsta p-värde som {permutations} permutationer kan ge, {smallest}. Fler permutationer kan ge besked.</translation>
    </message>
    <message>
        <source>No area type: SCB publishes none for this area.</source>
        <translation>Ingen områdestyp: SCB redovisar ingen för det här området.</translation>
    </message>
    <message>
        <source>No area's code begins with {codes}. Check the codes of the region, or choose a layer that holds it.</source>
        <translation>Inget områdes kod börjar med {codes}. Kontrollera regionens koder, eller välj ett lager som rymmer den.</translation>
    </message>
    <message>
        <source>No data, or outside the region</source>
        <translation>Uppgift saknas, eller utanför regionen</translation>
    </message>
    <message>
        <source>No field</source>
        <translation>Inget fält</translation>
    </message>
    <message>
        <source>No field was chosen for “{parameter}” and none is recognised. The table's fields are: {fields}. Choose the field.</source>
        <translation>Inget fält valdes för ”{parameter}” och inget känns igen. Tabellen har fälten: {fields}. Välj fältet.</translation>
    </message>
    <message>
        <source>No file with boundaries was chosen. Choose SCB's GeoPackage, shapefile or zip of RegSO or DeSO; of both editions where years before and from 2024 are wanted.</source>
        <translation>Ingen fil med gränser valdes. Välj SCB:s GeoPackage, shapefil eller zip med RegSO eller DeSO; i båda indelningarna om du vill ha år både före och från och med 2024.</translation>
    </message>
    <message>
        <source>No file with statistics was chosen, or the files do not say which years they are about, so there is no time series in them. Choose tables with years.</source>
        <translation>Ingen fil med statistik har valts, eller så anger filerna inte vilka år de gäller, så det finns ingen tidsserie i dem. Välj tabeller med år.</translation>
    </message>
    <message>
        <source>No layer was chosen for “{parameter}”. Choose one, or add it to the project first.</source>
        <translation>Inget lager valdes för ”{parameter}”. Välj ett, eller lägg först till det i projektet.</translation>
    </message>
    <message>
        <source>No layer yet for: {roles}.</source>
        <translation>Lager saknas för: {roles}.</translation>
    </message>
    <message>
        <source>No mean and standard deviation give all {count} areas their published type. These contradict each other: {areas}.</source>
        <translation>Det finns inget medelvärde och ingen standardavvikelse som ger alla {count} områden deras publicerade typ. Följande områden motsäger varandra: {areas}.</translation>
    </message>
    <message>
        <source>No other year</source>
        <translation>Inget annat år</translation>
    </message>
    <message>
        <source>No program opened the report. It is here: {path}</source>
        <translation>Inget program öppnade rapporten. Den finns här: {path}</translation>
    </message>
    <message>
        <source>No row has a RegSO or DeSO code such as 0180R001; the field holds {examples}. Choose the field with the areas' codes.</source>
        <translation>Ingen rad har en RegSO- eller DeSO-kod som 0180R001; i fältet står {examples}. Välj fältet med områdenas koder.</translation>
    </message>
    <message>
        <source>No row has a year in the chosen field, which holds {examples}. Choose the field with the year of the figures.</source>
        <translation>Ingen rad har ett år i det valda fältet, där det står {examples}. Välj fältet med uppgifternas år.</translation>
    </message>
    <message>
        <source>No table is known for “{indicator}”. Known are: {known}.</source>
        <translation>Det finns ingen känd tabell för ”{indicator}”. Kända är: {known}.</translation>
    </message>
    <message>
        <source>No two areas are neighbours, so nothing can cluster.</source>
        <translation>Inga områden är grannar, så inget kan samlas.</translation>
    </message>
    <message>
        <source>Nobody belongs to {first}, or nobody to {second}.</source>
        <translation>Ingen hör till {first}, eller ingen till {second}.</translation>
    </message>
    <message>
        <source>Nobody belongs to {group}, or everybody does.</source>
        <translation>Ingen hör till {group}, eller alla gör det.</translation>
    </message>
    <message>
        <source>Nobody belongs to {group}.</source>
        <translation>Ingen hör till {group}.</translation>
    </message>
    <message>
        <source>Nobody is known to live here, so there is no rate.</source>
        <translation>Ingen bor här, såvitt är känt, så det finns ingen nivå.</translation>
    </message>
    <message>
        <source>Nobody lives in any of the groups, so there is no standard population.</source>
        <translation>Ingen bor i någon av grupperna, så det finns ingen standardbefolkning.</translation>
    </message>
    <message>
        <source>Nobody lives in the areas.</source>
        <translation>Ingen bor i områdena.</translation>
    </message>
    <message>
        <source>Nobody lives in the group {group}, so it has no rate; its {value:g} are left out of all measures.</source>
        <translation>Ingen bor i gruppen {group}, så den har ingen nivå; det som finns där ({value:g}) ingår inte i något mått.</translation>
    </message>
    <message>
        <source>Nobody lives in the group {group}; it is left out of all measures.</source>
        <translation>Ingen bor i gruppen {group}; den ingår inte i något mått.</translation>
    </message>
    <message>
        <source>Nobody of area type {worst} lives in a class of town and country where anybody of area type {best} does, so the difference between them may be one of town and country alone.</source>
        <translation>Ingen i områdestyp {worst} bor i en klass av stad och land där någon i områdestyp {best} bor, så skillnaden mellan dem kan vara en mellan stad och land och inget annat.</translation>
    </message>
    <message>
        <source>Nobody of the group {group} lives in {strata}, so its rate cannot be standardised and it is left out. Join classes, or standardise indirectly.</source>
        <translation>Ingen i gruppen {group} bor i {strata}, så dess nivå kan inte standardiseras och gruppen ingår inte. Slå ihop klasser, eller standardisera indirekt.</translation>
    </message>
    <message>
        <source>Nobody of the group {worst} or nobody of the group {best} lives in {classes}; the comparison within classes leaves that out, with {percent:.1f} percent of the inhabitants.</source>
        <translation>Ingen i gruppen {worst} eller ingen i gruppen {best} bor i {classes}; jämförelsen inom klasser utelämnar det, med {percent:.1f} procent av invånarna.</translation>
    </message>
    <message>
        <source>Nobody of the standard lives in the classes {classes}, so they have no rate. Join classes, or leave them out.</source>
        <translation>Ingen i standarden bor i klasserna {classes}, så de har ingen nivå. Slå ihop klasser, eller utelämna dem.</translation>
    </message>
    <message>
        <source>None of the areas has an area type. Choose the field with the area type (områdestyp), or join SCB's table to the areas first.</source>
        <translation>Inget av områdena har någon områdestyp. Välj fältet med områdestyp, eller koppla först SCB:s tabell till områdena.</translation>
    </message>
    <message>
        <source>None of the areas is a DeSO, so none has SCB's category A, B or C in its code. RegSO are made of DeSO of several categories: choose the density of the population instead, or a field with classes.</source>
        <translation>Inget av områdena är ett DeSO, så inget har SCB:s kategori A, B eller C i koden. RegSO består av DeSO av flera kategorier: välj befolkningstätheten i stället, eller ett fält med klasser.</translation>
    </message>
    <message>
        <source>None of the areas is in the table with the area types: {codes}. Check that both hold RegSO of the same edition.</source>
        <translation>Inget av områdena finns i tabellen med områdestyperna: {codes}. Kontrollera att båda har RegSO av samma indelning.</translation>
    </message>
    <message>
        <source>None of the table's codes ({examples}) is a DeSO of the key table ({keys}). Use the key table of the table's edition, and a table by DeSO.</source>
        <translation>Ingen av tabellens koder ({examples}) finns bland DeSO-koderna i kopplingstabellen ({keys}). Använd kopplingstabellen för tabellens indelning, och en tabell redovisad efter DeSO.</translation>
    </message>
    <message>
        <source>None of the table's rows holds a RegSO or DeSO code as text, such as 0180R001, in the field {field}. Numbers lose the leading zero: choose a table with whole codes.</source>
        <translation>Ingen av tabellens rader har en RegSO- eller DeSO-kod som text, till exempel 0180R001, i fältet {field}. Tal förlorar den inledande nollan: välj en tabell med hela koder.</translation>
    </message>
    <message>
        <source>None of the table's {rows} codes ({examples}) is among the areas' codes ({areas}). They may be of different levels (RegSO, DeSO), or the wrong field was chosen.</source>
        <translation>Ingen av tabellens {rows} koder ({examples}) finns bland områdenas koder ({areas}). De kan avse olika nivåer (RegSO, DeSO), eller så har fel fält valts.</translation>
    </message>
    <message>
        <source>None of the {count} areas of the table ({values}) is a RegSO or DeSO code, and none is a label that the key table knows. Check that table and key table belong together.</source>
        <translation>Inget av tabellens områden ({count} st.: {values}) anges med en RegSO- eller DeSO-kod eller med en etikett som finns i kopplingstabellen. Kontrollera att tabell och kopplingstabell hör ihop.</translation>
    </message>
    <message>
        <source>None of the {rows} codes of the figures ({examples}) is among the areas' codes ({areas}). They may be of different levels or editions: check the files and the year.</source>
        <translation>Ingen av siffrornas {rows} koder ({examples}) finns bland områdenas koder ({areas}). De kan vara av olika nivå eller indelning: kontrollera filerna och året.</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Inget än</translation>
    </message>
    <message>
        <source>None: everything is asked over https.</source>
        <translation>Inga: allt frågas över https.</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Inte alls</translation>
    </message>
    <message>
        <source>Not rounded</source>
        <translation>Avrundas inte</translation>
    </message>
    <message>
        <source>Not shown: it counts fewer than {limit}, or would reveal such a count.</source>
        <translation>Visas inte: färre än {limit}, eller skulle avslöja ett sådant antal.</translation>
    </message>
    <message>
        <source>Not shown: some area here has a count above zero and below {limit}, which the measures would give away.</source>
        <translation>Visas inte: något område här har ett antal över noll men under {limit}, som måtten skulle avslöja.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmärkning</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Anmärkningar</translation>
    </message>
    <message>
        <source>Nothing could be written to {place}: {reason}. Save the project elsewhere, or make room.</source>
        <translation>Inget kunde skrivas till {place}: {reason}. Spara projektet på en annan plats, eller frigör utrymme.</translation>
    </message>
    <message>
        <source>Nothing hidden</source>
        <translation>Inget döljs</translation>
    </message>
    <message>
        <source>Nothing is expected in the group {group}, so it has no ratio and is left out.</source>
        <translation>Inget är förväntat i gruppen {group}, så den har ingen kvot och ingår inte.</translation>
    </message>
    <message>
        <source>Nothing is known of how much of it is chance.</source>
        <translation>Hur mycket av det som är slump går inte att veta.</translation>
    </message>
    <message>
        <source>Nothing is known of this area: no type, no index, no population.</source>
        <translation>Inget är känt om det här området: varken typ, index eller folkmängd.</translation>
    </message>
    <message>
        <source>Nothing lies in the areas, so there is nothing to compare.</source>
        <translation>Inget ligger i områdena, så det finns inget att jämföra.</translation>
    </message>
    <message>
        <source>Nothing says which area type the areas have. Choose the field with the area type, or a table with the types of each area and year.</source>
        <translation>Inget säger vilken områdestyp områdena har. Välj fältet med områdestyp, eller en tabell med typerna för varje område och år.</translation>
    </message>
    <message>
        <source>Nothing says which year the figures are of, and cut points belong to a year. Give the year, or choose the field that holds it.</source>
        <translation>Inget säger vilket år uppgifterna gäller, och gränsvärden hör till ett år. Ange året, eller välj fältet där det står.</translation>
    </message>
    <message>
        <source>Nothing tells which edition the areas belong to; the table belongs to the {table} edition. Make sure that the boundaries do too.</source>
        <translation>Det framgår inte vilken indelning områdena tillhör; tabellen tillhör indelningen {table}. Kontrollera att gränserna också gör det.</translation>
    </message>
    <message>
        <source>Nothing was chosen to compare. Choose a count, or a rate, or the population, by area or area type and year.</source>
        <translation>Inget har valts att jämföra. Välj ett antal, en nivå eller folkmängden, per område eller områdestyp och år.</translation>
    </message>
    <message>
        <source>Nothing was chosen to measure. Choose fields with counts of people for at least two groups (or one group and all people), or a value to look for clusters of.</source>
        <translation>Inget har valts att mäta. Välj fält med antal personer för minst två grupper (eller en grupp och alla), eller ett värde att söka kluster av.</translation>
    </message>
    <message>
        <source>Numbers such as {example} were read with “{sign}” as the decimal sign. If it parts thousands here, the values are 1,000 times too small: save the file without signs between thousands and read it again.</source>
        <translation>Tal som {example} lästes med ”{sign}” som decimaltecken. Om tecknet avgränsar tusental här är värdena 1 000 gånger för små: spara filen utan tusentalsavgränsare och läs den på nytt.</translation>
    </message>
    <message>
        <source>Observed to expected (standardised ratio)</source>
        <translation>Observerat mot förväntat (standardiserad kvot)</translation>
    </message>
    <message>
        <source>Odds ratio of the ends, logit model</source>
        <translation>Oddskvot mellan ändarna, logitmodell</translation>
    </message>
    <message>
        <source>Offices</source>
        <translation>Kontor</translation>
    </message>
    <message>
        <source>Offices of agencies</source>
        <translation>Myndighetskontor</translation>
    </message>
    <message>
        <source>Ojämlikhetsindex stands between the group with the lowest and the group with the highest income. Choose both, two different ones of the groups: {groups}.</source>
        <translation>Ojämlikhetsindex står mellan gruppen med lägst och gruppen med högst inkomst. Välj båda, två olika av grupperna: {groups}.</translation>
    </message>
    <message>
        <source>One of the two sets of areas is empty. Choose two layers with polygons.</source>
        <translation>Det ena av de två områdeslagren är tomt. Välj två lager med ytor (polygoner).</translation>
    </message>
    <message>
        <source>Only for servers inside your own network: what comes over http can be read and changed on the way.</source>
        <translation>Bara för servrar i det egna nätet: det som kommer över http kan läsas och ändras på vägen.</translation>
    </message>
    <message>
        <source>Only one area has people, so that nothing can be said of how they live apart.</source>
        <translation>Bara ett område har invånare, så inget kan sägas om hur de bor åtskilda.</translation>
    </message>
    <message>
        <source>Only shares of persons have an upper bound (100 %), which this form needs.</source>
        <translation>Bara andelar av personer har en övre gräns (100 %), som den här formen kräver.</translation>
    </message>
    <message>
        <source>Only the index of RegSO can be compared between years. Choose the level RegSO and the indicator index, or leave the year of comparison empty.</source>
        <translation>Bara index för RegSO kan jämföras mellan år. Välj nivån RegSO och indikatorn index, eller lämna jämförelseåret tomt.</translation>
    </message>
    <message>
        <source>Only vector layers and tables can be set against the areas.</source>
        <translation>Bara vektorlager och tabeller kan ställas mot områdena.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öppna</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>Öppna mappen</translation>
    </message>
    <message>
        <source>Open Report</source>
        <translation>Öppna rapporten</translation>
    </message>
    <message>
        <source>Open a run record, run it again and say whether the result is the same</source>
        <translation>Öppna ett körningsprotokoll, kör om det och säg om resultatet är detsamma</translation>
    </message>
    <message>
        <source>Open in Processing…</source>
        <translation>Öppna i Geobearbetning…</translation>
    </message>
    <message>
        <source>Or by field</source>
        <translation>Eller efter fält</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Annat</translation>
    </message>
    <message>
        <source>Other group</source>
        <translation>Annan grupp</translation>
    </message>
    <message>
        <source>Other versions than then: {versions}.</source>
        <translation>Andra versioner än då: {versions}.</translation>
    </message>
    <message>
        <source>Own computation. Figures: Statistics Sweden (SCB), table TAB6586, CC0 1.0, if they are SCB's.</source>
        <translation>Egen beräkning. Uppgifter: Statistiska centralbyrån (SCB), tabell TAB6586, CC0 1.0, om de är SCB:s.</translation>
    </message>
    <message>
        <source>Own grade (no area type)</source>
        <translation>Egen grad (ingen områdestyp)</translation>
    </message>
    <message>
        <source>Own grade in words (no area type)</source>
        <translation>Egen grad i ord (ingen områdestyp)</translation>
    </message>
    <message>
        <source>Own grading of {region} {first}–{last}, computed year by year; not SCB's area types</source>
        <translation>Egen gradering av {region} {first}–{last}, beräknad år för år; inte SCB:s områdestyper</translation>
    </message>
    <message>
        <source>Own grading of {region} {year}, by the mean {mean:.2f} and the standard deviation {deviation:.2f} of its own areas; not SCB's area types</source>
        <translation>Egen gradering av {region} {year}, efter medelvärdet {mean:.2f} och standardavvikelsen {deviation:.2f} för de egna områdena; inte SCB:s områdestyper</translation>
    </message>
    <message>
        <source>Own grading of {region} {year}, by the stated mean {mean:.2f} and standard deviation {deviation:.2f}; not SCB's area types</source>
        <translation>Egen gradering av {region} {year}, efter det angivna medelvärdet {mean:.2f} och den angivna standardavvikelsen {deviation:.2f}; inte SCB:s områdestyper</translation>
    </message>
    <message>
        <source>P-value</source>
        <translation>P-värde</translation>
    </message>
    <message>
        <source>P-value, adjusted</source>
        <translation>P-värde, justerat</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF-filer (*.pdf)</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-bilder (*.png)</translation>
    </message>
    <message>
        <source>Palma ratio, ranked by group</source>
        <translation>Palmakvot, ordnad efter grupp</translation>
    </message>
    <message>
        <source>Palma ratio, ranked by rate</source>
        <translation>Palmakvot, ordnad efter nivå</translation>
    </message>
    <message>
        <source>Parks and green areas</source>
        <translation>Parker och grönområden</translation>
    </message>
    <message>
        <source>People in codes without an area</source>
        <translation>Invånare i koder utan område</translation>
    </message>
    <message>
        <source>People in the groups</source>
        <translation>Personer i grupperna</translation>
    </message>
    <message>
        <source>People were given twice, as a population grid and as a table by DeSO. Choose one of them; a grid follows the boundaries better.</source>
        <translation>Folkmängd angavs två gånger, som rutnät och som tabell efter DeSO. Välj det ena; ett rutnät följer gränserna bättre.</translation>
    </message>
    <message>
        <source>People were placed by the codes of their DeSO. Boundaries that moved through a DeSO are not seen; a population grid shows them.</source>
        <translation>Invånarna har placerats med hjälp av sina DeSO-koder. Gränser som har flyttats inom ett DeSO syns då inte; med ett befolkningsrutnät gör de det.</translation>
    </message>
    <message>
        <source>Per 1,000 inhabitants</source>
        <translation>Per 1 000 invånare</translation>
    </message>
    <message>
        <source>Per 1,000, high</source>
        <translation>Per 1 000, övre</translation>
    </message>
    <message>
        <source>Per 1,000, low</source>
        <translation>Per 1 000, nedre</translation>
    </message>
    <message>
        <source>Per km²</source>
        <translation>Per km²</translation>
    </message>
    <message>
        <source>Percentages: Statistics Sweden (SCB), table TAB6586, CC0 1.0, if they are SCB's.</source>
        <translation>Procenttal: Statistiska centralbyrån (SCB), tabell TAB6586, CC0 1.0, om de är SCB:s.</translation>
    </message>
    <message>
        <source>Permutations</source>
        <translation>Permutationer</translation>
    </message>
    <message>
        <source>Persons are counted out of a population. Choose the field with the population, or a table with it, or say that the counts are events.</source>
        <translation>Personer räknas av en folkmängd. Välj fältet med folkmängden, eller en tabell med den, eller ange att antalen är händelser.</translation>
    </message>
    <message>
        <source>Persons or cases</source>
        <translation>Personer eller ärenden</translation>
    </message>
    <message>
        <source>Pharmacies</source>
        <translation>Apotek</translation>
    </message>
    <message>
        <source>Physical barriers</source>
        <translation>Fysiska barriärer</translation>
    </message>
    <message>
        <source>Pick an area</source>
        <translation>Välj område</translation>
    </message>
    <message>
        <source>Points of sale</source>
        <translation>Försäljningsställen</translation>
    </message>
    <message>
        <source>Poisson regression on population ranks</source>
        <translation>Poissonregression på plats i befolkningen</translation>
    </message>
    <message>
        <source>Police stations</source>
        <translation>Polisstationer</translation>
    </message>
    <message>
        <source>Population</source>
        <translation>Folkmängd</translation>
    </message>
    <message>
        <source>Population attributable fraction (PAF)</source>
        <translation>Tillskriven andel i befolkningen (PAF)</translation>
    </message>
    <message>
        <source>Population attributable risk (PAR)</source>
        <translation>Tillskriven risk i befolkningen (PAR)</translation>
    </message>
    <message>
        <source>Population by DeSO, instead of a grid</source>
        <translation>Folkmängd efter DeSO, i stället för rutnät</translation>
    </message>
    <message>
        <source>Population field (recognised if empty)</source>
        <translation>Fält med folkmängd (känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Population grid</source>
        <translation>Befolkningsrutnät</translation>
    </message>
    <message>
        <source>Population grid (points or squares)</source>
        <translation>Befolkningsrutnät (punkter eller rutor)</translation>
    </message>
    <message>
        <source>Population of each area and year (if the table has none)</source>
        <translation>Folkmängd för varje område och år (om tabellen saknar den)</translation>
    </message>
    <message>
        <source>Population {year}</source>
        <translation>Folkmängd {year}</translation>
    </message>
    <message>
        <source>Pre-upper-secondary education</source>
        <translation>Förgymnasial utbildning</translation>
    </message>
    <message>
        <source>Pre-upper-secondary education, percent (V2; recognised if empty)</source>
        <translation>Förgymnasial utbildning, procent (V2; känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Preparing charts</source>
        <translation>Förbereder diagram</translation>
    </message>
    <message>
        <source>Preschools</source>
        <translation>Förskolor</translation>
    </message>
    <message>
        <source>Processors that a run may use</source>
        <translation>Processorer som en körning får använda</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Förlopp</translation>
    </message>
    <message>
        <source>Public transport lines</source>
        <translation>Kollektivtrafiklinjer</translation>
    </message>
    <message>
        <source>Public transport stops</source>
        <translation>Hållplatser</translation>
    </message>
    <message>
        <source>Published area type to compare with (recognised if empty)</source>
        <translation>Publicerad områdestyp att jämföra med (känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Published index to compare with (recognised if empty)</source>
        <translation>Publicerat index att jämföra med (känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>QGIS style file (*.qml)</source>
        <translation>QGIS-stilfil (*.qml)</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Fråga</translation>
    </message>
    <message>
        <source>Railways</source>
        <translation>Järnvägar</translation>
    </message>
    <message>
        <source>Rank in the country (1 = highest index, worst)</source>
        <translation>Rang i landet (1 = högst index, sämst)</translation>
    </message>
    <message>
        <source>Rank in the country (1 = worst)</source>
        <translation>Rang i landet (1 = sämst)</translation>
    </message>
    <message>
        <source>Rank in the country, of {ranked} (1 = highest index, worst)</source>
        <translation>Rang i landet, av {ranked} (1 = högst index, sämst)</translation>
    </message>
    <message>
        <source>Rank in the kommun (1 = highest index, worst)</source>
        <translation>Rang i kommunen (1 = högst index, sämst)</translation>
    </message>
    <message>
        <source>Rank in the kommun (1 = worst)</source>
        <translation>Rang i kommunen (1 = sämst)</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Nivå</translation>
    </message>
    <message>
        <source>Rate fields (averaged)</source>
        <translation>Kvotfält (medelvärdesberäknas)</translation>
    </message>
    <message>
        <source>Rate of all groups</source>
        <translation>Nivå i alla grupper</translation>
    </message>
    <message>
        <source>Rate or mean (instead of a count)</source>
        <translation>Nivå eller medelvärde (i stället för antal)</translation>
    </message>
    <message>
        <source>Rate, not standardised</source>
        <translation>Nivå, inte standardiserad</translation>
    </message>
    <message>
        <source>Rates are per so many inhabitants (1,000; 100 for persons; 1 for means)</source>
        <translation>Nivåer per så många invånare (1 000; 100 för personer; 1 för medelvärden)</translation>
    </message>
    <message>
        <source>Ratio to the best-off</source>
        <translation>Kvot mot bäst förutsättningar</translation>
    </message>
    <message>
        <source>Ratio, worst-off to best-off</source>
        <translation>Kvot, sämst mot bäst förutsättningar</translation>
    </message>
    <message>
        <source>Read as {dialect}</source>
        <translation>Läst som {dialect}</translation>
    </message>
    <message>
        <source>Read with care: {caution}</source>
        <translation>Läs med omsorg: {caution}</translation>
    </message>
    <message>
        <source>Reading the areas</source>
        <translation>Läser områdena</translation>
    </message>
    <message>
        <source>Reading the result…</source>
        <translation>Läser resultatet…</translation>
    </message>
    <message>
        <source>RegSO Atlas</source>
        <translation>RegSO Atlas</translation>
    </message>
    <message>
        <source>RegSO Atlas (socioeconomic area types)</source>
        <translation>RegSO Atlas (socioekonomiska områdestyper)</translation>
    </message>
    <message>
        <source>RegSO Atlas needs Python packages that this QGIS lacks: {packages}. They are part of QGIS's Windows installer (choose qgis-full or qgis-ltr-full in OSGeo4W); on Debian and Ubuntu install python3-geopandas and python3-matplotlib. Then start QGIS again.</source>
        <translation>RegSO Atlas behöver Python-paket som saknas i denna installation av QGIS: {packages}. De ingår i QGIS installationsprogram för Windows (välj qgis-full eller qgis-ltr-full i OSGeo4W); installera python3-geopandas och python3-matplotlib i Debian och Ubuntu. Starta därefter om QGIS.</translation>
    </message>
    <message>
        <source>RegSO Atlas: your own layers over areas with different conditions</source>
        <translation>RegSO Atlas: dina egna lager över områden med olika förutsättningar</translation>
    </message>
    <message>
        <source>RegSO areas and kommuner</source>
        <translation>RegSO-områden och kommuner</translation>
    </message>
    <message>
        <source>RegSO boundaries, socioeconomic index, area types and population: Statistics Sweden (SCB), CC0 1.0, if the areas are SCB's.</source>
        <translation>Källa: SCB (RegSO-gränser, socioekonomiskt index, områdestyper och folkmängd), CC0 1.0, om områdena är SCB:s.</translation>
    </message>
    <message>
        <source>RegSO edition {edition}</source>
        <translation>RegSO-indelning {edition}</translation>
    </message>
    <message>
        <source>RegSO that the area is part of</source>
        <translation>RegSO som området ingår i</translation>
    </message>
    <message>
        <source>Relative index of inequality, ratio of the ends, linear</source>
        <translation>Relativt index (RII), kvot mellan ändarna, rät linje</translation>
    </message>
    <message>
        <source>Relative index of inequality, ratio of the ends, log model</source>
        <translation>Relativt index (RII), kvot mellan ändarna, logmodell</translation>
    </message>
    <message>
        <source>Relative index of inequality, ratio of the ends, logit model</source>
        <translation>Relativt index (RII), kvot mellan ändarna, logitmodell</translation>
    </message>
    <message>
        <source>Relative index of inequality, slope to mean, linear</source>
        <translation>Relativt index (RII), lutning mot medelvärde, rät linje</translation>
    </message>
    <message>
        <source>Relative index of inequality, slope to mean, log model</source>
        <translation>Relativt index (RII), lutning mot medelvärde, logmodell</translation>
    </message>
    <message>
        <source>Relative index of inequality, slope to mean, logit model</source>
        <translation>Relativt index (RII), lutning mot medelvärde, logitmodell</translation>
    </message>
    <message>
        <source>Repeats the run “{title}” of {when}.</source>
        <translation>Upprepar körningen ”{title}” från {when}.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Report and tables</source>
        <translation>Rapport och tabeller</translation>
    </message>
    <message>
        <source>Result by area type</source>
        <translation>Resultat efter områdestyp</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultat</translation>
    </message>
    <message>
        <source>Returns the socioeconomic area type of a RegSO as SCB has published it: 1 to 5, 1 is the worst. The types are relative to the country in that year.</source>
        <translation>Ger ett RegSO-områdes socioekonomiska områdestyp så som SCB har publicerat den: 1 till 5, 1 är sämst. Typerna är relativa till landet det året.</translation>
    </message>
    <message>
        <source>Returns the socioeconomic index of a RegSO: the mean of three percentages. A higher index is worse.</source>
        <translation>Ger ett RegSO-områdes socioekonomiska index: medelvärdet av tre andelar. Ett högre index är sämre.</translation>
    </message>
    <message>
        <source>Roads</source>
        <translation>Vägar</translation>
    </message>
    <message>
        <source>Roads, streets and paths</source>
        <translation>Vägar, gator och stigar</translation>
    </message>
    <message>
        <source>Roles, questions and words as the agency uses them</source>
        <translation>Roller, frågor och ord så som myndigheten använder dem</translation>
    </message>
    <message>
        <source>Round counts to</source>
        <translation>Avrunda antal till</translation>
    </message>
    <message>
        <source>Round counts to multiples of</source>
        <translation>Avrunda antal till multiplar av</translation>
    </message>
    <message>
        <source>Rounded counts tell nobody how many it was exactly; all figures follow from them</source>
        <translation>Avrundade antal röjer inte hur många det var; alla tal följer av dem</translation>
    </message>
    <message>
        <source>Rounding can decide</source>
        <translation>Avrundning kan avgöra</translation>
    </message>
    <message>
        <source>Rounding explains every difference.</source>
        <translation>Avrundning förklarar varje skillnad.</translation>
    </message>
    <message>
        <source>Row {number}, {name}: was {before} and is {after}.</source>
        <translation>Rad {number}, {name}: var {before} och är {after}.</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Rader</translation>
    </message>
    <message>
        <source>Rows left out</source>
        <translation>Rader som utelämnats</translation>
    </message>
    <message>
        <source>Rows of other levels (kommun, län, country, DeSO or RegSO) were set aside and are in no sum ({count}): {examples}.</source>
        <translation>Rader på andra nivåer (kommun, län, riket, DeSO eller RegSO) lades åt sidan och ingår inte i någon summa ({count} st.): {examples}.</translation>
    </message>
    <message>
        <source>Rows so near a cut point that rounding can decide</source>
        <translation>Rader så nära ett gränsvärde att avrundning kan avgöra</translation>
    </message>
    <message>
        <source>Rows that name no known area were left out ({count}): {labels}.</source>
        <translation>Rader som inte anger något känt område utelämnades ({count} st.): {labels}.</translation>
    </message>
    <message>
        <source>Rows that stand twice for the same group and class: {rows}. Sum them first.</source>
        <translation>Rader som står två gånger för samma grupp och klass: {rows}. Summera dem först.</translation>
    </message>
    <message>
        <source>Rows that would change if the cut points moved</source>
        <translation>Rader som skulle ändras om gränsvärdena flyttades</translation>
    </message>
    <message>
        <source>Rows with a computed index</source>
        <translation>Rader med beräknat index</translation>
    </message>
    <message>
        <source>Rows with a computed type or own grade</source>
        <translation>Rader med beräknad typ eller egen grad</translation>
    </message>
    <message>
        <source>Rows with figures but without an area were left out: {count}.</source>
        <translation>Rader med siffror men utan område utelämnades: {count} st.</translation>
    </message>
    <message>
        <source>Rows without a computed index</source>
        <translation>Rader utan beräknat index</translation>
    </message>
    <message>
        <source>Rows without one</source>
        <translation>Rader utan</translation>
    </message>
    <message>
        <source>Run a Record Again…</source>
        <translation>Kör om protokoll…</translation>
    </message>
    <message>
        <source>Run in the database (PostGIS layers)</source>
        <translation>Kör i databasen (PostGIS-lager)</translation>
    </message>
    <message>
        <source>Run records (*.json)</source>
        <translation>Körningsprotokoll (*.json)</translation>
    </message>
    <message>
        <source>Running again: {name}…</source>
        <translation>Kör om: {name}…</translation>
    </message>
    <message>
        <source>SCB has no index and no area type by DeSO. Every DeSO has those of the RegSO that it is part of; within the RegSO, conditions can differ.</source>
        <translation>SCB har varken index eller områdestyp för DeSO. Varje DeSO har de som gäller för det RegSO det ingår i; förhållandena kan skilja sig åt inom RegSO.</translation>
    </message>
    <message>
        <source>SCB was not asked; the years {years} of {title} were saved on this computer.</source>
        <translation>SCB tillfrågades inte; dessa år av {title} finns sparade på datorn: {years}.</translation>
    </message>
    <message>
        <source>SCB's area types are relative to the country's RegSO, and the rows are DeSO. Choose an own grading, or state the mean and the standard deviation of the RegSO.</source>
        <translation>SCB:s områdestyper är relativa till landets RegSO, och raderna är DeSO. Välj en egen gradering, eller ange medelvärdet och standardavvikelsen för RegSO.</translation>
    </message>
    <message>
        <source>SCB's older interface is not known to have the table {table}, so it cannot stand in for the newer one. Try again later, or load from files downloaded by hand.</source>
        <translation>SCB:s äldre gränssnitt har såvitt känt inte tabellen {table} och kan därför inte ersätta det nyare. Försök igen senare, eller läs in från filer som du har hämtat själv.</translation>
    </message>
    <message>
        <source>SCB's rule does not weight the areas by population. Choose an own grading for cut points with weights.</source>
        <translation>SCB:s regel väger inte områdena efter folkmängd. Välj en egen gradering om gränsvärdena ska vara viktade.</translation>
    </message>
    <message>
        <source>SCB's services</source>
        <translation>SCB:s tjänster</translation>
    </message>
    <message>
        <source>Same result: no.</source>
        <translation>Samma resultat: nej.</translation>
    </message>
    <message>
        <source>Same result: yes.</source>
        <translation>Samma resultat: ja.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Save Model…</source>
        <translation>Spara modell…</translation>
    </message>
    <message>
        <source>Save Report…</source>
        <translation>Spara rapporten…</translation>
    </message>
    <message>
        <source>Save Run Record…</source>
        <translation>Spara protokoll…</translation>
    </message>
    <message>
        <source>Save a PDF with one map for each kommun</source>
        <translation>Spara en PDF med en karta för varje kommun</translation>
    </message>
    <message>
        <source>Save a copy of the report (HTML) to send or print</source>
        <translation>Spara en kopia av rapporten (HTML) att skicka eller skriva ut</translation>
    </message>
    <message>
        <source>Save a map with legend, scale and sources; the layout stays in the project (Project › Layouts)</source>
        <translation>Spara en karta med teckenförklaring, skala och källor; layouten finns kvar i projektet (Projekt › Layouter)</translation>
    </message>
    <message>
        <source>Save the same map as a picture</source>
        <translation>Spara samma karta som bild</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Spara tabellen</translation>
    </message>
    <message>
        <source>Save the table as it is shown as a CSV file, with every digit</source>
        <translation>Spara tabellen som den visas som en CSV-fil, med alla siffror</translation>
    </message>
    <message>
        <source>Save the tables with numbers that can be computed with, and a sheet of method and sources (XLSX)</source>
        <translation>Spara tabellerna med tal som går att räkna med och ett blad om metod och källor (XLSX)</translation>
    </message>
    <message>
        <source>Save this run as a model that the model designer opens (.model3)</source>
        <translation>Spara körningen som en modell som öppnas i modelldesignern (.model3)</translation>
    </message>
    <message>
        <source>Save what was asked, of which layers, and every figure (JSON), so that it can be tried again later</source>
        <translation>Spara vad som frågades, om vilka lager, och alla siffror (JSON), så att det kan prövas igen senare</translation>
    </message>
    <message>
        <source>Saved Data</source>
        <translation>Sparade data</translation>
    </message>
    <message>
        <source>Saved data were used instead of asking SCB: {title}, fetched {date}, {days} days ago.</source>
        <translation>Sparade data användes i stället för en ny hämtning från SCB: {title}, hämtade {date}, för {days} dygn sedan.</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Spara…</translation>
    </message>
    <message>
        <source>Schools</source>
        <translation>Skolor</translation>
    </message>
    <message>
        <source>Search for a kommun or län by name or code</source>
        <translation>Sök kommun eller län på namn eller kod</translation>
    </message>
    <message>
        <source>See how your own layers lie over areas with different socioeconomic conditions.

1  Areas come from SCB's services, from files, or from the demo.
2  Your layers are any layers of the project, with places, lines, polygons or codes.
3  The question needs one of them, and perhaps a field to split it by.
4  The result is a table, a chart and a reading in words.
5  Keep it as a report, a table, a map, or a run to repeat.

The demo is an invented region that needs no network.</source>
        <translation>Se hur dina egna lager ligger över områden med olika socioekonomiska förutsättningar.

1  Områden kommer från SCB:s tjänster, från filer eller från demon.
2  Dina lager är vilka lager som helst i projektet, med platser, linjer, ytor eller koder.
3  Frågan behöver ett av dem, och kanske ett fält att dela upp efter.
4  Resultatet är en tabell, ett diagram och en läsning i ord.
5  Spara det som rapport, tabell, karta eller en körning att upprepa.

Demon är en påhittad region som inte behöver något nätverk.</translation>
    </message>
    <message>
        <source>Seed of the permutations</source>
        <translation>Frö till permutationerna</translation>
    </message>
    <message>
        <source>Seed of the random draws</source>
        <translation>Frö för de slumpade dragningarna</translation>
    </message>
    <message>
        <source>Segregation and clustering</source>
        <translation>Segregation och kluster</translation>
    </message>
    <message>
        <source>Segregation in {layer}</source>
        <translation>Segregation i {layer}</translation>
    </message>
    <message>
        <source>Segregation is between groups: at least two groups are needed, or one group and the total.</source>
        <translation>Segregation är mellan grupper: det behövs minst två grupper, eller en grupp och alla.</translation>
    </message>
    <message>
        <source>Segregation is between groups: choose at least two groups, or one group and the total.</source>
        <translation>Segregation är mellan grupper: välj minst två grupper, eller en grupp och alla.</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Tjänster</translation>
    </message>
    <message>
        <source>Several fields could hold the {role}: {fields}. Choose one of them.</source>
        <translation>Flera fält kan innehålla {role}: {fields}. Välj ett av dem.</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Andel</translation>
    </message>
    <message>
        <source>Share gained</source>
        <translation>Tillkommen andel</translation>
    </message>
    <message>
        <source>Share lost</source>
        <translation>Förlorad andel</translation>
    </message>
    <message>
        <source>Share of areas</source>
        <translation>Andel av områdena</translation>
    </message>
    <message>
        <source>Share of areas that keep their type</source>
        <translation>Andel områden som behåller sin typ</translation>
    </message>
    <message>
        <source>Share of false discoveries accepted among the clusters</source>
        <translation>Andel falska upptäckter som godtas bland klustren</translation>
    </message>
    <message>
        <source>Share of people whose areas keep their type</source>
        <translation>Andel invånare vars områden behåller sin typ</translation>
    </message>
    <message>
        <source>Share of population</source>
        <translation>Andel av folkmängden</translation>
    </message>
    <message>
        <source>Share of the areas with a type.</source>
        <translation>Andel av områdena med typ.</translation>
    </message>
    <message>
        <source>Share of the feature</source>
        <translation>Andel av objektet</translation>
    </message>
    <message>
        <source>Share of the ground, from</source>
        <translation>Andel av ytan, från</translation>
    </message>
    <message>
        <source>Share of the ground, to</source>
        <translation>Andel av ytan, till</translation>
    </message>
    <message>
        <source>Share of the inhabitants of areas with a type.</source>
        <translation>Andel av dem som bor i områden med typ.</translation>
    </message>
    <message>
        <source>Share of the people, from</source>
        <translation>Andel av invånarna, från</translation>
    </message>
    <message>
        <source>Share of the people, to</source>
        <translation>Andel av invånarna, till</translation>
    </message>
    <message>
        <source>Share of the population</source>
        <translation>Andel av befolkningen</translation>
    </message>
    <message>
        <source>Share of the type's inhabitants</source>
        <translation>Andel av typens invånare</translation>
    </message>
    <message>
        <source>Share of what lies in areas with a type.</source>
        <translation>Andel av det som ligger i områden med typ.</translation>
    </message>
    <message>
        <source>Share of {layer}</source>
        <translation>Andel av {layer}</translation>
    </message>
    <message>
        <source>Share that the straight line explains</source>
        <translation>Andel som den räta linjen förklarar</translation>
    </message>
    <message>
        <source>Share to be moved for all groups to have the same rate</source>
        <translation>Andel att flytta för att alla grupper ska ha samma nivå</translation>
    </message>
    <message>
        <source>Show all counts</source>
        <translation>Visa alla antal</translation>
    </message>
    <message>
        <source>Show the demo</source>
        <translation>Visa demon</translation>
    </message>
    <message>
        <source>Show the report of this run in the web browser</source>
        <translation>Visa körningens rapport i webbläsaren</translation>
    </message>
    <message>
        <source>Slivers that were ignored</source>
        <translation>Flisor som inte togs med</translation>
    </message>
    <message>
        <source>Slope index of inequality, linear</source>
        <translation>Lutningsindex (SII), rät linje</translation>
    </message>
    <message>
        <source>Slope index of inequality, log model</source>
        <translation>Lutningsindex (SII), logmodell</translation>
    </message>
    <message>
        <source>Slope index of inequality, logit model</source>
        <translation>Lutningsindex (SII), logitmodell</translation>
    </message>
    <message>
        <source>Small counts are hidden, so the map does not show the layer {layer} itself.</source>
        <translation>Små antal är dolda, och därför visar kartan inte själva lagret {layer}.</translation>
    </message>
    <message>
        <source>Small counts can be hidden or rounded only where counts of events or persons are compared. Choose the field with the counts and say what they are. Of kilometres and rates, hide small counts in the summary of each year before the years are compared. Or set the threshold to 0 and the rounding to none.</source>
        <translation>Små antal kan döljas eller avrundas bara där antal händelser eller personer jämförs. Välj fältet med antalen och ange vad de är. För kilometer och nivåer döljs små antal i varje års summering innan åren jämförs. Eller sätt gränsen till 0 och avrundningen till ingen.</translation>
    </message>
    <message>
        <source>Small counts can point out people; they and what gives them away are hidden</source>
        <translation>Små antal kan peka ut personer; de och det som avslöjar dem döljs</translation>
    </message>
    <message>
        <source>Social assistance or unemployment, percent (V3; recognised if empty)</source>
        <translation>Ekonomiskt bistånd eller arbetslöshet, procent (V3; känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Social services and care homes</source>
        <translation>Socialtjänst och boenden</translation>
    </message>
    <message>
        <source>Socioeconomic area type {year} (1 is worst, 5 is best)</source>
        <translation>Socioekonomisk områdestyp {year} (1 är sämst, 5 är bäst)</translation>
    </message>
    <message>
        <source>Socioeconomic index</source>
        <translation>Socioekonomiskt index</translation>
    </message>
    <message>
        <source>Socioeconomic index over the years</source>
        <translation>Socioekonomiskt index över åren</translation>
    </message>
    <message>
        <source>Socioeconomic index {year} (higher is worse)</source>
        <translation>Socioekonomiskt index {year} (högre är sämre)</translation>
    </message>
    <message>
        <source>Socioeconomic index, own computation</source>
        <translation>Socioekonomiskt index, egen beräkning</translation>
    </message>
    <message>
        <source>Some areas cannot be placed in SWEREF 99 TM. The layer's coordinate reference system is probably not the right one: check it in the layer's properties.</source>
        <translation>Några områden kan inte placeras i SWEREF 99 TM. Lagrets koordinatsystem är troligen fel: kontrollera det i lagrets egenskaper.</translation>
    </message>
    <message>
        <source>Some areas overlap, and polygons are shared between such areas on this computer, not in the database.</source>
        <translation>Några områden överlappar varandra, och polygoner fördelas mellan sådana områden på den här datorn, inte i databasen.</translation>
    </message>
    <message>
        <source>Some features lie in areas without a type; they stand in the row "no data".</source>
        <translation>Några objekt ligger i områden utan typ; de står på raden ”Uppgift saknas”.</translation>
    </message>
    <message>
        <source>Some figures by class are hidden, so nothing can be compared within the classes.</source>
        <translation>Vissa tal efter klass är dolda, så inget kan jämföras inom klasserna.</translation>
    </message>
    <message>
        <source>Some groups' figures are negative, so they cannot be set in relation to the mean.</source>
        <translation>Vissa gruppers värden är negativa och kan inte ställas i relation till medelvärdet.</translation>
    </message>
    <message>
        <source>Something is running already. Wait for its end, or cancel it.</source>
        <translation>Något körs redan. Vänta tills det är klart, eller avbryt det.</translation>
    </message>
    <message>
        <source>Source of the statistics</source>
        <translation>Statistikens källa</translation>
    </message>
    <message>
        <source>Source of the task</source>
        <translation>Uppdragets källa</translation>
    </message>
    <message>
        <source>Source: {sources}. Own processing with {program}, {date}.</source>
        <translation>Källa: {sources}. Egen bearbetning med {program}, {date}.</translation>
    </message>
    <message>
        <source>Sports facilities</source>
        <translation>Idrottsanläggningar</translation>
    </message>
    <message>
        <source>Square kilometres of the areas of the type, water included.</source>
        <translation>Kvadratkilometer av områdena av typen, vatten inräknat.</translation>
    </message>
    <message>
        <source>Standard deviation divided by</source>
        <translation>Standardavvikelsens nämnare</translation>
    </message>
    <message>
        <source>Standard error of the rate</source>
        <translation>Nivåns medelfel</translation>
    </message>
    <message>
        <source>Standard errors of several rows cannot be combined. Give the figures of whole groups.</source>
        <translation>Medelfel för flera rader kan inte slås ihop. Ange siffror för hela grupper.</translation>
    </message>
    <message>
        <source>Standard population (or rate) of the class (the table's own if empty)</source>
        <translation>Klassens standardbefolkning (eller nivå; tabellens egen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Standardisation</source>
        <translation>Standardisering</translation>
    </message>
    <message>
        <source>Standardisation needs counts or amounts by group and class, not rates.</source>
        <translation>Standardisering kräver antal eller mängder per grupp och klass, inte nivåer.</translation>
    </message>
    <message>
        <source>Standardisation needs group, class, count and population on every row; {count} rows lack one: {rows}. Fill them in, or leave out the class in all groups.</source>
        <translation>Standardisering kräver grupp, klass, antal och folkmängd på varje rad; rader som saknar något ({count} st.): {rows}. Fyll i dem, eller ta bort klassen i alla grupper.</translation>
    </message>
    <message>
        <source>Standardise by the classes in (age, town and country)</source>
        <translation>Standardisera efter klasserna i (ålder, stad och land)</translation>
    </message>
    <message>
        <source>Standardise over the classes only that both groups at the ends have</source>
        <translation>Standardisera bara över de klasser som båda grupperna i ändarna har</translation>
    </message>
    <message>
        <source>State both the mean and the standard deviation of the index, or neither of them.</source>
        <translation>Ange både medelvärde och standardavvikelse för index, eller ingetdera.</translation>
    </message>
    <message>
        <source>Stated mean of the index (computed if empty)</source>
        <translation>Angivet medelvärde för indexet (beräknas om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Stated standard deviation of the index (computed if empty)</source>
        <translation>Angiven standardavvikelse för indexet (beräknas om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Statistical file</source>
        <translation>Statistikfil</translation>
    </message>
    <message>
        <source>Statistical files (*.csv *.txt *.tsv *.json *.xlsx);;All files (*)</source>
        <translation>Statistikfiler (*.csv *.txt *.tsv *.json *.xlsx);;Alla filer (*)</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Statistics database (PxWebApi 2)</source>
        <translation>Statistikdatabas (PxWebApi 2)</translation>
    </message>
    <message>
        <source>Statistics of the {table} edition stand on areas of the {areas} edition. Most areas are the same; where boundaries changed, the figures belong to another piece of ground.</source>
        <translation>Statistik i {table} års indelning redovisas på områden i {areas} års indelning. De flesta områden är desamma; där gränserna har ändrats gäller siffrorna ett annat markområde.</translation>
    </message>
    <message>
        <source>Steps to parity, added</source>
        <translation>Till lika nivå, tillagt</translation>
    </message>
    <message>
        <source>Steps to parity, moved</source>
        <translation>Till lika nivå, flyttat</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>Style areas</source>
        <translation>Ge områden en stil</translation>
    </message>
    <message>
        <source>Style file</source>
        <translation>Stilfil</translation>
    </message>
    <message>
        <source>Styled areas</source>
        <translation>Områden med stil</translation>
    </message>
    <message>
        <source>Styles on the layer: {styles}</source>
        <translation>Stilar på lagret: {styles}</translation>
    </message>
    <message>
        <source>Sum of the field; a feature in several areas is split between them in proportion.</source>
        <translation>Fältets summa; ett objekt som ligger i flera områden delas mellan dem i proportion.</translation>
    </message>
    <message>
        <source>Sum of {amounts} for {layer}</source>
        <translation>Summa av {amounts} för {layer}</translation>
    </message>
    <message>
        <source>Sum the rows of a group first (a layer of areas)</source>
        <translation>Summera först en grupps rader (ett lager med områden)</translation>
    </message>
    <message>
        <source>Summarize a layer by area type</source>
        <translation>Summera ett lager efter områdestyp</translation>
    </message>
    <message>
        <source>Summary by area</source>
        <translation>Summering efter område</translation>
    </message>
    <message>
        <source>Summary by area type</source>
        <translation>Summering efter områdestyp</translation>
    </message>
    <message>
        <source>Summary by town and country</source>
        <translation>Summering efter stad och land</translation>
    </message>
    <message>
        <source>Syntax</source>
        <translation>Syntax</translation>
    </message>
    <message>
        <source>Table with a row for each area (or area type) and year</source>
        <translation>Tabell med en rad för varje område (eller områdestyp) och år</translation>
    </message>
    <message>
        <source>Table with a row for each group</source>
        <translation>Tabell med en rad för varje grupp</translation>
    </message>
    <message>
        <source>Table with a standard of its own, a row for each class</source>
        <translation>Tabell med en egen standard, en rad för varje klass</translation>
    </message>
    <message>
        <source>Take off the list; the layer stays in the project</source>
        <translation>Ta bort från listan; lagret är kvar i projektet</translation>
    </message>
    <message>
        <source>Take {layer} off the list</source>
        <translation>Ta bort {layer} från listan</translation>
    </message>
    <message>
        <source>Test of the straight line</source>
        <translation>Prövning av den räta linjen</translation>
    </message>
    <message>
        <source>That did not work. The log “RegSO” has the details.</source>
        <translation>Det gick inte. Detaljerna står i loggen ”RegSO”.</translation>
    </message>
    <message>
        <source>That is more than chance alone would give.</source>
        <translation>Det är mer än slumpen ensam skulle ge.</translation>
    </message>
    <message>
        <source>The Gini coefficient between the groups is {gini:,.10g} and Theil's index {theil:,.10g} (0 would be equal rates). Neither says which group is worse off, nor how people differ within a group.</source>
        <translation>Ginikoefficienten mellan grupperna är {gini:,.10g} och Theils index {theil:,.10g} (0 vore lika nivåer). Inget av dem säger vilken grupp som har det sämst, eller hur människor skiljer sig inom en grupp.</translation>
    </message>
    <message>
        <source>The address of {host} begins with http, so anybody on the way could read and change what comes; nothing was fetched. Use its https address, or name the host as trusted in the settings.</source>
        <translation>Adressen till {host} börjar med http, så vem som helst på vägen kan läsa och ändra det som kommer; inget hämtades. Använd https-adressen, eller ange servern som betrodd i inställningarna.</translation>
    </message>
    <message>
        <source>The agency's task</source>
        <translation>Myndighetens uppdrag</translation>
    </message>
    <message>
        <source>The algorithm {name} is missing. Enable the plugins Processing and RegSO Atlas.</source>
        <translation>Algoritmen {name} saknas. Aktivera insticksprogrammen Processing och RegSO Atlas.</translation>
    </message>
    <message>
        <source>The amount for every 1,000 inhabitants of the areas of the type.</source>
        <translation>Mängden per 1 000 invånare i områdena av typen.</translation>
    </message>
    <message>
        <source>The amount for every square kilometre of the areas of the type, water included.</source>
        <translation>Mängden per kvadratkilometer av områdena av typen, vatten inräknat.</translation>
    </message>
    <message>
        <source>The answer of {host} is damaged or was cut off on the way, so nothing of it is used. Try again; if it goes on, something between the service and you (a proxy, for example) changes what comes through.</source>
        <translation>Svaret från {host} är skadat eller kortades av på vägen, så inget av det används. Försök igen; om det fortsätter ändrar något mellan tjänsten och dig (till exempel en proxy) det som kommer fram.</translation>
    </message>
    <message>
        <source>The answer of {host} is larger than the {limit} MB that are let in, so it was not fetched. Choose fewer areas, years or measures.</source>
        <translation>Svaret från {host} är större än de {limit} MB som tas emot, så det hämtades inte. Välj färre områden, år eller mått.</translation>
    </message>
    <message>
        <source>The area code field holds numbers. RegSO and DeSO codes are text such as 0180R001, and numbers lose the leading zero. Choose the field that holds the codes as text.</source>
        <translation>Fältet med områdeskod innehåller tal. Koder för RegSO och DeSO är text, till exempel 0180R001, och tal förlorar den inledande nollan. Välj fältet där koderna står som text.</translation>
    </message>
    <message>
        <source>The area layer does not hold polygons only. Choose a polygon layer.</source>
        <translation>Områdeslagret innehåller annat än ytor. Välj ett lager med enbart ytor (polygoner).</translation>
    </message>
    <message>
        <source>The area layer has no coordinate reference system. Set it in the layer's properties.</source>
        <translation>Områdeslagret har inget koordinatsystem. Ange det i lagrets egenskaper.</translation>
    </message>
    <message>
        <source>The area layer has no field that is recognised as area code (regsokod). Its fields are: {fields}. Choose the field.</source>
        <translation>Områdeslagret har inget fält som känns igen som områdeskod (regsokod). Det har fälten: {fields}. Välj fältet.</translation>
    </message>
    <message>
        <source>The area layer has no field that is recognised as {role}. Its fields are: {fields}. Choose the field, or join SCB's table to the areas first.</source>
        <translation>Områdeslagret har inget fält som känns igen som {role}. Det har fälten: {fields}. Välj fältet, eller koppla först SCB:s tabell till områdena.</translation>
    </message>
    <message>
        <source>The area layer is empty. Choose a layer with RegSO or DeSO polygons.</source>
        <translation>Områdeslagret är tomt. Välj ett lager med ytor för RegSO eller DeSO.</translation>
    </message>
    <message>
        <source>The area layer {layer} does not hold polygons, so nothing can lie in its areas. Choose the layer with the RegSO or DeSO polygons.</source>
        <translation>Områdeslagret {layer} innehåller inga ytor, så inget kan ligga i dess områden. Välj lagret med ytor (polygoner) för RegSO eller DeSO.</translation>
    </message>
    <message>
        <source>The area layer {layer} has no coordinate reference system, so nobody knows where it lies. Set it in the layer's properties.</source>
        <translation>Områdeslagret {layer} har inget koordinatsystem, så det går inte att veta var det ligger. Ange det i lagrets egenskaper.</translation>
    </message>
    <message>
        <source>The area types need the index of the whole country ({needed} areas), but only {count} areas have one. State the country's mean and standard deviation, or choose an own grading within a named region.</source>
        <translation>Områdestyperna kräver index för hela landet ({needed} områden), men antalet områden med index är bara {count}. Ange landets medelvärde och standardavvikelse, eller välj en egen gradering inom en namngiven region.</translation>
    </message>
    <message>
        <source>The area types of {types} are of another edition of RegSO than the figures of {year}. Many areas keep their code but not their boundaries. Give types of a year on the same side of {border}, or allow the comparison across editions.</source>
        <translation>Områdestyperna för {types} är av en annan RegSO-indelning än uppgifterna för {year}. Många områden behåller sin kod men inte sina gränser. Ange typer för ett år på samma sida om {border}, eller tillåt jämförelsen över indelningar.</translation>
    </message>
    <message>
        <source>The areas already have a field {field}; the new one is called {name}.</source>
        <translation>Områdena har redan ett fält {field}; det nya heter {name}.</translation>
    </message>
    <message>
        <source>The areas and their figures are complete. Where the file is opened without its colours, the algorithm “Style areas” gives them back.</source>
        <translation>Områdena och deras siffror är kompletta. Där filen öppnas utan sina färger ger algoritmen ”Ge områden en stil” tillbaka dem.</translation>
    </message>
    <message>
        <source>The areas are of RegSO/DeSO {edition}, for which SCB has no values in {year}; zeros counted as missing: {zeros}. Fetch the table with the areas of RegSO/DeSO {wanted}.</source>
        <translation>Områdena hör till RegSO/DeSO {edition}, där SCB inte redovisar några värden för {year}; antal nollor som räknas som saknade uppgifter: {zeros}. Hämta tabellen med områdena i RegSO/DeSO {wanted}.</translation>
    </message>
    <message>
        <source>The areas are of another edition from {year} on: every year has its own areas and types, and a difference over that border is in part one of boundaries.</source>
        <translation>Områdena är av en annan indelning från {year}: varje år har sina egna områden och typer, och en skillnad över den gränsen är till en del en skillnad i gränser.</translation>
    </message>
    <message>
        <source>The areas are too large to be sent to the database at once. The overlay runs on this computer.</source>
        <translation>Områdena är för stora för att skickas till databasen på en gång. Överlagringen körs på den här datorn.</translation>
    </message>
    <message>
        <source>The areas change between {before} and {after}, when SCB goes over from RegSO 2020 to RegSO 2025. A difference between these years is in part one of boundaries.</source>
        <translation>Områdena ändras mellan {before} och {after}, när SCB går över från RegSO 2020 till RegSO 2025. En skillnad mellan dessa år beror delvis på gränserna.</translation>
    </message>
    <message>
        <source>The areas enclose {count} gaps, {km2:.3f} km² in all; what lies there is outside.</source>
        <translation>Områdena omsluter luckor, {count} st. på sammanlagt {km2:.3f} km²; det som ligger där räknas som utanför.</translation>
    </message>
    <message>
        <source>The areas have no population, so there are no figures per inhabitant.</source>
        <translation>Områdena har ingen folkmängd, så det finns inga siffror per invånare.</translation>
    </message>
    <message>
        <source>The areas have no such field with classes. Choose another in step 3, More choices, or none.</source>
        <translation>Områdena har inget sådant fält med klasser. Välj ett annat i steg 3, Fler val, eller inget.</translation>
    </message>
    <message>
        <source>The areas of the layer {layer} have no code, so their kommuner are not known. Choose a layer with RegSO or DeSO codes.</source>
        <translation>Områdena i lagret {layer} har ingen kod, så det går inte att veta vilka kommuner de hör till. Välj ett lager med RegSO- eller DeSO-koder.</translation>
    </message>
    <message>
        <source>The boundaries of the year: edition 2020 for years to 2023, 2025 from 2024</source>
        <translation>Årets gränser: indelning 2020 för år till och med 2023, 2025 från och med 2024</translation>
    </message>
    <message>
        <source>The certificate that {host} shows is not trusted, so nothing was fetched. Where an agency inspects encrypted traffic, its own certificate must be known to QGIS: Options, Authentication, Manage Certificates; ask your IT support for it.</source>
        <translation>Certifikatet som {host} visar är inte betrott, så inget hämtades. Där en myndighet granskar krypterad trafik måste myndighetens eget certifikat läggas in i QGIS: Alternativ, Verifiering, Hantera certifikat; be IT-supporten om det.</translation>
    </message>
    <message>
        <source>The change is not shown: the figure of {year} is hidden.</source>
        <translation>Ändringen visas inte: uppgiften för {year} är dold.</translation>
    </message>
    <message>
        <source>The chosen authentication configuration could not be used for {host}, so nothing was fetched. Choose another one, or check it in QGIS's options, under Authentication.</source>
        <translation>Den valda verifieringskonfigurationen kunde inte användas för {host}, så inget hämtades. Välj en annan, eller kontrollera den i QGIS alternativ, under Verifiering.</translation>
    </message>
    <message>
        <source>The classes of the index need the mean and the standard deviation of all areas of the country in that year. State both, or choose the style index_quantiles, whose classes come from the layer's own values.</source>
        <translation>Indexets klasser kräver medelvärdet och standardavvikelsen över alla rikets områden det året. Ange båda, eller välj stilen index_quantiles, vars klasser bygger på lagrets egna värden.</translation>
    </message>
    <message>
        <source>The codes in the chosen field are numbers ({examples}), not RegSO or DeSO codes such as 0180R001. Choose the field that holds the areas' codes.</source>
        <translation>Koderna i det valda fältet är tal ({examples}), inte RegSO- eller DeSO-koder som 0180R001. Välj fältet med områdenas koder.</translation>
    </message>
    <message>
        <source>The command is in the clipboard. Paste it in a terminal (OSGeo4W Shell).</source>
        <translation>Kommandot ligger i urklipp. Klistra in det i en terminal (OSGeo4W Shell).</translation>
    </message>
    <message>
        <source>The computed index was compared with the published one in {count} areas; the largest difference is {difference:.3f}.</source>
        <translation>Det beräknade indexet har jämförts med det publicerade (antal områden: {count}); den största skillnaden är {difference:.3f}.</translation>
    </message>
    <message>
        <source>The concentration index is {value:,.10g}, which cannot be told from 0: no group has more than its share of the population along the order. Groups in the middle may differ all the same.</source>
        <translation>Koncentrationsindex är {value:,.10g}, vilket inte går att skilja från 0: ingen ände av ordningen har mer än sin andel av befolkningen. Grupper i mitten kan ändå skilja sig.</translation>
    </message>
    <message>
        <source>The concentration index is {value:,.10g}: more lies among the better-off than their share of the population (0 would be in proportion, 1 all with the very best-off). It does not say how much there is.</source>
        <translation>Koncentrationsindex är {value:,.10g}: de med bättre förutsättningar har mer än sin andel av befolkningen (0 vore i proportion, 1 att allt finns hos dem som har det allra bäst). Det säger inte hur mycket det finns.</translation>
    </message>
    <message>
        <source>The concentration index is {value:,.10g}: more lies among the worse-off than their share of the population (0 would be in proportion, -1 all with the very worst-off). It does not say how much there is.</source>
        <translation>Koncentrationsindex är {value:,.10g}: de med sämre förutsättningar har mer än sin andel av befolkningen (0 vore i proportion, -1 att allt finns hos dem som har det allra sämst). Det säger inte hur mycket det finns.</translation>
    </message>
    <message>
        <source>The connection to {host} broke off before the whole answer had come, several times, so nothing of it is used. Check the network connection and try again.</source>
        <translation>Anslutningen till {host} bröts flera gånger innan hela svaret hade kommit, så inget av det används. Kontrollera nätverksanslutningen och försök igen.</translation>
    </message>
    <message>
        <source>The country's mean and standard deviation of the index by year</source>
        <translation>Landets medelvärde och standardavvikelse av indexet per år</translation>
    </message>
    <message>
        <source>The country's mean is not saved on this computer; to have it, load the whole country of this year once in step 1.</source>
        <translation>Landets medelvärde är inte sparat på den här datorn; läs in hela landet för det här året en gång i steg 1 för att få det.</translation>
    </message>
    <message>
        <source>The country's mean of the index</source>
        <translation>Rikets medelvärde av index</translation>
    </message>
    <message>
        <source>The country's standard deviation of the index</source>
        <translation>Rikets standardavvikelse av index</translation>
    </message>
    <message>
        <source>The counts of the groups are not equally many. Every group needs one count for each area.</source>
        <translation>Gruppernas antal är inte lika många. Varje grupp behöver ett antal för varje område.</translation>
    </message>
    <message>
        <source>The crosswalk has no population to weight by. Build it with a population grid, or weight by area.</source>
        <translation>Omräkningsnyckeln har ingen folkmängd att väga med. Skapa den med ett befolkningsrutnät, eller väg med yta.</translation>
    </message>
    <message>
        <source>The database could not do the overlay, so it runs on this computer. It said: {reason}</source>
        <translation>Databasen kunde inte göra överlagringen, så den körs på den här datorn. Den svarade: {reason}</translation>
    </message>
    <message>
        <source>The database has PostGIS {version}; 3.2 or later and PostgreSQL 12 or later are needed. The overlay runs on this computer.</source>
        <translation>Databasen har PostGIS {version}; 3.2 eller senare och PostgreSQL 12 eller senare behövs. Överlagringen körs på den här datorn.</translation>
    </message>
    <message>
        <source>The database is a copy for reading only, where no temporary tables can be made. The overlay runs on this computer.</source>
        <translation>Databasen är en kopia bara för läsning, där inga tillfälliga tabeller kan skapas. Överlagringen körs på den här datorn.</translation>
    </message>
    <message>
        <source>The database locates the features</source>
        <translation>Databasen lägesbestämmer objekten</translation>
    </message>
    <message>
        <source>The database transforms {crs} to SWEREF 99 TM otherwise than QGIS: up to {metres} m apart. The overlay runs on this computer.</source>
        <translation>Databasen transformerar {crs} till SWEREF 99 TM på annat sätt än QGIS: upp till {metres} m isär. Överlagringen körs på den här datorn.</translation>
    </message>
    <message>
        <source>The demo region</source>
        <translation>Demoregionen</translation>
    </message>
    <message>
        <source>The demo region has RegSO only. Choose RegSO, or SCB's services or files for DeSO.</source>
        <translation>Demoregionen har bara RegSO. Välj RegSO, eller SCB:s tjänster eller filer för DeSO.</translation>
    </message>
    <message>
        <source>The demo region with its areas, people and figures is made up. Nothing in it is real.</source>
        <translation>Demoregionen med sina områden, invånare och siffror är påhittad. Inget i den är verkligt.</translation>
    </message>
    <message>
        <source>The denominators of the rates hold negative numbers. Choose another field.</source>
        <translation>Kvoternas nämnare innehåller negativa tal. Välj ett annat fält.</translation>
    </message>
    <message>
        <source>The difference between area type {worst} and area type {best} is mostly one of town and country: it is {crude:,.4g} per 1,000 inhabitants, and {standardised:,.4g} when both are spread alike over the classes. Compare within the classes.</source>
        <translation>Skillnaden mellan områdestyp {worst} och områdestyp {best} är mest en mellan stad och land: den är {crude:,.4g} per 1 000 invånare, och {standardised:,.4g} när båda fördelas lika på klasserna. Jämför inom klasserna.</translation>
    </message>
    <message>
        <source>The difference between the groups {worst} and {best} is mostly one of {field}: it is {crude:,.4g}, and {standardised:,.4g} when both are spread alike over its classes ({unit}). Compare within the classes.</source>
        <translation>Skillnaden mellan grupperna {worst} och {best} är mest en mellan klasserna i {field}: den är {crude:,.4g}, och {standardised:,.4g} när båda fördelas lika på klasserna ({unit}). Jämför inom klasserna.</translation>
    </message>
    <message>
        <source>The earlier rate is zero or a rate is negative, so there is no ratio.</source>
        <translation>Den tidigare nivån är noll eller en nivå är negativ, så det finns ingen kvot.</translation>
    </message>
    <message>
        <source>The features are chosen by an expression of QGIS's or limited in number, which the database cannot do. The overlay runs on this computer; a filter of the layer's own works in the database.</source>
        <translation>Objekten är valda med ett uttryck i QGIS eller begränsade till antalet, vilket databasen inte kan göra. Överlagringen körs på den här datorn; lagrets eget filter fungerar i databasen.</translation>
    </message>
    <message>
        <source>The field for {name} holds {count} texts that are no numbers: {examples}. Choose the field with the figures, and leave it empty where there is none.</source>
        <translation>I fältet för {name} är antalet texter som inte är tal {count}: {examples}. Välj fältet med siffrorna, och lämna det tomt där uppgift saknas.</translation>
    </message>
    <message>
        <source>The field with the classes of areas has {count} different values, and {limit} are the most. Choose a field with few classes, such as town and country.</source>
        <translation>Fältet med områdenas klasser har {count} olika värden, och {limit} är det mesta. Välj ett fält med få klasser, som stad och land.</translation>
    </message>
    <message>
        <source>The field with the classes of areas is empty. Choose another field.</source>
        <translation>Fältet med områdenas klasser är tomt. Välj ett annat fält.</translation>
    </message>
    <message>
        <source>The field {field} cannot be both {one} and {other}. Choose another field for one of them.</source>
        <translation>Fältet {field} kan inte vara både {one} och {other}. Välj ett annat fält för det ena.</translation>
    </message>
    <message>
        <source>The field {field} has no values at all, so its mean is empty.</source>
        <translation>Fältet {field} har inga värden alls, så dess medelvärde är tomt.</translation>
    </message>
    <message>
        <source>The field {field} holds area types. A type is a class: it is no amount that can be split and no rate that can be averaged. Take the types from SCB for the year's own edition, for example with “Join statistics to areas”.</source>
        <translation>Fältet {field} innehåller områdestyper. En typ är en klass: den är ingen mängd som kan delas och ingen kvot som kan medelvärdesberäknas. Hämta typerna från SCB för årets egen indelning, till exempel med ”Koppla statistik till områden”.</translation>
    </message>
    <message>
        <source>The field {field} holds codes. A code is a name: it is no amount that can be split and no rate that can be averaged. Choose fields with figures.</source>
        <translation>Fältet {field} innehåller koder. En kod är ett namn: den är ingen mängd som kan delas och ingen kvot som kan medelvärdesberäknas. Välj fält med siffror.</translation>
    </message>
    <message>
        <source>The field {field} holds no numbers, so it cannot be converted. Choose a field with numbers, or make one with the field calculator.</source>
        <translation>Fältet {field} innehåller inte tal och kan därför inte räknas om. Välj ett fält med tal, eller skapa ett med fältkalkylatorn.</translation>
    </message>
    <message>
        <source>The field {field} holds text that is no number: {examples}. Choose a field with counts of people.</source>
        <translation>Fältet {field} innehåller text som inte är tal: {examples}. Välj ett fält med antal personer.</translation>
    </message>
    <message>
        <source>The field {field} holds texts and no numbers, so the areas cannot be put in classes. Choose another field, or make it numbers with the field calculator.</source>
        <translation>Fältet {field} innehåller text och inga tal, så områdena kan inte delas in i klasser. Välj ett annat fält, eller gör om det till tal med fältkalkylatorn.</translation>
    </message>
    <message>
        <source>The field {field} holds {count} values that are not numbers; they were left out.</source>
        <translation>Fältet {field} innehåller värden som inte är tal, {count} st.; de utelämnades.</translation>
    </message>
    <message>
        <source>The field {field} is joined, computed or of a type that only QGIS reads in its own way. The overlay runs on this computer.</source>
        <translation>Fältet {field} är kopplat, beräknat eller av en typ som bara QGIS läser på sitt sätt. Överlagringen körs på den här datorn.</translation>
    </message>
    <message>
        <source>The field {field} was chosen both as an amount and as a rate. An amount is split, a rate is averaged: choose one.</source>
        <translation>Fältet {field} valdes både som mängd och som kvot. En mängd delas, en kvot medelvärdesberäknas: välj det ena.</translation>
    </message>
    <message>
        <source>The figure of {groups} is negative, which no count, rate, amount or standard error can be. Choose another field.</source>
        <translation>Negativt värde: {groups}. Inget antal och ingen nivå, mängd eller medelfel kan vara negativt. Välj ett annat fält.</translation>
    </message>
    <message>
        <source>The figure of {year}: {unit}</source>
        <translation>Talet för {year}: {unit}</translation>
    </message>
    <message>
        <source>The figures are measured or have no known standard error, so there is no interval from chance.</source>
        <translation>Siffrorna är uppmätta eller saknar känt medelfel, så det finns inget intervall för slump.</translation>
    </message>
    <message>
        <source>The figures are measured, so chance has no part in it.</source>
        <translation>Siffrorna är uppmätta, så slumpen har ingen del i det.</translation>
    </message>
    <message>
        <source>The figures by area are not the same.</source>
        <translation>Siffrorna per område är inte desamma.</translation>
    </message>
    <message>
        <source>The figures by class of town and country are not the same.</source>
        <translation>Talen efter klass av stad och land är inte desamma.</translation>
    </message>
    <message>
        <source>The figures in the run record do not fit its checksum: somebody changed the file. Use the record as it was saved.</source>
        <translation>Siffrorna i körningsprotokollet stämmer inte med dess kontrollsumma: någon har ändrat i filen. Använd protokollet så som det sparades.</translation>
    </message>
    <message>
        <source>The figures of the table are not the same.</source>
        <translation>Siffrorna i tabellen är inte desamma.</translation>
    </message>
    <message>
        <source>The file {name} cannot be read to its end. It may be damaged, or was changed or taken away meanwhile. Check that QGIS shows the layer, or save it as a new GeoPackage and choose that.</source>
        <translation>Filen {name} går inte att läsa till slutet. Den kan vara skadad, eller så har den ändrats eller tagits bort under tiden. Kontrollera att QGIS visar lagret, eller spara det som ett nytt GeoPackage och välj det.</translation>
    </message>
    <message>
        <source>The files do not say which year they are about. State the year: it decides which edition of the areas is used, 2020 for years to 2023 and 2025 from 2024.</source>
        <translation>Filerna anger inte vilket år de gäller. Ange året: det avgör vilken indelning som används, 2020 för år till och med 2023 och 2025 från och med 2024.</translation>
    </message>
    <message>
        <source>The filter {part} is not understood. Write dimension=category, several separated by semicolons.</source>
        <translation>Filtret {part} går inte att tolka. Skriv dimension=kategori, flera med semikolon emellan.</translation>
    </message>
    <message>
        <source>The first year ({first}) must come before the last one ({last}).</source>
        <translation>Det första året ({first}) måste komma före det sista ({last}).</translation>
    </message>
    <message>
        <source>The folder cannot be opened: {reason}</source>
        <translation>Mappen kan inte öppnas: {reason}</translation>
    </message>
    <message>
        <source>The four tenths of the population with the lowest place have nothing, so there is no ratio.</source>
        <translation>De fyra tiondelar av befolkningen som kommer först har inget, så det finns ingen kvot.</translation>
    </message>
    <message>
        <source>The geometry column holds several types or reference systems, of which the layer is a part. The overlay runs on this computer.</source>
        <translation>Geometrikolumnen innehåller flera typer eller referenssystem, och lagret är en del av dem. Överlagringen körs på den här datorn.</translation>
    </message>
    <message>
        <source>The grades of {region} are an own grading and cannot be compared with SCB's area types, which are relative to the country.</source>
        <translation>Graderna för {region} är en egen gradering och kan inte jämföras med SCB:s områdestyper, som är relativa till landet.</translation>
    </message>
    <message>
        <source>The group field {field} has more than {limit} different values. Choose a field with few values, such as a class or a kind.</source>
        <translation>Gruppfältet {field} har fler än {limit} olika värden. Välj ett fält med få värden, till exempel en klass eller ett slag.</translation>
    </message>
    <message>
        <source>The group field {field} has the same name as a column of the result. Give it another name, for example with the tool Refactor fields.</source>
        <translation>Gruppfältet {field} har samma namn som en kolumn i resultatet. Ge det ett annat namn, till exempel med verktyget Omberäkna fält.</translation>
    </message>
    <message>
        <source>The group {group} has no figure or no population (it may be suppressed) and is left out of all measures.</source>
        <translation>Gruppen {group} saknar värde eller folkmängd (uppgiften kan vara dold) och ingår inte i något mått.</translation>
    </message>
    <message>
        <source>The groups sum to the same figure in every area, as percentages do. Segregation is measured on counts of people: with percentages every area weighs the same.</source>
        <translation>Grupperna summerar till samma tal i varje område, som procent gör. Segregation mäts på antal personer: med procent väger varje område lika.</translation>
    </message>
    <message>
        <source>The groups {groups} are missing in the table; the measures describe the others only.</source>
        <translation>Grupper som saknas i tabellen: {groups}. Måtten beskriver bara de andra.</translation>
    </message>
    <message>
        <source>The groups {groups} are not in the order that was given and are left out of all measures.</source>
        <translation>Grupper som inte finns i den angivna ordningen ingår inte i något mått: {groups}.</translation>
    </message>
    <message>
        <source>The groups {groups} stand on several rows. Sum the rows of a group first, or choose the field that tells them apart.</source>
        <translation>Grupper som står på flera rader: {groups}. Summera först en grupps rader, eller välj fältet som skiljer dem åt.</translation>
    </message>
    <message>
        <source>The groups {worst} and {best} have no class in common, so nothing can be compared within the classes: the whole difference may be one of the classes.</source>
        <translation>Grupperna {worst} och {best} har ingen klass gemensam, så inget kan jämföras inom klasserna: hela skillnaden kan vara en mellan klasserna.</translation>
    </message>
    <message>
        <source>The guard knows this run only. Another run with other groups, another selection of areas or another limit can give away what this one hides: hand out one.</source>
        <translation>Skyddet känner bara denna körning. En annan körning med andra grupper, ett annat urval av områden eller en annan gräns kan avslöja det som denna döljer: lämna ut en.</translation>
    </message>
    <message>
        <source>The index is computed from the three percentages V1, V2 and V3.</source>
        <translation>Indexet beräknas av de tre procenttalen V1, V2 och V3.</translation>
    </message>
    <message>
        <source>The index is taken from</source>
        <translation>Indexet hämtas från</translation>
    </message>
    <message>
        <source>The index is taken from its field. A published index is rounded to one decimal, so areas within 0.05 of a cut point may come out otherwise than SCB's.</source>
        <translation>Indexet hämtas från sitt fält. Ett publicerat index är avrundat till en decimal, så områden inom 0,05 från ett gränsvärde kan hamna annorlunda än hos SCB.</translation>
    </message>
    <message>
        <source>The index was computed for {count} of {all} areas (in their years).</source>
        <translation>Indexet beräknades för {count} av {all} områden (i sina år).</translation>
    </message>
    <message>
        <source>The key table gives {count} DeSO more than one RegSO: {codes}. It may hold two editions: use a table with one of them.</source>
        <translation>Kopplingstabellen ger några DeSO mer än ett RegSO ({count} st.): {codes}. Den kan innehålla två indelningar: använd en tabell med en av dem.</translation>
    </message>
    <message>
        <source>The key table has no DeSO codes. Use SCB's key table from DeSO to RegSO.</source>
        <translation>Kopplingstabellen har inga DeSO-koder. Använd SCB:s kopplingstabell från DeSO till RegSO.</translation>
    </message>
    <message>
        <source>The key table “{name}” belongs to the {table} edition and the layer “{layer}” to the {areas} edition. Give each side the key table of its own edition; perhaps the two have changed places.</source>
        <translation>Kopplingstabellen ”{name}” hör till {table} års indelning och lagret ”{layer}” till {areas} års indelning. Ange för vardera sidan kopplingstabellen för dess egen indelning; kanske har de två bytt plats.</translation>
    </message>
    <message>
        <source>The key table “{name}” gives some codes more than one name ({count}, for example {codes}). It may hold two editions of RegSO: use a table with one of them.</source>
        <translation>Kopplingstabellen ”{name}” ger några koder mer än ett namn ({count} st., till exempel {codes}). Den kan innehålla två RegSO-indelningar: använd en tabell med en av dem.</translation>
    </message>
    <message>
        <source>The key table “{name}” lacks {missing}; it has the columns {columns}. Labels are only safe to match with code, name and kommun: use SCB's key table, or add the column.</source>
        <translation>Kopplingstabellen ”{name}” saknar {missing}; den har kolumnerna {columns}. Etiketter kan bara matchas säkert med kod, namn och kommun: använd SCB:s kopplingstabell, eller lägg till kolumnen.</translation>
    </message>
    <message>
        <source>The keys hold no pair of a DeSO code and a RegSO code. Use SCB's key table from DeSO to RegSO.</source>
        <translation>Kopplingen innehåller inget par av DeSO-kod och RegSO-kod. Använd SCB:s kopplingstabell från DeSO till RegSO.</translation>
    </message>
    <message>
        <source>The kommuner could not be written to {path}. Make room there, or save the project elsewhere.</source>
        <translation>Kommunerna kunde inte skrivas till {path}. Frigör utrymme där eller spara projektet på en annan plats.</translation>
    </message>
    <message>
        <source>The last year's figure divided by the first year's.</source>
        <translation>Det sista årets tal delat med det förstas.</translation>
    </message>
    <message>
        <source>The last year's figure minus the first year's.</source>
        <translation>Det sista årets tal minus det förstas.</translation>
    </message>
    <message>
        <source>The later rate is zero, so the ratio has no interval.</source>
        <translation>Den senare nivån är noll, så kvoten har inget intervall.</translation>
    </message>
    <message>
        <source>The latest</source>
        <translation>Det senaste</translation>
    </message>
    <message>
        <source>The layer already has a field {field}; the new one is called {name}.</source>
        <translation>Lagret har redan ett fält {field}; det nya heter {name}.</translation>
    </message>
    <message>
        <source>The layer changed while it was read. Run the algorithm again when nobody edits it.</source>
        <translation>Lagret ändrades medan det lästes. Kör algoritmen igen när ingen redigerar det.</translation>
    </message>
    <message>
        <source>The layer for “{parameter}” could not be opened: {layer}. Check that it is there and that you may read it, or choose another one.</source>
        <translation>Lagret för ”{parameter}” kunde inte öppnas: {layer}. Kontrollera att det finns och att du får läsa det, eller välj ett annat.</translation>
    </message>
    <message>
        <source>The layer has edits that are not saved, which the database does not know. The overlay runs on this computer; save the edits first to run it in the database.</source>
        <translation>Lagret har ändringar som inte är sparade och som databasen inte känner till. Överlagringen körs på den här datorn; spara ändringarna först för att köra den i databasen.</translation>
    </message>
    <message>
        <source>The layer has neither a field that is recognised as index nor the three percentages. Choose the index field, or the fields of V1, V2 and V3.</source>
        <translation>Lagret har varken ett fält som känns igen som index eller de tre procenttalen. Välj fältet med index, eller fälten med V1, V2 och V3.</translation>
    </message>
    <message>
        <source>The layer has no features, so every figure is zero.</source>
        <translation>Lagret har inga objekt, så alla siffror är noll.</translation>
    </message>
    <message>
        <source>The layer has no field that is recognised as {role}. Its fields are: {fields}. Choose the field.</source>
        <translation>Lagret har inget fält som känns igen som {role}. Det har fälten: {fields}. Välj fältet.</translation>
    </message>
    <message>
        <source>The layer has no key of a single column, by which the database could know the selected features. The overlay runs on this computer.</source>
        <translation>Lagret har ingen nyckel i en enda kolumn som databasen kunde känna igen de valda objekten på. Överlagringen körs på den här datorn.</translation>
    </message>
    <message>
        <source>The layer has no published index to compare with.</source>
        <translation>Lagret har inget publicerat index att jämföra med.</translation>
    </message>
    <message>
        <source>The layer has no such field to divide by any more. Choose another in step 3, or none.</source>
        <translation>Lagret har inte längre fältet att dela upp efter. Välj ett annat i steg 3, eller inget.</translation>
    </message>
    <message>
        <source>The layer is not a PostGIS layer, so the overlay runs on this computer, not in the database.</source>
        <translation>Lagret är inget PostGIS-lager, så överlagringen körs på den här datorn, inte i databasen.</translation>
    </message>
    <message>
        <source>The layer that the question is answered with; any layer of areas with a type</source>
        <translation>Lagret som frågan besvaras med; vilket lager som helst med områden som har en typ</translation>
    </message>
    <message>
        <source>The layer with the areas is no longer in the project.</source>
        <translation>Lagret med områdena finns inte längre i projektet.</translation>
    </message>
    <message>
        <source>The layer with the areas is no longer in the project. Add it again and ask once more.</source>
        <translation>Lagret med områdena finns inte längre i projektet. Lägg till det igen och fråga på nytt.</translation>
    </message>
    <message>
        <source>The layer {layer} has no coordinate reference system, so nobody knows where it lies. Set it in the layer's properties.</source>
        <translation>Lagret {layer} har inget koordinatsystem, så det går inte att veta var det ligger. Ange det i lagrets egenskaper.</translation>
    </message>
    <message>
        <source>The layer {layer} has no polygons, so nobody knows which areas are neighbours. Join the table to the areas first (regso:joinstatistics), or leave the value field empty.</source>
        <translation>Lagret {layer} har inga ytor, så ingen vet vilka områden som är grannar. Koppla först tabellen till områdena (regso:joinstatistics), eller lämna värdefältet tomt.</translation>
    </message>
    <message>
        <source>The layer {layer} holds neither points, lines nor polygons but collections of geometries. Save its points, its lines or its polygons as a layer of their own and choose that one.</source>
        <translation>Lagret {layer} innehåller varken punkter, linjer eller ytor utan samlingar av geometrier. Spara dess punkter, linjer eller ytor som ett eget lager och välj det.</translation>
    </message>
    <message>
        <source>The layer {layer} holds no polygons. Choose a layer of areas.</source>
        <translation>Lagret {layer} innehåller inga ytor. Välj ett lager med områden.</translation>
    </message>
    <message>
        <source>The layer {layer} is temporary and can be read by nobody else. Save it in a file, choose that layer in step 2 and ask again.</source>
        <translation>Lagret {layer} är tillfälligt och kan inte läsas av någon annan. Spara det i en fil, välj det lagret i steg 2 och fråga igen.</translation>
    </message>
    <message>
        <source>The layer {layer} is temporary. Save it in a file and ask again.</source>
        <translation>Lagret {layer} är tillfälligt. Spara det i en fil och fråga igen.</translation>
    </message>
    <message>
        <source>The layer {layer} of the run record is not in the project and could not be opened from {source}. Add it to the project under that name and try again.</source>
        <translation>Lagret {layer} i körningsprotokollet finns inte i projektet och kunde inte öppnas från {source}. Lägg till det i projektet med det namnet och försök igen.</translation>
    </message>
    <message>
        <source>The layer {name} had {before} features and has {after}.</source>
        <translation>Lagret {name} hade {before} objekt och har {after}.</translation>
    </message>
    <message>
        <source>The layer “{layer}” was renewed.</source>
        <translation>Lagret ”{layer}” förnyades.</translation>
    </message>
    <message>
        <source>The layer's reference system {crs} is not one that the database and QGIS share. The overlay runs on this computer.</source>
        <translation>Lagrets referenssystem {crs} är inget som databasen och QGIS har gemensamt. Överlagringen körs på den här datorn.</translation>
    </message>
    <message>
        <source>The line goes to zero or below at one end, so its ends have no ratio.</source>
        <translation>Linjen går till noll eller under i ena änden, så ändarna har ingen kvot.</translation>
    </message>
    <message>
        <source>The list of SCB's services and tables that comes with the plugin is damaged, so nothing can be fetched. Install the plugin again.</source>
        <translation>Listan över SCB:s tjänster och tabeller som följer med insticksprogrammet är skadad, så inget kan hämtas. Installera insticksprogrammet på nytt.</translation>
    </message>
    <message>
        <source>The logit model needs counts of persons, each of whom is counted or not.</source>
        <translation>Logitmodellen kräver antal personer, som var och en räknas eller inte.</translation>
    </message>
    <message>
        <source>The map could not be written to {path}. Check that the folder exists and has room, that you may write there and that the file is not open in another program, or choose another place.</source>
        <translation>Kartan kunde inte skrivas till {path}. Kontrollera att mappen finns och har plats, att du får skriva där och att filen inte är öppen i ett annat program, eller välj en annan plats.</translation>
    </message>
    <message>
        <source>The measure does not exist in many of the draws, so there is no interval.</source>
        <translation>Måttet finns inte i många av dragningarna, så det finns inget intervall.</translation>
    </message>
    <message>
        <source>The model does not settle: the figures lie at the edge of what it can describe.</source>
        <translation>Modellen hittar ingen lösning: siffrorna ligger på gränsen för vad den kan beskriva.</translation>
    </message>
    <message>
        <source>The output “{output}” could not be written. {reason}. Check that the folder exists, that you may write there and that the file is not open in another program, or choose another place.</source>
        <translation>Resultatet ”{output}” kunde inte skrivas. {reason}. Kontrollera att mappen finns, att du får skriva där och att filen inte är öppen i ett annat program, eller välj en annan plats.</translation>
    </message>
    <message>
        <source>The police's vulnerable areas</source>
        <translation>Polisens utsatta områden</translation>
    </message>
    <message>
        <source>The population grid has no coordinate reference system. Set it in the layer's properties.</source>
        <translation>Befolkningsrutnätet har inget koordinatsystem. Ange det i lagrets egenskaper.</translation>
    </message>
    <message>
        <source>The population grid must hold points or polygons, all of one kind and none of them empty.</source>
        <translation>Befolkningsrutnätet måste innehålla antingen punkter eller ytor, och ingen geometri får vara tom.</translation>
    </message>
    <message>
        <source>The population grid or table has negative numbers of inhabitants. Choose another field.</source>
        <translation>Befolkningsrutnätet eller befolkningstabellen har negativa antal invånare. Välj ett annat fält.</translation>
    </message>
    <message>
        <source>The population grid or table has no field “population” with the number of inhabitants.</source>
        <translation>Befolkningsrutnätet eller befolkningstabellen har inget fält ”population” med antalet invånare.</translation>
    </message>
    <message>
        <source>The population grid or table has no number of inhabitants at all. Choose another field, or another layer.</source>
        <translation>Befolkningsrutnätet eller befolkningstabellen har inga antal invånare alls. Välj ett annat fält eller ett annat lager.</translation>
    </message>
    <message>
        <source>The population grid {layer} has no field that is recognised as population. Its fields are: {fields}. Choose the field with the number of inhabitants.</source>
        <translation>Befolkningsrutnätet {layer} har inget fält som känns igen som folkmängd. Det har fälten: {fields}. Välj fältet med antal invånare.</translation>
    </message>
    <message>
        <source>The population grid {layer} is empty. Choose another one.</source>
        <translation>Befolkningsrutnätet {layer} är tomt. Välj ett annat.</translation>
    </message>
    <message>
        <source>The population of {groups} is negative. Choose the field with the number of inhabitants.</source>
        <translation>Negativ folkmängd: {groups}. Välj fältet med antalet invånare.</translation>
    </message>
    <message>
        <source>The population table lacks {columns}. It needs the area's code on either side, and the people.</source>
        <translation>Befolkningstabellen saknar {columns}. Den måste ha områdets kod i båda indelningarna och antalet invånare.</translation>
    </message>
    <message>
        <source>The preset {file} cannot be used and is left out. At {place}: {problem}</source>
        <translation>Förvalet {file} kan inte användas och lämnas utanför. Vid {place}: {problem}</translation>
    </message>
    <message>
        <source>The proxy between your network and {host} could not be used, so nothing was fetched. Check the proxy in QGIS's options, under Network; your IT support knows its address and whether it wants a password.</source>
        <translation>Proxyn mellan ditt nätverk och {host} kunde inte användas, så inget hämtades. Kontrollera proxyn i QGIS alternativ, under Nätverk; IT-supporten vet dess adress och om den kräver lösenord.</translation>
    </message>
    <message>
        <source>The rate in {worst} is {value:,.10g} times that in {best} ({interval}). A ratio does not say how common something is: read it with the difference.</source>
        <translation>Nivån i {worst} är {value:,.10g} gånger den i {best} ({interval}). En kvot säger inte hur vanligt något är: läs den tillsammans med skillnaden.</translation>
    </message>
    <message>
        <source>The rate is {worst_rate:,.10g} in {worst} and {best_rate:,.10g} in {best}, {unit}. The difference is {value:,.10g} ({interval}). {verdict} This says how large the gap is, not what causes it.</source>
        <translation>Nivån är {worst_rate:,.10g} i {worst} och {best_rate:,.10g} i {best}, {unit}. Skillnaden är {value:,.10g} ({interval}). {verdict} Det säger hur stor skillnaden är, inte vad den beror på.</translation>
    </message>
    <message>
        <source>The rate of {group} is zero, so the ratio has no interval.</source>
        <translation>Nivån i {group} är noll, så kvoten har inget intervall.</translation>
    </message>
    <message>
        <source>The rate of {reference} is zero or a rate is negative, so there is no ratio.</source>
        <translation>Nivån i {reference} är noll eller en nivå är negativ, så det finns ingen kvot.</translation>
    </message>
    <message>
        <source>The rate of {reference} is zero: no interval.</source>
        <translation>Nivån i {reference} är noll: inget intervall.</translation>
    </message>
    <message>
        <source>The rates are standardised by {field}: they are what the groups would have if all were alike in that. Other differences between the groups remain in them.</source>
        <translation>Nivåerna är standardiserade efter {field}: de är vad grupperna skulle ha om alla vore lika i det avseendet. Andra skillnader mellan grupperna finns kvar.</translation>
    </message>
    <message>
        <source>The rates bend more than chance would have it, but a straight line explains {explained:.0f} percent of their variation.</source>
        <translation>Nivåerna böjer sig mer än slumpen gör, men en rät linje förklarar {explained:.0f} procent av variationen.</translation>
    </message>
    <message>
        <source>The rates do not follow a straight line over the groups (it explains {explained:.0f} percent of their variation): read the gaps between the groups instead of the slope.</source>
        <translation>Nivåerna följer inte en rät linje över grupperna (den förklarar {explained:.0f} procent av variationen): läs skillnaderna mellan grupperna i stället för lutningen.</translation>
    </message>
    <message>
        <source>The ratio is so uncertain that its interval tells nothing.</source>
        <translation>Kvoten är så osäker att dess intervall inte säger något.</translation>
    </message>
    <message>
        <source>The relative index is {ratio:,.10g} as the line's worst end divided by its best end ({interval}), and {other:,.10g} as the slope divided by the mean. The two are different measures: compare like with like.</source>
        <translation>Relativt index är {ratio:,.10g} som linjens sämsta ände delad med dess bästa ({interval}) och {other:,.10g} som lutningen delad med medelvärdet. Det är två olika mått: jämför lika med lika.</translation>
    </message>
    <message>
        <source>The report could not be written to {path}. Check that the folder exists, that you may write there and that the file is not open in another program, or choose another place.</source>
        <translation>Rapporten kunde inte skrivas till {path}. Kontrollera att mappen finns, att du får skriva där och att filen inte är öppen i ett annat program, eller välj en annan plats.</translation>
    </message>
    <message>
        <source>The result by classes of areas too: most areas of type 1 are in towns</source>
        <translation>Resultatet även efter klasser av områden: de flesta områden av typ 1 ligger i städer</translation>
    </message>
    <message>
        <source>The result is on the map and in the project. It has no table by area type to show here.</source>
        <translation>Resultatet finns på kartan och i projektet. Det har ingen tabell efter områdestyp att visa här.</translation>
    </message>
    <message>
        <source>The result was written, but could not be read again: {reason}</source>
        <translation>Resultatet skrevs, men kunde inte läsas igen: {reason}</translation>
    </message>
    <message>
        <source>The rows are DeSO. SCB has area types for RegSO only; these are computed by the same rule.</source>
        <translation>Raderna är DeSO. SCB har områdestyper bara för RegSO; dessa är beräknade med samma regel.</translation>
    </message>
    <message>
        <source>The rows are RegSO and DeSO mixed, so that the same people would count twice. Filter the layer to one of them first.</source>
        <translation>Raderna är både RegSO och DeSO, så att samma människor skulle räknas två gånger. Filtrera först lagret till det ena.</translation>
    </message>
    <message>
        <source>The run cannot be written as a model: {problems}</source>
        <translation>Körningen kan inte skrivas som modell: {problems}</translation>
    </message>
    <message>
        <source>The run failed. The log “RegSO” has the details.</source>
        <translation>Körningen misslyckades. Loggen ”RegSO” har detaljerna.</translation>
    </message>
    <message>
        <source>The same run in the dialog of the Processing toolbox, with every setting</source>
        <translation>Samma körning i Processing-verktygslådans dialogruta, med alla inställningar</translation>
    </message>
    <message>
        <source>The saved data could not be removed: {reason}</source>
        <translation>De sparade data kunde inte tas bort: {reason}</translation>
    </message>
    <message>
        <source>The series lacks {years}; nothing is filled in.</source>
        <translation>Serien saknar {years}; inget fylls i.</translation>
    </message>
    <message>
        <source>The service has {count} areas where {complete} were known; SCB may have changed the division.</source>
        <translation>Antalet områden i tjänsten är {count} mot tidigare kända {complete}; SCB kan ha ändrat indelningen.</translation>
    </message>
    <message>
        <source>The service lets no values be fetched at all at the moment. Try again later.</source>
        <translation>Tjänsten lämnar för närvarande inte ut några värden alls. Försök igen senare.</translation>
    </message>
    <message>
        <source>The share divided by the share of the inhabitants: 1 means equal, 2 twice as much.</source>
        <translation>Andelen delad med andelen av invånarna: 1 betyder lika stor, 2 dubbelt så stor.</translation>
    </message>
    <message>
        <source>The share minus the share of the inhabitants, in percentage points.</source>
        <translation>Andelen minus andelen av invånarna, i procentenheter.</translation>
    </message>
    <message>
        <source>The sheet “{sheet}” was read; other sheets have tables too: {others}.</source>
        <translation>Bladet ”{sheet}” lästes; även andra blad har tabeller: {others}.</translation>
    </message>
    <message>
        <source>The slope index says that on a straight line through all groups the very worst-off lie {size:,.10g} above the very best-off, {unit} (signed {interval}). It does not mean that every step is equally large.</source>
        <translation>Lutningsindex säger att de som har det allra sämst ligger {size:,.10g} över dem som har det allra bäst på en rät linje genom alla grupper, {unit} (med tecken: {interval}). Det betyder inte att varje steg är lika stort.</translation>
    </message>
    <message>
        <source>The slope index says that on a straight line through all groups the very worst-off lie {size:,.10g} below the very best-off, {unit} (signed {interval}). It does not mean that every step is equally large.</source>
        <translation>Lutningsindex säger att de som har det allra sämst ligger {size:,.10g} under dem som har det allra bäst på en rät linje genom alla grupper, {unit} (med tecken: {interval}). Det betyder inte att varje steg är lika stort.</translation>
    </message>
    <message>
        <source>The standard deviation of the index must be more than zero.</source>
        <translation>Standardavvikelsen för index måste vara större än noll.</translation>
    </message>
    <message>
        <source>The standard has no column {columns}. Its columns are: {known}.</source>
        <translation>Standarden har ingen kolumn {columns}. Dess kolumner är: {known}.</translation>
    </message>
    <message>
        <source>The standard has no field {field}. Choose the field with its classes; its fields are: {fields}.</source>
        <translation>Standarden har inget fält {field}. Välj fältet med dess klasser; dess fält är: {fields}.</translation>
    </message>
    <message>
        <source>The standard has the classes {classes} on several rows. Keep one row for each class.</source>
        <translation>Standarden har klasserna {classes} på flera rader. Behåll en rad för varje klass.</translation>
    </message>
    <message>
        <source>The standard has the classes {strata}, which the table does not; they are left out of the weights.</source>
        <translation>Standarden har klasserna {strata}, som tabellen saknar; de ingår inte i vikterna.</translation>
    </message>
    <message>
        <source>The standard in {column} differs between the groups for the classes {strata}. A standard is the same for all groups.</source>
        <translation>Standarden i {column} skiljer sig mellan grupperna för klasserna {strata}. En standard är densamma för alla grupper.</translation>
    </message>
    <message>
        <source>The standard is empty. Choose a table with a row for each class.</source>
        <translation>Standarden är tom. Välj en tabell med en rad för varje klass.</translation>
    </message>
    <message>
        <source>The standard lacks the classes {strata}. Add them, or join the table's classes to those of the standard.</source>
        <translation>Standarden saknar klasserna {strata}. Lägg till dem, eller slå ihop tabellens klasser till standardens.</translation>
    </message>
    <message>
        <source>The standard population is zero in all of the table's classes. Choose another standard.</source>
        <translation>Standardbefolkningen är noll i alla tabellens klasser. Välj en annan standard.</translation>
    </message>
    <message>
        <source>The standard's {field} is missing, negative or no number in the classes {classes}.</source>
        <translation>Standardens {field} saknas, är negativ eller är inget tal i klasserna {classes}.</translation>
    </message>
    <message>
        <source>The statistical files have no year in common: {files}. Choose files that have the same year.</source>
        <translation>Statistikfilerna har inget år gemensamt: {files}. Välj filer som har samma år.</translation>
    </message>
    <message>
        <source>The style could not be written to {file}: {reason}. Check that the folder exists and that you may write there.</source>
        <translation>Stilen kunde inte skrivas till {file}: {reason}. Kontrollera att mappen finns och att du får skriva där.</translation>
    </message>
    <message>
        <source>The style {style} needs a field that the layer lacks: {role}. The layer's fields are: {fields}. Choose the field, or another style.</source>
        <translation>Stilen {style} behöver ett fält som lagret saknar: {role}. Lagret har fälten: {fields}. Välj fältet, eller en annan stil.</translation>
    </message>
    <message>
        <source>The style “change” shows a change between two years. Choose a year to compare with.</source>
        <translation>Stilen ”change” visar en förändring mellan två år. Välj ett år att jämföra med.</translation>
    </message>
    <message>
        <source>The style “{style}” cannot be shown: its figures were not loaded, or the whole country's, which its classes are made from, are not there. Another style is shown.</source>
        <translation>Stilen ”{style}” kan inte visas: dess siffror lästes inte in, eller så saknas hela landets, som dess klasser görs av. En annan stil visas.</translation>
    </message>
    <message>
        <source>The styles could not be stored in {file}: {reason}. Check that you may write to it and that no other program has it open.</source>
        <translation>Stilarna kunde inte sparas i {file}: {reason}. Kontrollera att du får skriva i filen och att inget annat program har den öppen.</translation>
    </message>
    <message>
        <source>The table belongs to the {table} edition and the areas to the {areas} edition. Most areas are the same; where boundaries changed, the figures belong to another piece of ground.</source>
        <translation>Tabellen hör till {table} års indelning och områdena till {areas} års indelning. De flesta områden är desamma; där gränserna har ändrats gäller siffrorna ett annat markområde.</translation>
    </message>
    <message>
        <source>The table belongs to the {table} edition of the areas and the layer to the {areas} edition. The codes are mostly the same, the boundaries are not. Choose areas of the same edition, or allow another edition if the difference does not matter for the question.</source>
        <translation>Tabellen hör till {table} års indelning och lagret till {areas} års indelning. Koderna är till största delen desamma, men inte gränserna. Välj områden i samma indelning, eller tillåt en annan indelning om skillnaden saknar betydelse för frågan.</translation>
    </message>
    <message>
        <source>The table by DeSO has several columns and none is recognised as population: {columns}. Use a table with the number of inhabitants only.</source>
        <translation>Tabellen efter DeSO har flera kolumner och ingen känns igen som folkmängd: {columns}. Använd en tabell med bara antal invånare.</translation>
    </message>
    <message>
        <source>The table does not say which year it is about; it is used as {year}, as you stated.</source>
        <translation>Tabellen anger inte vilket år den gäller; den används som {year}, som du angav.</translation>
    </message>
    <message>
        <source>The table had {before} rows and has {after}.</source>
        <translation>Tabellen hade {before} rader och har {after}.</translation>
    </message>
    <message>
        <source>The table has areas of both editions of RegSO and does not say its year, so it cannot be told which rows hold. Say which year the values are for.</source>
        <translation>Tabellen har områden i båda RegSO-indelningarna och anger inget år, så det går inte att avgöra vilka rader som gäller. Ange vilket år värdena gäller.</translation>
    </message>
    <message>
        <source>The table has areas of both editions; for {year} the {kept} of RegSO/DeSO {edition} were used and the {aside} others set aside: their zeros and blanks are no values.</source>
        <translation>Tabellen har områden i båda indelningarna; för {year} användes de {kept} i RegSO/DeSO {edition} och de {aside} övriga lades åt sidan: deras nollor och tomma celler räknas inte som värden.</translation>
    </message>
    <message>
        <source>The table has more rows than a sheet can hold ({most}). Export the layer in another format, such as CSV.</source>
        <translation>Tabellen har fler rader än ett blad rymmer ({most}). Exportera lagret i ett annat format, till exempel CSV.</translation>
    </message>
    <message>
        <source>The table has no areas in {places}. A kommun has four digits (0180), a län two (01); check the codes.</source>
        <translation>Tabellen har inga områden i {places}. En kommun har fyra siffror (0180), ett län två (01); kontrollera koderna.</translation>
    </message>
    <message>
        <source>The table has no codes of areas, so the table with their types cannot be used. Choose the area code field, or leave the types empty.</source>
        <translation>Tabellen har inga områdeskoder, så tabellen med områdenas typer kan inte användas. Välj fältet med områdeskod, eller lämna typerna tomma.</translation>
    </message>
    <message>
        <source>The table has no column {columns}. Its columns are: {known}.</source>
        <translation>Tabellen har ingen kolumn {columns}. Den har kolumnerna: {known}.</translation>
    </message>
    <message>
        <source>The table has no dimension “{dimension}” to choose in; it has: {dimensions}. Nothing was chosen; name one of these.</source>
        <translation>Tabellen har ingen dimension ”{dimension}” att välja i; den har: {dimensions}. Inget valdes; ange en av dessa.</translation>
    </message>
    <message>
        <source>The table has no field that is recognised as area code (regsokod). Its fields are: {fields}. Rename the field with the codes, or choose a layer with geometry.</source>
        <translation>Tabellen har inget fält som känns igen som områdeskod (regsokod). Den har fälten: {fields}. Byt namn på fältet med koderna, eller välj ett lager med geometri.</translation>
    </message>
    <message>
        <source>The table has no figure of this group in the year.</source>
        <translation>Tabellen har ingen uppgift för gruppen det året.</translation>
    </message>
    <message>
        <source>The table has no measure {wishes}; it has: {measures}. Choose one of these, or none to take them all.</source>
        <translation>Tabellen har inte måttet {wishes}; den har: {measures}. Välj ett av dessa, eller inget för att ta med alla.</translation>
    </message>
    <message>
        <source>The table has no rows of the area types {types}.</source>
        <translation>Tabellen har inga rader för områdestyperna {types}.</translation>
    </message>
    <message>
        <source>The table has no rows with a group. Choose another table or group field.</source>
        <translation>Tabellen har inga rader med en grupp. Välj en annan tabell eller ett annat fält med grupp.</translation>
    </message>
    <message>
        <source>The table has no values for {year}; it has {years}. Choose one of these years, or fetch the table for {year}.</source>
        <translation>Tabellen har inga värden för {year}; den har {years}. Välj ett av dessa år, eller hämta tabellen för {year}.</translation>
    </message>
    <message>
        <source>The table has no {wanted} areas; it has {regso} RegSO and {deso} DeSO. Choose the level that it has.</source>
        <translation>Tabellen har inga områden på nivån {wanted}; den har {regso} RegSO och {deso} DeSO. Välj den nivå som finns.</translation>
    </message>
    <message>
        <source>The table has {count} years ({first}–{last}); the latest, {year}, was taken.</source>
        <translation>Tabellen har {count} år ({first}–{last}); det senaste, {year}, valdes.</translation>
    </message>
    <message>
        <source>The table holds both RegSO and DeSO. A RegSO is made of DeSO, so everybody would count twice. Keep one of the two.</source>
        <translation>Tabellen innehåller både RegSO och DeSO. En RegSO består av DeSO, så alla skulle räknas två gånger. Behåll den ena.</translation>
    </message>
    <message>
        <source>The table is about kommuner, län or the country ({values}), not about RegSO or DeSO, so it cannot be joined to the areas. Fetch it again with RegSO chosen as the region.</source>
        <translation>Tabellen gäller kommuner, län eller riket ({values}), inte RegSO eller DeSO, och kan därför inte kopplas till områdena. Hämta den på nytt med RegSO vald som region.</translation>
    </message>
    <message>
        <source>The table is empty. Choose a table with a row for each area or area type and year.</source>
        <translation>Tabellen är tom. Välj en tabell med en rad för varje område eller områdestyp och år.</translation>
    </message>
    <message>
        <source>The table is empty. Choose a table with a row for each group.</source>
        <translation>Tabellen är tom. Välj en tabell med en rad för varje grupp.</translation>
    </message>
    <message>
        <source>The table is split by {dimension} and has no total for it, so there is more than one value per area. Choose one of its categories, or “sum” to add them up: {categories}</source>
        <translation>Tabellen är uppdelad efter {dimension} och har ingen total för den, så det finns mer än ett värde per område. Välj en av kategorierna, eller ”sum” för att lägga ihop dem: {categories}</translation>
    </message>
    <message>
        <source>The table itself</source>
        <translation>Tabellen själv</translation>
    </message>
    <message>
        <source>The table names its areas ({labels}) but has no codes, and names alone are not unique in Sweden. Give the key table too (SCB's table from DeSO to RegSO, or a CSV file with regsokod, regsonamn and kommunnamn).</source>
        <translation>Tabellen anger områdenas namn ({labels}) men inga koder, och namnen är inte unika i Sverige. Ange också en kopplingstabell (SCB:s tabell från DeSO till RegSO, eller en CSV-fil med regsokod, regsonamn och kommunnamn).</translation>
    </message>
    <message>
        <source>The table or layer with the area type of each area and year</source>
        <translation>Tabellen eller lagret med varje områdes områdestyp varje år</translation>
    </message>
    <message>
        <source>The table was saved as {file}.</source>
        <translation>Tabellen sparades som {file}.</translation>
    </message>
    <message>
        <source>The table with the country's mean and standard deviation has several rows of {years}. Keep one row for each year.</source>
        <translation>Tabellen med landets medelvärde och standardavvikelse har flera rader för {years}. Behåll en rad för varje år.</translation>
    </message>
    <message>
        <source>The table with the country's mean and standard deviation needs the fields year, mean and standard_deviation; its fields are: {fields}. regso:classifyareatypes writes such a table.</source>
        <translation>Tabellen med landets medelvärde och standardavvikelse behöver fälten year, mean och standard_deviation; den har fälten: {fields}. regso:classifyareatypes skriver en sådan tabell.</translation>
    </message>
    <message>
        <source>The table with the inhabitants of each area and year</source>
        <translation>Tabellen med varje områdes invånare varje år</translation>
    </message>
    <message>
        <source>The table with the population says no years, so the same population is used for all of them.</source>
        <translation>Tabellen med folkmängden säger inga år, så samma folkmängd används för alla.</translation>
    </message>
    <message>
        <source>The table with the types has no index of {year}.</source>
        <translation>Tabellen med typerna har inget index för {year}.</translation>
    </message>
    <message>
        <source>The table {table} has no field that is recognised as {role}. Its fields are: {fields}. Choose the field, or rename it.</source>
        <translation>Tabellen {table} har inget fält som känns igen som {role}. Den har fälten: {fields}. Välj fältet, eller byt namn på det.</translation>
    </message>
    <message>
        <source>The table {table} has no values for {years}; it has {first}–{last}. Choose one of these years.</source>
        <translation>Tabellen {table} har inga värden för {years}; den har {first}–{last}. Välj ett av dessa år.</translation>
    </message>
    <message>
        <source>The table {table} of {host} is built in another way than it was, so its values cannot be told apart. Update the plugin, or download the table by hand and join it as a file.</source>
        <translation>Tabellen {table} hos {host} är uppbyggd på ett annat sätt än tidigare, så värdena går inte att skilja åt. Uppdatera insticksprogrammet, eller hämta tabellen själv och koppla den som fil.</translation>
    </message>
    <message>
        <source>The table's codes belong to the {table} edition and the areas to the {areas} edition. Most areas are the same; where boundaries changed, the figures belong to another piece of ground.</source>
        <translation>Tabellens koder hör till {table} års indelning och områdena till {areas} års indelning. De flesta områden är desamma; där gränserna har ändrats gäller siffrorna ett annat markområde.</translation>
    </message>
    <message>
        <source>The tables do not have the same columns: {names}.</source>
        <translation>Tabellerna har inte samma kolumner: {names}.</translation>
    </message>
    <message>
        <source>The three percentages are not all there: no field is recognised for some of V1, V2 and V3. Choose the fields, or take the index from its own field.</source>
        <translation>Alla tre procenttalen finns inte: för något av V1, V2 och V3 känns inget fält igen. Välj fälten, eller hämta indexet från dess eget fält.</translation>
    </message>
    <message>
        <source>The two layers share no ground, so nothing was converted. Check that both are of the same part of the country.</source>
        <translation>De två lagren har ingen gemensam mark, så inget räknades om. Kontrollera att båda gäller samma del av landet.</translation>
    </message>
    <message>
        <source>The value {field} is none of the counts, so it cannot be rounded with them, and its clusters could tell the exact counts. Look for its clusters in a run of their own, without rounding.</source>
        <translation>Värdet {field} är inget av antalen, så det kan inte avrundas med dem, och dess kluster kunde avslöja de exakta antalen. Sök dess kluster i en egen körning, utan avrundning.</translation>
    </message>
    <message>
        <source>The values are for {year}, when SCB reports on RegSO {wanted}, but the key table is of RegSO {given}. Some names belong to other areas there, so values could end up in the wrong area. Use the key table of RegSO {wanted}, or fetch the table with codes.</source>
        <translation>Värdena gäller {year}, då SCB redovisar på RegSO {wanted}, men kopplingstabellen gäller RegSO {given}. Några namn hör där till andra områden, så värden kan hamna i fel område. Använd kopplingstabellen för RegSO {wanted}, eller hämta tabellen med koder.</translation>
    </message>
    <message>
        <source>The values were fetched over SCB's older interface, for the newer one did not answer.</source>
        <translation>Värdena hämtades via SCB:s äldre gränssnitt, eftersom det nyare inte svarade.</translation>
    </message>
    <message>
        <source>The whole country</source>
        <translation>Hela landet</translation>
    </message>
    <message>
        <source>The whole demo region</source>
        <translation>Hela demoregionen</translation>
    </message>
    <message>
        <source>The workbook could not be written to {path}. Check that the folder exists and has room, that you may write there and that the file is not open in another program, or choose another place.</source>
        <translation>Arbetsboken kunde inte skrivas till {path}. Kontrollera att mappen finns och har plats, att du får skriva där och att filen inte är öppen i ett annat program, eller välj en annan plats.</translation>
    </message>
    <message>
        <source>The year and the year of comparison are the same. Choose another one of them.</source>
        <translation>Året och jämförelseåret är samma år. Byt ett av dem.</translation>
    </message>
    <message>
        <source>The years {first} to {last} lie on both sides of the change from RegSO 2020 to RegSO 2025. Many areas keep their code but not their boundaries, so types cannot be held from one to the other. End the comparison with {before}, begin it with {after}, let the types move, convert one side to the other edition first (regso:convertedition), or allow the comparison across editions.</source>
        <translation>Åren {first} till {last} ligger på båda sidor om bytet från RegSO 2020 till RegSO 2025. Många områden behåller sin kod men inte sina gränser, så typer kan inte hållas från den ena till den andra. Sluta jämförelsen med {before}, börja den med {after}, låt typerna röra sig, räkna först om den ena sidan till den andra indelningen (regso:convertedition), eller tillåt jämförelsen över indelningar.</translation>
    </message>
    <message>
        <source>Theil index between groups</source>
        <translation>Theilindex mellan grupper</translation>
    </message>
    <message>
        <source>Theil's T between groups, sum of p (y/mean) ln(y/mean); bootstrap</source>
        <translation>Theils T mellan grupper, summan av p (y/medelvärde) ln(y/medelvärde); bootstrap</translation>
    </message>
    <message>
        <source>There are area types of one year only, so all years are compared by these; nothing can be said of changes of type.</source>
        <translation>Det finns områdestyper för bara ett år, så alla år jämförs efter dem; inget kan sägas om ändringar av typ.</translation>
    </message>
    <message>
        <source>There are counts where nobody lives: {rows}. Their rate does not exist; join classes first.</source>
        <translation>Det finns antal där ingen bor: {rows}. De har ingen nivå; slå först ihop klasser.</translation>
    </message>
    <message>
        <source>There are no area types of the same areas in two years, so there are no transitions between them. Give a table with the types of each area and year, leave the transitions and areas out, or, across the change of editions, allow it.</source>
        <translation>Det finns inga områdestyper för samma områden två år, så det finns inga övergångar mellan dem. Ange en tabell med typerna för varje område och år, utelämna övergångar och områden, eller tillåt det över bytet av indelning.</translation>
    </message>
    <message>
        <source>There are no area types of {years}, so these years are left out where the types move.</source>
        <translation>Det finns inga områdestyper för {years}, så de åren utelämnas där typerna rör sig.</translation>
    </message>
    <message>
        <source>There are no area types of {year}.</source>
        <translation>Det finns inga områdestyper för {year}.</translation>
    </message>
    <message>
        <source>There are no area types of {year}; the nearest, those of {near}, are used.</source>
        <translation>Det finns inga områdestyper för {year}; de närmaste, från {near}, används.</translation>
    </message>
    <message>
        <source>There are no areas in {places} in edition {edition}. Check the kommun or län, and that the files hold it.</source>
        <translation>Det finns inga områden i {places} i indelning {edition}. Kontrollera kommunen eller länet, och att filerna omfattar det.</translation>
    </message>
    <message>
        <source>There are no areas to compute the measures from. Choose a table or layer with areas.</source>
        <translation>Det finns inga områden att beräkna måtten av. Välj en tabell eller ett lager med områden.</translation>
    </message>
    <message>
        <source>There are no areas yet. Load them in step 1, or choose a layer that has them.</source>
        <translation>Det finns inga områden än. Läs in dem i steg 1, eller välj ett lager som har dem.</translation>
    </message>
    <message>
        <source>There are no classes of town and country: none were asked for, or without population there is no density. Choose the population field, or a field with classes, or leave the table by class out.</source>
        <translation>Det finns inga klasser av stad och land: inga efterfrågades, eller så finns ingen täthet utan folkmängd. Välj fältet med folkmängd, eller ett fält med klasser, eller avstå från tabellen efter klass.</translation>
    </message>
    <message>
        <source>There are no counts to hide or round: small counts are those of the groups. Choose groups, or leave the limit and the rounding.</source>
        <translation>Det finns inga antal att dölja eller avrunda: små antal är gruppernas. Välj grupper, eller lämna gränsen och avrundningen.</translation>
    </message>
    <message>
        <source>There are no cut points for {years}. The types are relative to their own year, so every year needs its own mean and standard deviation.</source>
        <translation>Det finns inga gränsvärden för {years}. Typerna är relativa inom sitt år, så varje år måste ha ett eget medelvärde och en egen standardavvikelse.</translation>
    </message>
    <message>
        <source>There are no figures for {year}; there are for {years}. Choose one of these years.</source>
        <translation>Det finns inga siffror för {year}; det finns för {years}. Välj ett av dessa år.</translation>
    </message>
    <message>
        <source>There are no rows of {year}; the years are {years}. Choose one of them.</source>
        <translation>Det finns inga rader för {year}; åren är {years}. Välj något av dem.</translation>
    </message>
    <message>
        <source>There are no two years whose area types can be compared.</source>
        <translation>Det finns inte två år vars områdestyper kan jämföras.</translation>
    </message>
    <message>
        <source>There are no years from {first} to {last}; there are {from_year}–{to_year}. Choose other years.</source>
        <translation>Det finns inga år från {first} till {last}; det finns {from_year}–{to_year}. Välj andra år.</translation>
    </message>
    <message>
        <source>There are two standards: a field of the table and a table of its own. Choose one of them.</source>
        <translation>Det finns två standarder: ett fält i tabellen och en egen tabell. Välj en av dem.</translation>
    </message>
    <message>
        <source>There are {moved:,.10g} more in {worst} than there would be at the mean rate ({unit}); without {added:,.10g} of them it would have the rate of the other groups. It does not say that the mean rate is the right one.</source>
        <translation>I {worst} finns {moved:,.10g} mer än vid medelnivån ({unit}); utan {added:,.10g} av dem skulle den ha de andra gruppernas nivå. Det säger inte att medelnivån är den rätta.</translation>
    </message>
    <message>
        <source>There are {values} values for {areas} areas.</source>
        <translation>Det finns {values} värden för {areas} områden.</translation>
    </message>
    <message>
        <source>There is no area where you clicked.</source>
        <translation>Det finns inget område där du klickade.</translation>
    </message>
    <message>
        <source>There is no curve where all figures are zero or some are negative.</source>
        <translation>Det finns ingen kurva där alla värden är noll eller några är negativa.</translation>
    </message>
    <message>
        <source>There is no field {field}. The layer's fields are: {fields}.</source>
        <translation>Fältet {field} finns inte. Lagret har fälten: {fields}.</translation>
    </message>
    <message>
        <source>There is no file {path}. Check where it was downloaded to.</source>
        <translation>Filen {path} finns inte. Kontrollera var den sparades när den hämtades.</translation>
    </message>
    <message>
        <source>There is no index for {year} to compare with. Choose another year.</source>
        <translation>Det finns inget index för {year} att jämföra med. Välj ett annat år.</translation>
    </message>
    <message>
        <source>There is no kommun {names}. Write its name as SCB does (Upplands Väsby) or its code of four digits (0114); several are separated by commas.</source>
        <translation>Det finns ingen kommun {names}. Skriv namnet som SCB gör (Upplands Väsby) eller koden med fyra siffror (0114); flera skiljs åt med komma.</translation>
    </message>
    <message>
        <source>There is no layer of areas on which to show them: choose one in step 1.</source>
        <translation>Det finns inget lager med områden att visa dem på: välj ett i steg 1.</translation>
    </message>
    <message>
        <source>There is no län {names}. Write its name (Dalarnas län) or its code of two digits (20); several are separated by commas.</source>
        <translation>Det finns inget län {names}. Skriv namnet (Dalarnas län) eller koden med två siffror (20); flera skiljs åt med komma.</translation>
    </message>
    <message>
        <source>There is no measure {measure}. The measures are: {measures}.</source>
        <translation>Måttet {measure} finns inte. Måtten är: {measures}.</translation>
    </message>
    <message>
        <source>There is no population for {year}.</source>
        <translation>Det finns ingen folkmängd för {year}.</translation>
    </message>
    <message>
        <source>There is no rate field, so the field that weights rates was not used.</source>
        <translation>Inget kvotfält är valt, så fältet som väger kvoter användes inte.</translation>
    </message>
    <message>
        <source>There is no result yet. Ask a question in step 3.</source>
        <translation>Det finns inget resultat ännu. Ställ en fråga i steg 3.</translation>
    </message>
    <message>
        <source>There is nothing to move.</source>
        <translation>Det finns inget att flytta.</translation>
    </message>
    <message>
        <source>These are no codes of kommuner (four digits, 0180) or län (two digits, 01): {codes}. Nothing was fetched; check them.</source>
        <translation>Följande är inte koder för kommuner (fyra siffror, 0180) eller län (två siffror, 01): {codes}. Inget hämtades; kontrollera koderna.</translation>
    </message>
    <message>
        <source>This is no run record that this version of RegSO Atlas can read. Choose a JSON file that was saved in the step Keep, or update the plugin.</source>
        <translation>Detta är inget körningsprotokoll som denna version av RegSO Atlas kan läsa. Välj en JSON-fil som sparats i steget Spara, eller uppdatera insticksprogrammet.</translation>
    </message>
    <message>
        <source>This run cannot be written as a command: one of its settings has no form for a shell.</source>
        <translation>Körningen kan inte skrivas som kommando: en av inställningarna går inte att ange i en terminal.</translation>
    </message>
    <message>
        <source>This run gave no table.</source>
        <translation>Körningen gav ingen tabell.</translation>
    </message>
    <message>
        <source>This run wrote no report, or its file is gone.</source>
        <translation>Körningen skrev ingen rapport, eller så är filen borta.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Till</translation>
    </message>
    <message>
        <source>To be moved for all groups to have the same rate</source>
        <translation>Att flytta för att alla grupper ska ha samma nivå</translation>
    </message>
    <message>
        <source>To use only what was saved and to fetch it again cannot both be had. Choose one of them.</source>
        <translation>Det går inte att både använda enbart det som är sparat och hämta det på nytt. Välj ett av dem.</translation>
    </message>
    <message>
        <source>Town and country</source>
        <translation>Stad och land</translation>
    </message>
    <message>
        <source>Towns and villages</source>
        <translation>Orter</translation>
    </message>
    <message>
        <source>Traffic accidents</source>
        <translation>Trafikolyckor</translation>
    </message>
    <message>
        <source>Transitions between area types</source>
        <translation>Övergångar mellan områdestyper</translation>
    </message>
    <message>
        <source>Transitions between area types are not followed from one edition of the areas to the other.</source>
        <translation>Övergångar mellan områdestyper följs inte från den ena indelningen till den andra.</translation>
    </message>
    <message>
        <source>Two of the tables hold {columns} for the same year, and nobody can tell which one holds: {tables}. Choose one of them.</source>
        <translation>Två av tabellerna har {columns} för samma år, och det går inte att avgöra vilken som gäller: {tables}. Välj en av dem.</translation>
    </message>
    <message>
        <source>Type {number}</source>
        <translation>Typ {number}</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Enhet</translation>
    </message>
    <message>
        <source>Use only what was saved, ask no network</source>
        <translation>Använd bara det som är sparat, fråga inte nätet</translation>
    </message>
    <message>
        <source>V1 Low economic standard {year}, % (higher is worse)</source>
        <translation>V1 Låg ekonomisk standard {year}, % (högre är sämre)</translation>
    </message>
    <message>
        <source>V1 Low economic standard, %</source>
        <translation>V1 Låg ekonomisk standard, %</translation>
    </message>
    <message>
        <source>V2 Pre-upper-secondary education {year}, % (higher is worse)</source>
        <translation>V2 Förgymnasial utbildning {year}, % (högre är sämre)</translation>
    </message>
    <message>
        <source>V2 Pre-upper-secondary education, %</source>
        <translation>V2 Förgymnasial utbildning, %</translation>
    </message>
    <message>
        <source>V3 Long-term assistance or unemployment {year}, % (higher is worse)</source>
        <translation>V3 Långvarigt bistånd eller arbetslöshet {year}, % (högre är sämre)</translation>
    </message>
    <message>
        <source>V3 Long-term assistance or unemployment, %</source>
        <translation>V3 Långvarigt bistånd eller arbetslöshet, %</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Värde</translation>
    </message>
    <message>
        <source>Values are a “count” or a “rate”, and weighted by “area” or “population”; choose one of each.</source>
        <translation>Värden är ”count” (antal) eller ”rate” (kvot) och vägs med ”area” (yta) eller ”population” (folkmängd); välj ett av vardera slaget.</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Varning</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Varningar</translation>
    </message>
    <message>
        <source>Weight an own grading by population</source>
        <translation>Vikta en egen gradering efter folkmängd</translation>
    </message>
    <message>
        <source>Weight by</source>
        <translation>Vikta med</translation>
    </message>
    <message>
        <source>Weights must be numbers of at least zero, and not all zero.</source>
        <translation>Vikter måste vara tal som inte är negativa, och inte alla noll.</translation>
    </message>
    <message>
        <source>What has no value cannot be ranked. Leave out the rows without a value first.</source>
        <translation>Det som saknar värde kan inte rangordnas. Ta först bort rader utan värde.</translation>
    </message>
    <message>
        <source>What if all cut points moved by so many standard deviations</source>
        <translation>Vad om alla gränsvärden flyttades så många standardavvikelser</translation>
    </message>
    <message>
        <source>What is the mean of {rates} for {layer} in each area type[, by {group}]?</source>
        <translation>Vad är medelvärdet av {rates} för {layer} i varje områdestyp[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>What is the sum of {amounts} for {layer} in each area type[, by {group}]?</source>
        <translation>Vad är summan av {amounts} för {layer} i varje områdestyp[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>What share of all {layer} lies in each area type, beside its share of the inhabitants[, by {group}]?</source>
        <translation>Hur stor andel av alla {layer} ligger i varje områdestyp, jämfört med typens andel av invånarna[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>What share of the ground of all {layer} lies in each area type, beside its share of the inhabitants[, by {group}]?</source>
        <translation>Hur stor andel av ytan för alla {layer} ligger i varje områdestyp, jämfört med typens andel av invånarna[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>What share of the length of all {layer} lies in each area type, beside its share of the inhabitants[, by {group}]?</source>
        <translation>Hur stor andel av längden för alla {layer} ligger i varje områdestyp, jämfört med typens andel av invånarna[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>What share of the rows of {layer} belongs to each area type, beside its share of the inhabitants[, by {group}]?</source>
        <translation>Hur stor andel av raderna i {layer} hör till varje områdestyp, jämfört med typens andel av invånarna[, uppdelat efter {group}]?</translation>
    </message>
    <message>
        <source>What the figures are</source>
        <translation>Vad siffrorna är</translation>
    </message>
    <message>
        <source>What was fetched could not be saved for the next time. Check that the disk has room and that you may write in {folder}.</source>
        <translation>Det som hämtades kunde inte sparas till nästa gång. Kontrollera att det finns plats på disken och att du får skriva i {folder}.</translation>
    </message>
    <message>
        <source>What was saved is needed to work without the network. Click once more to remove all of it.</source>
        <translation>Det sparade behövs för att arbeta utan nät. Klicka en gång till för att ta bort allt.</translation>
    </message>
    <message>
        <source>What was written to {place} could not be opened again.</source>
        <translation>Det som skrevs till {place} gick inte att öppna igen.</translation>
    </message>
    <message>
        <source>What {layer} is</source>
        <translation>Vad {layer} är</translation>
    </message>
    <message>
        <source>When SCB last updated the statistics</source>
        <translation>När SCB senast uppdaterade statistiken</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Var</translation>
    </message>
    <message>
        <source>Whether the change is more than chance alone would give.</source>
        <translation>Om ändringen är mer än slumpen ensam ger.</translation>
    </message>
    <message>
        <source>Which area and area type hold the largest part of {layer}, one by one?</source>
        <translation>I vilket område och vilken områdestyp ligger den största delen av {layer}, en för en?</translation>
    </message>
    <message>
        <source>Which of your layers</source>
        <translation>Vilket av dina lager</translation>
    </message>
    <message>
        <source>Which years' area types the areas have</source>
        <translation>Vilka års områdestyper områdena har</translation>
    </message>
    <message>
        <source>With two groups, or without standard errors, nothing tests whether a line fits.</source>
        <translation>Med två grupper, eller utan medelfel, kan inte prövas om en linje passar.</translation>
    </message>
    <message>
        <source>Without population there are no rates to compare.</source>
        <translation>Utan folkmängd finns inga nivåer att jämföra.</translation>
    </message>
    <message>
        <source>Working: {name}…</source>
        <translation>Arbetar: {name}…</translation>
    </message>
    <message>
        <source>Worst-off minus or divided by best-off. The measures describe differences, not causes.</source>
        <translation>Sämst förutsättningar minus, eller delat med, bäst förutsättningar. Måtten beskriver skillnader, inte orsaker.</translation>
    </message>
    <message>
        <source>Would change</source>
        <translation>Skulle ändras</translation>
    </message>
    <message>
        <source>Writing {file}…</source>
        <translation>Skriver {file}…</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>Sparat: {path}</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>År</translation>
    </message>
    <message>
        <source>Year (all if empty)</source>
        <translation>År (alla om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Year (latest if empty)</source>
        <translation>År (det senaste om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Year field (recognised if empty)</source>
        <translation>Fält med år (känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Year of comparison</source>
        <translation>Jämförelseår</translation>
    </message>
    <message>
        <source>Year of the types (recognised if empty)</source>
        <translation>Typernas år (känns igen om det lämnas tomt)</translation>
    </message>
    <message>
        <source>Year {year}, edition {edition}</source>
        <translation>År {year}, indelning {edition}</translation>
    </message>
    <message>
        <source>Years compared</source>
        <translation>Jämförda år</translation>
    </message>
    <message>
        <source>Years compared by area type</source>
        <translation>År jämförda efter områdestyp</translation>
    </message>
    <message>
        <source>Years to 2023 are on edition 2020 of the areas, years from 2024 on edition 2025; not all areas can be compared between them.</source>
        <translation>År till och med 2023 redovisas på indelning 2020, år från och med 2024 på indelning 2025; alla områden kan inte jämföras mellan dem.</translation>
    </message>
    <message>
        <source>Years {years} belong to edition {edition} of RegSO and DeSO, and {count} of the files with boundaries are of it: {files}. Choose exactly one file of that edition.</source>
        <translation>Åren {years} hör till indelning {edition} av RegSO och DeSO. Antal valda filer med gränser i den indelningen: {count} ({files}). Välj exakt en fil i den indelningen.</translation>
    </message>
    <message>
        <source>You may not make temporary tables in the database, so the overlay runs on this computer. Its administrator can grant it: GRANT TEMPORARY ON DATABASE.</source>
        <translation>Du får inte skapa tillfälliga tabeller i databasen, så överlagringen körs på den här datorn. Databasens administratör kan ge rätten: GRANT TEMPORARY ON DATABASE.</translation>
    </message>
    <message>
        <source>a list with entries was expected.</source>
        <translation>en lista med poster väntades.</translation>
    </message>
    <message>
        <source>a role stands there twice.</source>
        <translation>en roll står där två gånger.</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>en webbsida</translation>
    </message>
    <message>
        <source>across editions</source>
        <translation>över bytet av indelning</translation>
    </message>
    <message>
        <source>amount</source>
        <translation>mängd</translation>
    </message>
    <message>
        <source>an empty answer</source>
        <translation>ett tomt svar</translation>
    </message>
    <message>
        <source>an object in braces was expected.</source>
        <translation>ett objekt inom klamrar väntades.</translation>
    </message>
    <message>
        <source>area</source>
        <translation>yta</translation>
    </message>
    <message>
        <source>area code (regsokod)</source>
        <translation>områdeskod (regsokod)</translation>
    </message>
    <message>
        <source>area name (regsonamn)</source>
        <translation>områdets namn (regsonamn)</translation>
    </message>
    <message>
        <source>area type (områdestyp)</source>
        <translation>områdestyp (omradestyp)</translation>
    </message>
    <message>
        <source>area type {area_type}</source>
        <translation>områdestyp {area_type}</translation>
    </message>
    <message>
        <source>area type {number}</source>
        <translation>områdestyp {number}</translation>
    </message>
    <message>
        <source>areas of RegSO {old} before, of RegSO {new} from here</source>
        <translation>områden enligt RegSO {old} före, enligt RegSO {new} härifrån</translation>
    </message>
    <message>
        <source>as given or measured; no interval</source>
        <translation>som den gavs eller uppmätt; inget intervall</translation>
    </message>
    <message>
        <source>as given; normal interval from its standard error</source>
        <translation>som den gavs; normalt intervall från dess medelfel</translation>
    </message>
    <message>
        <source>as the figures</source>
        <translation>som siffrorna</translation>
    </message>
    <message>
        <source>as the figures, squared</source>
        <translation>som siffrorna, i kvadrat</translation>
    </message>
    <message>
        <source>best-off tenth / worst-off four tenths, in the groups' order; bootstrap</source>
        <translation>tiondelen med bäst / fyra tiondelarna med sämst förutsättningar, i gruppernas ordning; bootstrap</translation>
    </message>
    <message>
        <source>break in the series</source>
        <translation>brott i serien</translation>
    </message>
    <message>
        <source>by area</source>
        <translation>per område</translation>
    </message>
    <message>
        <source>by area type</source>
        <translation>per områdestyp</translation>
    </message>
    <message>
        <source>by area type and year</source>
        <translation>efter områdestyp och år</translation>
    </message>
    <message>
        <source>by class of town and country</source>
        <translation>efter klass av stad och land</translation>
    </message>
    <message>
        <source>by kommun</source>
        <translation>efter kommun</translation>
    </message>
    <message>
        <source>chi-square of the lack of fit with {freedom} degrees of freedom</source>
        <translation>chi-två för bristande anpassning, frihetsgrader: {freedom}</translation>
    </message>
    <message>
        <source>choose a field</source>
        <translation>välj ett fält</translation>
    </message>
    <message>
        <source>choose a layer</source>
        <translation>välj ett lager</translation>
    </message>
    <message>
        <source>choose fields</source>
        <translation>välj fält</translation>
    </message>
    <message>
        <source>computed index (computed_index)</source>
        <translation>beräknat index (computed_index)</translation>
    </message>
    <message>
        <source>computed_index = (V1 + V2 + V3) / 3; higher is worse. SCB's published index holds where there is one.</source>
        <translation>computed_index = (V1 + V2 + V3) / 3; högre är sämre. SCB:s publicerade index gäller där det finns.</translation>
    </message>
    <message>
        <source>concentration index / (1 - mean), for shares from 0 to 1; delta method, ranks known</source>
        <translation>koncentrationsindex / (1 - medelvärde), för andelar från 0 till 1; deltametoden, kända ranger</translation>
    </message>
    <message>
        <source>converted from “{layer}”, weighted by {weight}</source>
        <translation>omräknat från ”{layer}”, viktat med {weight}</translation>
    </message>
    <message>
        <source>count or amount</source>
        <translation>antal eller mängd</translation>
    </message>
    <message>
        <source>delta method</source>
        <translation>deltametoden</translation>
    </message>
    <message>
        <source>demo</source>
        <translation>exempel</translation>
    </message>
    <message>
        <source>directly standardised; {interval} interval</source>
        <translation>direkt standardiserad; intervall: {interval}</translation>
    </message>
    <message>
        <source>edition (version)</source>
        <translation>indelning (version)</translation>
    </message>
    <message>
        <source>edition of the statistics</source>
        <translation>statistikens indelning</translation>
    </message>
    <message>
        <source>events</source>
        <translation>händelser</translation>
    </message>
    <message>
        <source>events divided by inhabitants, not standardised; no interval</source>
        <translation>händelser delat med invånare, inte standardiserat; inget intervall</translation>
    </message>
    <message>
        <source>events divided by inhabitants; exact Poisson interval</source>
        <translation>händelser delat med invånare; exakt Poissonintervall</translation>
    </message>
    <message>
        <source>exact, conditional on the events of all groups</source>
        <translation>exakt, betingat på alla gruppers händelser</translation>
    </message>
    <message>
        <source>exp(slope): odds at the worst end divided by odds at the best end; {how}</source>
        <translation>exp(lutning): odds i sämsta änden delat med odds i bästa; {how}</translation>
    </message>
    <message>
        <source>features</source>
        <translation>objekt</translation>
    </message>
    <message>
        <source>fetched {when}</source>
        <translation>hämtad {when}</translation>
    </message>
    <message>
        <source>file of {when}</source>
        <translation>fil från {when}</translation>
    </message>
    <message>
        <source>highest tenth / lowest four tenths, ranked by the groups' rates; bootstrap</source>
        <translation>högsta tiondelen / lägsta fyra tiondelarna, ordnade efter gruppernas nivå; bootstrap</translation>
    </message>
    <message>
        <source>index</source>
        <translation>index</translation>
    </message>
    <message>
        <source>index (socioekonomiskt_index)</source>
        <translation>index (socioekonomiskt_index)</translation>
    </message>
    <message>
        <source>indirectly standardised; Byar's interval</source>
        <translation>indirekt standardiserad; Byars intervall</translation>
    </message>
    <message>
        <source>indirectly standardised; exact Poisson interval</source>
        <translation>indirekt standardiserad; exakt Poissonintervall</translation>
    </message>
    <message>
        <source>inhabitants divided by those of all groups; no interval</source>
        <translation>invånare delat med invånare i alla grupper; inget intervall</translation>
    </message>
    <message>
        <source>inhabitants times mean rate, minus own amount; {how}</source>
        <translation>invånare gånger medelnivån, minus egen mängd; {how}</translation>
    </message>
    <message>
        <source>inhabitants times the figure</source>
        <translation>invånare gånger värdet</translation>
    </message>
    <message>
        <source>inhabitants times the rate of the other groups, minus own amount; {how}</source>
        <translation>invånare gånger de andra gruppernas nivå, minus egen mängd; {how}</translation>
    </message>
    <message>
        <source>is a link or a device and no file</source>
        <translation>är en länk eller en enhet och ingen fil</translation>
    </message>
    <message>
        <source>is locked with a password</source>
        <translation>är låst med lösenord</translation>
    </message>
    <message>
        <source>km</source>
        <translation>km</translation>
    </message>
    <message>
        <source>km²</source>
        <translation>km²</translation>
    </message>
    <message>
        <source>kommun</source>
        <translation>kommun</translation>
    </message>
    <message>
        <source>kommuner</source>
        <translation>kommuner</translation>
    </message>
    <message>
        <source>later divided by earlier</source>
        <translation>senare delat med tidigare</translation>
    </message>
    <message>
        <source>later divided by earlier; delta method for the logarithm; independent years</source>
        <translation>senare delat med tidigare; deltametoden på logaritmen; oberoende år</translation>
    </message>
    <message>
        <source>later divided by earlier; exact, conditional on the events of both; independent years</source>
        <translation>senare delat med tidigare; exakt, betingat på bådas händelser; oberoende år</translation>
    </message>
    <message>
        <source>later minus earlier</source>
        <translation>senare minus tidigare</translation>
    </message>
    <message>
        <source>later minus earlier; delta method; independent years</source>
        <translation>senare minus tidigare; deltametoden; oberoende år</translation>
    </message>
    <message>
        <source>later minus earlier; recovered from Wilson's intervals of each (Newcombe); independent years</source>
        <translation>senare minus tidigare; ur vart och ett av årens Wilsonintervall (Newcombe); oberoende år</translation>
    </message>
    <message>
        <source>later minus earlier; recovered from the exact Poisson intervals of each; independent years</source>
        <translation>senare minus tidigare; ur vart och ett av årens exakta Poissonintervall; oberoende år</translation>
    </message>
    <message>
        <source>latest year</source>
        <translation>senaste år</translation>
    </message>
    <message>
        <source>leads out of the folder it is unpacked in</source>
        <translation>leder ut ur mappen som filen packas upp i</translation>
    </message>
    <message>
        <source>log-binomial regression on population ranks</source>
        <translation>log-binomial regression på plats i befolkningen</translation>
    </message>
    <message>
        <source>logistic regression on population ranks</source>
        <translation>logistisk regression på plats i befolkningen</translation>
    </message>
    <message>
        <source>long-term social assistance or unemployment (v3)</source>
        <translation>långvarigt ekonomiskt bistånd eller långtidsarbetslöshet (v3)</translation>
    </message>
    <message>
        <source>low economic standard (v1)</source>
        <translation>låg ekonomisk standard (v1)</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>medel</translation>
    </message>
    <message>
        <source>mean log deviation between groups, sum of p ln(mean/y); bootstrap</source>
        <translation>medellogavvikelse mellan grupper, summan av p ln(medelvärde/y); bootstrap</translation>
    </message>
    <message>
        <source>mean of |y - mean| / mean, groups counting alike (Pearcy &amp; Keppel); bootstrap</source>
        <translation>medelvärdet av |y - medelvärde| / medelvärde, grupperna väger lika (Pearcy &amp; Keppel); bootstrap</translation>
    </message>
    <message>
        <source>mean of |y - mean| / mean, weighted by population; bootstrap</source>
        <translation>medelvärdet av |y - medelvärde| / medelvärde, befolkningsvägt; bootstrap</translation>
    </message>
    <message>
        <source>mean rate minus rate of {reference}; delta method</source>
        <translation>medelnivån minus nivån i {reference}; deltametoden</translation>
    </message>
    <message>
        <source>modelled worst end divided by best end; {how}</source>
        <translation>modellens sämsta ände delad med dess bästa; {how}</translation>
    </message>
    <message>
        <source>modelled worst end minus best end, divided by the model's mean; {how}</source>
        <translation>modellens sämsta ände minus dess bästa, delat med modellens medelvärde; {how}</translation>
    </message>
    <message>
        <source>modelled worst end minus best end; {how}</source>
        <translation>modellens sämsta ände minus dess bästa; {how}</translation>
    </message>
    <message>
        <source>multiples of 3</source>
        <translation>multiplar av 3</translation>
    </message>
    <message>
        <source>multiples of 5</source>
        <translation>multiplar av 5</translation>
    </message>
    <message>
        <source>name of the kommun (kommunnamn)</source>
        <translation>kommunens namn (kommunnamn)</translation>
    </message>
    <message>
        <source>no interval</source>
        <translation>inget intervall</translation>
    </message>
    <message>
        <source>nobody reads {keys}.</source>
        <translation>ingen läser {keys}.</translation>
    </message>
    <message>
        <source>number</source>
        <translation>antal</translation>
    </message>
    <message>
        <source>odds ratio</source>
        <translation>oddskvot</translation>
    </message>
    <message>
        <source>on areas of edition {edition}</source>
        <translation>på områden i indelning {edition}</translation>
    </message>
    <message>
        <source>one without a name</source>
        <translation>ett utan namn</translation>
    </message>
    <message>
        <source>p-value</source>
        <translation>p-värde</translation>
    </message>
    <message>
        <source>per {per:,.0f} inhabitants</source>
        <translation>per {per:,.0f} invånare</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>procent</translation>
    </message>
    <message>
        <source>percent of the population</source>
        <translation>procent av folkmängden</translation>
    </message>
    <message>
        <source>percentage points</source>
        <translation>procentenheter</translation>
    </message>
    <message>
        <source>percentage points squared</source>
        <translation>procentenheter i kvadrat</translation>
    </message>
    <message>
        <source>persons</source>
        <translation>personer</translation>
    </message>
    <message>
        <source>persons divided by inhabitants; Wilson interval</source>
        <translation>personer delat med invånare; Wilsons intervall</translation>
    </message>
    <message>
        <source>point of the concentration curve, worst-off first; no interval</source>
        <translation>punkt på koncentrationskurvan, sämst förutsättningar först; inget intervall</translation>
    </message>
    <message>
        <source>points to a fixed place on the disk</source>
        <translation>pekar på en fast plats på disken</translation>
    </message>
    <message>
        <source>population</source>
        <translation>folkmängd</translation>
    </message>
    <message>
        <source>population (folkmängd)</source>
        <translation>folkmängd (folkmangd)</translation>
    </message>
    <message>
        <source>pre-upper-secondary education (v2)</source>
        <translation>förgymnasial utbildning (v2)</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>nivå</translation>
    </message>
    <message>
        <source>rate of {group} divided by rate of {reference}; delta method for the logarithm</source>
        <translation>nivån i {group} delad med nivån i {reference}; deltametoden för logaritmen</translation>
    </message>
    <message>
        <source>rate of {group} divided by rate of {reference}; exact, conditional on the events of both (Poisson)</source>
        <translation>nivån i {group} delad med nivån i {reference}; exakt, givet bådas händelser (Poisson)</translation>
    </message>
    <message>
        <source>rate of {group} minus rate of {reference}; delta method</source>
        <translation>nivån i {group} minus nivån i {reference}; deltametoden</translation>
    </message>
    <message>
        <source>rates weighted by population; delta method</source>
        <translation>nivåerna vägda med befolkningen; deltametoden</translation>
    </message>
    <message>
        <source>rates weighted by {field}</source>
        <translation>kvoterna vägda med {field}</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>kvot</translation>
    </message>
    <message>
        <source>recovered from Wilson's intervals of the group and of the others (Newcombe)</source>
        <translation>ur Wilsonintervallen för gruppen och för de andra (Newcombe)</translation>
    </message>
    <message>
        <source>regso,area type,disparity,inequality,equity,slope index,relative index,concentration index,gini,theil,standardise,parity,områdestyp,skillnad,ojämlikhet,jämlikhet,kvot,standardisera</source>
        <translation>regso,områdestyp,skillnad,ojämlikhet,jämlikhet,kvot,lutningsindex,koncentrationsindex,gini,theil,standardisera,area type,disparity,inequality,equity,slope index,relative index,concentration index,standardise,parity</translation>
    </message>
    <message>
        <source>regso,deso,area type,classification,cut points,own grading,mean,standard deviation,områdestyp,gränsvärden,egen gradering</source>
        <translation>regso,deso,områdestyp,klassning,gränsvärden,egen gradering,medelvärde,standardavvikelse,area type,classification,cut points,own grading,mean,standard deviation</translation>
    </message>
    <message>
        <source>regso,deso,area type,follow-up,trend,change,years,time series,transition,persistence,kappa,decomposition,shapley,områdestyp,uppföljning,utveckling,ändring,tidsserie,övergång</source>
        <translation>regso,deso,områdestyp,uppföljning,utveckling,ändring,år,tidsserie,övergång,beständighet,kappa,uppdelning,shapley,area type,follow-up,trend,change,years,time series,transition,persistence,decomposition</translation>
    </message>
    <message>
        <source>regso,deso,area type,index,assign,spatial join,split,largest overlap,områdestyp,tilldela,koppla,dela</source>
        <translation>regso,deso,områdestyp,index,tilldela,koppla,dela,största överlapp,area type,assign,spatial join,split,largest overlap</translation>
    </message>
    <message>
        <source>regso,deso,area type,områdestyp,segregation,dissimilarity,isolation,exposure,theil,entropy,gini,atkinson,moran,cluster,hot spot,inequality,ojämlikhetsindex,segregationsindex,boendesegregation,isolering,kluster</source>
        <translation>regso,deso,area type,områdestyp,segregation,dissimilarity,isolation,exposure,theil,entropy,gini,atkinson,moran,cluster,hot spot,inequality,ojämlikhetsindex,segregationsindex,boendesegregation,isolering,kluster,dissimilaritet,exponering,ojämlikhet</translation>
    </message>
    <message>
        <source>regso,deso,area type,population,kommun,län,municipality,county,områdestyp,befolkning,folkmängd</source>
        <translation>regso,deso,områdestyp,befolkning,folkmängd,kommun,län,riket,area type,population,municipality,county</translation>
    </message>
    <message>
        <source>regso,deso,area type,style,symbology,legend,colours,map,qml,change,bivariate,områdestyp,stil,färger,teckenförklaring,karta,förändring</source>
        <translation>regso,deso,area type,style,symbology,legend,colours,map,qml,change,bivariate,områdestyp,stil,färger,teckenförklaring,karta,förändring,symbologi</translation>
    </message>
    <message>
        <source>regso,deso,edition,2020,2025,crosswalk,boundaries,changed,convert,time series,area type,indelning,områdestyp,gränsändring,omräkning,tidsserie</source>
        <translation>regso,deso,indelning,omräkning,gränsändring,tidsserie,områdestyp,omräkningsnyckel,2020,2025,edition,crosswalk,boundaries,changed,convert,time series,area type</translation>
    </message>
    <message>
        <source>regso,deso,index,socioeconomic index,indicators,percentages,check,area type,socioekonomiskt index,indikatorer,områdestyp</source>
        <translation>regso,deso,socioekonomiskt index,indikatorer,procent,kontroll,områdestyp,index,socioeconomic index,indicators,percentages,check,area type</translation>
    </message>
    <message>
        <source>regso,deso,scb,pxweb,json-stat,csv,xlsx,join,code,statistics,koppla,statistik,kod,tabell</source>
        <translation>regso,deso,scb,pxweb,json-stat,csv,xlsx,koppla,statistik,kod,tabell,kopplingstabell,join,code,statistics</translation>
    </message>
    <message>
        <source>regso,deso,scb,time series,temporal,years,index,area type,tidsserie,år,utveckling,ladda</source>
        <translation>regso,deso,scb,tidsserie,utveckling,år,index,områdestyp,läs in,ladda,tidskontroll,time series,temporal,years,area type</translation>
    </message>
    <message>
        <source>regso,deso,scb,wfs,pxweb,load,download,index,area type,socioeconomic,kommun,län,ladda,hämta,områdestyp</source>
        <translation>regso,deso,scb,wfs,pxweb,läs in,ladda,hämta,index,områdestyp,socioekonomi,gränser,kommun,län,load,download,area type,socioeconomic</translation>
    </message>
    <message>
        <source>regso,deso,socioeconomic,index,area type,equity,segregation,count,length,rate,per inhabitant,overlay,områdestyp,socioekonomiskt index,fördelning,summera,antal,längd,invånare</source>
        <translation>regso,deso,områdestyp,socioekonomiskt index,fördelning,segregation,jämlikhet,summera,antal,längd,yta,kvot,invånare,överlagring,socioeconomic,index,area type,equity,count,length,rate,per inhabitant,overlay</translation>
    </message>
    <message>
        <source>saved {when}, {days} days ago</source>
        <translation>sparad {when} (för {days} dygn sedan)</translation>
    </message>
    <message>
        <source>share (0–1)</source>
        <translation>andel (0–1)</translation>
    </message>
    <message>
        <source>share of the population-weighted variance between groups on the line; no interval</source>
        <translation>linjens andel av den befolkningsvägda variansen mellan grupper; inget intervall</translation>
    </message>
    <message>
        <source>slope divided by the mean rate; {how}</source>
        <translation>lutningen delad med medelnivån; {how}</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>något annat</translation>
    </message>
    <message>
        <source>source of the statistics</source>
        <translation>statistikens källa</translation>
    </message>
    <message>
        <source>standard error</source>
        <translation>medelfel</translation>
    </message>
    <message>
        <source>standardised; measured, so without an interval</source>
        <translation>standardiserad; uppmätt, alltså utan intervall</translation>
    </message>
    <message>
        <source>sum of p (y - mean)²; bootstrap</source>
        <translation>summan av p (y - medelvärde)²; bootstrap</translation>
    </message>
    <message>
        <source>sum of |own amount - amount at the mean rate| over all groups, halved; no interval</source>
        <translation>summan av |egen mängd - mängd vid medelnivån| över alla grupper, halverad; inget intervall</translation>
    </message>
    <message>
        <source>the area types in all three ways</source>
        <translation>områdestyperna på alla tre sätten</translation>
    </message>
    <message>
        <source>the area types of each year</source>
        <translation>varje års områdestyper</translation>
    </message>
    <message>
        <source>the area types of the first year</source>
        <translation>det första årets områdestyper</translation>
    </message>
    <message>
        <source>the area types of the last year</source>
        <translation>det sista årets områdestyper</translation>
    </message>
    <message>
        <source>the code of the area as text, such as '0180R001'. A lost leading zero ('180R001') and the statistics database's suffix ('0180R001_RegSO2025') are understood</source>
        <translation>områdets kod som text, till exempel '0180R001'. En tappad inledande nolla ('180R001') och statistikdatabasens tillägg ('0180R001_RegSO2025') förstås</translation>
    </message>
    <message>
        <source>the demo region</source>
        <translation>demoregionen</translation>
    </message>
    <message>
        <source>the file cannot be read as JSON ({reason}).</source>
        <translation>filen kan inte läsas som JSON ({reason}).</translation>
    </message>
    <message>
        <source>the first year</source>
        <translation>det första året</translation>
    </message>
    <message>
        <source>the last year</source>
        <translation>det sista året</translation>
    </message>
    <message>
        <source>the question {question} has no such blank.</source>
        <translation>frågan {question} har ingen sådan lucka.</translation>
    </message>
    <message>
        <source>the question {question} is about the areas alone.</source>
        <translation>frågan {question} handlar bara om områdena.</translation>
    </message>
    <message>
        <source>the reference year, such as 2024; NULL or left out: the latest year that is known of the area</source>
        <translation>referensåret, till exempel 2024; NULL eller utelämnat: det senaste år som är känt för området</translation>
    </message>
    <message>
        <source>the whole country</source>
        <translation>hela landet</translation>
    </message>
    <message>
        <source>updated {stamp}</source>
        <translation>uppdaterad {stamp}</translation>
    </message>
    <message>
        <source>weighted least squares on population ranks, errors from the rates' variances</source>
        <translation>vägda minsta kvadrat på plats i befolkningen, medelfel från nivåernas varianser</translation>
    </message>
    <message>
        <source>weighted least squares on population ranks, errors from the residuals (t)</source>
        <translation>vägda minsta kvadrat på plats i befolkningen, medelfel från residualerna (t)</translation>
    </message>
    <message>
        <source>weighted least squares on population ranks, robust errors (HC1, t)</source>
        <translation>vägda minsta kvadrat på plats i befolkningen, robusta medelfel (HC1, t)</translation>
    </message>
    <message>
        <source>with area type</source>
        <translation>med områdestyp</translation>
    </message>
    <message>
        <source>year (år)</source>
        <translation>år</translation>
    </message>
    <message>
        <source>year {year}</source>
        <translation>år {year}</translation>
    </message>
    <message>
        <source>{amount:,.10g} lie in areas without a type or outside the areas; they are in no measure. What part of all that is cannot be said, because some figures are missing or hidden.</source>
        <translation>{amount:,.10g} ligger i områden utan typ eller utanför områdena och ingår inte i något mått. Hur stor del av allt det är går inte att säga, eftersom några siffror saknas eller är dolda.</translation>
    </message>
    <message>
        <source>{amount:,.10g} of {total:,.10g} ({percent:.1f} percent) lie in areas without a type or outside the areas; they are in no measure.</source>
        <translation>{amount:,.10g} av {total:,.10g} ({percent:.1f} procent) ligger i områden utan typ eller utanför områdena och ingår inte i något mått.</translation>
    </message>
    <message>
        <source>{amount:,.10g} of {total:,.10g} inhabitants ({percent:.1f} percent) live in areas without a type or outside the areas; they are in no measure.</source>
        <translation>{amount:,.10g} av {total:,.10g} invånare ({percent:.1f} procent) bor i områden utan typ eller utanför områdena och ingår inte i något mått.</translation>
    </message>
    <message>
        <source>{before} and {year} are of different editions. {count} areas have other boundaries than then, so their change is that of another piece of ground: {codes}</source>
        <translation>{before} och {year} hör till olika indelningar. Några områden har andra gränser än då ({count} st.), så deras förändring gäller ett annat stycke mark: {codes}</translation>
    </message>
    <message>
        <source>{before} and {year} are of different editions; no known boundary changed.</source>
        <translation>{before} och {year} hör till olika indelningar; ingen känd gräns har ändrats.</translation>
    </message>
    <message>
        <source>{codes} are no codes of län (20), kommuner (2080) or areas (2080R001). Write them with all their digits, parted by commas.</source>
        <translation>Detta är inte koder för län (20), kommuner (2080) eller områden (2080R001): {codes}. Skriv dem med alla siffror, åtskilda med komma.</translation>
    </message>
    <message>
        <source>{columns} look like rates, and rates cannot be added up. Add up the numerator and the denominator, and divide them afterwards; if the column holds a count, give it another name.</source>
        <translation>{columns} verkar vara kvoter, och kvoter kan inte summeras. Summera täljaren och nämnaren var för sig och dividera därefter; om kolumnen innehåller ett antal, ge den ett annat namn.</translation>
    </message>
    <message>
        <source>{count} DeSO are not in the key tables of both editions: {codes}</source>
        <translation>DeSO som inte finns i båda indelningarnas kopplingstabeller ({count} st.): {codes}</translation>
    </message>
    <message>
        <source>{count} DeSO do not say which RegSO they are part of, so they get no index and no type: {codes}. SCB's map service says it, and SCB's key table from DeSO to RegSO; files of 2018 do not.</source>
        <translation>För några DeSO framgår det inte vilket RegSO de ingår i ({count} st.), så de får varken index eller typ: {codes}. SCB:s karttjänst anger det, liksom SCB:s kopplingstabell från DeSO till RegSO; filer från 2018 gör det inte.</translation>
    </message>
    <message>
        <source>{count} DeSO have no number of inhabitants and count as uninhabited: {codes}</source>
        <translation>DeSO utan antal invånare räknas som obebodda, {count} st.: {codes}</translation>
    </message>
    <message>
        <source>{count} DeSO of the table are not in the key table and were left out: {codes}. They may belong to another edition.</source>
        <translation>DeSO i tabellen som inte finns i kopplingstabellen utelämnades ({count} st.): {codes}. De kan höra till en annan indelning.</translation>
    </message>
    <message>
        <source>{count} DeSO stand on several rows: {codes}. Choose one value per area.</source>
        <translation>DeSO finns på flera rader ({count} st.): {codes}. Välj ett värde per område.</translation>
    </message>
    <message>
        <source>{count} RegSO lack rows for some of their DeSO and get no value: {codes}</source>
        <translation>RegSO som saknar rader för några av sina DeSO får inget värde ({count} st.): {codes}</translation>
    </message>
    <message>
        <source>{count} area codes had lost their leading zero, which was put back: {codes}</source>
        <translation>Områdeskoder hade förlorat sin inledande nolla, som lades tillbaka, {count} st.: {codes}</translation>
    </message>
    <message>
        <source>{count} area codes have neither the form of RegSO nor of DeSO and are used as they are: {codes}</source>
        <translation>Områdeskoder har varken formen för RegSO eller för DeSO och används som de är, {count} st.: {codes}</translation>
    </message>
    <message>
        <source>{count} area codes stand on several areas: {codes}. Join to areas with one row each.</source>
        <translation>Områdeskoder finns på flera områden ({count} st.): {codes}. Koppla till ett lager med en rad per område.</translation>
    </message>
    <message>
        <source>{count} area codes stand on several polygons with different area types or populations: {codes}. Nobody can tell which one is right. Remove the duplicates, or load the areas again.</source>
        <translation>{count} områdeskoder finns på flera ytor med olika områdestyp eller folkmängd: {codes}. Det går inte att avgöra vilken som är rätt. Ta bort dubbletterna, eller läs in områdena på nytt.</translation>
    </message>
    <message>
        <source>{count} area codes stand on several polygons with the same figures; each was made one area, its population counted once: {codes}</source>
        <translation>Områdeskoder finns på flera ytor med samma uppgifter; varje kod blev ett område och dess folkmängd räknas en gång ({count} st.): {codes}</translation>
    </message>
    <message>
        <source>{count} area codes stand on several polygons: {codes}. Dissolve the layer by code first.</source>
        <translation>Områdeskoder finns på flera ytor ({count} st.): {codes}. Slå först ihop ytorna efter kod (verktyget Lös upp).</translation>
    </message>
    <message>
        <source>{count} area codes stand on several rows with different figures: {codes}. Nobody can tell which one is right. Remove the duplicates; where the rows are of several years, choose the field with the year.</source>
        <translation>Områdeskoder som står på flera rader med olika uppgifter ({count} st.): {codes}. Ingen kan avgöra vilken som är rätt. Ta bort dubbletterna; om raderna gäller flera år, välj fältet med året.</translation>
    </message>
    <message>
        <source>{count} area codes stand on several rows with the same figures, and each area counts once: {codes}</source>
        <translation>Områdeskoder som står på flera rader med samma uppgifter ({count} st.), varje område räknas en gång: {codes}</translation>
    </message>
    <message>
        <source>{count} areas (in their years) lack one of the three percentages and get no index: {codes}</source>
        <translation>Områden (i sina år) som saknar något av de tre procenttalen och inte får något index ({count} st.): {codes}</translation>
    </message>
    <message>
        <source>{count} areas are in one of the editions only and cannot be followed: {codes}</source>
        <translation>{count} områden finns bara i den ena indelningen och kan inte följas: {codes}</translation>
    </message>
    <message>
        <source>{count} areas are no polygons, or have no geometry: {codes}. A crosswalk needs every area's polygon.</source>
        <translation>Områden är inte ytor eller saknar geometri ({count} st.): {codes}. En omräkningsnyckel kräver varje områdes yta (polygon).</translation>
    </message>
    <message>
        <source>{count} areas are not covered by the boundaries of the other year, so whether theirs changed is not known: {codes}</source>
        <translation>Några områden täcks inte av det andra årets gränser, så om deras har ändrats är inte känt ({count} st.): {codes}</translation>
    </message>
    <message>
        <source>{count} areas are not in the table with the area types and count as no data: {codes}</source>
        <translation>{count} områden finns inte i tabellen med områdestyperna och räknas som uppgift saknas: {codes}</translation>
    </message>
    <message>
        <source>{count} areas come more than once, so people would count twice: {areas}. Keep one row for each area and year, or choose the year field.</source>
        <translation>{count} områden förekommer mer än en gång, så personer skulle räknas två gånger: {areas}. Behåll en rad för varje område och år, eller välj årsfältet.</translation>
    </message>
    <message>
        <source>{count} areas differ by more than rounding explains ({tolerance:g}): {codes}. Percentages and index may be of different years, editions or dates of correction.</source>
        <translation>Områden som skiljer sig mer än vad avrundningen ({tolerance:g}) förklarar ({count} st.): {codes}. Procenttalen och indexet kan komma från olika år, indelningar eller rättelser.</translation>
    </message>
    <message>
        <source>{count} areas found their row in the table.</source>
        <translation>Områden som fick en rad i tabellen: {count}.</translation>
    </message>
    <message>
        <source>{count} areas got another type, {rounding} of them within the rounding of the published index: {codes}. SCB's published type holds.</source>
        <translation>Områden som fick en annan typ ({count} st., varav {rounding} inom det publicerade indexets avrundning): {codes}. SCB:s publicerade typ gäller.</translation>
    </message>
    <message>
        <source>{count} areas had invalid geometry, which was repaired: {codes}</source>
        <translation>Områden hade ogiltig geometri, som lagades, {count} st.: {codes}</translation>
    </message>
    <message>
        <source>{count} areas have a computed index only: {codes}</source>
        <translation>Områden med enbart beräknat index ({count} st.): {codes}</translation>
    </message>
    <message>
        <source>{count} areas have a negative population: {codes}. Choose the field with the number of inhabitants.</source>
        <translation>Områden har negativ folkmängd ({count} st.): {codes}. Välj fältet med antalet invånare.</translation>
    </message>
    <message>
        <source>{count} areas have a population that is not a number and count as unknown: {examples}</source>
        <translation>Områden vars folkmängd inte är ett tal och räknas som okänd ({count} st.): {examples}</translation>
    </message>
    <message>
        <source>{count} areas have a published index only: {codes}</source>
        <translation>Områden med enbart publicerat index ({count} st.): {codes}</translation>
    </message>
    <message>
        <source>{count} areas have an area type in only one of the years {from_year} and {to_year}; they are in no transition.</source>
        <translation>{count} områden har områdestyp bara ett av åren {from_year} och {to_year}; de är inte med i någon övergång.</translation>
    </message>
    <message>
        <source>{count} areas have an area type that is not 1–5: {examples}. Choose the field with SCB's area type (områdestyp); leave it empty where there is no data.</source>
        <translation>Områden har en områdestyp som inte är 1–5 ({count} st.): {examples}. Välj fältet med SCB:s områdestyp; lämna värdet tomt där uppgift saknas.</translation>
    </message>
    <message>
        <source>{count} areas have figures in some of the years only, so the sums are not of the same areas every year: {codes}</source>
        <translation>{count} områden har uppgifter bara vissa år, så summorna är inte av samma områden varje år: {codes}</translation>
    </message>
    <message>
        <source>{count} areas have no area type (no data): {codes}</source>
        <translation>Områden utan områdestyp (uppgift saknas), {count} st.: {codes}</translation>
    </message>
    <message>
        <source>{count} areas have no class of town and country; they are a class of their own.</source>
        <translation>Områden utan klass av stad och land: {count}. De är en egen klass.</translation>
    </message>
    <message>
        <source>{count} areas have no code (rows {rows}). Codes are the only key between areas and statistics. Fill in the codes, or choose another code field.</source>
        <translation>Områden saknar kod ({count} st., rad {rows}). Koden är den enda nyckeln mellan områden och statistik. Fyll i koderna, eller välj ett annat fält med kod.</translation>
    </message>
    <message>
        <source>{count} areas have no count in {name}. Leave those areas out, or fill in the counts; missing is not zero.</source>
        <translation>{count} områden saknar antal i {name}. Utelämna de områdena eller fyll i antalen; saknad uppgift är inte noll.</translation>
    </message>
    <message>
        <source>{count} areas have no geometry; nothing can lie in them: {codes}</source>
        <translation>Områden saknar geometri, så inget kan ligga i dem ({count} st.): {codes}</translation>
    </message>
    <message>
        <source>{count} areas have no index in {year} (no data): {codes}</source>
        <translation>Områden utan index {year} (uppgift saknas), {count} st.: {codes}</translation>
    </message>
    <message>
        <source>{count} areas have no known population in {year}: {codes}</source>
        <translation>Områden utan känd folkmängd {year}, {count} st.: {codes}</translation>
    </message>
    <message>
        <source>{count} areas have no known population in {year}; they count among the areas, not among the people.</source>
        <translation>{count} områden saknar känd folkmängd {year}; de räknas bland områdena, inte bland invånarna.</translation>
    </message>
    <message>
        <source>{count} areas have no known population, so rates for their area types are too high, and shares and quotients are off: {codes}</source>
        <translation>Områden saknar uppgift om folkmängd, så värden per invånare blir för höga för deras områdestyper och andelar och kvoter blir fel, {count} st.: {codes}</translation>
    </message>
    <message>
        <source>{count} areas have no neighbours.</source>
        <translation>{count} områden saknar grannar.</translation>
    </message>
    <message>
        <source>{count} areas have no row in the table and get no values: {codes}</source>
        <translation>Områden utan rad i tabellen får inga värden, {count} st.: {codes}</translation>
    </message>
    <message>
        <source>{count} areas have no usable polygon (rows {rows}), so it cannot be told which areas are neighbours. Mend the geometries (Fix geometries in the toolbox), or leave those areas out.</source>
        <translation>{count} områden saknar användbar yta (rad {rows}), så det går inte att säga vilka områden som är grannar. Laga geometrierna (Laga geometrier i verktygslådan), eller utelämna de områdena.</translation>
    </message>
    <message>
        <source>{count} areas have no value. Leave them out.</source>
        <translation>{count} områden saknar värde. Utelämna dem.</translation>
    </message>
    <message>
        <source>{count} areas lie mostly outside the other layer and were not compared.</source>
        <translation>Områden som till största delen ligger utanför det andra lagret jämförs inte, {count} st.</translation>
    </message>
    <message>
        <source>{count} areas of {year} are on the map.</source>
        <translation>{count} områden för {year} finns på kartan.</translation>
    </message>
    <message>
        <source>{count} areas stand on several rows of the table: {codes}. Choose one year, with one row per area.</source>
        <translation>Områden finns på flera rader i tabellen ({count} st.): {codes}. Välj ett år, med en rad per område.</translation>
    </message>
    <message>
        <source>{count} areas without known inhabitants were split by ground: {codes}</source>
        <translation>Områden utan kända invånare delades efter yta ({count} st.): {codes}</translation>
    </message>
    <message>
        <source>{count} cells or rows of the population have no number of inhabitants and were left out.</source>
        <translation>Rutor eller rader som saknar antal invånare utelämnades: {count} st.</translation>
    </message>
    <message>
        <source>{count} codes in the table have no area: {codes}</source>
        <translation>Koder i tabellen utan område, {count} st.: {codes}</translation>
    </message>
    <message>
        <source>{count} codes of the values are not among the source areas: {codes}</source>
        <translation>Värdenas koder som inte finns bland källområdena, {count} st.: {codes}</translation>
    </message>
    <message>
        <source>{count} codes stand on several rows of the table: {codes}. Choose one value per area.</source>
        <translation>Koder finns på flera rader i tabellen ({count} st.): {codes}. Välj ett värde per område.</translation>
    </message>
    <message>
        <source>{count} counts in {name} are negative. Counts of people cannot be; correct the table.</source>
        <translation>{count} antal i {name} är negativa. Antal personer kan inte vara det; rätta tabellen.</translation>
    </message>
    <message>
        <source>{count} features at borders came back to be judged here</source>
        <translation>{count} objekt vid gränser kom tillbaka för att bedömas här</translation>
    </message>
    <message>
        <source>{count} features could not be transformed to SWEREF 99 TM: ids {ids}.</source>
        <translation>Objekt som inte kunde transformeras till SWEREF 99 TM, {count} st.: id {ids}.</translation>
    </message>
    <message>
        <source>{count} features could not be used; they are in no row of the table.</source>
        <translation>Objekt som inte kunde användas: {count} st. De ingår inte i någon rad i tabellen.</translation>
    </message>
    <message>
        <source>{count} features have a geometry that cannot be repaired: ids {ids}.</source>
        <translation>Objekt vars geometri inte kan lagas ({count} st.): id {ids}.</translation>
    </message>
    <message>
        <source>{count} features have another kind of geometry than the first one (points, lines, polygons) and cannot be used: ids {ids}.</source>
        <translation>Objekt med en annan geometrityp än det första objektet (punkter, linjer, ytor) kan inte användas ({count} st.): id {ids}.</translation>
    </message>
    <message>
        <source>{count} features have no geometry: ids {ids}.</source>
        <translation>Objekt utan geometri, {count} st.: id {ids}.</translation>
    </message>
    <message>
        <source>{count} features have no value in the field {field} and add nothing to its sum; where none has a value the sum is empty.</source>
        <translation>Objekt utan värde i fältet {field}, {count} st., bidrar inte till summan; där inget objekt har ett värde är summan tom.</translation>
    </message>
    <message>
        <source>{count} features run along borders or need repair, which is quicker done on this computer.</source>
        <translation>{count} objekt följer gränser eller behöver lagas, vilket går fortare på den här datorn.</translation>
    </message>
    <message>
        <source>{count} features were written without geometry, because the output cannot hold its kind.</source>
        <translation>Objekt som skrevs utan geometri, eftersom utdata inte kan lagra deras geometrityp: {count} st.</translation>
    </message>
    <message>
        <source>{count} figures of types and years that count fewer than {limit}, or that would reveal such a count, are not shown, nor any change from or to them.</source>
        <translation>Uppgifter för typer och år som räknar färre än {limit}, eller som skulle avslöja ett sådant antal, visas inte, och inte heller någon ändring från eller till dem: {count} st.</translation>
    </message>
    <message>
        <source>{count} more differences.</source>
        <translation>Ytterligare {count} skillnader.</translation>
    </message>
    <message>
        <source>{count} of {all} parts (places in a year) hold a count above zero and below {limit}. Nothing of them is shown, neither measures nor areas. Larger areas or groups have fewer small counts; rounded counts can be measured everywhere.</source>
        <translation>{count} av {all} delar (platser ett år) innehåller ett antal över noll men under {limit}. Inget av dem visas, varken mått eller områden. Större områden eller grupper har färre små antal; avrundade antal kan mätas överallt.</translation>
    </message>
    <message>
        <source>{count} pairs of areas overlap, {km2:.3f} km² in all: {pairs}. What lies there belongs to the area with the lower code.</source>
        <translation>Områden överlappar varandra, {count} par på sammanlagt {km2:.3f} km²: {pairs}. Det som ligger där hör till området med lägst kod.</translation>
    </message>
    <message>
        <source>{count} places</source>
        <translation>{count} platser</translation>
    </message>
    <message>
        <source>{count} polygons were invalid and were repaired: ids {ids}.</source>
        <translation>Ogiltiga ytor lagades, {count} st.: id {ids}.</translation>
    </message>
    <message>
        <source>{count} rows are of {year}; the other {others} are left out.</source>
        <translation>Antalet rader för {year} är {count}; de övriga ({others}) lämnas utanför.</translation>
    </message>
    <message>
        <source>{count} rows have a negative {name}, which cannot be. Correct the table, or choose another field.</source>
        <translation>{count} rader har negativ uppgift ({name}), vilket inte kan stämma. Rätta tabellen, eller välj ett annat fält.</translation>
    </message>
    <message>
        <source>{count} rows have an area type that is not 1–5 and cannot be compared: {examples}</source>
        <translation>Rader med en områdestyp som inte är 1–5 kan inte jämföras ({count} st.): {examples}</translation>
    </message>
    <message>
        <source>{count} rows have an area type that is not 1–5: {examples}. Choose the field with the area types.</source>
        <translation>{count} rader har en områdestyp som inte är 1–5: {examples}. Välj fältet med områdestyperna.</translation>
    </message>
    <message>
        <source>{count} rows have codes of the other edition of RegSO than SCB reports their year on, so what stands there is no figure; they are set aside.</source>
        <translation>{count} rader har koder av en annan RegSO-indelning än den som SCB redovisar året på, så det som står där är ingen uppgift; de läggs åt sidan.</translation>
    </message>
    <message>
        <source>{count} rows have codes that do not tell the kommun and are left out of the figures per kommun or län.</source>
        <translation>{count} rader har koder som inte säger vilken kommun det är och utelämnas ur siffrorna per kommun eller län.</translation>
    </message>
    <message>
        <source>{count} rows have codes that have neither the form of RegSO nor of DeSO; they are kept without a result: {codes}</source>
        <translation>Rader vars koder varken har formen för RegSO eller för DeSO ({count} st.) behålls utan resultat: {codes}</translation>
    </message>
    <message>
        <source>{count} rows have more persons than inhabitants, over 100 %: {rows}. Choose another population, or say that the counts are events, which can happen to a person several times.</source>
        <translation>{count} rader har fler personer än invånare, över 100 %: {rows}. Välj en annan folkmängd, eller ange att antalen är händelser, som kan drabba en person flera gånger.</translation>
    </message>
    <message>
        <source>{count} rows have no RegSO or DeSO code: rows {ids}.</source>
        <translation>Rader utan RegSO- eller DeSO-kod ({count} st.): rad {ids}.</translation>
    </message>
    <message>
        <source>{count} rows have no figure or no population and are in no sum.</source>
        <translation>Rader utan värde eller utan folkmängd ({count} st.) ingår inte i någon summa.</translation>
    </message>
    <message>
        <source>{count} rows have no value or no polygon and take no part in the clustering ({undrawn} have no polygon).</source>
        <translation>{count} rader saknar värde eller yta och är inte med när kluster söks ({undrawn} saknar yta).</translation>
    </message>
    <message>
        <source>{count} rows have no year and are kept without a result: rows {rows}</source>
        <translation>Rader utan år ({count} st.) behålls utan resultat: rad {rows}</translation>
    </message>
    <message>
        <source>{count} rows have no year and are left out: rows {rows}</source>
        <translation>{count} rader saknar år och utelämnas: rad {rows}</translation>
    </message>
    <message>
        <source>{count} rows have no year in the field {field} ({examples}). Every row needs a year such as 2023.</source>
        <translation>{count} rader saknar år i fältet {field} ({examples}). Varje rad behöver ett år, till exempel 2023.</translation>
    </message>
    <message>
        <source>{count} rows of the standard have no class in {field}. Every row needs one.</source>
        <translation>{count} rader i standarden saknar klass i {field}. Varje rad behöver en.</translation>
    </message>
    <message>
        <source>{count} rows of {all} lack a count in some group and are left out: {areas}. Missing is not zero.</source>
        <translation>{count} rader av {all} saknar antal i någon grupp och utelämnas: {areas}. Saknad uppgift är inte noll.</translation>
    </message>
    <message>
        <source>{count} rows of {all} lack a figure or a population and are left out: {rows}. Missing is not zero.</source>
        <translation>{count} rader av {all} saknar uppgift eller folkmängd och utelämnas: {rows}. Saknad uppgift är inte noll.</translation>
    </message>
    <message>
        <source>{count} rows stand twice or more, as in {rows}: what is there would count twice. Keep one row for each area (or area type) and year; where the table has several groups, filter it to one.</source>
        <translation>{count} rader förekommer två eller flera gånger, som {rows}: det som står där skulle räknas dubbelt. Behåll en rad för varje område (eller områdestyp) och år; har tabellen flera grupper, filtrera den till en.</translation>
    </message>
    <message>
        <source>{count} rows with fewer than {limit} features, or that would reveal such a row, are not shown.</source>
        <translation>Rader med färre än {limit} objekt, eller som skulle avslöja en sådan rad, visas inte: {count} st.</translation>
    </message>
    <message>
        <source>{count} rows without figures stand beside one of the same area and year that has them, as where a table holds both editions; they are kept without a result.</source>
        <translation>Rader utan uppgifter som står bredvid en rad med uppgifter för samma område och år, som när en tabell rymmer båda indelningarna, behålls utan resultat ({count} st.).</translation>
    </message>
    <message>
        <source>{count} slivers, {km2:.3f} km² in all, were ignored: pieces below {percent:g} % of both their areas.</source>
        <translation>Flisor togs inte med ({count} st., sammanlagt {km2:.3f} km²): delar som är mindre än {percent:g} % av vart och ett av sina båda områden.</translation>
    </message>
    <message>
        <source>{count} source areas lie wholly or partly outside all target areas: {codes}</source>
        <translation>Källområden som helt eller delvis ligger utanför alla målområden, {count} st.: {codes}</translation>
    </message>
    <message>
        <source>{count} target areas cover ground that no source area has: {codes}</source>
        <translation>Målområden med mark som inget källområde har, {count} st.: {codes}</translation>
    </message>
    <message>
        <source>{count} target areas have no value, because what feeds them has none: {codes}</source>
        <translation>Målområden utan värde, eftersom ett område som de får något från saknar uppgift, {count} st.: {codes}</translation>
    </message>
    <message>
        <source>{field}: {what}</source>
        <translation>{field}: {what}</translation>
    </message>
    <message>
        <source>{file} could not be written to its end, so it was taken back. Make room on the disk, or choose another place.</source>
        <translation>{file} kunde inte skrivas till slut och togs därför bort. Frigör utrymme på disken eller välj en annan plats.</translation>
    </message>
    <message>
        <source>{file} has {count} layers. Open it in the browser and drop the layers that are wanted, one or several.</source>
        <translation>{file} har {count} lager. Öppna den i bläddraren och släpp de lager som önskas, ett eller flera.</translation>
    </message>
    <message>
        <source>{groups}: 0 or 100 %; its variance is that of half an event from there.</source>
        <translation>{groups}: 0 eller 100 %; variansen räknas en halv händelse därifrån.</translation>
    </message>
    <message>
        <source>{groups}: more persons than inhabitants, over 100 %. Choose another population, or say that the counts are events, which can happen to a person several times.</source>
        <translation>{groups}: fler personer än invånare, över 100 %. Välj en annan folkmängd, eller ange att antalen är händelser, som kan drabba en person flera gånger.</translation>
    </message>
    <message>
        <source>{group}</source>
        <translation>{group}</translation>
    </message>
    <message>
        <source>{group}: location quotient</source>
        <translation>{group}: lokaliseringskvot</translation>
    </message>
    <message>
        <source>{group}: share</source>
        <translation>{group}: andel</translation>
    </message>
    <message>
        <source>{host} answered with a web page instead of data, so nothing could be read. Often this is the log-in or warning page of a network: open any page in a web browser, or ask your IT support to let QGIS reach {host}; then try again.</source>
        <translation>{host} svarade med en webbsida i stället för data, så inget kunde läsas. Ofta är det ett nätverks inloggnings- eller varningssida: öppna en valfri sida i en webbläsare, eller be IT-supporten släppa fram QGIS till {host}; försök sedan igen.</translation>
    </message>
    <message>
        <source>{host} calls its answer “{called}”, but it is {kind}; it was read as what it is.</source>
        <translation>{host} anger att svaret är ”{called}”, men det är av ett annat slag ({kind}) och lästes som det.</translation>
    </message>
    <message>
        <source>{host} could not be reached, so nothing was fetched. Check the network connection; at an agency also the proxy in QGIS's options, under Network.</source>
        <translation>{host} kunde inte nås, så inget hämtades. Kontrollera nätverksanslutningen; på en myndighet även proxyn i QGIS alternativ, under Nätverk.</translation>
    </message>
    <message>
        <source>{host} did not accept the question (error {status}), so nothing was fetched: {problem}</source>
        <translation>{host} godtog inte förfrågan (fel {status}), så inget hämtades: {problem}</translation>
    </message>
    <message>
        <source>{host} did not accept the question, so nothing was fetched: {problem}</source>
        <translation>{host} godtog inte förfrågan, så inget hämtades: {problem}</translation>
    </message>
    <message>
        <source>{host} did not answer in time, so nothing was fetched. Try again later, or allow it more time: the timeout is set in QGIS's options, under Network.</source>
        <translation>{host} svarade inte i tid, så inget hämtades. Försök igen senare, eller ge den mer tid: tidsgränsen ställs in i QGIS alternativ, under Nätverk.</translation>
    </message>
    <message>
        <source>{host} does not let us in (error {status}), so nothing was fetched. It may ask for less at a time, or your network may block it: try again later, and ask your IT support if it goes on.</source>
        <translation>{host} nekar åtkomst (fel {status}), så inget hämtades. Tjänsten kan kräva mindre uttag åt gången, eller så kan ditt nätverk spärra den: försök igen senare, och fråga IT-supporten om det fortsätter.</translation>
    </message>
    <message>
        <source>{host} gets more questions from your network than it allows and asks us to wait ({seconds} s), so nothing was fetched. Try again in a few minutes.</source>
        <translation>{host} får fler förfrågningar från ditt nätverk än vad som tillåts och ber om en paus ({seconds} s), så inget hämtades. Försök igen om några minuter.</translation>
    </message>
    <message>
        <source>{host} has a problem of its own (error {status}), so nothing was fetched. It usually passes: try again later.</source>
        <translation>Ett fel har uppstått hos {host} (fel {status}), så inget hämtades. Det går oftast över: försök igen senare.</translation>
    </message>
    <message>
        <source>{host} has no areas of {layer} for {places}. Check the codes; the service may also have changed.</source>
        <translation>{host} har inga områden i {layer} för {places}. Kontrollera koderna; tjänsten kan också ha ändrats.</translation>
    </message>
    <message>
        <source>{host} no longer has what was asked for (error {status}), so nothing was fetched. The service has changed: update the plugin, or load from files downloaded by hand.</source>
        <translation>{host} har inte längre det som begärdes (fel {status}), så inget hämtades. Tjänsten har ändrats: uppdatera insticksprogrammet, eller läs in från filer som du har hämtat själv.</translation>
    </message>
    <message>
        <source>{host} says that it has {expected} areas of {layer}, but {count} came, so none of them are used. Try again; if it goes on, the service has a problem.</source>
        <translation>{host} uppger att antalet områden i {layer} är {expected}, men {count} kom fram, så inga av dem används. Försök igen; om det fortsätter är det fel på tjänsten.</translation>
    </message>
    <message>
        <source>{host} sends us from address to address without an end, so nothing was fetched. Try again later; if it goes on, the service is set up wrongly.</source>
        <translation>{host} hänvisar från adress till adress utan slut, så inget hämtades. Försök igen senare; om det fortsätter är tjänsten felinställd.</translation>
    </message>
    <message>
        <source>{host} sent an empty answer, so there is nothing to read. Try again in a while; if it goes on, the service has changed or is down.</source>
        <translation>{host} skickade ett tomt svar, så det finns inget att läsa. Försök igen om en stund; om det fortsätter har tjänsten ändrats eller ligger nere.</translation>
    </message>
    <message>
        <source>{host} sent another number of values than it was asked for ({got} instead of {wanted}), so none of them are used. Try again; if it goes on, the table is being changed: wait a day.</source>
        <translation>{host} skickade ett annat antal värden än som begärdes ({got} i stället för {wanted}), så inga av dem används. Försök igen; om det fortsätter håller tabellen på att ändras: vänta en dag.</translation>
    </message>
    <message>
        <source>{host} sent areas of another edition than {layer}, so none of them are used. Update the plugin.</source>
        <translation>{host} skickade områden i en annan indelning än {layer}, så inga av dem används. Uppdatera insticksprogrammet.</translation>
    </message>
    <message>
        <source>{host} sent something else than the {wanted} it was asked for, so nothing could be read. Try again; if it goes on, the service has changed and the plugin needs an update.</source>
        <translation>{host} skickade något annat än det som begärdes ({wanted}), så inget kunde läsas. Försök igen; om det fortsätter har tjänsten ändrats och insticksprogrammet behöver uppdateras.</translation>
    </message>
    <message>
        <source>{host} sent us on to an address that is not followed ({scheme}), so nothing was fetched. If this goes on, the service or something between it and you is set up wrongly; tell your IT support.</source>
        <translation>{host} hänvisade vidare till en adress som inte följs ({scheme}), så inget hämtades. Om det fortsätter är tjänsten eller något mellan den och dig felinställt; kontakta IT-supporten.</translation>
    </message>
    <message>
        <source>{layer} (found)</source>
        <translation>{layer} (hittad)</translation>
    </message>
    <message>
        <source>{layer} by area type</source>
        <translation>{layer} efter områdestyp</translation>
    </message>
    <message>
        <source>{layer} converted to {areas}</source>
        <translation>{layer} omräknat till {areas}</translation>
    </message>
    <message>
        <source>{layer} per 1,000 inhabitants</source>
        <translation>{layer} per 1 000 invånare</translation>
    </message>
    <message>
        <source>{layer}: clusters</source>
        <translation>{layer}: kluster</translation>
    </message>
    <message>
        <source>{layer}: disparity</source>
        <translation>{layer}: skillnader</translation>
    </message>
    <message>
        <source>{layer}: follow-up</source>
        <translation>{layer}: uppföljning</translation>
    </message>
    <message>
        <source>{layer}: segregation</source>
        <translation>{layer}: segregation</translation>
    </message>
    <message>
        <source>{level:.3g} percent interval {low:,.10g} to {high:,.10g}</source>
        <translation>{level:.3g} procents intervall {low:,.10g} till {high:,.10g}</translation>
    </message>
    <message>
        <source>{level} {edition} with index {year}, {where}</source>
        <translation>{level} {edition} med index {year}, {where}</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} till {high}</translation>
    </message>
    <message>
        <source>{names} and {last}</source>
        <translation>{names} och {last}</translation>
    </message>
    <message>
        <source>{name} could not be read as a vector layer or a table. Check that the file is whole, or add it with the Data Source Manager, which says more.</source>
        <translation>{name} kunde inte läsas som ett vektorlager eller en tabell. Kontrollera att filen är hel, eller lägg till den med Datakällhanteraren, som säger mer.</translation>
    </message>
    <message>
        <source>{name} has {count} values that are no percentages (0–100): {examples}. Choose the field with the percentage, and leave it empty where there is no value.</source>
        <translation>{name} har värden som inte är procenttal mellan 0 och 100 ({count} st.): {examples}. Välj fältet med procenttalet, och lämna det tomt där värde saknas.</translation>
    </message>
    <message>
        <source>{name} is on no layer of the project, so the map stays where it is. Load its areas in step 1.</source>
        <translation>{name} finns inte i något lager i projektet, så kartan står kvar. Läs in dess områden i steg 1.</translation>
    </message>
    <message>
        <source>{name} was {before} and is {after}.</source>
        <translation>{name} var {before} och är {after}.</translation>
    </message>
    <message>
        <source>{part} has no measures: {reason}</source>
        <translation>{part} har inga mått: {reason}</translation>
    </message>
    <message>
        <source>{part}: {warning}</source>
        <translation>{part}: {warning}</translation>
    </message>
    <message>
        <source>{path} could not be read or written: {reason}. Choose another place, or make room.</source>
        <translation>{path} kunde inte läsas eller skrivas: {reason}. Välj en annan plats eller frigör utrymme.</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}. Choose another place, or make room.</source>
        <translation>{path} kunde inte skrivas: {reason}. Välj en annan plats eller frigör utrymme.</translation>
    </message>
    <message>
        <source>{people:.0f} people live in codes without an area.</source>
        <translation>Invånare i koder utan område: {people:.0f}.</translation>
    </message>
    <message>
        <source>{people:.0f} people live in the areas without a row.</source>
        <translation>Invånare i områdena utan rad: {people:.0f}.</translation>
    </message>
    <message>
        <source>{people:.0f} people live outside both sets of areas.</source>
        <translation>Invånare utanför områdena i båda lagren: {people:.0f}.</translation>
    </message>
    <message>
        <source>{percent:.1f} percent of the inhabitants live where no class is known, and are left out of the comparison within classes.</source>
        <translation>{percent:.1f} procent av invånarna bor där ingen klass är känd, och utelämnas ur jämförelsen inom klasser.</translation>
    </message>
    <message>
        <source>{reason}</source>
        <translation>{reason}</translation>
    </message>
    <message>
        <source>{rows} rows have a code that no area has and count as outside: {codes}</source>
        <translation>Rader med en kod som inget område har räknas som utanför, {rows} st.: {codes}</translation>
    </message>
    <message>
        <source>{same} of {count} areas got the type that SCB has published.</source>
        <translation>Områden som fick den typ som SCB har publicerat: {same} av {count}.</translation>
    </message>
    <message>
        <source>{size} MB are saved in {folder}.</source>
        <translation>{size} MB är sparade i {folder}.</translation>
    </message>
    <message>
        <source>{title} was never fetched on this computer, so it cannot be used without the network. Load it once with the network, or load from files downloaded by hand.</source>
        <translation>{title} har aldrig hämtats på den här datorn och kan därför inte användas utan nätverk. Läs in en gång med nätverk, eller läs in från filer som du har hämtat själv.</translation>
    </message>
    <message>
        <source>{title}, by kommun</source>
        <translation>{title}, kommunvis</translation>
    </message>
    <message>
        <source>{title}, by {group}</source>
        <translation>{title}, efter {group}</translation>
    </message>
    <message>
        <source>{total:,.1f} in all: {out:,.1f} on the target areas, {outside:,.1f} on none of them, {withheld:,.1f} withheld on areas without a value.</source>
        <translation>{total:,.1f} totalt: {out:,.1f} på målområdena, {outside:,.1f} på inget av dem, {withheld:,.1f} undanhållet på områden utan värde.</translation>
    </message>
    <message>
        <source>{type} (own computation)</source>
        <translation>{type} (egen beräkning)</translation>
    </message>
    <message>
        <source>{value} is no text of the form {form}.</source>
        <translation>{value} är ingen text av formen {form}.</translation>
    </message>
    <message>
        <source>{value} is no whole number from {low} to {high}.</source>
        <translation>{value} är inget heltal från {low} till {high}.</translation>
    </message>
    <message>
        <source>{value} is none of: {choices}.</source>
        <translation>{value} är inget av: {choices}.</translation>
    </message>
    <message>
        <source>{what}</source>
        <translation>{what}</translation>
    </message>
    <message>
        <source>{year}, saved</source>
        <translation>{year}, sparat</translation>
    </message>
    <message>
        <source>{year}: no mean and standard deviation give all areas their published type, so the cut points are not known. Add a table with the country's mean and standard deviation.</source>
        <translation>{year}: inget medelvärde och ingen standardavvikelse ger alla områden sin publicerade typ, så gränsvärdena är inte kända. Lägg till en tabell med landets medelvärde och standardavvikelse.</translation>
    </message>
    <message>
        <source>{year}: the country's mean {mean:.2f} and standard deviation {deviation:.2f} are computed from {count} areas.</source>
        <translation>{year}: landets medelvärde {mean:.2f} och standardavvikelse {deviation:.2f} är beräknade från {count} områden.</translation>
    </message>
    <message>
        <source>{year}: the country's mean {mean:.2f} and standard deviation {deviation:.2f} are stated.</source>
        <translation>{year}: landets medelvärde {mean:.2f} och standardavvikelse {deviation:.2f} är angivna.</translation>
    </message>
    <message>
        <source>{year}: the published types of {count} areas do not tell the country's mean and standard deviation closely enough. Add a table with them.</source>
        <translation>{year}: de publicerade typerna för {count} områden säger inte landets medelvärde och standardavvikelse noga nog. Lägg till en tabell med dem.</translation>
    </message>
    <message>
        <source>{year}: the published types of {count} areas put the country's mean between {mean_from:.2f} and {mean_to:.2f} and its standard deviation between {sd_from:.2f} and {sd_to:.2f}; {mean:.2f} and {deviation:.2f} are used.</source>
        <translation>{year}: de publicerade typerna för {count} områden ger landets medelvärde mellan {mean_from:.2f} och {mean_to:.2f} och dess standardavvikelse mellan {sd_from:.2f} och {sd_to:.2f}; {mean:.2f} och {deviation:.2f} används.</translation>
    </message>
    <message>
        <source>{year}: {index}.</source>
        <translation>{year}: {index}.</translation>
    </message>
    <message>
        <source>“{address}” is no web address that data can be fetched from. Check the address in the settings; it begins with https://.</source>
        <translation>”{address}” är ingen webbadress som data kan hämtas från. Kontrollera adressen i inställningarna; den börjar med https://.</translation>
    </message>
    <message>
        <source>“{host}” is no name of a host. Write names such as karta.myndighet.se, separated by commas.</source>
        <translation>”{host}” är inget namn på en värd. Skriv namn som karta.myndighet.se, åtskilda av komman.</translation>
    </message>
    <message>
        <source>“{key}” is missing.</source>
        <translation>”{key}” saknas.</translation>
    </message>
    <message>
        <source>“{name}” begins like JSON but cannot be read to its end: it was cut off or changed. Fetch the file again.</source>
        <translation>”{name}” börjar som JSON men kan inte läsas till slutet: filen är avkortad eller ändrad. Hämta den på nytt.</translation>
    </message>
    <message>
        <source>“{name}” begins like an Excel or zip file but is damaged, so nothing could be read. The download may have been cut off; fetch the file again.</source>
        <translation>”{name}” börjar som en Excel- eller zip-fil men är skadad, så inget kunde läsas. Hämtningen kan ha avbrutits; hämta filen på nytt.</translation>
    </message>
    <message>
        <source>“{name}” cannot be read as a table: before line {line} a quotation mark is opened and never closed, so rows run together. Save the file as CSV once more, or fetch it again.</source>
        <translation>”{name}” kan inte läsas som tabell: före rad {line} börjar ett citat som aldrig avslutas, så att rader flyter ihop. Spara filen som CSV en gång till, eller hämta den på nytt.</translation>
    </message>
    <message>
        <source>“{name}” cannot be read as {encoding}. Leave the encoding empty to have it recognised, or name another.</source>
        <translation>”{name}” kan inte läsas som {encoding}. Lämna teckenkodningen tom så känns den igen, eller ange en annan.</translation>
    </message>
    <message>
        <source>“{name}” could not be opened, so nothing was read from it. Check that the file is still there, that you may read it and that no other program (Excel, for example) holds it open.</source>
        <translation>”{name}” kunde inte öppnas, så inget lästes från den. Kontrollera att filen finns kvar, att du får läsa den och att inget annat program (till exempel Excel) har den öppen.</translation>
    </message>
    <message>
        <source>“{name}” could not be read as a map layer: it is damaged, was cut off, or is no GeoPackage, GeoJSON or shapefile. Fetch it again.</source>
        <translation>”{name}” kunde inte läsas som kartlager: den är skadad, avkortad eller varken GeoPackage, GeoJSON eller shapefil. Hämta den på nytt.</translation>
    </message>
    <message>
        <source>“{name}” could not be read as an Excel workbook: it is damaged or protected by a password. Open it in Excel or LibreOffice, save it anew as .xlsx or as CSV, and use that file.</source>
        <translation>”{name}” kunde inte läsas som Excel-arbetsbok: den är skadad eller lösenordsskyddad. Öppna den i Excel eller LibreOffice, spara den på nytt som .xlsx eller CSV och använd den filen.</translation>
    </message>
    <message>
        <source>“{name}” could not be written. Check that the disk has room.</source>
        <translation>”{name}” kunde inte skrivas. Kontrollera att det finns plats på disken.</translation>
    </message>
    <message>
        <source>“{name}” does not say which coordinates it has; they fit SWEREF 99 TM and are taken as that.</source>
        <translation>”{name}” anger inte vilket koordinatsystem den har; koordinaterna stämmer med SWEREF 99 TM och tolkas så.</translation>
    </message>
    <message>
        <source>“{name}” does not say which edition its areas are of; they are taken as edition {edition}, which the year asks for.</source>
        <translation>”{name}” anger inte vilken indelning områdena hör till; de antas höra till indelning {edition}, som året kräver.</translation>
    </message>
    <message>
        <source>“{name}” has a row with {cells} cells under a header of {columns} columns ({row}), so it cannot be told which value belongs where. Often a decimal comma was taken for a delimiter: save the file with semicolons or tabs.</source>
        <translation>”{name}” har en rad med {cells} celler under en rubrikrad med {columns} kolumner ({row}), så det går inte att avgöra vilket värde som hör till vilken kolumn. Ofta har ett decimalkomma tagits för en avgränsare: spara filen med semikolon eller tabbar.</translation>
    </message>
    <message>
        <source>“{name}” has a sheet of {rows} rows and {columns} columns, which is more than is read at once. Save the part with the table as a workbook of its own.</source>
        <translation>”{name}” har ett blad med {rows} rader och {columns} kolumner, vilket är mer än som läses på en gång. Spara delen med tabellen som en egen arbetsbok.</translation>
    </message>
    <message>
        <source>“{name}” has no areas in it: it is empty. Choose another place or fetch it again.</source>
        <translation>”{name}” innehåller inga områden: den är tom. Välj en annan plats eller hämta den på nytt.</translation>
    </message>
    <message>
        <source>“{name}” has no cells: nothing was chosen in one of its dimensions. Choose areas and years where you fetched the table, and fetch it again.</source>
        <translation>”{name}” har inga celler: inget valdes i en av dimensionerna. Välj områden och år där du hämtade tabellen och hämta den på nytt.</translation>
    </message>
    <message>
        <source>“{name}” has no cells: nothing was found for what was chosen. Choose areas and years where you fetched the table, and fetch it again.</source>
        <translation>”{name}” har inga celler: det finns inga uppgifter för det som valdes. Välj områden och år där du hämtade tabellen och hämta den på nytt.</translation>
    </message>
    <message>
        <source>“{name}” has no column or dimension with areas; it has: {dimensions}. Values are joined by RegSO or DeSO code (such as 0180R001): fetch the table again with the areas in it.</source>
        <translation>”{name}” har ingen kolumn eller dimension med områden; den har: {dimensions}. Värden kopplas med RegSO- eller DeSO-kod (till exempel 0180R001): hämta tabellen på nytt med områdena i den.</translation>
    </message>
    <message>
        <source>“{name}” has no column with RegSO codes under a header row, so it cannot be used as a key table. Use SCB's key table from DeSO to RegSO, or a CSV file with the columns {columns}.</source>
        <translation>”{name}” har ingen kolumn med RegSO-koder under en rubrikrad och kan därför inte användas som kopplingstabell. Använd SCB:s kopplingstabell från DeSO till RegSO, eller en CSV-fil med kolumnerna {columns}.</translation>
    </message>
    <message>
        <source>“{name}” has no field with RegSO or DeSO codes under a known name (regsokod, desokod, deso), so its areas cannot be told apart. Its fields are: {fields}. Rename the field with the codes, or update the plugin if SCB has renamed it.</source>
        <translation>”{name}” har inget fält med RegSO- eller DeSO-koder under ett känt namn (regsokod, desokod, deso), så områdena går inte att skilja åt. Den har fälten: {fields}. Byt namn på fältet med koderna, eller uppdatera insticksprogrammet om SCB har bytt namn på det.</translation>
    </message>
    <message>
        <source>“{name}” has no header row above figures for areas, so the columns cannot be told apart. It begins with: {cells}. The table needs a first row with names such as “region” and “2022”, and then one row per area.</source>
        <translation>”{name}” har ingen rubrikrad ovanför siffror för områden, så kolumnerna går inte att skilja åt. Den börjar med: {cells}. Tabellen behöver en första rad med namn som ”region” och ”2022”, och därefter en rad per område.</translation>
    </message>
    <message>
        <source>“{name}” has northing before easting; its coordinates were turned round.</source>
        <translation>”{name}” har nordvärdet före östvärdet; koordinaternas ordning har vänts.</translation>
    </message>
    <message>
        <source>“{name}” has several layers with areas: {layers}. Save the one that is meant as a file of its own.</source>
        <translation>”{name}” har flera lager med områden: {layers}. Spara det lager som avses som en egen fil.</translation>
    </message>
    <message>
        <source>“{name}” has the columns {columns} but none with figures, so there is nothing to join to the areas. Choose a table with values; a list of codes and names is read as a key table.</source>
        <translation>”{name}” har kolumnerna {columns} men ingen med siffror, så det finns inget att koppla till områdena. Välj en tabell med värden; en lista med koder och namn anges som kopplingstabell.</translation>
    </message>
    <message>
        <source>“{name}” has the header {cells} but no rows with figures below it, so there is nothing to read. Choose areas and years where you fetched the table, and fetch it again.</source>
        <translation>”{name}” har rubrikraden {cells} men inga rader med siffror under den, så det finns inget att läsa. Välj områden och år där du hämtade tabellen och hämta den på nytt.</translation>
    </message>
    <message>
        <source>“{name}” has {cells} cells; more than {limit} are not read at once. Choose fewer years or measures where you fetched the table, and fetch it again.</source>
        <translation>”{name}” har {cells} celler; fler än {limit} läses inte på en gång. Välj färre år eller mått där du hämtade tabellen och hämta den på nytt.</translation>
    </message>
    <message>
        <source>“{name}” holds no GeoPackage, shapefile or GeoJSON, so there are no areas in it. It holds: {files}</source>
        <translation>”{name}” innehåller varken GeoPackage, shapefil eller GeoJSON, så där finns inga områden. Filen innehåller: {files}</translation>
    </message>
    <message>
        <source>“{name}” holds several layers with areas: {files}. Unpack it and choose the one that is meant.</source>
        <translation>”{name}” innehåller flera lager med områden: {files}. Packa upp filen och välj det lager som avses.</translation>
    </message>
    <message>
        <source>“{name}” holds {count} tables, and it cannot be told which is meant. Fetch the wanted one by itself.</source>
        <translation>”{name}” innehåller {count} tabeller, och det går inte att avgöra vilken som avses. Hämta enbart den önskade tabellen.</translation>
    </message>
    <message>
        <source>“{name}” holds {there} and no {wanted}. Choose that level, or another file.</source>
        <translation>”{name}” innehåller {there} och inga {wanted}. Välj den nivån, eller en annan fil.</translation>
    </message>
    <message>
        <source>“{name}” is JSON but neither JSON-stat nor PxWeb's table format, so no values can be read from it. If a statistical service sent it, it may be an error message; a layer (GeoJSON) is added to the map instead.</source>
        <translation>”{name}” är JSON men varken JSON-stat eller PxWebs tabellformat, så inga värden kan läsas från filen. Om den kom från en statistiktjänst kan den vara ett felmeddelande; ett lager (GeoJSON) läggs i stället till i kartan.</translation>
    </message>
    <message>
        <source>“{name}” is a PC-Axis file (.px), which is not read here. Fetch the same table as CSV, JSON-stat or Excel.</source>
        <translation>”{name}” är en PC-Axis-fil (.px), som inte läses här. Hämta samma tabell som CSV, JSON-stat eller Excel.</translation>
    </message>
    <message>
        <source>“{name}” is a damaged zip file: the download may have been cut off. Fetch it again.</source>
        <translation>”{name}” är en skadad zip-fil: hämtningen kan ha avbrutits. Hämta den på nytt.</translation>
    </message>
    <message>
        <source>“{name}” is a packed file (zip) and no Excel workbook. Unpack it first, and choose the table inside it: {members}</source>
        <translation>”{name}” är en packad fil (zip) och ingen Excel-arbetsbok. Packa upp den först och välj tabellen i den: {members}</translation>
    </message>
    <message>
        <source>“{name}” is a web page or an XML document, not a table. Often it is the error page of a service or the page around a table: fetch the table itself as CSV, JSON-stat or Excel.</source>
        <translation>”{name}” är en webbsida eller ett XML-dokument, inte en tabell. Ofta är det en tjänsts felsida eller sidan runt en tabell: hämta själva tabellen som CSV, JSON-stat eller Excel.</translation>
    </message>
    <message>
        <source>“{name}” is a workbook without any filled cell: there is no table in it. Fetch the file again.</source>
        <translation>”{name}” är en arbetsbok utan en enda ifylld cell: det finns ingen tabell i den. Hämta filen på nytt.</translation>
    </message>
    <message>
        <source>“{name}” is an Excel file of the old kind (.xls), which is not read here. Open it in Excel or LibreOffice, save it as .xlsx or CSV, and use that file.</source>
        <translation>”{name}” är en Excel-fil av det gamla slaget (.xls), som inte läses här. Öppna den i Excel eller LibreOffice, spara den som .xlsx eller CSV och använd den filen.</translation>
    </message>
    <message>
        <source>“{name}” is an Excel file, and GDAL, which reads such files, is missing in this Python. Read it inside QGIS, or save it as CSV and use that file.</source>
        <translation>”{name}” är en Excel-fil, och GDAL, som läser sådana filer, saknas i denna installation av Python. Läs den i QGIS, eller spara den som CSV och använd den filen.</translation>
    </message>
    <message>
        <source>“{name}” is empty: there is no table in it. The download may have been cut off; fetch the file again.</source>
        <translation>”{name}” är tom: det finns ingen tabell i den. Hämtningen kan ha avbrutits; hämta filen på nytt.</translation>
    </message>
    <message>
        <source>“{name}” is no text and no Excel workbook, so there is no table in it that can be read. Choose the file as CSV, JSON-stat or Excel (.xlsx); layers such as GeoPackage are added to the map instead.</source>
        <translation>”{name}” är varken text eller en Excel-arbetsbok, så den innehåller ingen tabell som kan läsas. Välj filen som CSV, JSON-stat eller Excel (.xlsx); lager som GeoPackage läggs i stället till i kartan.</translation>
    </message>
    <message>
        <source>“{name}” is {size} MB, which is more than can be read at once. Choose fewer years or measures where you fetched the table, and try again.</source>
        <translation>”{name}” är {size} MB, vilket är mer än som kan läsas på en gång. Välj färre år eller mått där du hämtade tabellen och försök igen.</translation>
    </message>
    <message>
        <source>“{name}” looks like JSON-stat but contradicts itself, so its values cannot be given to the right areas. The download may have been cut off or the file changed afterwards; fetch it again.</source>
        <translation>”{name}” ser ut som JSON-stat men motsäger sig själv, så värdena kan inte ges till rätt områden. Hämtningen kan ha avbrutits eller filen ha ändrats efteråt; hämta den på nytt.</translation>
    </message>
    <message>
        <source>“{name}” looks like PxWeb's JSON but its rows do not have as many keys and values as it has columns, so they cannot be told apart. The file may have been changed or cut off; fetch it again.</source>
        <translation>”{name}” ser ut som PxWebs JSON men raderna har inte lika många nycklar och värden som det finns kolumner, så de går inte att skilja åt. Filen kan ha ändrats eller kortats av; hämta den på nytt.</translation>
    </message>
    <message>
        <source>“{name}” says that it is {encoding} but is not, or is cut off, so its letters cannot be trusted. Fetch the file again, or name its encoding.</source>
        <translation>”{name}” uppger att den är {encoding} men är det inte, eller är avkortad, så bokstäverna går inte att lita på. Hämta filen på nytt, eller ange dess teckenkodning.</translation>
    </message>
    <message>
        <source>“{name}” was not opened: its member “{member}” {reason}. SCB's files are not made like this; fetch it again from scb.se.</source>
        <translation>”{name}” öppnades inte: posten ”{member}” i den {reason}. SCB:s filer är inte gjorda så; hämta den på nytt från scb.se.</translation>
    </message>
    <message>
        <source>“{name}” would be far larger when unpacked than any file of SCB, so it was not opened. Fetch it again from scb.se.</source>
        <translation>”{name}” skulle uppackad bli mycket större än någon av SCB:s filer och öppnades därför inte. Hämta den på nytt från scb.se.</translation>
    </message>
    <message>
        <source>“{part}” is no break in a series. Write the first year after the break and what changed, such as 2021: new definition; 2016: other register.</source>
        <translation>”{part}” är inget brott i en serie. Skriv det första året efter brottet och vad som ändrades, som 2021: ny definition; 2016: annat register.</translation>
    </message>
    <message>
        <source>“{value}” is no year. Write it with four digits: 2024.</source>
        <translation>”{value}” är inget år. Skriv det med fyra siffror: 2024.</translation>
    </message>
    <message>
        <source>“{wish}” is no category of {dimension} in this table. It has: {categories}. Choose one of these, or “sum” to add up all that are not totals.</source>
        <translation>”{wish}” är ingen kategori i {dimension} i denna tabell. Den har: {categories}. Välj en av dessa, eller ”sum” för att lägga ihop alla som inte är totaler.</translation>
    </message>
</context>
</TS>
