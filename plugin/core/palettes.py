# SPDX-License-Identifier: GPL-2.0-or-later
"""The colours of maps of areas beside those of the five types, which stand in ``area_types``.

All are made for eyes without full colour vision: tests simulate protanopia, deuteranopia and tritanopia and hold how
far any two classes of a style are apart. Warm and dark is worse, wherever a measure has a better and a worse side.
"""

from __future__ import annotations

GREY_TYPES = {1: "#393939", 2: "#616060", 3: "#8a8989", 4: "#b7b7b7", 5: "#ebebeb"}
"""The types for print without colour: the darker, the larger the challenges."""

SEQUENTIAL = {
    "index": ("#fce9ca", "#f5b673", "#dc7b31", "#ab4a0f", "#6c2906"),
    "v1": ("#eaecf4", "#b9c7e0", "#67a2cb", "#1c76a8", "#05476f"),
    "v2": ("#e0f2dc", "#9ed699", "#4fb061", "#16813b", "#014f20"),
    "v3": ("#fce6eb", "#f5aec3", "#e06ba2", "#b13184", "#6d1365"),
    "people": ("#ececf4", "#b7c8de", "#64a4c2", "#1e7b7a", "#034d3d"),
}
"""Five colours from low to high, each clearly darker than the one before, so that they stay in order in grey print.
The hues follow ColorBrewer's Oranges, PuBu, Greens, RdPu and PuBuGn; lightness falls from 94 to 30 (CAM02-UCS)."""

CHANGE = ("#2166ac", "#8ebfdb", "#efeeea", "#f0a07c", "#b2182b")
"""From a falling index (better) over little change to a rising one (worse); after ColorBrewer's RdBu."""

TYPE_AND_RATE = {
    (1, 2): ("#ffb47c", "#d08145", "#693100"),
    (3,): ("#cdc7c0", "#9c9891", "#444343"),
    (4, 5): ("#e8b3f8", "#b47ccb", "#5b2e6e"),
}
"""Groups of types → colours for a low, a middle and a high rate: the hue says the type, as on the map of the types,
and the lightness the rate."""


def shades(scheme: str, count: int) -> tuple[str, ...]:
    """Return one to five colours of a sequential scheme, from low to high, as far apart as they can be."""
    colors = SEQUENTIAL[scheme]
    if count == 1:
        return (colors[2],)
    return tuple(colors[round(step * (len(colors) - 1) / (count - 1))] for step in range(count))
