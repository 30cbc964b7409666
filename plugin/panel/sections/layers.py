# SPDX-License-Identifier: GPL-2.0-or-later
"""Step 2: the user's layers and what each of them is, and the preset of an agency."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from qgis.core import QgsApplication, QgsIconUtils, QgsMapLayer, QgsMapLayerProxyModel, QgsProject
from qgis.PyQt.QtCore import QMimeData
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from ...i18n import interface_language, tr
from .. import presets, roles
from ..dropping import is_taken, layers_of
from ..forms import CutLabel, fill, load_form, make_narrow, pick
from ..places import is_written_by_the_panel
from ..presenter import Presenter
from ..state import LayerChoice, Notice, PanelState
from .agency import AgencyAdvice


class LayerRow(QWidget):
    """One layer: its name, its role, and a button that takes it off the list."""

    def __init__(self, presenter: Presenter, choice: LayerChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer_id = choice.layer_id
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self._icon = QLabel(self)
        self.name = CutLabel(letters=5, parent=self)
        self.role = QComboBox(self)
        self.role.setObjectName("role")
        make_narrow(self.role, 4)
        self.remove = QToolButton(self)
        self.remove.setObjectName("remove")
        self.remove.setAutoRaise(True)
        self.remove.setIcon(QgsApplication.getThemeIcon("/mIconClose.svg"))
        for widget, stretch in ((self._icon, 0), (self.name, 4), (self.role, 5), (self.remove, 0)):
            line.addWidget(widget, stretch)
        self.role.activated.connect(lambda: presenter.add_layer(self.layer_id, self.role.currentData()))
        self.remove.clicked.connect(lambda: presenter.remove_layer(self.layer_id))
        self.show_choice(choice)

    def show_choice(self, choice: LayerChoice) -> None:
        """Show a layer's name and role."""
        layer = QgsProject.instance().mapLayer(choice.layer_id)
        name = layer.name() if layer is not None else tr("(not in the project)")
        if layer is not None:
            self._icon.setPixmap(QgsIconUtils.iconForLayer(layer).pixmap(16, 16))
        self.name.setText(name)
        fill(self.role, [(roles.role_name(role), role) for role in roles.IDS])
        pick(self.role, choice.role, roles.role_name(choice.role))
        self.role.setAccessibleName(tr("What {layer} is").format(layer=name))
        self.remove.setAccessibleName(tr("Take {layer} off the list").format(layer=name))
        self.remove.setToolTip(tr("Take off the list; the layer stays in the project"))

    def choice(self) -> LayerChoice:
        """Return the choice that the row shows."""
        return LayerChoice(self.layer_id, self.role.currentData())


