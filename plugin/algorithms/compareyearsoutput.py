# SPDX-License-Identifier: GPL-2.0-or-later
"""What a follow-up gives: its tables in the words of the language of results, the numbers, and their look."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from qgis.core import QgsEditorWidgetSetup, QgsField, QgsFields, QgsVectorLayer

from ..core.area_types import label
from ..core.messages import Message
from ..i18n import language, tr_result, translate_message
from ..layers.styling import describe, set_aliases
from ..layers.writing import REAL, TEXT, WHOLE
from ..report import compareyears_texts as s
from ..report.language import Language

if TYPE_CHECKING:
    import pandas as pd

    from ..core.measures.compare_years import FollowUp

TABLE = {
    "hold": TEXT,
    "hold_label": TEXT,
    "year": WHOLE,
    "type_year": WHOLE,
    "area_type": WHOLE,
    "group_name": TEXT,
    "label": TEXT,
    "area_count": WHOLE,
    **dict.fromkeys(
        ("population", "population_share", "amount", "share", "rate", "rate_low", "rate_high"), REAL
    ),
    "unit": TEXT,
    "base_year": WHOLE,
    **dict.fromkeys(
        ("amount_change", "difference", "difference_low", "difference_high", "ratio", "ratio_low", "ratio_high"), REAL
    ),
    "differs": WHOLE,
    "breaks": TEXT,
    "method": TEXT,
    "note": TEXT,
    "hidden": TEXT,
}  # fmt: skip
TRANSITIONS = {
    "from_year": WHOLE,
    "to_year": WHOLE,
    "from_type": WHOLE,
    "from_label": TEXT,
    "to_type": WHOLE,
    "to_label": TEXT,
    "area_count": WHOLE,
    **dict.fromkeys(("area_share", "people", "people_share"), REAL),
    **dict.fromkeys(("unchanged_share", "unchanged_people_share", "kappa", "weighted_kappa"), REAL),
    "breaks": TEXT,
}
AREAS = {
    "code": TEXT,
    "from_year": WHOLE,
    "to_year": WHOLE,
    "type_from": WHOLE,
    "type_to": WHOLE,
    "type_steps": WHOLE,
    **dict.fromkeys(("index_from", "index_to", "index_change", "z_from", "z_to"), REAL),
    **dict.fromkeys(
        ("computed_from", "computed_to", "steps", "own_ordered", "mean_ordered", "spread_ordered"), WHOLE
    ),
    **dict.fromkeys(("own", "mean", "spread"), REAL),
    "unexplained": WHOLE,
}  # fmt: skip


def fields_of(columns: dict[str, Any]) -> QgsFields:
    """Return fields of these names and types."""
    fields = QgsFields()
    for name, kind in columns.items():
        fields.append(QgsField(name, kind))
    return fields


def said(message: Message) -> str:
    """Return a message in the language of results."""
    return translate_message(message, result=True)


def unit_of(found: FollowUp, unit: str) -> str:
    """Return what the rates are, in words."""
    from ..core.measures.disparity_rows import scale_of
    from ..core.measures.years_input import Figure

    if found.settings.figure is Figure.PEOPLE:
        return tr_result("percent of the population")
    if found.settings.per == 1 and found.settings.figure is Figure.COUNT:
        return unit or tr_result("number")
    return said(scale_of(found.settings.kind, found.settings.per).rate)


def described_table(found: FollowUp, unit: str) -> pd.DataFrame:
    """Return the comparison with names, methods and notes in the language of results."""
    say = Language(language())
    frame = found.table
    lasting = {"gap": say(s.GAP), "all": say(s.ALL_TYPES)}
    types = [int(name) if name.lstrip("-").isdigit() else None for name in frame["group"]]
    words = [
        lasting[name] if kind is None else label(kind, say.code)
        for name, kind in zip(frame["group"], types, strict=True)
    ]
    methods = [
        None if not isinstance(one, Message) else said(one) + ("" if not isinstance(two, Message) else f"; {said(two)}")
        for one, two in zip(frame["difference_method"], frame["ratio_method"], strict=True)
    ]
    return frame.assign(
        hold_label=[hold_words(str(hold), found, say) for hold in frame["hold"]],
        type_year=[_whole(year) or None for year in frame["type_year"]],
        area_type=types,
        group_name=frame["group"],
        label=words,
        unit=unit_of(found, unit),
        base_year=[_whole(year) for year in frame["base_year"]],
        differs=[None if value is None else int(value) for value in frame["differs"]],
        breaks=[_breaks(one) for one in frame["breaks"]],
        method=methods,
        note=["; ".join(said(one).rstrip(".") for one in notes) or None for notes in frame["notes"]],
    )[list(TABLE)].astype(object)


def hold_words(hold: str, found: FollowUp, say: Language) -> str:
    """Return what the types are held to, in a few words with the year."""
    years = found.table.loc[found.table["hold"] == hold, "type_year"].dropna().unique()
    year = str(int(years[0])) if len(years) and years[0] else ""
    if hold in ("moving", "given"):
        return say(s.MOVING if hold == "moving" else s.GIVEN)
    return say(s.HELD_AT, year=year) if year else say(s.HELD)


def _whole(value: Any) -> int | None:
    return None if value is None or (isinstance(value, float) and math.isnan(value)) else int(value)


def _breaks(breaks: Any) -> str | None:
    return "; ".join(f"{one.year}: {said(one.what)}" for one in breaks) or None


def described_transitions(found: FollowUp) -> pd.DataFrame:
    """Return the transitions of every pair of years, the first and the last year together at the end."""
    import pandas as pd

    from ..core.measures.breaks import between

    say = Language(language())
    pairs = [*found.steps]
    if found.whole is not None and (len(found.steps) > 1 or not found.steps):
        pairs.append(found.whole)
    parts = []
    for pair in pairs:
        kept = pair.persistence
        parts.append(
            pair.frame().assign(
                unchanged_share=kept.unchanged,
                unchanged_people_share=kept.unchanged_people,
                kappa=kept.kappa,
                weighted_kappa=kept.weighted_kappa,
                breaks=_breaks(between(found.breaks, pair.from_year, pair.to_year)),
            )
        )
    if not parts:
        return pd.DataFrame(columns=list(TRANSITIONS))
    frame = pd.concat(parts, ignore_index=True)
    for end in ("from", "to"):
        frame[f"{end}_label"] = [label(kind, say.code) for kind in frame[f"{end}_type"]]
    return frame[list(TRANSITIONS)].astype(object)


def described_areas(found: FollowUp) -> pd.DataFrame:
    """Return the areas with their change of type; columns that cannot be computed are empty."""
    from ..core.measures.compare_years import areas_table

    return areas_table(found).reindex(columns=list(AREAS)).astype(object)


def numbers_of(found: FollowUp, left_out: int) -> dict[str, Any]:
    """Return the numbers that the algorithm declares; None where there is nothing to say."""
    numbers: dict[str, Any] = {
        "FIRST_YEAR": found.years[0],
        "LAST_YEAR": found.years[-1],
        "YEAR_COUNT": len(found.years),
        "AREA_COUNT": len(found.codes) if found.codes else None,
        "LEFT_OUT": left_out,
        "GAP_CHANGE": _gap_change(found),
    }
    kept = None if found.whole is None else found.whole.persistence
    for name, value in (
        ("CHANGED", None if kept is None else kept.changed),
        ("UNCHANGED_SHARE", None if kept is None else kept.unchanged),
        ("UNCHANGED_PEOPLE_SHARE", None if kept is None else kept.unchanged_people),
        ("KAPPA", None if kept is None else kept.kappa),
        ("WEIGHTED_KAPPA", None if kept is None else kept.weighted_kappa),
    ):
        numbers[name] = None if value is None or math.isnan(value) else value
    return numbers


def _gap_change(found: FollowUp) -> float | None:
    """Return the change of the gap between type 1 and type 5 from first to last year, of what is held first."""
    own = found.table[(found.table["hold"] == found.holds[0].value) & (found.table["group"] == "gap")]
    value = own.loc[own["year"] == found.years[-1], "difference"]
    return None if value.empty or math.isnan(value.iloc[0]) else float(value.iloc[0])


def finish_table(layer: QgsVectorLayer) -> None:
    """Give the columns readable names and figures, and say how the table is read."""
    say = Language(language())
    set_aliases(layer, {name: say(s.COLUMNS[name]) for name in layer.fields().names() if name in s.COLUMNS})
    for field in layer.fields():
        if field.type() == REAL:
            index = layer.fields().lookupField(field.name())
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Range", {"Precision": 4, "AllowNull": True}))


def finish_years(layer: QgsVectorLayer) -> None:
    """Finish the comparison."""
    finish_table(layer)
    describe(
        layer,
        tr_result("Years compared by area type"),
        tr_result("Later minus or divided by earlier. What the types are held to stands on every row."),
        [],
    )
