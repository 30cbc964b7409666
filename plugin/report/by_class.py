# SPDX-License-Identifier: GPL-2.0-or-later
"""Town and country in the report: the types' rates by class, standardised, and what that does to the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.area_types import TYPES, label
from ..core.messages import RegsoError
from . import by_class_texts as b
from . import disparity_texts as d
from .content import Content, Sign
from .language import Language, decimals_for
from .markup import Child, Markup, element
from .page import note
from .summary_disparity import Put
from .tables import scrollable, swatch_class

if TYPE_CHECKING:
    import pandas as pd

    from ..core.measures.town_and_country import WithinClasses


def by_class_parts(by_class: pd.DataFrame | None, content: Content, put: Put, say: Language) -> Child:
    """Return what the disparity section says of town and country; nothing where there are no classes or no rates.

    ``by_class``: the table of ``core.strata.strata_table``.
    """
    if by_class is None or not content.has_population or content.totals.inside == 0:
        return None
    from ..core.measures.town_and_country import within_classes

    try:
        found = within_classes(by_class)
    except RegsoError as error:
        return [element("h3", say(b.TITLE)), _table(by_class, None, content, say), note(put(error.message))]
    parts: list[Child] = [
        element("h3", say(b.TITLE)),
        _table(by_class, found, content, say),
        element("p", " ".join(_readings(found, content, say))),
    ]
    return [*parts, *(note(put(one)) for one in found.groups.warnings), note(say(b.STANDARD_IS))]


def _table(by_class: pd.DataFrame, found: WithinClasses | None, content: Content, say: Language) -> Markup:
    """Return the types' rates by class, and standardised where that is possible."""
    lived_in = by_class[by_class["area_type"].isin(TYPES) & (by_class["area_count"] > 0)]
    classes = lived_in.drop_duplicates("stratum_label")["stratum_label"].tolist()
    rates = {(row.area_type, row.stratum_label): row for row in lived_in.itertuples()}
    shown = [float(value) for value in lived_in["per_1000"].dropna()]
    decimals = decimals_for(shown)
    titles = [say(d.TYPE), *classes]
    if found is not None:
        titles += [say(b.CRUDE), say(b.STANDARDISED)]
        titles += [say(d.INTERVAL, level="95")] if content.unit == "features" else []
    body = []
    for kind in TYPES:
        cells = [_rate(rates.get((kind, name)), decimals, say) for name in classes]
        if found is not None:
            cells += _standardised(found, kind, decimals, content.unit == "features", say)
        swatch = element("span", class_=f"swatch {swatch_class(kind)}", aria_hidden="true")
        head = element("th", element("span", swatch, element("b", str(kind)), f" {label(kind, say.code)}"), scope="row")
        body.append(element("tr", head, [element("td", text, class_="number") for text in cells]))
    head_row = [element("th", title, scope="col", class_="number" if at else None) for at, title in enumerate(titles)]
    caption = say(b.CAPTION, unit=say(b.UNITS[content.unit]))
    return scrollable(
        caption, say, element("thead", element("tr", head_row)), element("tbody", body), kind="figures plain"
    )


def _rate(row: object, decimals: int, say: Language) -> str:
    if row is None:
        return Sign.MISSING.value
    amount, rate = getattr(row, "amount"), getattr(row, "per_1000")  # noqa: B009 - a row of itertuples
    if amount != amount:  # noqa: PLR0124 - NaN
        return Sign.HIDDEN.value
    return Sign.MISSING.value if rate != rate else say.number(rate, decimals)  # noqa: PLR0124


def _standardised(found: WithinClasses, kind: int, decimals: int, counted: bool, say: Language) -> list[str]:
    if str(kind) not in found.groups.names:
        return [Sign.MISSING.value] * (3 if counted else 2)
    crude, rate, low, high = found.standardised.frame.loc[kind, ["crude", "rate", "low", "high"]] * 1000
    written = [say.number(float(crude), decimals), say.number(float(rate), decimals)]
    return [*written, f"{say.number(float(low), decimals)}–{say.number(float(high), decimals)}"] if counted else written


def read_by_class(by_class: pd.DataFrame | None, content: Content, put: Put, say: Language) -> tuple[str, ...]:
    """Return the sentences on the difference within the classes, or why there are none; as the report has them."""
    if by_class is None or not content.has_population or content.totals.inside == 0:
        return ()
    from ..core.measures.town_and_country import within_classes

    try:
        found = within_classes(by_class)
    except RegsoError as error:
        return (put(error.message),)
    return (" ".join(_readings(found, content, say)), *(put(one) for one in found.groups.warnings))


def _readings(found: WithinClasses, content: Content, say: Language) -> list[str]:
    """Return the difference as it is and within the classes."""
    effect = found.effect
    decimals = decimals_for([1000 * effect.crude, 1000 * effect.standardised])
    try:
        after = found.gap.difference
    except KeyError:
        return [say(b.NO_STANDARDISED)]
    values = {
        "worst": effect.worst,
        "best": effect.best,
        "crude": say.signed(1000 * effect.crude, decimals),
        "after": say.signed(1000 * effect.standardised, decimals),
        "unit": say(b.UNITS[content.unit]),
    }
    said = [say(b.BEFORE_AND_AFTER, **values)]
    if after.low == after.low:
        low, high = (say.signed(1000 * end, decimals) for end in (after.low, after.high))
        said.append(say(b.AFTER_INTERVAL, low=low, high=high))
    said.append(say(b.MOSTLY if effect.is_mostly_of_classes else b.NOT_MOSTLY))
    return said
