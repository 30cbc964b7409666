# SPDX-License-Identifier: GPL-2.0-or-later
"""The benchmark: RegSO Atlas and its peers side by side on the same layers.

    .bench/bin/python -m bench.run --quick                    small layers, some minutes
    .bench/bin/python -m bench.run                            the size of the country, hours
    .bench/bin/python -m bench.run --only lines --size 240000 --peers ours,duckdb --repeat 5
    .bench/bin/python -m bench.run --only measures            disparity, segregation, follow-up beside their libraries

Prints one table, and one of the measures, and writes them in build/bench: result.json and result.md for all layers,
result-measures.json and .md for the measures, other names, said at the end, for a part (quick.json, result-lines.json,
…). Peers take turns: the first run of each, then the second of each, so that what else the machine does meets all of
them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from . import check, measures, postgis, run_measures, table
from .catalog import MEMORY, MEMORY_PEERS, NATIONAL, QUICK, Peer, chosen
from .inputs import Inputs, prepare
from .results import Row, as_dict, plan, settle
from .session import FOLDER, ROOT, Session

PIECES = Peer("pieces", "check", "", "ours_pieces", python="venv")
BUSY = 0.5
NEVER_SCALED = ("ours", "reading")
REAL_DATA = ROOT.parent / "shared" / "data"


def main() -> int:
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    options.load = os.getloadavg()[0]
    FOLDER.mkdir(parents=True, exist_ok=True)
    name = _name(options)
    inputs = prepare(FOLDER / "inputs", REAL_DATA, options.seed, made=options.made_areas)
    rows: list[Row] = []
    if options.only != [measures.KIND]:
        rows += _layers(inputs, options, name)
        print(table.text(rows))
        print(f"\n{table.NOTES}\n\nwritten: {name}.json, {name}.md\n")
    if _wants_measures(options):
        found = run_measures.run(
            inputs.areas_file,
            quick=options.quick,
            repeat=options.repeat,
            seed=options.seed,
            limit=options.limit,
            say=_say,
        )
        about = _about(inputs, options, measures.versions(found))
        own = name if options.only == [measures.KIND] else f"{name}-{measures.KIND}"
        cells = measures.cells(found)
        _write(found, about, own, measures.HEAD, cells, measures.NOTES)
        print(f"{table.aligned(measures.HEAD, cells)}\n\n{measures.NOTES}\n\nwritten: {own}.json, {own}.md\n")
        rows += found
    if options.load > BUSY:
        print(f"Other programs kept {options.load:.1f} cores busy when this began: do not trust the seconds.\n")
    print(f"The files are in {FOLDER.relative_to(ROOT)}.")
    return 1 if any(row.error or row.agrees.startswith("NO") for row in rows) else 0


def _layers(inputs: Inputs, options: argparse.Namespace, name: str) -> list[Row]:
    """Measure all peers on all layers that were asked for, and write what there is after each."""
    peers = chosen(options.peers)
    rows: list[Row] = []
    with ExitStack() as stack:
        session = Session(inputs.areas_file, options.workers, options.limit)
        left_out = ""
        if any(peer.server for peer in peers):
            left_out = postgis.missing()
            if not left_out:
                session.server = stack.enter_context(postgis.running(options.workers))
        for kind, count in _sizes(options):
            taking_part = [p for p in peers if kind in p.kinds and _takes_part(p, kind, count, options)]
            rows += _measure(session, inputs, kind, count, taking_part, rows, options.repeat, left_out)
            about = _about(inputs, options, session.versions)
            _write(rows, about, name, table.HEAD, table.cells(rows), table.NOTES)
    return rows


def _wants_measures(options: argparse.Namespace) -> bool:
    """Whether the measures are a part of what was asked for; peers are those of the layers."""
    if options.only:
        return measures.KIND in options.only
    return not (options.memory or options.peers)


def _options() -> argparse.Namespace:
    def words(value: str) -> list[str]:
        return [word for word in value.split(",") if word]

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small layers")
    parser.add_argument("--only", type=words, default=[], help="of lines, points, polygons, large, measures")
    parser.add_argument("--size", type=int, help="this many features instead (with --only of one kind)")
    parser.add_argument("--memory", action="store_true", help="only the size at which memory is looked at")
    parser.add_argument("--peers", type=words, default=[], help="families or names of peers")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each; the median counts")
    parser.add_argument("--limit", type=float, default=900, help="seconds: a slower peer is scaled from a smaller size")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--made-areas", action="store_true", help="made areas even where the real ones are there")
    options = parser.parse_args()
    if options.size and len(options.only) != 1:
        parser.error("--size needs --only with one kind")
    if options.size and options.only == [measures.KIND]:
        parser.error("--size is for layers; the measures take all areas and years, two years with --quick")
    return options


def _sizes(options: argparse.Namespace) -> list[tuple[str, int]]:
    if options.size:
        return [(options.only[0], options.size)]
    sizes = MEMORY if options.memory else QUICK if options.quick else NATIONAL
    result = [(kind, count) for kind, counts in sizes.items() for count in counts]
    if not (options.quick or options.memory):
        result += [(kind, count) for kind, counts in MEMORY.items() for count in counts]
    return [(kind, count) for kind, count in result if not options.only or kind in options.only]


def _takes_part(peer: Peer, kind: str, count: int, options: argparse.Namespace) -> bool:
    beyond = not options.size and count in MEMORY.get(kind, ())
    return peer.name in MEMORY_PEERS if beyond else True


def _measure(
    session: Session,
    inputs: Inputs,
    kind: str,
    count: int,
    peers: list[Peer],
    earlier: list[Row],
    repeat: int,
    left_out: str,
) -> list[Row]:
    """Measure all peers on one layer, check what they answered and return their rows."""
    _say(f"{count:,} {kind}: making or finding the layer")
    layer = inputs.layer(kind, count).resolve()
    rows = {peer: _rows(peer, kind, count) for peer in peers}
    running = []
    for peer in peers:
        if peer.server and left_out:
            rows[peer][0].error = left_out
        elif peer.family in NEVER_SCALED or plan(rows[peer][0], earlier, session.limit):
            running.append(peer)
    for turn in range(repeat):
        for peer in running:
            if peer.once and turn > 0:
                continue
            _in_cache(layer)
            session.round(peer, layer, rows[peer])
            last = rows[peer][0]
            _say(f"{count:,} {kind}: {peer.title}, run {turn + 1}: {last.error or f'{last.runs[-1].seconds:.2f} s'}")
    result = [row for peer in peers for row in rows[peer]]
    for row in result:
        settle(row, earlier)
    # beyond the peers' sizes there is nobody to compare with
    if any(peer.compared for peer in running) and count not in MEMORY.get(kind, ()):
        _compare(session, inputs, layer, kind, running, rows)
    return result


def _rows(peer: Peer, kind: str, count: int) -> list[Row]:
    named = [(name, title) for name, title, _ in peer.stages] or [(peer.name, peer.title)]
    return [Row(kind, count, name, peer.family, title) for name, title in named]


def _compare(
    session: Session, inputs: Inputs, layer: Path, kind: str, peers: list[Peer], rows: dict[Peer, list[Row]]
) -> None:
    """Say of every peer whether it found the amounts by type that our own pieces sum to."""
    _say(f"{layer.stem}: comparing the amounts")
    run, pieces = session.run(PIECES, "polygons" if kind == "large" else kind, layer, limit=10 * session.limit)
    if run.error:
        for peer in peers:
            if peer.compared:
                rows[peer][0].agrees = f"NOT COMPARED: {run.error.splitlines()[-1][:60]}"
        return
    second = check.second_counts(inputs.areas, layer) if kind == "lines" else {}
    wanted = check.expected(pieces, second)
    for peer in peers:
        row = rows[peer][0]
        if not peer.compared or row.error or row.scaled_from:
            continue
        against = {"true": wanted.true, "both": wanted.both_sides, "away": wanted.away}[peer.compared]
        found = row.answer["away"] if peer.compared == "away" else row.answer["amounts"]
        row.difference = check.worst(found, against)
        allowed = check.SAME_ENGINE if peer.compared == "true" else check.TOLERANCE
        row.agrees = f"yes ({row.difference:.0e})" if row.difference <= allowed else f"NO ({row.difference:.1e})"
        if peer.compared == "away" and kind == "lines":
            beside = check.worst(row.answer["amounts"], wanted.both_sides)
            row.agrees += f" away from borders, {beside:.0e} with all"


def _in_cache(layer: Path) -> None:
    """Read the file once, so that every run finds it in the system's cache."""
    with layer.open("rb") as file:
        while file.read(1 << 24):
            pass


