"""Rows arrive as they were sent, whichever way they travel."""

from io import BytesIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.core.exchange import frames

TEXTS = st.text(st.sampled_from('王a1 "\\\n\x1f\x1e\x00，'), max_size=4)
CELLS = st.one_of(TEXTS, TEXTS, st.floats(-1e9, 1e9), st.booleans(), st.none())
ROWS = st.lists(st.lists(CELLS, max_size=4), min_size=1, max_size=5)


def sent(first: int, rows: list[list[Any]]) -> tuple[int, bytes]:
    found = frames.receive(BytesIO(frames.packed_rows(first, rows)))
    assert found is not None
    return found


@given(first=st.integers(1, 10**7), rows=ROWS)
def test_any_rows(first: int, rows: list[list[Any]]) -> None:
    kind, body = sent(first, rows)
    assert frames.rows(kind, body) == (first, rows)


def test_nothing_but_texts_goes_the_short_way() -> None:
    assert sent(1, [["王芳", ""], ["a"], [""]])[0] == frames.TEXTS


def test_what_could_be_mistaken_goes_the_long_way() -> None:
    for odd in ([["a\x1fb"]], [["a\x1e"], ["b"]], [["a"], []], [["a", 1.0]], [["a", None]]):
        assert sent(1, odd)[0] == frames.ROWS
