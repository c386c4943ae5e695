"""A visit's origin reaches new files and quick notes; a whole part says where it is from."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.catalogue.life import Life
from app.core.actor import Actor
from app.core.customers.profile import profile
from app.core.sources.origin import Origin
from app.core.store.shop import Shop
from app.core.timeline import queries as timeline
from app.ui.context import Context
from app.ui.customers.file_page import FilePage
from app.ui.customers.new_page import NewPage
from app.ui.customers.quick_add import QuickAdd
from app.ui.customers.value_menu import part_menu
from app.ui.joints import PART_ENTRIES
from app.ui.lending import FileParts, PartPlace
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.sources.part_dialog import PartDialog

FAIR = Origin("fair", date(2026, 11, 20))


def test_a_quick_note_comes_from_the_visit(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor, lan: int
) -> None:
    line = QuickAdd(context)
    qtbot.addWidget(line)
    line.show_record(lan)
    context.origins.say(FAIR)
    line.line.setText("爱喝胡萝卜汁")
    line.keep()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        (note,) = timeline.preferences(reader, lan)
        entry = timeline.stream(reader, lan, ["note"])[0]
    assert (note.source, note.on) == ("fair", date(2026, 11, 20))
    assert len(entry.labels) == 1


def test_a_new_file_comes_from_the_visit(
    qtbot: QtBot, context: Context, shown: Callable[[QWidget], QWidget], shop: Shop, owner: Actor
) -> None:
    page = NewPage(context, "individual")
    page.show_place(Place("new-customer"))
    shown(page)
    assert settle(context.jobs.busy)
    context.origins.say(FAIR)
    page.editors["name"].put("何秀英")
    page.save()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        told = profile(reader, 1).fact(Basics.name)
    assert (told.source, told.learnt_on) == ("fair", date(2026, 11, 20))


@pytest.fixture
def dialog(qtbot: QtBot, context: Context, lan: int) -> PartDialog:
    made = PartDialog(context, PartPlace(lan, Life), None)
    qtbot.addWidget(made)
    made.open()
    assert settle(context.jobs.busy)
    return made


def test_a_part_says_where_its_values_come_from(
    dialog: PartDialog, context: Context, shop: Shop, owner: Actor, lan: int
) -> None:
    assert dialog.form.channel.currentData() == "fair"
    box = dialog.form.channel
    box.setCurrentIndex(box.findData("counter.talk"))
    dialog.form.learnt.setText("2026-10-01")
    dialog.save()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        found = profile(reader, lan)
    assert found.fact(Life.favourite_dishes).source == "counter.talk"
    assert found.fact(Basics.name).source == "fair"
    assert not dialog.isVisible()


def test_what_cannot_be_keeps_the_dialog_open(dialog: PartDialog) -> None:
    dialog.form.learnt.setText("2027-01-01")
    dialog.save()
    assert dialog.isVisible()


def test_a_part_has_a_menu_of_its_own(
    qtbot: QtBot, context: Context, shown: Callable[[QWidget], QWidget], lan: int
) -> None:
    page = FilePage(context, FileParts(part_entries=PART_ENTRIES))
    page.show_place(Place("customer", record=lan))
    shown(page)
    assert settle(context.jobs.busy)
    assert page.body.cards["life"].more.isVisible()
    menu = part_menu(page, context, PartPlace(lan, Life), PART_ENTRIES)
    assert [each.text() for each in menu.actions()] == ["This whole part comes from…"]
