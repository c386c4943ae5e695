"""What a thread let go of goes back to the system (in a process of its own)."""

import linecache
import subprocess
import sys

import pytest

from app.core.store.reader import Reader
from app.ui import system_memory
from app.ui.context import Context
from app.ui.screens import settle
from app.ui.system_memory import Growth, give_back, resident

_PROGRAM = """
import re, sys
from pathlib import Path
from threading import Thread
import numpy as np
from app.ui import system_memory

def resident():
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmRSS:\\s+(\\d+)", status)[0]) // 1024

def work():
    np.ones(4_000_000)  # freed at once: from then on glibc would keep such pieces
    for _ in range(60):
        kept.append((np.ones(125_000), bytes(200)))
        crumbs.append(bytes(50_000))
    del kept[:]

if sys.argv[1] == "yes":
    system_memory.give_big_pieces_back()
kept, crumbs, before = [], [], resident()
worker = Thread(target=work)
worker.start()
worker.join()
if sys.argv[1] == "yes":
    system_memory.give_back()
print(resident() - before)
"""


def grown(wish: str) -> int:
    """MB held by a thread that made and dropped sixty columns of a megabyte."""
    command = [sys.executable, "-c", _PROGRAM, wish]
    return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


glibc = pytest.mark.skipif(sys.platform != "linux", reason="glibc's habit")
MUCH = 40 << 20  # more than glibc ever keeps for itself
assert MUCH > 2 * system_memory._GROWN


@glibc
def test_big_pieces_do_not_stay() -> None:
    assert grown("yes") < 25
    assert grown("no") > 40


def test_the_lines_of_modules_do_not_stay() -> None:
    assert linecache.getline(__file__, 1)
    give_back()
    assert __file__ not in linecache.cache


@glibc
def test_only_growth_is_worth_a_look() -> None:
    growth = Growth()
    assert not growth.look()
    held = [b"x" * MUCH]
    assert growth.look()
    assert not growth.look()  # it is used, and counts as what was there before
    least = resident()
    held.clear()
    assert resident() < least - MUCH // 2
    assert not growth.look()
    held.append(b"x" * MUCH)
    assert growth.look()


@glibc
def test_after_a_large_answer_it_is_looked_at(context: Context) -> None:
    answers: list[bytes] = []

    def ask(_: Reader) -> bytes:
        linecache.getline(__file__, 1)
        return b"x" * MUCH

    context.jobs.read(ask, answers.append)
    assert settle(context.jobs.busy)
    assert [len(each) for each in answers] == [MUCH]
    assert __file__ not in linecache.cache
