# SPDX-License-Identifier: GPL-2.0-or-later
"""Run one command as its own process and measure it: wall time, processor time, peak memory of the whole tree.

Memory is sampled: of every process of the tree the private and file-backed resident pages are added up, and shared
memory (a database's buffers, mapped by all its processes) is counted once. Of processes that already run, such as a
database server, the processor time spent meanwhile and the memory held meanwhile are added.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from .results import STOPPED, Run

SAMPLE_SECONDS = 0.02
_MEGABYTE = 1e6
_TICKS = os.sysconf("SC_CLK_TCK")


def run(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    limit: float | None = None,
    servers: Sequence[int] = (),
) -> Run:
    """Run a command to its end, or until ``limit`` seconds have passed, and return what it took.

    ``servers``: process ids whose trees work for the command.
    """
    server_before = sum(_cpu_of_tree(pid) for pid in servers)
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        peak, stopped, done = 0.0, False, 0
        try:
            while True:
                done, status, usage = os.wait4(process.pid, os.WNOHANG)
                if done:
                    break
                peak = max(peak, _memory([process.pid, *servers]))
                if limit is not None and time.perf_counter() - start > limit and not stopped:
                    os.killpg(process.pid, signal.SIGKILL)
                    stopped = True
                time.sleep(SAMPLE_SECONDS)
        finally:
            if not done:
                os.killpg(process.pid, signal.SIGKILL)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        text = log.read().decode(errors="replace")
    cpu = usage.ru_utime + usage.ru_stime + sum(_cpu_of_tree(pid) for pid in servers) - server_before
    error = f"{STOPPED} {limit:.0f} s" if stopped else ""
    if process.returncode != 0 and not stopped:
        error = f"exit code {process.returncode}: {text.strip()[-2000:]}"
    return Run(seconds, cpu, peak, error)


def _memory(roots: Sequence[int]) -> float:
    """Return the resident megabytes of process trees, shared memory counted once; at least any process's own peak."""
    own, shared, highest = 0, 0, 0
    for pid in _trees(roots):
        try:
            status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        except OSError:
            continue
        lines = [line.split() for line in status.splitlines() if line.startswith(("Rss", "VmHWM"))]
        values = {line[0].rstrip(":"): line[1] for line in lines}
        own += int(values.get("RssAnon", 0)) + int(values.get("RssFile", 0))
        shared = max(shared, int(values.get("RssShmem", 0)))
        highest = max(highest, int(values.get("VmHWM", 0)))
    return max(own + shared, highest) * 1024 / _MEGABYTE


def _trees(roots: Sequence[int]) -> list[int]:
    pids: list[int] = []
    for root in roots:
        try:
            pids += [root, *(child.pid for child in psutil.Process(root).children(recursive=True))]
        except psutil.Error:
            continue
    return pids


def _cpu_of_tree(root: int) -> float:
    """Return the processor seconds of a process, of its living descendants and of those that it has waited for."""
    ticks = 0
    for pid in _trees([root]):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(int(fields[i]) for i in (11, 12, 13, 14))
    return ticks / _TICKS
