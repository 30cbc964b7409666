# SPDX-License-Identifier: GPL-2.0-or-later
"""Step 1: which areas, from where, of which year, and what the map shows of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from qgis.core import QgsApplication, QgsMapLayerProxyModel, QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QWidget

from ...core.codes import Edition
from ...i18n import interface_language, tr
from ...layers.style_texts import STYLE_NAMES, Words
from .. import known
from ..forms import CutButton, fill, load_form, make_narrow, pick, replaced
from ..presenter import Presenter
from ..state import Activity, AreasChoice, PanelState
from .places import PlacesPicker

LEVELS = {"regso": "RegSO", "deso": "DeSO"}
FILES = ("boundary_files", "statistics_files", "key_table")
COMPARING = "change"
"""The measure that two years are needed for."""
MEASURES = tuple(style for style in STYLE_NAMES if style != "type_and_rate")


class AreasSection(QWidget):
    """Shows the choice of areas; what the user changes goes to the presenter at once."""

    def __init__(self, presenter: Presenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._choice: AreasChoice | None = None
        self._saved: list[dict[str, Any]] = []
        self._showing = False
        load_form(self, "areas")
        self.places = replaced(self.form, self.places, CutButton(self))
        self.picker = PlacesPicker(self.places, self.form, self)
        self._file_rows = [(getattr(self, f"{name}_label"), getattr(self, name)) for name in FILES]
        for before, after in ((self.compare, self.places), (self.places, self.measure)):
            QWidget.setTabOrder(before, after)
        self._say()
        self._offer()
        self._listen()
        self.show_state(presenter.state)

    def _say(self) -> None:
        self.source_label.setText(tr("From"))
        self.level_label.setText(tr("Level"))
        self.year_label.setText(tr("Year"))
        self.compare_label.setText(tr("Compare with"))
        self.places_label.setText(tr("Where"))
        self.places_label.setBuddy(self.places)
        self.measure_label.setText(tr("Map shows"))
        self.boundary_files_label.setText(tr("Boundaries"))
        self.statistics_files_label.setText(tr("Statistics"))
        self.key_table_label.setText(tr("Key table"))
        self.areas_layer_label.setText(tr("Areas in use"))
        self.areas_layer.setToolTip(tr("The layer that the question is answered with; any layer of areas with a type"))
        self.boundary_files.setToolTip(tr("Files with boundaries (GeoPackage, shapefile, zip)"))
        self.statistics_files.setToolTip(tr("Files with statistics (CSV, Excel, JSON)"))
        self.key_table.setToolTip(tr("Key table with codes and names"))
        self.load.setIcon(QgsApplication.getThemeIcon("/mActionRefresh.svg"))

    def _offer(self) -> None:
        fill(
            self.source,
            [(tr("SCB's services"), "scb"), (tr("Files on this computer"), "files"), (tr("The demo region"), "demo")],
        )
        fill(self.level, [(name, level) for level, name in LEVELS.items()])
        words = Words(interface_language())
        fill(self.measure, [(words(STYLE_NAMES[style]), style) for style in MEASURES])
        for box in (self.source, self.level, self.year, self.compare, self.measure, self.areas_layer):
            make_narrow(box)
        self.areas_layer.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self.areas_layer.setAllowEmptyLayer(True, tr("None yet"))
        self.areas_layer.setLayer(None)
        statistics = tr("Statistical files (*.csv *.txt *.tsv *.json *.xlsx);;All files (*)")
        boundaries = tr("Boundaries (*.gpkg *.shp *.zip *.geojson *.json);;All files (*)")
        for widget, files in ((self.boundary_files, boundaries), (self.statistics_files, statistics)):
            widget.setStorageMode(QgsFileWidget.StorageMode.GetMultipleFiles)
            widget.setFilter(files)
        self.key_table.setStorageMode(QgsFileWidget.StorageMode.GetFile)
        self.key_table.setFilter(statistics)
        for name in FILES:
            getattr(self, name).lineEdit().setAccessibleName(getattr(self, f"{name}_label").text())

    def _listen(self) -> None:
        # `activated` is the user's doing only; showing a state does not emit it
        self.source.activated.connect(self._choose_source)
        self.level.activated.connect(lambda: self._choose(level=self.level.currentData()))
        self.year.activated.connect(lambda: self._choose(year=self.year.currentData()))
        self.compare.activated.connect(self._choose_compare)
        self.measure.activated.connect(lambda: self._choose(measure=self.measure.currentData()))
        self.picker.chosen.connect(lambda kommuner, lan: self._choose(kommuner=kommuner, lan=lan))
        for name in FILES:
            getattr(self, name).fileChanged.connect(self._choose_files)
        self.areas_layer.activated.connect(self._use_layer)
        self.load.clicked.connect(self._presenter.load_areas)
        self._presenter.state_changed.connect(self.show_state)
        self._presenter.activity_changed.connect(self._show_activity)

    # What the user wants ----------------------------------------------------------------------------------------------

    def _choose(self, **changes: Any) -> None:
        if not self._showing:
            self._presenter.choose_areas(replace(self._presenter.state.areas, **changes))

    def _choose_source(self) -> None:
        source, before = self.source.currentData(), self._presenter.state.areas
        if source == before.source:
            return
        changes: dict[str, Any] = {"source": source}
        if "demo" in (source, before.source):
            # the demo has places and years of its own, and RegSO only
            changes |= {"kommuner": (), "lan": (), "level": "regso", "year": None, "compare_year": None}
            changes["measure"] = "area_type" if before.measure == COMPARING else before.measure
        self._choose(**changes)

    def _choose_compare(self) -> None:
        year, measure = self.compare.currentData(), self._presenter.state.areas.measure
        self._choose(compare_year=year, measure="area_type" if year is None and measure == COMPARING else measure)

    def _choose_files(self) -> None:
        if self._showing:
            return
        choice = self.choice()
        self._choose(**{name: getattr(choice, name) for name in FILES})

    def _use_layer(self) -> None:
        layer = self.areas_layer.currentLayer()
        self._presenter.use_areas_layer(layer.id() if layer is not None else "")

    # What is shown ----------------------------------------------------------------------------------------------------

    def show_state(self, state: PanelState) -> None:
        """Show the choice of areas and the layer that is in use."""
        self._showing = True
        try:
            self._show_choice(state.areas)
            self.areas_layer.setLayer(QgsProject.instance().mapLayer(state.areas_layer))
        finally:
            self._showing = False
        again = known.loaded_layer(QgsProject.instance(), state.areas) is not None
        self.load.setText(tr("Load again") if again else tr("Load areas"))

    def _show_choice(self, choice: AreasChoice) -> None:
        self._offer_years(choice)
        for box, value in ((self.source, choice.source), (self.level, choice.level), (self.measure, choice.measure)):
            pick(box, value)
        self.level.setEnabled(choice.source != "demo" or choice.level != "regso")
        self.picker.show_places(choice.kommuner, choice.lan, demo=choice.source == "demo")
        for name in FILES:
            value = getattr(choice, name)
            widget = getattr(self, name)
            if _paths(widget) != ((value,) if value and isinstance(value, str) else tuple(value)):
                widget.setFilePath(value if isinstance(value, str) else _joined(value))
        self._show_files(choice.source == "files")
        row = self.measure.findData(COMPARING)
        self.measure.model().item(row).setEnabled(choice.compare_year is not None)

    def _show_files(self, shown: bool) -> None:
        """Put the rows for files into the form or take them out; hidden rows would keep their gaps."""
        for place, (label, widget) in enumerate(self._file_rows, start=1):
            there = self.form.indexOf(widget) >= 0
            if shown and not there:
                self.form.insertRow(place, label, widget)
            elif there and not shown:
                self.form.takeRow(widget)
            for part in (label, widget):
                part.setVisible(shown)
        if shown:
            chain = [self.source, *(widget for _, widget in self._file_rows), self.level]
            for before, after in pairwise(chain):
                QWidget.setTabOrder(before, after)

    def _offer_years(self, choice: AreasChoice) -> None:
        offered = known.years(choice.source)
        saved = known.saved_years(choice, self._saved) if choice.source == "scb" else frozenset()
        newer = sorted((year for year in saved if year not in offered), reverse=True)
        years = [(_year_text(year, saved), year) for year in (*newer, *offered)]
        fill(self.year, [(tr("The latest"), None), *years])
        fill(self.compare, [(tr("No other year"), None), *years])
        for box, year in ((self.year, choice.year), (self.compare, choice.compare_year)):
            pick(box, year, "" if year is None else _year_text(year, saved))
        latest = choice.year or (years[0][1] if years else None)
        edition = Edition.for_year(latest) if latest else None
        self.edition.setText(tr("Edition {edition}").format(edition=edition.value) if edition else "")
        self.edition.setToolTip(tr("The boundaries of the year: edition 2020 for years to 2023, 2025 from 2024"))

    def _show_activity(self, activity: Activity) -> None:
        self.load.setEnabled(not activity.is_busy)
        if not activity.is_busy:
            self.look_up_saved()

    def look_up_saved(self) -> None:
        """See anew what is saved on this computer, and mark it."""
        self._saved = known.saved_requests()
        self.show_state(self._presenter.state)

    def choice(self) -> AreasChoice:
        """Return the choice that the widgets show."""
        kommuner, lan = self.picker.places()
        key_table = _paths(self.key_table)
        return AreasChoice(
            source=self.source.currentData(),
            level=self.level.currentData(),
            year=self.year.currentData(),
            compare_year=self.compare.currentData(),
            kommuner=kommuner,
            lan=lan,
            measure=self.measure.currentData(),
            boundary_files=_paths(self.boundary_files),
            statistics_files=_paths(self.statistics_files),
            key_table=key_table[0] if key_table else "",
        )

    def layer_in_use(self) -> str:
        """Return the id of the layer that is shown as the areas; empty for none."""
        layer = self.areas_layer.currentLayer()
        return layer.id() if layer is not None else ""


def _year_text(year: int, saved: frozenset[int]) -> str:
    return tr("{year}, saved").format(year=year) if year in saved else str(year)


def _joined(paths: tuple[str, ...]) -> str:
    """Return paths as a file widget wants several of them."""
    return paths[0] if len(paths) == 1 else " ".join(f'"{path}"' for path in paths)


def _paths(widget: QgsFileWidget) -> tuple[str, ...]:
    return tuple(path for path in QgsFileWidget.splitFilePaths(widget.filePath()) if path)
