"""What a thread let go of goes back to the system (in a process of its own)."""

import subprocess
import sys

import pytest

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


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's habit")
def test_big_pieces_do_not_stay() -> None:
    assert grown("yes") < 25
    assert grown("no") > 40
