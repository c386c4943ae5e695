"""Slipping away and buying less: ranked, told in a sentence, done about, taken back."""

import csv
from array import array
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.complaints import service as complaints
from app.core.complaints.service import NewComplaint
from app.core.fading import queries
from app.core.fading.service import not_fading
from app.core.fading.ways import FAILED, PLANNED, WAITING
from app.core.fading.win_backs import WinBack, Worked
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.fading import falling_card, slipping_card
from app.ui.fading.answers import KNOWN, LAPSED, SLIPPING, fade_rows
from app.ui.fading.ask_dialogs import PlanDialog, ReasonDialog, TriedDialog
from app.ui.fading.list_card import PeopleCard
from app.ui.fading.slipping_card import SlippingCard
from app.ui.fading.words import worked_words
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.widgets.paper_dialog import PaperDialog
from tests.conftest import TODAY
from tests.factories import make_purchase
from tests.ui.conftest import Answers
from tests.ui.fading.conftest import Crowd, Open, press, said

D = TypeVar("D", PlanDialog, TriedDialog, ReasonDialog)


@pytest.fixture
def card(opened: Open) -> SlippingCard:
    made = opened(slipping_card.make_card)
    assert isinstance(made, SlippingCard)
    return made


def ids(card: PeopleCard) -> list[int]:
    return list(card.table.records.ids)


def cell(card: PeopleCard, row: int, key: str) -> str:
    number = [each.key for each in card.table.records.columns].index(key)
    return card.table.records.cell(row, number)[1]


def steps(shop: Shop, owner: Actor, who: int) -> tuple[WinBack, ...]:
    with shop.read(owner) as reader:
        return queries.win_backs(reader, [who])


def wait(card: PeopleCard) -> None:
    assert settle(card.context.jobs.busy)


def dialog(kind: type[D]) -> D:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]
    return next(each for each in found if each.isVisible())


def test_whose_year_was_worth_most_comes_first(card: SlippingCard, crowd: Crowd) -> None:
    assert ids(card) == [crowd.rich, crowd.chen, crowd.once]
    assert cell(card, 0, "name") == "周大福"
    assert cell(card, 1, "usual") == "30"
    assert cell(card, 1, "silent") == "76"
    assert cell(card, 1, "visits") == "4 → 1"
    assert (cell(card, 1, "before"), cell(card, 1, "recent")) == ("¥400", "¥100")
    assert cell(card, 2, "usual") == "–"


def test_no_number_is_cut_where_room_is_scarce(card: SlippingCard) -> None:
    table = card.table
    places = {each.key: number for number, each in enumerate(table.records.columns)}
    assert table.columnWidth(places["visits"]) >= table.fontMetrics().horizontalAdvance("1,209 → 0")
    assert table.columnWidth(places["name"]) > 150


def test_whoever_complained_comes_sooner_and_is_told(
    card: SlippingCard, crowd: Crowd, shop: Shop, owner: Actor
) -> None:
    with shop.write(owner, "New complaints") as unit:
        for _ in range(2):  # two weigh as one: ¥800 are less than ¥3,600
            complaints.receive(unit, NewComplaint("碎了", customer_id=crowd.chen))
    wait(card)
    assert ids(card)[0] == crowd.rich
    assert "whoever complained lately counts double" in said(card)  # the rule of the order
    assert "complained on" not in said(card)
    card.table.go_to(crowd.chen)
    wait(card)
    assert "from ¥400 to ¥100; complained on 22 Nov." in said(card)
    make_purchase(shop, owner, crowd.chen, TODAY - timedelta(days=200), 200_000)
    wait(card)
    assert ids(card)[0] == crowd.chen


def test_it_says_of_whom_when_and_why(card: SlippingCard) -> None:
    words = said(card)
    assert "more than 2 usual gaps (without a rhythm 180 days)" in words
    assert "2026-05-27 to 2026-11-22 against 2025-11-28 to 2026-05-26; 6 customers" in words
    assert "Nobody has been asked back" in words
    assert "Used to come every 30 days, silent for 76 days now" in words
    assert "down by 75% since May, from ¥3,600 to ¥900" in words


