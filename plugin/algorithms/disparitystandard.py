# SPDX-License-Identifier: GPL-2.0-or-later
"""The standard that rates are standardised by, where it has a table of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext

from ..core.messages import RegsoError
from ..layers.fields import recognise_field
from ..layers.table import frame_of_layer

if TYPE_CHECKING:
    import pandas as pd

    from .disparityinput import DisparityInput


def read_standard(
    algorithm: DisparityInput,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    table: pd.DataFrame,
    choice: dict[str, Any],
) -> None:
    """Put the standard by class into ``choice`` where a table with one was chosen; classes of both become text."""
    source = None
    if parameters.get(algorithm.STANDARD) not in (None, ""):
        source = algorithm.require_source(parameters, algorithm.STANDARD, context)
    fields = {
        role: algorithm.field_choice(parameters, f"STANDARD_{role.upper()}_FIELD", context)
        for role in ("class", "population", "rate", "count")
    }
    if source is None:
        if any(fields.values()):
            raise RegsoError("Fields of a standard were chosen, but no table with it. Choose the table.")
        return
    if choice["stratum"] is None:
        raise RegsoError("A standard needs the field with its classes. Choose it, or leave both empty.")
    if choice["standard"] is not None:
        raise RegsoError("There are two standards: a field of the table and a table of its own. Choose one of them.")
    from ..core.measures.disparity_rows import scale_of
    from ..core.measures.groups import Kind
    from ..core.measures.standard_table import StandardFields, class_text, standard_of_table

    names = source.fields().names()
    for name in fields.values():
        algorithm.require_field(names, name)
    stratum = fields["class"] or (choice["stratum"] if choice["stratum"] in names else "")
    if not stratum:
        raise RegsoError(
            "The standard has no field {field}. Choose the field with its classes; its fields are: {fields}.",
            field=choice["stratum"],
            fields=", ".join(names),
        )
    chosen = StandardFields(
        stratum,
        fields["population"] or recognise_field(names, "population") or None,
        fields["rate"] or None,
        fields["count"] or None,
    )
    per = scale_of(choice["kind"] or Kind.EVENTS, choice["per"]).per
    choice["standard"] = standard_of_table(frame_of_layer(source), chosen, choice["standardisation"], per)
    table[choice["stratum"]] = [class_text(value) for value in table[choice["stratum"]]]
