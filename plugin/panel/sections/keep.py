# SPDX-License-Identifier: GPL-2.0-or-later
"""Step 5: what a user keeps of the result, a button each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFileDialog, QGridLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ...i18n import tr
from ..forms import CutToolButton, WrappedLabel
from ..keep_words import words_of
from ..keeping import Keeper
from ..presenter import Presenter
from ..run_record import Comparison
from ..state import Activity


class KeepSection(QWidget):
    """Buttons that ask for a file and hand it to the keeper; each says why it cannot be used."""

    def __init__(self, presenter: Presenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keep_section")
        self._presenter = presenter
        self.keeper = Keeper(presenter, self)
        self._buttons: dict[QToolButton, tuple[str, str]] = {}
        """Button → what it needs (see ``Keeper.why_not``; empty: nothing) and its tooltip."""
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.reason = self._label("keep_reason")
        self._report()
        self._map()
        self._again()
        self.comparison = self._label("keep_comparison")
        self.comparison.hide()
        self.keeper.changed.connect(self.renew)
        self.keeper.compared.connect(self._show_comparison)
        presenter.activity_changed.connect(self._activity)
        presenter.project.layersRemoved.connect(self.renew)
        self.renew()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lines.addWidget(label)
        return label

    # Buttons ----------------------------------------------------------------------------------------------------------

    def _report(self) -> None:
        keeper = self.keeper
        self._row(
            tr("Report and tables"),
            self._button(
                "keep_open_report",
                tr("Open Report"),
                tr("Show the report of this run in the web browser"),
                "mActionOpenTable.svg",
                "report",
                keeper.open_report,
            ),
            self._button(
                "keep_save_report",
                tr("Save Report…"),
                tr("Save a copy of the report (HTML) to send or print"),
                "mActionFileSaveAs.svg",
                "report",
                lambda: self._ask_file(tr("HTML files (*.html)"), ".html", keeper.save_report),
            ),
            self._button(
                "keep_workbook",
                tr("Excel Workbook…"),
                tr("Save the tables with numbers that can be computed with, and a sheet of method and sources (XLSX)"),
                "mActionCalculateField.svg",
                "workbook",
                lambda: self._ask_file(tr("Excel files (*.xlsx)"), ".xlsx", keeper.save_workbook),
            ),
        )

    def _map(self) -> None:
        keeper, pdf = self.keeper, tr("PDF files (*.pdf)")
        self._row(
            tr("Map on A4"),
            self._button(
                "keep_map_pdf",
                tr("Map as PDF…"),
                tr("Save a map with legend, scale and sources; the layout stays in the project (Project › Layouts)"),
                "mActionNewLayout.svg",
                "map",
                lambda: self._ask_file(pdf, ".pdf", keeper.save_map),
            ),
            self._button(
                "keep_map_png",
                tr("Map as PNG…"),
                tr("Save the same map as a picture"),
                "mActionSaveMapAsImage.svg",
                "map",
                lambda: self._ask_file(tr("PNG pictures (*.png)"), ".png", keeper.save_map),
            ),
            self._button(
                "keep_atlas",
                tr("Atlas of Kommuner…"),
                tr("Save a PDF with one map for each kommun"),
                "mActionShowAllLayers.svg",
                "map",
                lambda: self._ask_file(pdf, f" {tr('kommuner')}.pdf", keeper.save_atlas),
            ),
        )

    def _again(self) -> None:
        keeper, record = self.keeper, tr("Run records (*.json)")
        self._row(
            tr("Do it again"),
            self._button(
                "keep_command",
                tr("Copy Command"),
                tr("Copy this run as a qgis_process command for a terminal or a script"),
                "mActionEditCopy.svg",
                "repeat",
                keeper.copy_command,
            ),
            self._button(
                "keep_model",
                tr("Save Model…"),
                tr("Save this run as a model that the model designer opens (.model3)"),
                "processingModel.svg",
                "repeat",
                lambda: self._ask_file(tr("Models (*.model3)"), ".model3", keeper.save_model),
            ),
            self._button(
                "keep_record",
                tr("Save Run Record…"),
                tr(
                    "Save what was asked, of which layers, and every figure (JSON), so that it can be tried again later"
                ),
                "mActionFileSave.svg",
                "",
                lambda: self._ask_file(record, ".json", keeper.save_record),
            ),
            self._button(
                "keep_compare",
                tr("Run a Record Again…"),
                tr("Open a run record, run it again and say whether the result is the same"),
                "mActionRefresh.svg",
                None,
                lambda: self._open_file(record, keeper.repeat_record),
            ),
        )

    def _row(self, title: str, *buttons: QToolButton) -> None:
        heading = WrappedLabel(self)
        heading.setText(title)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self._lines.addWidget(heading)
        grid = QGridLayout()
        grid.setSpacing(4)
        for number, button in enumerate(buttons):
            grid.addWidget(button, number, 0)
        self._lines.addLayout(grid)

    def _button(
        self, name: str, text: str, tip: str, icon: str, needs: str | None, act: Callable[[], None]
    ) -> QToolButton:
        """``needs``: what there must be, see ``Keeper.why_not``; None where nothing is needed."""
        button = CutToolButton(self)
        button.setObjectName(name)
        button.setText(text)
        button.setIcon(QgsApplication.getThemeIcon(f"/{icon}"))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAutoRaise(True)
        button.setAccessibleDescription(tip)
        button.clicked.connect(lambda _checked: act())
        self._buttons[button] = ("-" if needs is None else needs, tip)
        return button

    # Showing ----------------------------------------------------------------------------------------------------------

    def renew(self, *_: object) -> None:
        """Show what can be kept now, and why the rest cannot."""
        busy = self._presenter.activity.is_busy
        nothing = self.keeper.why_not("")
        self.reason.setText(nothing)
        self.reason.setVisible(bool(nothing))
        for button, (needs, tip) in self._buttons.items():
            why = "" if needs == "-" else self.keeper.why_not(needs)
            button.setEnabled(not why and not busy)
            button.setToolTip(why or tip)
        if nothing:
            self.comparison.hide()

    def _activity(self, activity: Activity) -> None:
        if activity.is_busy == any(button.isEnabled() for button in self._buttons):
            self.renew()

    def _show_comparison(self, comparison: Comparison) -> None:
        self.comparison.setText(words_of(comparison))
        self.comparison.show()

    # Files ------------------------------------------------------------------------------------------------------------

    def _ask_file(self, kinds: str, ending: str, act: Callable[[Path], None]) -> None:
        proposed = str(self.keeper.proposed_file(ending))
        name, _ = QFileDialog.getSaveFileName(self, tr("Save"), proposed, kinds)
        if name:
            last = f".{ending.rpartition('.')[2]}"
            act(Path(name if name.lower().endswith(last) else name + last))

    def _open_file(self, kinds: str, act: Callable[[Path], None]) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Open"), str(self.keeper.folder()), kinds)
        if name:
            act(Path(name))