def test_the_other_lists(card: SlippingCard, crowd: Crowd) -> None:
    card.lists.choose(LAPSED)
    wait(card)
    assert ids(card) == [crowd.gone]
    assert "A last letter" in said(card)
    card.lists.choose(KNOWN)
    wait(card)
    assert "No reason has been noted" in said(card)
    assert not card.list_button.isEnabled()


def test_each_list_goes_out_under_its_own_name(
    card: SlippingCard, crowd: Crowd, context: Context, dialogs: Answers, tmp_path: Path
) -> None:
    with context.shop.write(context.actor, "New complaint") as unit:
        complaints.receive(unit, NewComplaint("碎了", customer_id=crowd.once))
    context.jobs.write("Known", lambda unit: not_fading(unit, [crowd.rich], "在国外"))
    wait(card)
    for which, name in (
        (SLIPPING, "Slipping away"), (LAPSED, "Lapsed, or bought once"), (KNOWN, "Reason known")
    ):  # fmt: skip
        card.lists.choose(which)
        wait(card)
        dialogs.file = tmp_path / f"{which}.csv"
        card.take.click()
        wait(card)
        rows = list(csv.DictReader(dialogs.file.read_text("utf-8-sig").splitlines()))
        assert card.seen is not None
        with context.shop.read(context.actor) as reader:
            names = [each.name for each in fade_rows(reader, card.seen.found, ids(card))]
        assert names
        assert [row["Name"] for row in rows] == names
        card.open_list()
        assert context.navigation.here.people is not None
        assert context.navigation.here.people.label == name


def test_sorting(card: SlippingCard, crowd: Crowd) -> None:
    card.table.sort_wanted.emit("silent", True)
    assert ids(card) == [crowd.once, crowd.rich, crowd.chen]
    card.table.sort_wanted.emit("before", False)
    assert ids(card) == [crowd.once, crowd.chen, crowd.rich]


def test_plan_a_win_back(card: SlippingCard, crowd: Crowd, shop: Shop, owner: Actor) -> None:
    press(card.bar, "Win back…")
    asked = dialog(PlanDialog)
    asked.way.choose("visit")
    asked.plan.setText("带点新茶")
    asked.due.setText("在很久以后")
    asked.keep()
    assert asked.wrong.isVisible()
    asked.due.setText("in 3 days")
    asked.keep()
    wait(card)
    (made,) = steps(shop, owner, crowd.rich)
    assert (made.way, made.plan, made.state) == ("visit", "带点新茶", PLANNED)
    assert cell(card, 0, "step") == "Visit by 25 Nov"
    assert "带点新茶" in said(card.bar)
    card.context.undo.undo()
    wait(card)
    assert steps(shop, owner, crowd.rich) == ()
    assert cell(card, 0, "step") == ""


def test_done_given_up_and_no_more_mailings(
    card: SlippingCard, crowd: Crowd, shop: Shop, owner: Actor
) -> None:
    press(card.bar, "Done already…")
    asked = dialog(TriedDialog)
    asked.outcome.setText("没人接")
    asked.keep()
    wait(card)
    assert steps(shop, owner, crowd.rich)[0].state == WAITING
    assert "1 customer asked back in the last year, 0 came. These are few" in said(card)
    press(card.bar, "Give up")
    wait(card)
    assert steps(shop, owner, crowd.rich)[0].state == FAILED
    press(card.bar, "No more mailings")
    wait(card)
    assert "Gets no mailings until she buys again" in said(card.bar)
    press(card.bar, "Allow mailings")
    wait(card)
    assert "Gets no mailings" not in said(card.bar)


def test_which_way_works_better() -> None:
    everybody = {"": Worked(40, 10, 5), "call": Worked(30, 9, 5), "visit": Worked(12, 1, 0)}
    told = worked_words(everybody | {"letter": Worked(0, 0, 0), "offer": Worked(0, 0, 0)})
    assert told == (
        "40 customers asked back in the last year, 10 came. That is 25%. "
        "By way: Phone call 9 of 30, Visit 1 of 12."
    )


