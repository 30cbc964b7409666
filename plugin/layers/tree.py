# SPDX-License-Identifier: GPL-2.0-or-later
"""Results in the layer tree: a group for the program, in it one for each run; points over lines over areas."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsLayerTreeGroup, QgsLayerTreeLayer, QgsMapLayer, QgsProject, QgsVectorLayer, QgsWkbTypes

GROUP = "RegSO Atlas"
PROPERTY = "regso_atlas/group"
"""Written on our groups, so that they are found again under any name."""

_ORDER = {
    QgsWkbTypes.GeometryType.PointGeometry: 0,
    QgsWkbTypes.GeometryType.LineGeometry: 1,
    QgsWkbTypes.GeometryType.PolygonGeometry: 2,
}
_TABLE, _OTHER = 3, 4


def group_results(project: QgsProject, title: str, run: str, layer_ids: Iterable[str]) -> QgsLayerTreeGroup | None:
    """Put the layers of a run into its group, each once; return the group, None where no layer is there.

    ``run``: what tells the run from others of the same title, such as when it began. A group that is there already is
    used again, whatever it is called by now; a layer stands nowhere else in the tree afterwards.
    """
    layers = [layer for layer_id in layer_ids if (layer := project.mapLayer(layer_id)) is not None]
    # in their order from the start: to move what the tree shows takes a while
    layers.sort(key=_place)
    if not layers:
        return None
    ours = _group(project.layerTreeRoot(), GROUP, GROUP)
    taken = [one.name() for one in ours.children() if one.customProperty(PROPERTY) != run]
    of_run = _group(ours, f"{title} ({run.replace('T', ' ')[:19]})" if title in taken else title, run)
    root, shown = project.layerTreeRoot(), {node.layerId(): node.isExpanded() for node in of_run.findLayers()}
    visible: dict[str, bool] = {}
    for layer in layers:
        nodes = [node for node in root.findLayers() if node.layerId() == layer.id()]
        visible[layer.id()] = any(node.itemVisibilityChecked() for node in nodes) if nodes else True
        if any(node.parent() == of_run for node in nodes) and len(nodes) == 1:
            continue
        for node in nodes:
            shown.setdefault(layer.id(), node.isExpanded())
        _add(of_run, layer, visible=visible[layer.id()], expanded=shown.get(layer.id(), True))
        for node in nodes:
            node.parent().removeChildNode(node)
    _sort(of_run)
    return of_run


def _group(parent: QgsLayerTreeGroup, name: str, mark: str) -> QgsLayerTreeGroup:
    for child in parent.children():
        if isinstance(child, QgsLayerTreeGroup) and child.customProperty(PROPERTY) == mark:
            return child
    group = parent.insertGroup(0, name)
    group.setCustomProperty(PROPERTY, mark)
    return group


def _add(group: QgsLayerTreeGroup, layer: QgsMapLayer, *, visible: bool, expanded: bool) -> None:
    node = group.addLayer(layer)
    node.setItemVisibilityChecked(visible)
    node.setExpanded(expanded)


def _sort(group: QgsLayerTreeGroup) -> None:
    """Put the layers of a group in order, where they are not; what was the same keeps its order."""
    nodes = [node for node in group.children() if isinstance(node, QgsLayerTreeLayer)]
    wanted = sorted(nodes, key=lambda node: _place(node.layer()))
    if wanted == nodes:
        return
    for node in wanted:
        # the node stays in the tree until its copy is there: a layer without a node is removed with its project
        group.addChildNode(node.clone())
    for node in nodes:
        group.removeChildNode(node)


def _place(layer: QgsMapLayer | None) -> int:
    if not isinstance(layer, QgsVectorLayer):
        return _OTHER
    return _ORDER.get(layer.geometryType(), _TABLE)
