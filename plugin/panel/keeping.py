# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user keeps of a result: report, workbook, map, atlas, command, model, run record. No widgets.

Files are written in threads; maps are drawn page by page on the main thread, where QGIS draws layouts, so that the
window lives and Cancel is heard between two pages. Only what the run showed goes out: what it suppressed is not here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices

from ..core.messages import RegsoError
from ..i18n import language, tr, translate_message
from ..layers import kommuner
from ..layers.layout import add_layout
from ..layers.tree import group_results
from ..report.workbook import Result, write_result
from ..sources.places import register
from . import places
from .keep_jobs import Jobs
from .keep_words import column_titles, words_of
from .map_sheet import hides_small_counts, map_layers, sheet_of
from .places import safe_name
from .presenter import Presenter
from .run_again import as_command, write_bytes, write_model, write_text
from .run_facts import (
    algorithm_of,
    find_layer,
    has_secrets_removed,
    provenance_of,
    question_of,
    take_record,
    with_figures,
)
from .run_record import RunRecord, compare, from_json, to_json
from .runs import Finished
from .state import Outcome
from .turns import soon


class Keeper(Jobs):
    """Writes what is to be kept of the presenter's outcome; tells what came of it through the presenter."""

    changed = pyqtSignal()
    """There is another outcome, or none."""
    compared = pyqtSignal(object)
    """Comparison: a run record was run again."""

    def __init__(self, presenter: Presenter, parent: QObject | None = None) -> None:
        super().__init__(presenter, parent)
        self.outcome: Outcome | None = None
        self.record: RunRecord | None = None
        presenter.outcome_changed.connect(self.take)
        self.take(presenter.outcome)

    def take(self, outcome: Outcome | None) -> None:
        """Take down what is to be known of a run while its layers are there, and put its results into their group."""
        self.outcome, self.record = outcome, None
        if outcome is not None:
            try:
                self.record = take_record(outcome, self._presenter.project)
            except RegsoError as error:
                self._fail(error)
            else:
                # in a turn of its own: the layer tree takes a while, and the result is being shown in this one
                soon(lambda: self._group_layers(outcome))
        self.changed.emit()

    def _group_layers(self, outcome: Outcome) -> None:
        if not sip.isdeleted(self) and self.outcome is outcome and self.record is not None:
            group_results(self._presenter.project, self.record.title, self.record.started, self.result_layers())

    def result_layers(self) -> list[str]:
        """Return the ids of the layers that the run put into the project and that are still there."""
        project, outputs = self._presenter.project, self.outcome.outputs if self.outcome is not None else {}
        return [layer_id for layer_id in outputs.values() if project.mapLayer(layer_id) is not None]

    def why_not(self, what: str) -> str:
        """Return why something cannot be kept, in words; empty where it can.

        ``what``: ``report``, ``workbook``, ``map``, ``repeat``.
        """
        if self.outcome is None or self.record is None:
            return tr("There is no result yet. Ask a question in step 3.")
        if what == "report" and self.report() is None:
            return tr("This run wrote no report, or its file is gone.")
        if what == "workbook" and self.outcome.table is None:
            return tr("This run gave no table.")
        if what == "map" and map_layers(self._presenter.project, self.record) is None:
            return tr("The layer with the areas is no longer in the project.")
        if what == "repeat":
            temporary = [layer.name for layer in self.record.layers.values() if layer.is_temporary]
            if temporary:
                return tr("The layer {layer} is temporary. Save it in a file and ask again.").format(layer=temporary[0])
        return ""

    def proposed_file(self, ending: str) -> Path:
        """Return where a file could go: beside what the run wrote, called after the run."""
        title = self.record.title if self.record is not None else "RegSO Atlas"
        return self.folder() / f"{safe_name(title)}{ending}"

    def folder(self) -> Path:
        """Return the folder of the run."""
        for name, value in (self.outcome.parameters if self.outcome is not None else {}).items():
            path = Path(str(value))
            if self.record is not None and name in self.record.outputs and path.parent.is_dir() and path.is_absolute():
                return path.parent
        return Path.home()

    # Report and workbook ----------------------------------------------------------------------------------------------

    def report(self) -> Path | None:
        """Return the run's report, None where there is none."""
        name = self.outcome.outputs.get("OUTPUT_HTML", "") if self.outcome is not None else ""
        return Path(name) if name and Path(name).is_file() else None

    def open_report(self) -> None:
        """Show the report in the browser."""
        report = self.report()
        if report is None:
            self._presenter.tell(self.why_not("report"), "warning")
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(report))):
            self._presenter.tell(tr("No program opened the report. It is here: {path}").format(path=report), "warning")

    def save_report(self, path: Path) -> None:
        """Save a copy of the report."""
        report = self.report()
        if report is None:
            self._presenter.tell(self.why_not("report"), "warning")
            return
        if report.resolve() == path.resolve():
            self._written(path)
            return
        self._start(path, lambda *_: write_bytes(path, report.read_bytes()))

    def save_workbook(self, path: Path) -> None:
        """Write tables, method and sources as XLSX."""
        outcome, record = self._there()
        if outcome is None or record is None:
            return
        parameters = record.parameters
        result = Result(
            table=outcome.table,
            areas=outcome.areas,
            classes=outcome.classes,
            numbers=outcome.numbers,
            amount_fields=tuple(parameters.get("AMOUNT_FIELDS") or ()),
            rate_fields=tuple(parameters.get("RATE_FIELDS") or ()),
            min_count=int(parameters.get("MIN_COUNT") or 0),
            titles=column_titles(),
            put=lambda said: translate_message(said, result=True),
        )
        provenance, code = provenance_of(record), language()
        self._start(path, lambda cancelled, _: write_result(path, result, provenance, code, cancelled))

    # Maps -------------------------------------------------------------------------------------------------------------

    def save_map(self, path: Path, *, landscape: bool | None = None) -> None:
        """Put a layout of the map into the project and write it as PDF, or as PNG where the file is called so."""
        if self._there()[1] is None or not self._occupy(path):
            return
        self._say_what_is_not_drawn()

        def draw() -> None:
            layout = add_layout(
                self._presenter.project, sheet_of(self._presenter.project, self.record), landscape=landscape
            )
            self._pages(layout, path)

        self._soon(draw)

    def save_atlas(self, path: Path) -> None:
        """Write a PDF with a page for each kommun; their outlines are put together in a thread first."""
        record = self._there()[1]
        found = map_layers(self._presenter.project, record) if record is not None else None
        if record is None or found is None:
            if record is not None:
                self._presenter.tell(self.why_not("map"), "warning")
            return
        areas, name = found[0], tr("Kommuner of {layer}").format(layer=found[0].name())
        try:
            parts = kommuner.parts_of(areas, register().kommuner)
            folder = places.base_folder(self._presenter.project) / "areas"
            folder.mkdir(parents=True, exist_ok=True)
        except (RegsoError, OSError) as error:
            self._fail(error)
            return
        self._say_what_is_not_drawn()
        file = folder / f"{safe_name(name)}.gpkg"

        def put_together(cancelled: Callable[[], bool], progress: Callable[[float], None]) -> None:
            part = file.with_name(f"{file.stem} {datetime.now().astimezone():%H%M%S%f}.gpkg")
            try:
                kommuner.write_outlines(str(part), kommuner.outlines(parts, cancelled, progress), parts.crs)
                part.replace(file)
            finally:
                part.unlink(missing_ok=True)

        def draw(_: Any) -> None:
            key = f"regso_atlas/kommuner/{areas.metadata().identifier() or areas.id()}"
            outlines = kommuner.show_outlines(self._presenter.project, str(file), key, name)
            sheet = sheet_of(self._presenter.project, self.record, outlines)
            self._pages(add_layout(self._presenter.project, sheet), path)

        self._start(path, put_together, draw)

    def _say_what_is_not_drawn(self) -> None:
        if self.record is not None and "INPUT" in self.record.layers and hides_small_counts(self.record):
            self._presenter.tell(
                tr("Small counts are hidden, so the map does not show the layer {layer} itself.").format(
                    layer=self.record.layers["INPUT"].name
                )
            )

    # Again ------------------------------------------------------------------------------------------------------------

    def command(self) -> str:
        """Return the run as a ``qgis_process`` command; empty, and told, where it cannot be one."""
        record = self._there()[1]
        if record is None:
            return ""
        try:
            return as_command(record, self.folder(), self._presenter.project)
        except RegsoError as error:
            self._fail(error)
            return ""

    def copy_command(self) -> None:
        """Copy the run as a ``qgis_process`` command."""
        command = self.command()
        if not command:
            return
        QgsApplication.clipboard().setText(command)
        self._presenter.tell(tr("The command is in the clipboard. Paste it in a terminal (OSGeo4W Shell)."), "success")
        self._warn_of_secrets()

    def save_model(self, path: Path) -> None:
        """Write the run as a model, which the model designer opens."""
        record = self._there()[1]
        if record is None:
            return
        try:
            write_model(record, path)
        except RegsoError as error:
            self._fail(error)
            return
        self._written(path)
        self._warn_of_secrets()

    def save_record(self, path: Path) -> None:
        """Write what was run and what came of it as JSON."""
        outcome, record = self._there()
        if outcome is not None and record is not None:
            self._start(path, lambda *_: write_text(path, to_json(with_figures(record, outcome))))

    def repeat_record(self, path: Path) -> None:
        """Run what a record says again and compare; results go into a new folder, not into the project."""
        project = self._presenter.project
        try:
            before = from_json(path.read_text(encoding="utf-8"))
            algorithm_of(before.algorithm)
            layers = {name: find_layer(layer, project) for name, layer in before.layers.items()}
        except (RegsoError, OSError, UnicodeDecodeError) as error:
            self._fail(error)
            return

        def parameters() -> dict[str, Any]:
            folder = places.result_folder(project, before.title, datetime.now().astimezone())
            files = {name: str(folder / file) for name, file in before.outputs.items()}
            sources = {
                name: layer.id() if project.mapLayer(layer.id()) else before.layers[name].source
                for name, layer in layers.items()
            }
            return {**before.parameters, **sources, **files}

        self._presenter.repeat(
            tr("Running again: {name}…").format(name=before.title),
            before.algorithm,
            parameters,
            lambda finished: self._repeated(before, finished),
        )

    def _repeated(self, before: RunRecord, finished: Finished) -> None:
        outcome = self._presenter.outcome_of(finished, question_of(before))
        after = with_figures(take_record(outcome, self._presenter.project), outcome)
        comparison = compare(before, after)
        self.compared.emit(comparison)
        self._presenter.tell(words_of(comparison), "success" if comparison.same else "warning")

    def _there(self) -> tuple[Outcome | None, RunRecord | None]:
        if self.outcome is None or self.record is None:
            self._presenter.tell(self.why_not(""), "warning")
            return None, None
        return self.outcome, self.record

    def _warn_of_secrets(self) -> None:
        if self.record is not None and has_secrets_removed(self.record):
            self._presenter.tell(
                tr("A password was left out of the layer's source. Put it back where *** stands."), "warning"
            )
