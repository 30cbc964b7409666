# SPDX-License-Identifier: GPL-2.0-or-later
"""What segregation and clustering give: the table with its words, the areas' columns, and their look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import QgsEditorWidgetSetup, QgsField, QgsFields, QgsVectorLayer

from ..i18n import language, tr_result, translate_message
from ..layers.cluster_style import style_clusters
from ..layers.styling import describe, set_aliases
from ..layers.writing import REAL, TEXT, WHOLE
from ..report import segregation_texts as s
from ..report.language import Language
from ..sources.places import register

if TYPE_CHECKING:
    import pandas as pd

    from ..core.measures.cluster_table import Clusters
    from ..core.measures.segregation import Segregation

TABLE = {
    "region": TEXT,
    "region_name": TEXT,
    "year": WHOLE,
    "measure": TEXT,
    "label": TEXT,
    "group_name": TEXT,
    "other_group": TEXT,
    "value": REAL,
    "areas": WHOLE,
    "people": REAL,
    "note": TEXT,
}
_OF_CLUSTERS = ("neighbour_mean", "neighbours", "local_moran", "p_value", "p_adjusted")


def table_fields() -> QgsFields:
    """Return the fields of the table."""
    fields = QgsFields()
    for name, kind in TABLE.items():
        fields.append(QgsField(name, kind))
    return fields


@dataclass(frozen=True)
class Results:
    """What a run found: measures of segregation, clusters, or both, of a number of rows."""

    rows: int
    found: Segregation | None
    clusters: Clusters | None

    def numbers(self) -> dict[str, Any]:
        """Return the numbers that the algorithm declares; None where there is nothing to count."""
        numbers: dict[str, Any] = dict.fromkeys(("AREA_COUNT", "LEFT_OUT", "UNCOMPUTED", "MORAN_I", "CLUSTERED"))
        if self.found is not None:
            numbers["AREA_COUNT"] = int(self.found.areas["code"].nunique())
            numbers["LEFT_OUT"] = self.rows - len(self.found.areas)
            numbers["UNCOMPUTED"] = int(self.found.table["value"].isna().sum())
        if self.clusters is not None:
            table = self.clusters.table
            last = table.loc[table["measure"] == "moran_i", "value"].iloc[-1:].dropna()
            # empty where the last year has none; the table says why
            numbers["MORAN_I"] = None if last.empty else float(last.iloc[0])
            numbers["CLUSTERED"] = int(self.clusters.areas["cluster"].str.match("(high|low)-").sum())
        return numbers


def described_table(results: Results) -> pd.DataFrame:
    """Return the measures, clustering last, with names and reasons in the language of results."""
    import pandas as pd

    from ..core.measures.segregation import COLUMNS

    say = Language(language())
    names = register()
    parts = [part.table[list(COLUMNS)] for part in (results.found, results.clusters) if part is not None]
    table = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
    frame = table.assign(
        region_name=[names.name(code) or say(s.ALL_AREAS) for code in table["region"]],
        label=table["measure"].map({key: say(text) for key, text in s.MEASURES.items()}),
        note=[None if one is None else translate_message(one, result=True) for one in table["note"]],
        year=[None if year is pd.NA else int(year) for year in table["year"]],
    )
    for name in ("group_name", "other_group"):
        frame[name] = [text or None for text in frame[name]]
    frame["year"] = frame["year"].astype(object).where(frame["year"].notna(), None)
    return frame[list(TABLE)]


def area_columns(results: Results) -> dict[str, tuple[Any, list[Any]]]:
    """Return what every row of the input gets; None where it was left out."""
    columns: dict[str, tuple[Any, list[Any]]] = {}
    if results.found is not None:
        areas = results.found.areas.reindex(range(results.rows))
        columns["region"] = (TEXT, [code if isinstance(code, str) else None for code in areas["region"]])
        for name in areas.columns.drop(["code", "year", "region"]):
            columns[name] = (REAL, areas[name].tolist())
    clusters = results.clusters
    if clusters is not None:
        say = Language(language())
        for name in _OF_CLUSTERS:
            values = clusters.areas[name].tolist()
            columns[name] = (WHOLE if name == "neighbours" else REAL, values)
        kinds = clusters.areas["cluster"].tolist()
        columns["cluster"] = (TEXT, kinds)
        columns["cluster_label"] = (TEXT, [say(s.CLUSTERS[kind]) for kind in kinds])
    return columns


def finish_table(layer: QgsVectorLayer) -> None:
    """Give the columns readable names."""
    set_aliases(
        layer,
        {
            "region": tr_result("Code"),
            "region_name": tr_result("Name"),
            "year": tr_result("Year"),
            "measure": tr_result("Measure"),
            "label": tr_result("Measure in words"),
            "group_name": tr_result("Group"),
            "other_group": tr_result("Other group"),
            "value": tr_result("Value"),
            "areas": tr_result("Areas with people"),
            "people": tr_result("People in the groups"),
            "note": tr_result("Note"),
        },
    )
    index = layer.fields().lookupField("value")
    layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Range", {"Precision": 4, "AllowNull": True}))
    describe(
        layer,
        tr_result("Measures of segregation"),
        tr_result("All measures depend on how large the areas are: quote the division (RegSO or DeSO) with them."),
        [],
    )


def finish_areas(clustered: bool, result_language: str) -> Callable[[QgsVectorLayer], None]:
    """Return what names the columns, and shows the clusters where they were looked for."""
    say = Language(result_language)
    labels = {kind: say(text) for kind, text in s.CLUSTERS.items()}

    def finish(layer: QgsVectorLayer) -> None:
        aliases = {
            "people": tr_result("People in the groups"),
            "local_information": tr_result("How unlike its region the area is (nats)"),
            "neighbour_mean": tr_result("Mean of the neighbours"),
            "neighbours": tr_result("Neighbours"),
            "local_moran": tr_result("Local Moran's I"),
            "p_value": tr_result("P-value"),
            "p_adjusted": tr_result("P-value, adjusted"),
            "cluster": tr_result("Cluster"),
            "cluster_label": tr_result("Cluster in words"),
        }
        for name in layer.fields().names():
            if name.endswith("_lq"):
                aliases[name] = tr_result("{group}: location quotient").format(group=name[:-3])
            elif name.endswith("_share"):
                aliases[name] = tr_result("{group}: share").format(group=name[:-6])
        set_aliases(layer, aliases)
        if clustered and layer.isSpatial():
            style_clusters(layer, labels)

    return finish
