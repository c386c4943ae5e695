"""A flow breaks its line where the width ends, and keeps the middles of a line level."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QFrame, QWidget

from app.ui.looks import Looks
from app.ui.widgets.flow import Flow
from app.ui.widgets.text import ElidedLabel

SIZES = ((80, 20), (60, 30), (90, 24))


@pytest.fixture
def place(shown: Callable[[QWidget], QWidget]) -> QWidget:
    made = QWidget()
    pieces = [QFrame() for _ in SIZES]
    for piece, (width, height) in zip(pieces, SIZES, strict=True):
        piece.setFixedSize(width, height)
    made.setLayout(Flow(pieces, 10))
    return shown(made)


def geometries(place: QWidget) -> list[tuple[int, int]]:
    return [(each.x(), each.y()) for each in place.findChildren(QFrame)]


def test_in_one_line_the_middles_are_level(place: QWidget) -> None:
    place.resize(300, 100)
    assert geometries(place) == [(0, 5), (90, 0), (160, 3)]


def test_it_breaks_where_the_width_ends(place: QWidget) -> None:
    layout = place.layout()
    assert layout is not None
    place.resize(160, 100)
    assert geometries(place) == [(0, 5), (90, 0), (0, 40)]
    assert layout.heightForWidth(160) == 64
    assert layout.heightForWidth(150) == 64
    assert layout.heightForWidth(149) == 20 + 10 + 30 + 10 + 24


def test_what_is_hidden_takes_no_room(place: QWidget) -> None:
    place.findChildren(QFrame)[1].hide()
    layout = place.layout()
    assert layout is not None
    layout.activate()
    assert layout.heightForWidth(300) == 24


def test_a_short_word_takes_no_more_than_itself(looks: Looks) -> None:
    short, long = ElidedLabel("竹"), ElidedLabel("很长很长很长很长很长很长的一句话")
    assert short.minimumSizeHint().width() == short.sizeHint().width()
    assert long.minimumSizeHint().width() < long.sizeHint().width()


def test_a_height_once_reckoned_is_forgotten_when_something_grows(place: QWidget) -> None:
    layout = place.layout()
    assert layout is not None
    assert layout.heightForWidth(300) == 30
    place.findChildren(QFrame)[0].setFixedSize(80, 50)
    assert layout.heightForWidth(300) == 50
