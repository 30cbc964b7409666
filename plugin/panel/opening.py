# SPDX-License-Identifier: GPL-2.0-or-later
"""The panel's modules are read one in each turn: all at once, the first time on a slow machine, is a standstill."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from .turns import soon

_READ = (
    "..report.workbook", ".presenter", ".sections.areas", ".sections.layers", ".sections.question", ".result_reading",
    ".years_chart", ".sections.result", ".sections.keep", ".dock",
)  # fmt: skip
"""In the order in which they need each other, so that each brings little besides itself."""


def read_in_turns(wanted: Callable[[], bool], then: Callable[[], object]) -> None:
    """Read what the panel is made of, each module in a turn of its own; then do something.

    Once it is not wanted any more, since the plugin was unloaded, nothing is read and nothing done.
    """

    def unless_unwanted(do: Callable[[], object]) -> None:
        if wanted():
            do()

    for name in _READ:
        soon(partial(unless_unwanted, partial(import_module, name, __package__)))
    soon(partial(unless_unwanted, then))
