"""Long tests begin early, and each test is still run once."""

from collections import Counter
from pathlib import Path

import pytest

from tests.order import LONG, long_first

ROOT = Path(__file__).resolve().parents[2]
SOME = sorted(LONG)[:5]


def test_every_long_module_exists() -> None:
    assert [each for each in LONG if not (ROOT / each).is_file()] == []


@pytest.mark.parametrize("workers", [1, 2, 3, 8])
def test_each_worker_begins_with_long_ones_and_none_is_lost(workers: int) -> None:
    items = [f"tests/quick.py::{n}" for n in range(100)]
    items[40:40] = [f"{module}::{n}" for module in SOME for n in range(2)]
    found = long_first(items, lambda each: each.partition("::")[0], workers)
    assert Counter(found) == Counter(items)
    starts, at = [], 0
    for left in range(workers, 0, -1):
        starts.append(found[at])
        at += (len(items) - at) // left
    long = [each.partition("::")[0] in LONG for each in starts]
    assert long == [number < len(SOME) for number in range(workers)]


def test_quick_ones_keep_their_order() -> None:
    items = ["a::1", f"{SOME[0]}::1", "b::1", "a::2"]
    assert long_first(items, lambda each: each.partition("::")[0], 1) == [
        f"{SOME[0]}::1", "a::1", "b::1", "a::2",
    ]  # fmt: skip
