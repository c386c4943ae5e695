"""Tests that take long begin early, so that no worker is left alone with one at the end."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

# Modules with a test of six seconds or more, or one that waits for other programs.
LONG = frozenset(
    (
        "tests/cli/test_program.py",
        "tests/core/exchange/test_cdnow.py",
        "tests/core/exchange/test_export.py",
        "tests/core/history/test_past.py",
        "tests/core/people/test_parent_circles.py",
        "tests/core/segments/test_random_filters.py",
        "tests/core/test_markers.py",
        "tests/core/test_state_machine.py",
        "tests/core/value/test_totals.py",
        "tests/journeys/test_every_field.py",
        "tests/journeys/test_the_morning.py",
        "tests/rules/test_start.py",
        "tests/ui/satisfaction/test_kiosk_in_a_window.py",
        "tests/ui/test_outside.py",
        "tests/ui/test_shortcuts.py",
        "tests/ui/test_words_on_screen.py",
    )
)


def long_first(items: Sequence[T], module_of: Callable[[T], str], workers: int) -> list[T]:
    """Each worker's share begins with some of the long modules; the others keep their order.

    Each worker is given an even share of neighbours first, and takes from others what is left.
    """
    modules: dict[str, list[T]] = defaultdict(list)
    for each in items:
        if module_of(each) in LONG:
            modules[module_of(each)].append(each)
    others = [each for each in items if module_of(each) not in LONG]
    heads: list[list[T]] = [[] for _ in range(workers)]
    for module in modules.values():
        min(heads, key=len).extend(module)
    found: list[T] = []
    for number, head in enumerate(heads):
        share = (len(items) - len(found)) // (workers - number)
        fill = max(share - len(head), 0)
        found += head + others[:fill]
        del others[:fill]
    return found + others