def test_a_planned_step_is_done_from_here(
    card: SlippingCard, crowd: Crowd, shop: Shop, owner: Actor
) -> None:
    card.deeds.plan([crowd.rich]).keep()
    wait(card)
    press(card.bar, "Done…")
    dialog(TriedDialog).keep()
    wait(card)
    assert [each.state for each in steps(shop, owner, crowd.rich)] == [WAITING]


def test_not_slipping_away_because(card: SlippingCard, crowd: Crowd) -> None:
    press(card.bar, "Not slipping away, because…")
    asked = dialog(ReasonDialog)
    asked.keep()
    wait(card)
    assert asked.wrong.isVisible()
    asked.reason.setText("出国")
    asked.keep()
    wait(card)
    assert ids(card) == [crowd.chen, crowd.once]
    card.lists.choose(KNOWN)
    wait(card)
    assert "Not slipping away: 出国, until she buys again" in said(card.bar)
    press(card.bar, "That is over")
    wait(card)
    card.lists.choose("slipping")
    wait(card)
    assert ids(card) == [crowd.rich, crowd.chen, crowd.once]


def test_several_at_once(card: SlippingCard, crowd: Crowd, shop: Shop, owner: Actor) -> None:
    card.table.selectAll()
    wait(card)
    assert "3 customers chosen" in said(card.bar)
    press(card.bar, "Win back…")
    asked = dialog(PlanDialog)
    assert "For 3 customers." in said(asked)
    asked.keep()
    wait(card)
    for who in (crowd.rich, crowd.chen, crowd.once):
        assert len(steps(shop, owner, who)) == 1
    card.context.undo.undo()
    wait(card)
    assert steps(shop, owner, crowd.once) == ()


def test_as_a_list_of_customers(card: SlippingCard, crowd: Crowd) -> None:
    opened: list[Place] = []
    card.context.navigation.opened.connect(opened.append)
    card.open_list()
    assert opened[0].people is not None
    assert opened[0].people.ids == (crowd.rich, crowd.chen, crowd.once)


def test_enter_opens_the_file(card: SlippingCard, crowd: Crowd, qtbot: QtBot) -> None:
    opened: list[Place] = []
    card.context.navigation.opened.connect(opened.append)
    card.table.setFocus()
    qtbot.keyClick(card.table, Qt.Key.Key_Down)
    qtbot.keyClick(card.table, Qt.Key.Key_Return)
    assert opened == [Place("customer", record=crowd.chen)]


def test_on_paper(
    card: SlippingCard, dialogs: Answers, tmp_path: Path, shop: Shop, owner: Actor
) -> None:
    card.print()
    wait(card)
    shown = next(each for each in QApplication.topLevelWidgets() if isinstance(each, PaperDialog))
    dialogs.file = tmp_path / "list.pdf"
    shown.to_pdf()
    wait(card)
    assert dialogs.file.read_bytes().startswith(b"%PDF")
    shown.reject()


def test_a_purchase_takes_her_off(
    card: SlippingCard, crowd: Crowd, shop: Shop, owner: Actor
) -> None:
    make_purchase(shop, owner, crowd.chen, TODAY, 900_00)
    wait(card)
    assert ids(card) == [crowd.rich, crowd.once]
    with shop.read(owner) as reader:
        assert card.count(reader) == 2


def test_buying_less(opened: Open, crowd: Crowd) -> None:
    card = opened(falling_card.make_card)
    assert isinstance(card, PeopleCard)
    assert ids(card) == [crowd.falling]
    assert "Still comes about every 30 days, last 20 days ago" in said(card)
    press(card.bar, "Plan a visit…")
    assert dialog(PlanDialog).way.value() == "visit"
    dialog(PlanDialog).reject()


def test_nobody(context: Context, qtbot: QtBot) -> None:
    for make in (slipping_card.make_card, falling_card.make_card):
        card = make(context)
        assert isinstance(card, PeopleCard)
        qtbot.addWidget(card)
        card.show()
        assert settle(context.jobs.busy)
        assert "Nobody has bought yet." in said(card)
        assert "Only 0 customers" not in said(card)
        assert card.table.records.ids == array("q")
