# SPDX-License-Identifier: GPL-2.0-or-later
"""The roles that a user's layer can have, and the words and fields by which each is recognised. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

OTHER, DIVISION = "other", "division"
POINT, LINE, POLYGON, TABLE = "point", "line", "polygon", "table"

PLACES = frozenset({POINT, POLYGON, TABLE})
EVENTS = frozenset({POINT, TABLE})
GROUND = frozenset({POLYGON})
LINES = frozenset({LINE})


@dataclass(frozen=True)
class Role:
    """What a layer can be, and how it is recognised. Words are written without case and accents; ``*`` is any end."""

    id: str
    """API: projects and presets keep it."""
    kinds: frozenset[str]
    """What its features may be where the role is guessed; the user may say it of any layer."""
    words: str
    """Words in a layer's name or in its values."""
    fields: str = ""
    """Names of fields of which one is enough; ``a+b`` is enough where both are there."""
    family: str = ""
    """Where several roles of one family are named, the layer is what the family's own role says."""


# A role before another of the same words is the narrower one.
ROLES = (
    Role(
        "road",
        LINES,
        "vag vagar vagen vagarna vagnat* bilvag* landsvag* lansvag* riksvag* motorvag* europavag* motortrafikled* "
        "gata gator gatan gatorna gatunat* lokalgat* lokalvag* vaglank* cykelvag* gangvag* gcvag* cykelnat* nvdb* "
        "road roads roadnetwork* roadlink* street streets highway highways motorway* footpath* cycleway*",
        "highway vagklass* funkvagkl* funktionell_vagklass* klass_vag* vagnummer* vagnr* vaghallare* vagkategori* "
        "vagtrafiknat* hastighetsgrans* adt adt_* element_id+extent_length element_id+start_measure",
    ),
    Role(
        "railway",
        LINES,
        "jarnvag jarnvagar jarnvagen jarnvagsnat* jarnvagsspar* jarnvagslink* sparvag sparvagar sparvagsnat* "
        "tunnelban* railway railways rail rails railroad* railnetwork* tramway*",
        "bandel* banummer* bis_id* sparnummer*",
    ),
    Role(
        "crossing",
        frozenset({POINT, LINE}),
        "korsning korsningar plankorsning* vagkorsning* overgangsstall* gangtunn* gangbro gangbroar gangpassage* "
        "passage passager planskild* crossing crossings levelcrossing* crosswalk* footbridge* underpass*",
    ),
    Role(
        "barrier",
        frozenset({LINE, POLYGON}),
        "barriar barriarer barriarerna barriareffekt* viltstangsel* stangsel barrier barriers",
    ),
    Role(
        "stop",
        EVENTS,
        "hallplats hallplatser hallplatserna hallplatslag* busshallplats* sparvagnshallplats* stoppstall* resecentrum "
        "busstation* jarnvagsstation* tagstation* tunnelbanestation* stop stops busstop* tramstop* railwaystation*",
        "stop_id hallplats* hpl_id hplid stop_name stop_lat",
    ),
    Role(
        "transit_line",
        LINES,
        "busslinje* kollektivtrafiklinje* linjenat* linjestrackning* busroute* transitroute* transitline*",
        "linjenummer route_id route_long_name+shape_id route_short_name",
    ),
    Role(
        "accident",
        EVENTS,
        "olycka olyckor olyckorna trafikolyck* vagtrafikolyck* strada accident accidents trafficaccident* "
        "crash crashes",
        "olycks* olycka_id strada* svarhetsgrad* accident_id",
    ),
    Role(
        "hospital",
        PLACES,
        "sjukhus* lasarett* akutmottagning* universitetssjukhus* lanssjukhus* hospital hospitals",
        family="clinic",
    ),
    Role(
        "dental",
        PLACES,
        "tandvard* tandlakar* folktandvard* tandklinik* dentist dentists dental dentalclinic*",
        family="clinic",
    ),
    Role("pharmacy", PLACES, "apotek apoteken apotekare apoteksombud* pharmacy pharmacies", family="clinic"),
    Role(
        "clinic",
        PLACES,
        "vardinrattning* vardcentral* vardenhet* vardgivare* vardmottagning* halsocentral* halsoinrattning* klinik "
        "kliniker mottagning mottagningar barnavardscentral* barnmorskemottagning* bvc mvc lakarmottagning* "
        "sjukvardsinrattning* halso clinic clinics doctor doctors healthcentre* healthcenter* healthfacilit* "
        "healthsite* health",
        "hsaid hsa_id vardenhet* vardgivare*",
        family="clinic",
    ),
    Role(
        "social_service",
        PLACES,
        "socialkontor* socialtjanst* familjecentral* familjeradgivning* aldreboende* sarskiltboende sabo lssboende* "
        "gruppbostad* stodboende* socialservice* nursinghome* carehome*",
    ),
    Role(
        "preschool",
        PLACES,
        "forskola forskolor forskolan forskolorna forskoleenhet* familjedaghem daghem daghemmen dagis "
        "preschool preschools kindergarten* nurseryschool*",
        "forskoleenhet* forskola_id forskoleid",
        family="school",
    ),
    Role(
        "school",
        PLACES,
        "skola skolor skolan skolorna skolenhet skolenheter* grundskola grundskolor grundskolan gymnasieskol* "
        "gymnasium gymnasier friskola friskolor sarskola anpassadgrundskola sameskol* specialskol* forskoleklass* "
        "school schools primaryschool* secondaryschool* highschool*",
        "skolenhet* skola_id skolid skolkod skolform*",
        family="school",
    ),
    Role(
        "library",
        PLACES,
        "bibliotek biblioteken bibliotekfilial* folkbibliotek* skolbibliotek* biblioteksfilial* libris "
        "library libraries",
        "library_type biblioteks* libris*",
    ),
    Role(
        "police",
        PLACES,
        "polis polisen polisstation* poliskontor* polisenskontor* polismyndighet* police policestation*",
        family="office",
    ),
    Role(
        "service_office",
        PLACES,
        "servicekontor* servicecenter servicecentret statensservicecenter* serviceoffice* servicecentre",
        family="office",
    ),
    Role(
        "jobseeker_office",
        PLACES,
        "arbetsformedling arbetsformedlingen arbetsformedlingar arbetsformedlingskontor* "
        "arbetsformedlingenskontor* jobcentre* jobcenter* "
        "employmentoffice* employmentservice*",
        family="office",
    ),
    Role(
        "office",
        PLACES,
        "kontor kontoren myndighetskontor* lokalkontor* besokskontor* forsakringskassan forsakringskassor "
        "forsakringskassekontor* skatteverket skattekontor* office offices",
        "kontor_id kontorsnamn kontorstyp* office_id",
        family="office",
    ),
    Role(
        "crime",
        EVENTS,
        "brott brotten brottsplats* brottsanmalan brottsanmalning* anmaldabrott valdsbrott stoldbrott narkotikabrott "
        "brottshandelse* polishandelse* skjutning* crime crimes crimereport* shooting shootings",
        "brottskod* brottstyp* brottsplats* brottsrubricering* crime_type",
    ),
    Role(
        "police_area",
        GROUND,
        "utsattaomrade* utsattomrade* sarskiltutsatt* vulnerablearea* exposedarea*",
    ),
    Role(
        "case",
        EVENTS,
        "arbetssokande* arbetslosa inskrivna patient patienter vardtagare sjukskriv* sjukpenning* bidragstagar* "
        "formanstagar* forsakrade mottagare arende arenden deltagare jobseeker jobseekers unemployed recipient "
        "recipients patients cases",
        "antal_arbetssokande* antal_inskrivna* antal_patienter* antal_arenden* antal_mottagare*",
    ),
    Role(
        "sales_point",
        EVENTS,
        "forsaljningsstall* tobak tobaksforsalj* alkohol serveringstillstand* folkolsforsalj* systembolag "
        "systembolagsbutik* tobaccoretail* alcoholretail* tobacco alcohol",
    ),
    Role(
        "sport",
        frozenset({POINT, LINE, POLYGON}),
        "idrottsplats* idrottsanlaggning* idrottshall* sporthall* simhall* utegym* motionsspar elljusspar badplats* "
        "spontanidrott* sportsfacilit* sportscentre* sportscenter* sportsground* gym gyms",
    ),
    Role(
        "park",
        frozenset({POINT, POLYGON}),
        "park parker parken parkerna gronyta gronytor gronomrade* lekplats* friluftsomrade* naturreservat* "
        "parks playground* greenspace* greenarea*",
    ),
    Role(
        "holiday_area",
        frozenset({POINT, POLYGON}),
        "fritidshus fritidshusomrade* sommarstug* stugomrade* holidayhome* holidayarea* summerhouse*",
        "fritidshus",
    ),
    Role(
        "population_grid",
        frozenset({POINT, POLYGON, TABLE}),
        "befolkningsrut* befolkningsgrid* populationgrid* popgrid*",
        "rutid+befolkning* rutid+folkmangd rutid+beftotal* rutid+pop* rutid_scb rutid_inspire ruta+befolkning*",
    ),
    Role(
        "place",
        frozenset({POINT, POLYGON}),
        "ort orter orterna tatort tatorter smaort smaorter localities settlements towns cities villages",
    ),
    Role(
        DIVISION,
        GROUND,
        "regso* deso* kommun kommuner kommunerna kommungrans* lan lansgrans* omradestyp* valdistrikt* nyko* "
        "stadsdel stadsdelar municipalities counties",
        "regsokod desokod regso deso kommunkod+kommunnamn knkod lnkod",
    ),
    Role(OTHER, frozenset(), ""),
)
IDS = tuple(role.id for role in ROLES)
