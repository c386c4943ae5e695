"""Text at 150 % in a narrow window: what a file's cards say and offer is never pressed."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.timeline import service as timeline
from app.core.timeline.service import Said
from app.i18n import use_language
from app.ui.context import Context
from app.ui.joints import FILE_CARDS
from app.ui.lending import MakeCard
from app.ui.looks import Looks
from app.ui.screens import settle
from app.ui.widgets.text import ElidedLabel
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase

NARROW = 616  # what a window of 1280 leaves to a file at 150 %


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    """Somebody who bought, called, was visited and was promised something."""
    who = make_customer(shop, owner, "陈晓云")
    make_purchase(shop, owner, who, TODAY, 600_00)
    with shop.write(owner, "Add to the timeline") as unit:
        timeline.log_touch(unit, who, Said("phone", "in", "问新茶", outcome="留两盒", on=TODAY))
        timeline.visit(unit, who, Said("visit", "out", same="爱喝茶", on=TODAY))
        timeline.promise(unit, who, "留两盒明前龙井", TODAY, made_on=TODAY - timedelta(days=1))
    return who


def pressed(whole: QWidget) -> list[str]:
    """The words of whatever is narrower or lower than it needs."""
    found = []
    for each in whole.findChildren(QLabel):
        if not each.isVisible() or isinstance(each, ElidedLabel):
            continue
        if each.wordWrap():
            tight = each.heightForWidth(each.width()) > each.height()
        else:
            tight = each.sizeHint().width() > each.width()
        found += [each.text()] if tight else []
    buttons = [each for each in whole.findChildren(QPushButton) if each.isVisible()]
    return found + [b.text() for b in buttons if b.sizeHint().width() > b.width()]


@pytest.mark.parametrize("make", FILE_CARDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_on_a_file_is_pressed(
    make: MakeCard, language: str, context: Context, looks: Looks, qtbot: QtBot, chen: int
) -> None:
    looks.set_text_size(150)
    use_language("zh" if language == "zh" else "en")
    card = make(context)
    qtbot.addWidget(card)
    card.resize(NARROW, 2000)
    card.show_record(chen)
    card.show()
    assert settle(context.jobs.busy)
    assert card.width() == NARROW
    assert pressed(card) == []
