# SPDX-License-Identifier: GPL-2.0-or-later
"""How groups of people live apart: measures of segregation per kommun, län or country and year, and clusters."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingFeatureSource, QgsProcessingFeedback

from ..core.messages import RegsoError
from ..i18n import language, tr
from ..layers.fields import recognise_field
from ..layers.index_source import Extended, read_raw, require_fields
from ..layers.styling import style_when_loaded
from ..layers.writing import write_frame
from .outputs import Outputs
from .segregationguard import guarded_fields, refuse_unguarded
from .segregationinput import SegregationInput
from .segregationoutput import (
    Results,
    area_columns,
    described_table,
    finish_areas,
    finish_table,
    table_fields,
)
from .segregationreport import write_segregation_report

if TYPE_CHECKING:
    import pandas as pd

    from ..core.guard import Guard
    from ..core.measures.cluster_table import Clusters
    from ..core.measures.segregation import Segregation as Found


class Segregation(SegregationInput):
    """Measures of segregation of groups that live in small areas, and spatial clustering of any value."""

    NAME = "segregation"
    ICON = "segregation.svg"

    def displayName(self) -> str:
        return tr("Segregation and clustering")

    def tags(self) -> list[str]:
        return tr(
            "regso,deso,area type,områdestyp,segregation,dissimilarity,isolation,exposure,theil,entropy,gini,"
            "atkinson,moran,cluster,hot spot,inequality,ojämlikhetsindex,segregationsindex,boendesegregation,"
            "isolering,kluster"
        ).split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Measures how groups of people live apart: ojämlikhetsindex, dissimilarity, isolation and exposure, eta², "
            "Gini, Atkinson, Theil's H and mutual information, for all areas, each län or each kommun, and each "
            "year.\n\n"
            "The input has a row for each area (and year) and a field with a count of people for each group. With a "
            "total, those in none of the groups are a group of their own.\n\n"
            "With a value field and polygons, Moran's I says whether the value clusters, and each area which kind of "
            "cluster it is in.\n\n"
            "Small counts can be guarded: with a limit, nothing is shown of a place and year that holds one; rounded "
            "counts can be measured everywhere.\n\n"
            "What cannot be computed has its reason beside it. All measures depend on how large the areas are."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_groups()
        self.add_clustering()
        self.add_outputs()

    def run_story(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the counts, measure, look for clusters, write table, areas and report."""
        from ..core.guard import Guard

        started = time.perf_counter()
        source = self.require_source(parameters, self.INPUT, context)
        chosen = self._choice(parameters, context, source)
        groups = self.group_fields(parameters, context, source)
        guard = Guard(*self.guard_of(parameters, context))
        refuse_unguarded(guard, groups, chosen)
        used = dict.fromkeys([*filter(None, chosen.values()), *groups])
        rows, ids = read_raw(source, {name: name for name in used}, feedback.isCanceled)
        if not self.field_choice(parameters, self.YEAR_FIELD, context) and chosen["year"]:
            # a field that only looks like one: loaded areas have a year that may be empty
            chosen["year"] = chosen["year"] if rows[chosen["year"]].notna().any() else ""
        found = self._measure(parameters, context, rows, groups, chosen, guard)
        warnings = self.warn(feedback, found.warnings) if found is not None else []
        replaced = guarded_fields(source.fields(), rows, found, guard, groups, chosen)
        if chosen["value"] in replaced:
            rows[chosen["value"]] = replaced[chosen["value"]]
        clusters = self._cluster(parameters, context, feedback, source, rows, chosen, ids)
        warnings += self.warn(feedback, clusters.warnings) if clusters is not None else []
        computed = Results(len(rows), found, clusters)
        table = described_table(computed)
        with Outputs(self, parameters, context) as outputs:
            fields = table_fields()
            sink, destination = outputs.open(self.OUTPUT, fields)
            write_frame(sink, fields, table, feedback=feedback)
            results: dict[str, Any] = {self.OUTPUT: destination, **computed.numbers()}
            if outputs.is_wanted(self.OUTPUT_AREAS):
                extended = Extended(source, area_columns(computed), replaced)
                warnings += self.warn(feedback, extended.warnings())
                sink, results[self.OUTPUT_AREAS] = outputs.open(
                    self.OUTPUT_AREAS, extended.fields, extended.type, extended.crs
                )
                extended.write(sink, ids, list(range(len(rows))), feedback)
            seconds = time.perf_counter() - started
            report = write_segregation_report(
                self, parameters, context, table, clusters, chosen, guard, warnings, seconds
            )
        style_when_loaded(context, destination, finish_table)
        if self.OUTPUT_AREAS in results:
            style_when_loaded(context, results[self.OUTPUT_AREAS], finish_areas(clusters is not None, language()))
        return results if report is None else {**results, self.OUTPUT_HTML: report}

    def _choice(
        self, parameters: dict[str, Any], context: QgsProcessingContext, source: QgsProcessingFeatureSource
    ) -> dict[str, str]:
        """Return the fields by role, chosen or (code and year) recognised; empty where there is none."""
        names = source.fields().names()
        chosen = {
            role: self.require_field(names, self.field_choice(parameters, f"{role.upper()}_FIELD", context))
            for role in ("code", "year", "total", "lowest", "highest", "value")
        }
        for role in ("code", "year"):
            chosen[role] = chosen[role] or recognise_field(names, role) or ""
        require_fields({role: name for role, name in chosen.items() if name}, names, ("code",))
        groups = [*self.parameterAsStrings(parameters, self.GROUP_FIELDS, context), chosen["lowest"], chosen["highest"]]
        if not any(groups) and not chosen["value"]:
            raise RegsoError(
                "Nothing was chosen to measure. Choose fields with counts of people for at least two groups (or one "
                "group and all people), or a value to look for clusters of."
            )
        return chosen

    def _measure(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        rows: pd.DataFrame,
        groups: list[str],
        chosen: dict[str, str],
        guard: Guard,
    ) -> Found | None:
        """Return the measures of segregation, or None where no groups were chosen."""
        if not groups:
            return None
        from ..core.codes import Level
        from ..core.measures.segregation import segregation_table

        return segregation_table(
            rows,
            groups,
            code=chosen["code"],
            year=chosen["year"] or None,
            total=chosen["total"] or None,
            lowest=chosen["lowest"] or None,
            highest=chosen["highest"] or None,
            level={"lan": Level.LAN, "kommun": Level.KOMMUN}.get(
                self.parameterAsEnumString(parameters, self.LEVEL, context)
            ),
            pairs=self.parameterAsBool(parameters, self.PAIRS, context),
            guard=guard,
        )

    def _cluster(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        source: QgsProcessingFeatureSource,
        rows: pd.DataFrame,
        chosen: dict[str, str],
        ids: list[int],
    ) -> Clusters | None:
        """Return the clusters of the value field, or None where none was chosen."""
        if not chosen["value"]:
            return None
        from ..core.measures.cluster_table import cluster_table
        from ..core.measures.contiguity import Neighbours
        from ..core.measures.segregation_input import read_areas, to_numbers

        # what is said of the codes, the measures of segregation have said already, where there are any
        _, _, years = read_areas(rows, chosen["code"], chosen["year"] or None, [])
        feedback.pushInfo(tr("Looking for clusters"))
        polygons = self.polygons(source, context, feedback, ids)
        return cluster_table(
            to_numbers(rows[chosen["value"]]),
            polygons,
            name=chosen["value"],
            years=years if chosen["year"] else None,
            kind=Neighbours(self.parameterAsEnumString(parameters, self.NEIGHBOURS, context)),
            permutations=self.parameterAsInt(parameters, self.PERMUTATIONS, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            level=self.parameterAsDouble(parameters, self.SIGNIFICANCE, context),
        )