class LayersSection(QWidget):
    """The layers that were chosen; layers and files can be dropped on it."""

    def __init__(self, presenter: Presenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._rows: list[LayerRow] = []
        self._told: set[str] = set()
        load_form(self, "layers")
        self._say()
        for box in (self.agency, self.layer):
            make_narrow(box)
        self.advice = AgencyAdvice(self)
        self.lines.insertWidget(1, self.advice)
        self._offer_agencies()
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.VectorLayer)
        self.setAcceptDrops(True)
        self.agency.activated.connect(lambda: presenter.choose_agency(self.agency.currentData()))
        self.add.clicked.connect(self._add)
        presenter.state_changed.connect(self.show_state)
        for signal in (QgsProject.instance().layersAdded, QgsProject.instance().layersRemoved):
            signal.connect(self._offer_layers)
        QgsProject.instance().layerTreeRoot().nameChanged.connect(self._renamed)
        self.show_state(presenter.state)

    def _say(self) -> None:
        self.agency_label.setText(tr("Agency"))
        self.agency.setToolTip(tr("Roles, questions and words as the agency uses them"))
        self.hint.setText(tr("Drop layers or files here, or choose one below."))
        self.layer.setAccessibleName(tr("Layer of the project to add"))
        self.add.setText(tr("Add"))
        self.add.setIcon(QgsApplication.getThemeIcon("/mActionAdd.svg"))
        self.add.setToolTip(tr("Add the layer to your layers"))
        self.add.setAccessibleName(tr("Add the layer to your layers"))

    def showEvent(self, event: Any) -> None:
        """Look at the user's own presets again: they may have been mended meanwhile."""
        super().showEvent(event)
        for problem in self._offer_agencies():
            if problem not in self._told:
                self._told.add(problem)
                todo = tr("Mend the file in {folder}, then close the panel and open it again.")
                self._presenter.tell(f"{problem} {todo.format(folder=presets.own_folder())}", "warning")

    def _offer_agencies(self) -> tuple[str, ...]:
        """Offer the agencies; return what is wrong with the presets that cannot be used."""
        found, problems = presets.read_all()
        spoken = interface_language()
        fill(self.agency, [(tr("No agency"), ""), *((one.names[spoken], one.id) for one in found)])
        pick(self.agency, self._presenter.state.agency)
        return problems

    def show_state(self, state: PanelState) -> None:
        """Show the layers, their roles and the agency."""
        pick(self.agency, state.agency)
        self.advice.show_state(state)
        self.agency.setAccessibleDescription(self.advice.in_words())
        if [row.layer_id for row in self._rows] == [one.layer_id for one in state.layers]:
            for row, choice in zip(self._rows, state.layers, strict=True):
                row.show_choice(choice)
        else:
            self._show_rows(state)
        self.chosen.setVisible(bool(state.layers))
        self._offer_layers()

    def _show_rows(self, state: PanelState) -> None:
        kept = {row.layer_id: row for row in self._rows}
        self._rows = []
        for choice in state.layers:
            row = kept.pop(choice.layer_id, None) or LayerRow(self._presenter, choice, self.chosen)
            row.show_choice(choice)
            self.rows.removeWidget(row)
            self.rows.addWidget(row)
            self._rows.append(row)
        for row in kept.values():
            self.rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._order_tabs()

    def _order_tabs(self) -> None:
        advice = self.advice
        texts = (advice.lacking, advice.caution, *advice.fold.findChildren(QToolButton), advice.task, advice.source)
        chain = [
            self.agency,
            *texts,
            *(part for row in self._rows for part in (row.role, row.remove)),
            self.layer,
            self.add,
        ]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _offer_layers(self, *_: Any) -> None:
        """Offer the layers that can still be added; those that the panel has written are no layers of the user's."""
        state = self._presenter.state
        taken = {*(one.layer_id for one in state.layers), state.areas_layer}
        project = QgsProject.instance()
        self.layer.setExceptedLayerList(
            [
                layer
                for layer_id, layer in project.mapLayers().items()
                if layer_id in taken or is_written_by_the_panel(layer, project)
            ]
        )
        self.add.setEnabled(self.layer.count() > 0)
        self.layer.setEnabled(self.layer.count() > 0)

    def _renamed(self, *_: Any) -> None:
        for row in self._rows:
            row.show_choice(row.choice())

    def _add(self) -> None:
        layer: QgsMapLayer | None = self.layer.currentLayer()
        if layer is not None:
            self._presenter.add_layer(layer.id())

    def choices(self) -> tuple[LayerChoice, ...]:
        """Return the layers and roles that are shown."""
        return tuple(row.choice() for row in self._rows)

    # Dropping ---------------------------------------------------------------------------------------------------------

    def take(self, data: QMimeData) -> None:
        """Add what was dropped; tell of what could not be read."""
        found, failures = layers_of(data, QgsProject.instance())
        for layer_id in found:
            self._presenter.add_layer(layer_id)
        for text in failures:
            self._presenter.told.emit(Notice(text, "warning"))

    def dragEnterEvent(self, event: Any) -> None:
        if is_taken(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: Any) -> None:
        self.take(event.mimeData())
        event.acceptProposedAction()
