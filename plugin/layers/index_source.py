# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer or table with the index or its percentages: its fields, its rows, and its features with more columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from ..core.messages import Cancelled, Message, RegsoError, message
from .fields import ROLE_WORDS, recognise_field
from .located import free_name
from .reading import plain_value
from .writing import add_feature, attribute

if TYPE_CHECKING:
    import pandas as pd

INDICATORS = ("v1", "v2", "v3")
Columns = Mapping[str, tuple[Any, list[Any]]]
"""New columns by name: the type of the field, and a value for every row that is written."""

_UNCHECKED = QgsProcessingFeatureSource.Flag.SkipGeometryValidityChecks
_ENDS_IN_YEAR = re.compile(r".*?[_ ]?((?:19|20)\d\d)")


def find_fields(
    names: list[str], chosen: Mapping[str, str], roles: tuple[str, ...], beside: tuple[str, ...] = ()
) -> tuple[dict[str, str], tuple[Message, ...]]:
    """Return the fields that play the roles, chosen or recognised, and warnings.

    ``beside``: roles that are only compared with; where several fields could play one, it is left out with a warning.
    Raises ``RegsoError`` where several could play another role, or where one field was found for two.
    """
    found: dict[str, str] = {}
    warnings = []
    for role in (*roles, *beside):
        try:
            field = chosen.get(role) or recognise_field(names, role)
        except RegsoError as error:
            if role not in beside:
                raise
            warnings.append(error.message)
            continue
        taken = role in beside and not chosen.get(role) and field in found.values()
        if field and not taken:
            found[role] = field
    for field in found.values():
        if (same := [role for role in found if found[role] == field])[1:]:
            raise RegsoError(
                "The field {field} cannot be both {one} and {other}. Choose another field for one of them.",
                field=field,
                one=ROLE_WORDS[same[0]],
                other=ROLE_WORDS[same[1]],
            )
    return found, tuple(warnings)


def require_fields(found: Mapping[str, str], names: list[str], roles: tuple[str, ...]) -> None:
    """Refuse a layer that lacks a field for one of the roles."""
    for role in roles:
        if role not in found:
            raise RegsoError(
                "The layer has no field that is recognised as {role}. Its fields are: {fields}. Choose the field.",
                role=ROLE_WORDS[role],
                fields=", ".join(names),
            )


def year_in_names(fields: Mapping[str, str]) -> int | None:
    """Return the year that the names of the figures' fields end in, such as ``index_2022``; None unless they agree."""
    figures = [field for role, field in fields.items() if role in (*INDICATORS, "index")]
    years = {match[1] if (match := _ENDS_IN_YEAR.fullmatch(field)) else None for field in figures}
    only = years.pop() if len(years) == 1 else None
    return int(only) if only else None


def read_raw(
    source: QgsProcessingFeatureSource, fields: Mapping[str, str], cancelled: Callable[[], bool]
) -> tuple[pd.DataFrame, list[int]]:
    """Return the values of every feature by role, as they stand, and the features' ids."""
    import pandas as pd

    request = QgsFeatureRequest().setSubsetOfAttributes(list(fields.values()), source.fields())
    request.setFlags(request.flags() | QgsFeatureRequest.Flag.NoGeometry)
    rows, ids = [], []
    for feature in source.getFeatures(request, _UNCHECKED):
        if cancelled():
            raise Cancelled
        rows.append([plain_value(feature[field]) for field in fields.values()])
        ids.append(feature.id())
    return pd.DataFrame(rows, columns=list(fields), dtype=object), ids


class Extended:
    """The features of a source, some or all, with columns after their own.

    ``fields``, ``type``: of the output; ``names``: the new columns' names in it, numbered where one was taken.
    ``replaced``: what stands in fields of the source's own instead, a value for every row that is written.
    """

    def __init__(
        self,
        source: QgsProcessingFeatureSource,
        columns: Columns,
        replaced: Mapping[str, list[Any]] | None = None,
    ) -> None:
        self._source = source
        self._columns = columns
        self._replaced = {source.fields().lookupField(name): values for name, values in (replaced or {}).items()}
        self.type = source.wkbType()
        self.crs = source.sourceCrs()
        self.fields = QgsFields(source.fields())
        self.names: dict[str, str] = {}
        for name, (kind, _) in columns.items():
            self.names[name] = free_name(self.fields.names(), name)
            self.fields.append(QgsField(self.names[name], kind))

    def warnings(self) -> tuple[Message, ...]:
        """Say which names were taken."""
        return tuple(
            message("The layer already has a field {field}; the new one is called {name}.", field=name, name=free)
            for name, free in self.names.items()
            if name != free
        )

    def write(self, sink: QgsFeatureSink, ids: list[int], places: list[int], feedback: QgsProcessingFeedback) -> None:
        """Write the features at the given places; ``ids``: all the source's, as they were read with the values.

        Raises ``RegsoError`` where the source gives other features than before.
        """
        request = QgsFeatureRequest()
        if self.type == QgsWkbTypes.Type.NoGeometry:
            request.setFlags(request.flags() | QgsFeatureRequest.Flag.NoGeometry)
        # By id: of a selection, features may come in another order the second time.
        wanted = {ids[place]: row for row, place in enumerate(places)}
        known, seen = set(ids), 0
        for seen, feature in enumerate(self._source.getFeatures(request, _UNCHECKED), start=1):
            if feedback.isCanceled():
                raise Cancelled
            if feature.id() not in known:
                break
            known.remove(feature.id())
            if feature.id() in wanted:
                self._write(sink, feature, wanted[feature.id()])
            feedback.setProgress(100 * seen / len(ids))
        if known or seen != len(ids):
            raise RegsoError("The layer changed while it was read. Run the algorithm again when nobody edits it.")

    def _write(self, sink: QgsFeatureSink, feature: QgsFeature, row: int) -> None:
        output = QgsFeature(self.fields)
        output.setGeometry(feature.geometry())
        added = [attribute(values[row], kind) for kind, values in self._columns.values()]
        own = feature.attributes()
        for place, values in self._replaced.items():
            own[place] = attribute(values[row], self.fields.at(place).type())
        output.setAttributes([*own, *added])
        add_feature(sink, output)
