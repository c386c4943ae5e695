"""Cards are as high as the text in them."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.layout import card, stand
from app.ui.widgets.text import label


def test_a_card_with_a_long_sentence_clips_nothing(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    outer = QVBoxLayout(place)
    name, words = (
        label("叶慧燕"),
        label("Used to come every 17 days, silent for 182. " * 8, wrap=True),
    )
    made = card(name, words, words="Who may be leaving")
    stand(outer, made)
    outer.addStretch(1)
    place.resize(320, 900)
    place.show()
    qtbot.waitUntil(lambda: name.height() > 0)
    assert name.height() >= name.sizeHint().height()
    assert words.height() >= words.heightForWidth(words.width())
    assert made.y() == outer.contentsMargins().top()
