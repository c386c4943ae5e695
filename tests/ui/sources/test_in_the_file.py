"""A file edited from three sources: marks, both values, one key, and a visit's origin."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.catalogue.life import Life
from app.core.actor import Actor
from app.core.customers.profile import Profile, profile
from app.core.sources import queries
from app.core.sources.origin import Origin
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.file_page import FilePage
from app.ui.customers.value_line import ValueLine
from app.ui.joints import FILE_ENTRIES, VALUE_ENTRIES
from app.ui.lending import FileParts
from app.ui.navigation import Place
from app.ui.sources.visit_dialog import VisitDialog
from tests.conftest import TODAY


@pytest.fixture
def page(qtbot: QtBot, context: Context, shown: Callable[[QWidget], QWidget], lan: int) -> FilePage:
    """Her file."""
    made = FilePage(context, FileParts((), FILE_ENTRIES, VALUE_ENTRIES))
    made.show_place(Place("customer", record=lan))
    shown(made)
    qtbot.waitUntil(lambda: not context.jobs.busy())
    return made


def line(page: FilePage, key: str) -> ValueLine:
    """The line of a field."""
    found = [
        each
        for each in page.findChildren(ValueLine)
        if each.shown.field.key == key and each.isVisible()
    ]
    return found[0]


def look(shop: Shop, owner: Actor, who: int) -> Profile:
    """Her profile."""
    with shop.read(owner) as reader:
        return profile(reader, who)


def test_the_other_source_s_value_stands_below_ours(page: FilePage) -> None:
    said = line(page, "job_title")
    assert said.shown.words == "财务经理"
    assert said.doubt_words() == ["Rented list, 21 Nov says: 出纳"]
    assert said.shown.about() == "Talk while serving, 20 Nov"
    assert said.age() == ""


def test_an_old_value_is_marked_in_words_too(page: FilePage) -> None:
    said = line(page, "favourite_dishes")
    assert said.age() == "not confirmed since 1 Nov 2023"
    assert said.accessibleName().endswith("not confirmed since 1 Nov 2023")
    said.grab()


def test_one_key_confirms_a_value_in_the_file(
    qtbot: QtBot, page: FilePage, shop: Shop, owner: Actor, lan: int
) -> None:
    said = line(page, "favourite_dishes")
    said.setFocus()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(said, Qt.Key.Key_T, control | shift)
    qtbot.waitUntil(lambda: line(page, "favourite_dishes").age() == "")
    told = look(shop, owner, lan).fact(Life.favourite_dishes)
    assert (told.source, told.verified_on) == ("fair", TODAY)


def test_what_is_entered_on_a_visit_remembers_it(
    qtbot: QtBot, context: Context, page: FilePage, shop: Shop, owner: Actor, lan: int
) -> None:
    context.origins.say(Origin("counter.talk", TODAY))
    page.writes.save(Life.favourite_dishes, "东坡肉")
    qtbot.waitUntil(lambda: not context.jobs.busy())
    told = look(shop, owner, lan).fact(Life.favourite_dishes)
    assert (told.source, told.learnt_on) == ("counter.talk", TODAY)
    context.origins.say(None)
    page.writes.save(Life.motto, "乐")
    qtbot.waitUntil(lambda: not context.jobs.busy())
    assert look(shop, owner, lan).fact(Life.motto).source == "owner"


def test_a_weaker_source_is_kept_beside_and_said(
    qtbot: QtBot, context: Context, page: FilePage, shop: Shop, owner: Actor, lan: int
) -> None:
    said: list[str] = []
    context.messages.toasted.connect(lambda message: said.append(message.words))
    context.origins.say(Origin("fair", TODAY))
    page.writes.save(Basics.job_title, "主任")
    qtbot.waitUntil(lambda: bool(said))
    assert "kept beside it" in said[0]
    with shop.read(owner) as reader:
        assert [each.theirs for each in queries.conflicts(reader, lan)] == ["出纳", "主任"]
    assert look(shop, owner, lan).value(Basics.job_title) == "财务经理"


def test_the_file_s_menu_opens_the_visit(qtbot: QtBot, context: Context, page: FilePage) -> None:
    entry = next(each for each in FILE_ENTRIES if each.title == "What I enter now comes from…")
    dialog = entry.run(context, 1)
    assert isinstance(dialog, VisitDialog)
    dialog.reject()
