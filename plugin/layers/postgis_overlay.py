# SPDX-License-Identifier: GPL-2.0-or-later
"""The overlay done by PostGIS: areas up, one batch of SQL, sums and the few doubtful features back."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsDataSourceUri,
    QgsFeedback,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProviderConnectionException,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..core.messages import Cancelled, RegsoError, message
from .postgis_dividing import lines_sql, points_sql, polygons_sql
from .postgis_layer import NotInDatabase, as_read, database_layer, question_of, sample_points
from .postgis_measures import SRID
from .postgis_returned import ReturnedFeature, ReturnedReader
from .postgis_sql import MOST_RETURNED, answer_sql, area_row, areas_sql, features_sql, moved_sql, settings_sql
from .reading import FeatureReader

if TYPE_CHECKING:
    from ..core.areas import Areas
    from ..core.summarizer import ReadySums, Summarizer

OLDEST_POSTGRESQL = 120000
OLDEST_POSTGIS = (3, 2)

SAME_PLACE = 1e-6
"""Two transformations that agree to this, in metres, are the same one."""

LONGEST_BATCH = 700_000_000
"""PostgreSQL takes at most 1 GB at once."""


class DatabaseOverlay:
    """A layer's overlay in its own database.

    Raises ``NotInDatabase`` when made or run, with the reason, where only the local engine can answer; nothing is
    then added.
    """

    def __init__(
        self,
        chosen: Any,
        source: QgsProcessingFeatureSource,
        context: QgsProcessingContext,
        kind: int | None,
        fields: dict[str, Any],
    ) -> None:
        self._layer: QgsVectorLayer = database_layer(chosen, context)
        self._source, self._context, self._fields = source, context, fields
        self._question = question_of(self._layer, chosen, source, context, kind, fields)
        uri = QgsDataSourceUri(self._layer.source())
        self._connection = (
            QgsProviderRegistry.instance().providerMetadata("postgres").createConnection(uri.uri(False), {})
        )
        group = fields["group_field"]
        self._group_as_read = as_read(self._layer.fields().field(group) if group else None)

    def add_to(
        self, summarizer: Summarizer, areas: Areas, reader: FeatureReader, feedback: QgsProcessingFeedback
    ) -> int:
        """Add the whole layer to a summarizer; return how many features came back for the core to judge.

        ``reader``: gets what could not be used.
        """
        self._check(feedback)
        self._check_areas(areas)
        rows = self._ask(self._batch(areas), feedback)
        found: dict[str, list[Any]] = {}
        for what, body in rows:
            found.setdefault(what, []).append(json.loads(body))
        features, returned, inside, alien, enough, missing = found["total"][0]
        if alien:
            raise NotInDatabase(
                message(
                    "The geometry column holds several types or reference systems, of which the layer is a part. The "
                    "overlay runs on this computer."
                )
            )
        if not enough and returned > MOST_RETURNED:
            raise NotInDatabase(
                message(
                    "{count} features run along borders or need repair, which is quicker done on this computer.",
                    count=returned,
                )
            )
        if not enough:
            from ..core.summarizer import MOST_GROUPS

            raise RegsoError(
                "The group field {field} has more than {limit} different values. Choose a field with few "
                "values, such as a class or a kind.",
                field=self._fields["group_field"],
                limit=MOST_GROUPS,
            )
        for (number,) in found.get("none", []):
            reader.unusable.add("none", number)
        summarizer.add_ready(self._ready(areas, found, features - returned, inside, missing))
        self._add_returned(summarizer, found.get("feature", []), reader, feedback)
        return int(returned)

    # Asking -----------------------------------------------------------------------------------------------------------

    def _ask(self, sql: str, feedback: QgsFeedback) -> list[list[Any]]:
        try:
            return list(self._connection.execSql(sql, feedback).rows())
        except QgsProviderConnectionException as error:
            if feedback.isCanceled():
                raise Cancelled from None
            raise NotInDatabase(
                message(
                    "The database could not do the overlay, so it runs on this computer. It said: {reason}",
                    reason=_spoken(str(error)),
                )
            ) from None

    def _check(self, feedback: QgsFeedback) -> None:
        """See that the database may and can, and that it puts the layer where QGIS puts it."""
        ((version, may, standby),) = self._ask(
            "SELECT current_setting('server_version_num')::int, "
            "has_database_privilege(current_database(), 'TEMPORARY')::int, "
            "(pg_is_in_recovery() OR current_setting('transaction_read_only')::bool)::int",
            feedback,
        )
        if standby:
            raise NotInDatabase(
                message(
                    "The database is a copy for reading only, where no temporary tables can be made. The overlay runs "
                    "on this computer."
                )
            )
        if not may:
            raise NotInDatabase(
                message(
                    "You may not make temporary tables in the database, so the overlay runs on this computer. Its "
                    "administrator can grant it: GRANT TEMPORARY ON DATABASE."
                )
            )
        ((postgis,),) = self._ask("SELECT postgis_lib_version()", feedback)
        if version < OLDEST_POSTGRESQL or tuple(map(int, postgis.split(".")[:2])) < OLDEST_POSTGIS:
            raise NotInDatabase(
                message(
                    "The database has PostGIS {version}; 3.2 or later and PostgreSQL 12 or later are needed. The "
                    "overlay runs on this computer.",
                    version=postgis,
                )
            )
        if self._question.srid != SRID:
            self._check_transformation(feedback)

    def _check_transformation(self, feedback: QgsFeedback) -> None:
        points = sample_points(self._source.sourceCrs(), self._context)
        sql = moved_sql([(there.x(), there.y()) for there, _ in points], self._question.srid)
        ((answer,),) = self._ask(sql, feedback)
        apart = max(
            max(abs(x - here.x()), abs(y - here.y()))
            for (x, y), (_, here) in zip(json.loads(answer), points, strict=True)
        )
        if not apart <= SAME_PLACE:
            raise NotInDatabase(
                message(
                    "The database transforms {crs} to SWEREF 99 TM otherwise than QGIS: up to {metres} m apart. The "
                    "overlay runs on this computer.",
                    crs=self._source.sourceCrs().authid(),
                    metres=f"{apart:.2g}",
                )
            )

    def _check_areas(self, areas: Areas) -> None:
        from ..core.coverage import overlapping

        if self._question.kind == 2 and overlapping(areas.frame.geometry.to_numpy()).any():
            raise NotInDatabase(
                message(
                    "Some areas overlap, and polygons are shared between such areas on this computer, not in the "
                    "database."
                )
            )

    def _batch(self, areas: Areas) -> str:
        """Return all that is sent."""
        import shapely

        from ..core.scale_terms import area_terms, scale_terms

        wkb = shapely.to_wkb(areas.frame.geometry.to_numpy(), byte_order=1)
        rows = [
            area_row(i, int(area_type), b64encode(geometry).decode("ascii"))
            for i, (area_type, geometry) in enumerate(zip(areas.frame["area_type"], wkb, strict=True))
        ]
        if sum(map(len, rows)) > LONGEST_BATCH:
            raise NotInDatabase(
                message(
                    "The areas are too large to be sent to the database at once. The overlay runs on this computer."
                )
            )
        question = self._question
        divide = {0: points_sql, 1: lambda: lines_sql(scale_terms(1)), 2: lambda: polygons_sql(area_terms())}
        return "".join(
            (
                settings_sql(),
                areas_sql(rows),
                features_sql(question, scale_terms(2 if question.kind == 2 else 1), area_terms()),
                divide[question.kind](),
                answer_sql(question),
            )
        )

    # The answer -------------------------------------------------------------------------------------------------------

    def _ready(
        self,
        areas: Areas,
        found: dict[str, list[Any]],
        features: int,
        inside: int,
        missing: list[int],
    ) -> ReadySums:
        """Return the sums that came back as the core keeps them."""
        from ..core.summarizer import ReadySums
        from ..core.sums import Sums

        amounts, rates = self._fields["amount_fields"], self._fields["rate_fields"]
        groups: dict[Any, Sums] = {}

        def sums_of(value: Any) -> Sums:
            return groups.setdefault(self._group_as_read(value), Sums(len(areas) + 1, amounts, rates))

        for group, position, amount, count, *numbers in found.get("area", []):
            sums = sums_of(group)
            sums.amount[position] += amount
            sums.features_by_area[position] += count
            pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
            for name, (total, known) in zip(amounts, pairs[: len(amounts)], strict=True):
                sums.summed[name][position] += total
                sums.known[name][position] += known
            for name, (total, weight) in zip(rates, pairs[len(amounts) :], strict=True):
                sums.weighted[name][position] += total
                sums.weights[name][position] += weight
        for group, row, count in found.get("type", []):
            sums_of(group).features[row] += count
        return ReadySums(
            groups,
            features=features,
            inside=inside,
            unusable=len(found.get("none", [])),
            without_value=dict(zip(amounts, missing, strict=False)),
        )

    def _add_returned(
        self, summarizer: Summarizer, rows: list[Any], reader: FeatureReader, feedback: QgsProcessingFeedback
    ) -> None:
        """Let the core judge the features that came back, by the very code that reads layers."""
        group = self._fields["group_field"]
        numbers = (*self._fields["amount_fields"], *self._fields["rate_fields"])
        names = [*([group] if group else []), *numbers]
        features = [
            ReturnedFeature(
                number,
                raw,
                {
                    **dict(zip(numbers, values, strict=True)),
                    **({group: self._group_as_read(value)} if group else {}),
                },
            )
            for number, value, values, raw in rows
        ]
        returned = ReturnedReader(self._source, self._context, names, features)
        for batch in returned.batches(feedback.isCanceled):
            summarizer.add(batch, feedback.isCanceled)
        for reason, ids in returned.unusable.ids.items():
            for number in ids:
                reader.unusable.add(reason, number)
        reader.unusable.repaired.extend(returned.unusable.repaired)


def _spoken(error: str) -> str:
    """Return what the server said of an error that also holds the statement, which is long."""
    start = error.rfind("returned 0 [")
    said = error[start + len("returned 0 [") :] if start >= 0 else error[-400:]
    return said.strip().rstrip("]").strip().splitlines()[0][:400]