def _about(inputs: Inputs, options: argparse.Namespace, versions: dict[str, str]) -> dict[str, object]:
    model = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "")
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    release = dict(line.split("=", 1) for line in _lines("/etc/os-release") if "=" in line)
    return {
        "date": datetime.now(tz=UTC).strftime("%Y-%m-%d"),
        "machine": f"{model or platform.machine()}, {os.cpu_count()} cores, {memory / 1e6:.0f} GB",
        "system": release.get("PRETTY_NAME", "").strip('"'),
        "areas": f"{len(inputs.areas.codes):,} ({inputs.source})",
        "seed": options.seed,
        "runs": options.repeat,
        "workers": options.workers,
        "limit in seconds": options.limit,
        "others' load when it began": round(options.load, 1),
        "versions": versions,
    }


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines()


def _name(options: argparse.Namespace) -> str:
    """Return what the results are called: only those of the whole benchmark are the result."""
    size = [str(options.size)] if options.size else []
    whole = "quick" if options.quick else "memory" if options.memory else "result"
    return "-".join([whole, *options.only, *size, *options.peers, *(["made"] if options.made_areas else [])])


def _write(
    rows: list[Row],
    about: dict[str, object],
    name: str,
    head: tuple[str, ...],
    cells: list[tuple[str, ...]],
    notes: str,
) -> None:
    """Write what there is so far: a run that is stopped keeps what it measured."""
    result = json.dumps(about | {"rows": as_dict(rows)}, indent=1, ensure_ascii=False)
    (FOLDER / f"{name}.json").write_text(result, encoding="utf-8")
    (FOLDER / f"{name}.md").write_text(table.markdown(head, cells, about, notes), encoding="utf-8")


def _say(text: str) -> None:
    print(f"{datetime.now(tz=UTC):%H:%M:%S} {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
