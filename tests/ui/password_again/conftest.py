"""The owner by a clock whose hands are moved, and a customer with something hidden."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.field import Field
from app.core.actor import Actor, Role
from app.core.step_up import Proof
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.file_page import FilePage, make_page
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.factories import make_customer
from tests.ui.password_again.hand import PLACE, SECRET
from tests.vaults import Hands


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def owner(hands: Hands) -> Actor:
    """The owner, who unlocked just now, by a clock whose hands are moved here."""
    made = Actor("owner", "老王", Role.OWNER, "session-1", Proof(lambda: hands.at))
    made.proof.give()
    return made


@pytest.fixture
def her(shop: Shop, owner: Actor) -> int:
    texts: dict[Field[Any], str] = {PLACE: SECRET}
    return make_customer(shop, owner, "王堃", texts=texts)


@pytest.fixture
def page(context: Context, qtbot: QtBot, her: int) -> FilePage:
    made = make_page(context)
    assert isinstance(made, FilePage)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show_place(Place("customer", record=her))
    made.show()
    assert settle(context.jobs.busy)
    return made


@pytest.fixture
def said(context: Context) -> list[str]:
    """What the window said for some seconds."""
    words: list[str] = []
    context.messages.toasted.connect(lambda message: words.append(message.words))
    return words
