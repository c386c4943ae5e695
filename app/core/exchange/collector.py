"""Lets Python look for garbage less often while millions of cells are remembered."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (500_000, 50, 100)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Walking over all that is remembered, again and again, costs a third of an import."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
