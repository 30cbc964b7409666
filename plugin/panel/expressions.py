# SPDX-License-Identifier: GPL-2.0-or-later
"""Area types and index by code in QGIS's expressions: ``regso_area_type(code, year)``, ``regso_index(code, year)``."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from qgis.core import NULL, QgsExpression, QgsExpressionContext, QgsExpressionFunction, QgsExpressionNodeFunction
from qgis.PyQt.QtCore import QDate, QDateTime

from ..i18n import tr
from ..sources.known_areas import KnownAreas

GROUP = "RegSO"
AREA_TYPE = "regso_area_type"
INDEX = "regso_index"

Known = Callable[[], KnownAreas]

_registered: list[QgsExpressionFunction] = []


class AreaFunction(QgsExpressionFunction):
    """A figure of an area by code and year: NULL where it is not known. Asks no network, works in any thread."""

    def __init__(
        self, name: str, look_up: Callable[[KnownAreas, Any, int | None], Any], known: Known, text: str
    ) -> None:
        parameters = [
            QgsExpressionFunction.Parameter("code"),
            QgsExpressionFunction.Parameter("year", optional=True, defaultValue=NULL),
        ]
        super().__init__(name, parameters, GROUP, text, handlesNull=True)
        self._look_up = look_up
        self._known = known

    def func(
        self,
        values: list[Any],
        _context: QgsExpressionContext,
        parent: QgsExpression,
        _node: QgsExpressionNodeFunction,
    ) -> Any:
        code, given = values
        if code is None or code == NULL:
            return NULL
        try:
            year = _year(given)
        except ValueError:
            parent.setEvalErrorString(tr("“{value}” is no year. Write it with four digits: 2024.").format(value=given))
            return NULL
        found = self._look_up(self._known(), code, year)
        return NULL if found is None else found

    def usesGeometry(self, _node: QgsExpressionNodeFunction) -> bool:
        return False

    def referencedColumns(self, _node: QgsExpressionNodeFunction) -> set[str]:
        # none besides those that its parameters name
        return set()


def _year(given: Any) -> int | None:
    """Return a year, None for the latest; ``ValueError`` for what is no year."""
    if given is None or given == NULL:
        return None
    if isinstance(given, QDate | QDateTime):
        return int((given if isinstance(given, QDate) else given.date()).year())
    try:
        number = float(given)
    except TypeError as error:
        raise ValueError(given) from error
    if not (1000 <= number <= 9999 and number == int(number)):
        raise ValueError(given)
    return int(number)


def _area_type(known: KnownAreas, code: Any, year: int | None) -> int | None:
    return known.area_type(code, year)


def _index(known: KnownAreas, code: Any, year: int | None) -> float | None:
    return known.index(code, year)


def register(known: Known) -> None:
    """Make the functions known to QGIS; ``known`` returns what there is to know, from any thread."""
    unregister()
    for name, look_up, returns, example in (
        (
            AREA_TYPE,
            _area_type,
            tr(
                "Returns the socioeconomic area type of a RegSO as SCB has published it: 1 to 5, 1 "
                "is the worst. The types are relative to the country in that year."
            ),
            "3",
        ),
        (
            INDEX,
            _index,
            tr("Returns the socioeconomic index of a RegSO: the mean of three percentages. A higher index is worse."),
            "17.3",
        ),
    ):
        function = AreaFunction(name, look_up, known, help_page(name, returns, example))
        if QgsExpression.registerFunction(function):
            _registered.append(function)


def unregister() -> None:
    """Take the functions back; a second time does nothing."""
    for function in _registered:
        QgsExpression.unregisterFunction(function.name())
    _registered.clear()


def help_page(name: str, returns: str, example: str) -> str:
    """Return what the expression builder shows of a function, built as QGIS's own pages."""
    rows = {
        "code": tr("the code of the area as text, such as '0180R001'. A lost leading zero ('180R001') and the "
                   "statistics database's suffix ('0180R001_RegSO2025') are understood"),
        "year": tr("the reference year, such as 2024; NULL or left out: the latest year that is known of the area"),
    }  # fmt: skip
    arguments = "".join(
        f"<tr><td class='argument'>{parameter}</td><td>{escape(text, quote=False)}</td></tr>"
        for parameter, text in rows.items()
    )
    source = tr("Known are the layers with areas in the project, what was loaded from SCB before, and the demo. No "
                "network is asked. NULL where nothing is known, or SCB has published no value.")  # fmt: skip
    return (
        f"<h3>{name}</h3><div class='description'><p>{escape(returns)}</p></div>"
        f"<h4>{tr('Syntax')}</h4><div class='syntax'><code><span class='functionname'>{name}</span>("
        f"<span class='argument'>code</span>[, <span class='argument'>year</span>=NULL])</code></div>"
        f"<h4>{tr('Arguments')}</h4><div class='arguments'><table>{arguments}</table></div>"
        f"<h4>{tr('Example')}</h4><div class='examples'><ul><li><code>{name}('0180R001', 2024)</code> &rarr; "
        f'<code>{example}</code></li><li><code>{name}("regsokod")</code></li></ul></div>'
        f"<h4>{tr('Notes')}</h4><div class='notes'><p>{escape(source)}</p></div>"
    )
