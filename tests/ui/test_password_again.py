"""The password again, by keyboard: asked once, mended when wrong, and nothing lost by Esc."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.catalogue.field import Field
from app.catalogue.life import Life
from app.core.actor import Actor, Role
from app.core.audit.queries import entries
from app.core.customers.profile import Profile, profile
from app.core.duplicates.queries import compare
from app.core.exchange.paper_trail import note_paper
from app.core.step_up import Proof
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.file_page import FilePage, make_page
from app.ui.customers.value_line import ValueLine
from app.ui.duplicates.merge_page import MergePage
from app.ui.exchange.take_out import TakeOut
from app.ui.history.value_dialog import ValueDialog
from app.ui.house import House, NewShop
from app.ui.jobs import Topic
from app.ui.lending import ValuePlace
from app.ui.main_window import Window
from app.ui.navigation import Place
from app.ui.password_again import PasswordAgain
from app.ui.screens import settle
from app.ui.session import Session
from app.ui.settings.people import PeopleCard
from tests.conftest import PASSWORD
from tests.factories import make_customer
from tests.ui.conftest import Answers
from tests.vaults import Hands

SECRET = "对花生过敏"
PLACE = Life.medical_history


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


def line(page: FilePage) -> ValueLine:
    found = [card.line(PLACE) for card in page.cards.values()]
    return next(each for each in found if each is not None)


def asked(qtbot: QtBot, session: Session) -> PasswordAgain:
    """The dialog, once it is there."""
    qtbot.waitUntil(lambda: session.asking.dialog is not None)
    found = session.asking.dialog
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    return found


def give(qtbot: QtBot, session: Session, password: str = PASSWORD) -> PasswordAgain:
    """Type it and press Enter."""
    found = asked(qtbot, session)
    QTest.keyClicks(found.password, password)
    QTest.keyClick(found.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.asking.dialog is not found or not found.password.isReadOnly())
    return found


def leave(qtbot: QtBot, session: Session) -> None:
    found = asked(qtbot, session)
    QTest.keyClick(found.password, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: session.asking.dialog is None)


def actions(shop: Shop, owner: Actor) -> list[str]:
    with shop.read(owner) as reader:
        return [each.action for each in entries(reader)]


def test_the_first_minutes_after_unlocking_nobody_is_asked(
    page: FilePage, session: Session
) -> None:
    page.reveal()
    assert settle(session.jobs.busy)
    assert session.asking.dialog is None
    assert line(page).shown.words == SECRET


def test_enter_shows_what_is_hidden_and_then_nobody_is_asked_for_a_while(
    qtbot: QtBot, page: FilePage, session: Session, hands: Hands, shop: Shop, owner: Actor
) -> None:
    hands.pass_(minutes=5)
    page.reveal()
    found = asked(qtbot, session)
    words = " ".join(each.text() for each in found.findChildren(QLabel))
    assert "To show what is hidden." in words
    assert "not be asked again for 5 minutes" in words
    assert line(page).shown.masked
    give(qtbot, session)
    qtbot.waitUntil(lambda: line(page).shown.words == SECRET)
    assert actions(shop, owner)[:2] == ["customer.reveal", "password.again"]
    hands.pass_(minutes=4)
    session.jobs.write("Print", lambda unit: note_paper(unit, "list", 1, "pdf"))
    assert settle(session.jobs.busy)
    assert session.asking.dialog is None


def test_escape_shows_nothing_and_says_so(
    qtbot: QtBot, page: FilePage, session: Session, hands: Hands, said: list[str], dialogs: Answers
) -> None:
    hands.pass_(minutes=5)
    line(page).edit()
    leave(qtbot, session)
    assert settle(session.jobs.busy)
    assert line(page).shown.masked
    assert said == ["The password was not given. Nothing was shown."]
    assert dialogs.problems == []


def test_a_hidden_value_is_edited_after_the_password(
    qtbot: QtBot, page: FilePage, session: Session, hands: Hands
) -> None:
    hands.pass_(minutes=5)
    line(page).edit()
    give(qtbot, session)
    qtbot.waitUntil(lambda: line(page).editor is not None)


def test_after_escape_another_look_opens_no_editor(
    qtbot: QtBot, page: FilePage, session: Session, hands: Hands
) -> None:
    hands.pass_(minutes=5)
    line(page).edit()
    leave(qtbot, session)
    page.reveal()
    give(qtbot, session)
    qtbot.waitUntil(lambda: line(page).shown.words == SECRET)
    assert line(page).editor is None


def test_a_wrong_password_is_said_and_mended(
    qtbot: QtBot, page: FilePage, session: Session, hands: Hands
) -> None:
    hands.pass_(minutes=5)
    page.reveal()
    found = give(qtbot, session, "wrong password")
    assert "password" in found.line.below.text().lower()
    assert found.line.below.property("look") == "danger"
    assert found.password.text() == ""
    assert line(page).shown.masked
    give(qtbot, session)
    qtbot.waitUntil(lambda: line(page).shown.words == SECRET)


def test_guessing_has_to_wait(qtbot: QtBot, page: FilePage, session: Session, hands: Hands) -> None:
    hands.pass_(minutes=5)
    page.reveal()
    for _ in range(5):
        give(qtbot, session, "wrong password")
    found = give(qtbot, session)
    assert "30 s" in found.line.below.text()
    assert line(page).shown.masked
    leave(qtbot, session)


def test_nothing_typed_is_no_try(qtbot: QtBot, page: FilePage, session: Session) -> None:
    session.inside.actor.proof.forget()
    page.reveal()
    found = asked(qtbot, session)
    assert not found.go_on.isEnabled()
    QTest.keyClick(found.password, Qt.Key.Key_Return)
    assert not found.password.isReadOnly()
    leave(qtbot, session)


def test_two_things_wait_for_one_password(
    qtbot: QtBot, session: Session, shop: Shop, owner: Actor, hands: Hands
) -> None:
    hands.pass_(minutes=5)
    done: list[str] = []
    for what in ("list", "labels"):
        session.jobs.write(
            "Print",
            lambda unit, what=what: note_paper(unit, what, 1, "pdf"),  # type: ignore[misc]
            lambda _, what=what: done.append(what),  # type: ignore[misc]
        )
    assert settle(session.jobs.busy)
    give(qtbot, session)
    qtbot.waitUntil(lambda: done == ["list", "labels"])
    assert actions(shop, owner).count("password.again") == 1


def test_a_question_that_nobody_waits_for_is_not_asked_again(
    qtbot: QtBot, session: Session, her: int, hands: Hands
) -> None:
    hands.pass_(minutes=5)
    topic = Topic(session)
    answers: list[Profile] = []
    session.jobs.read(lambda reader: profile(reader, her, reveal=True), answers.append, topic=topic)
    asked(qtbot, session)
    session.jobs.read(lambda reader: profile(reader, her), answers.append, topic=topic)
    assert settle(session.jobs.busy)
    give(qtbot, session)
    assert settle(session.jobs.busy)
    assert [each.masked(PLACE) for each in answers] == [True]


def test_what_is_shown_is_hidden_again_when_the_time_is_over(
    page: FilePage, session: Session, hands: Hands
) -> None:
    page.reveal()
    assert settle(session.jobs.busy)
    assert page.revealing._hiding.isActive()
    hands.pass_(minutes=5)
    page.revealing._hiding.timeout.emit()
    assert settle(session.jobs.busy)
    assert line(page).shown.masked
    assert session.asking.dialog is None  # nobody asked for anything


def test_what_is_being_edited_is_not_taken_away(
    page: FilePage, session: Session, hands: Hands, shop: Shop, owner: Actor, her: int
) -> None:
    page.reveal()
    assert settle(session.jobs.busy)
    line(page).edit()
    editor = line(page).editor
    assert editor is not None
    editor.put("不再过敏")
    hands.pass_(minutes=6)
    page.revealing._hiding.timeout.emit()
    page.reload()  # something else in the file has changed
    assert settle(session.jobs.busy)
    assert line(page).editor is editor
    assert line(page).shown.words == SECRET
    editor.finished.emit()
    assert settle(session.jobs.busy)
    assert session.asking.dialog is None
    assert line(page).shown.masked
    owner.proof.give()
    with shop.read(owner) as reader:
        assert profile(reader, her, reveal=True).value(PLACE) == "不再过敏"


def test_earlier_values_ask_too(
    qtbot: QtBot, context: Context, session: Session, her: int, hands: Hands
) -> None:
    hands.pass_(minutes=5)
    dialog = ValueDialog(context, ValuePlace(her, PLACE, 0), None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert settle(context.jobs.busy)
    dialog.show_hidden.click()
    give(qtbot, session)
    qtbot.waitUntil(lambda: SECRET in [each.text() for each in dialog.findChildren(QLabel)])


def test_files_to_be_merged_stay_masked_until_it_is_given(
    qtbot: QtBot, context: Context, session: Session, shop: Shop, owner: Actor, her: int,
    hands: Hands,
) -> None:  # fmt: skip
    other = make_customer(shop, owner, "王坤", texts={PLACE: "糖尿病"})
    with shop.read(owner) as reader:
        assert compare(reader, her, other, reveal=True)
    hands.pass_(minutes=5)
    page = MergePage(context)
    qtbot.addWidget(page)
    page.show_place(Place("merge", her, str(other)))
    page.show()
    assert settle(context.jobs.busy)
    assert not _words(page) & {SECRET, "糖尿病"}
    page.show_hidden.click()
    give(qtbot, session)
    qtbot.waitUntil(lambda: {SECRET, "糖尿病"} <= _words(page))


def _words(page: QObject) -> set[str]:
    from PySide6.QtWidgets import QRadioButton

    return {each.text() for each in page.findChildren(QRadioButton)}


def test_a_list_is_taken_out_after_the_password_and_the_form_waits(
    qtbot: QtBot, context: Context, session: Session, her: int, hands: Hands, dialogs: Answers,
    tmp_path: Path,
) -> None:  # fmt: skip
    hands.pass_(minutes=5)
    form = TakeOut(context)
    qtbot.addWidget(form)
    form.show()
    assert settle(context.jobs.busy)
    dialogs.file = tmp_path / "out.xlsx"
    form.purpose.setText("For the accountant")
    form.write()
    leave(qtbot, session)
    assert not dialogs.file.exists()
    assert form.purpose.text() == "For the accountant"
    assert form.go.isEnabled()
    assert any("Nothing left the shop." in each.text() for each in form.told.findChildren(QLabel))
    form.write()
    give(qtbot, session)
    qtbot.waitUntil(lambda: tmp_path.joinpath("out.xlsx").exists())
    assert settle(context.jobs.busy)


def test_people_are_changed_after_the_password_and_the_name_waits(
    qtbot: QtBot, context: Context, session: Session, hands: Hands, dialogs: Answers
) -> None:
    hands.pass_(minutes=5)
    card = PeopleCard(context)
    qtbot.addWidget(card)
    card.show()
    assert settle(context.jobs.busy)
    assert session.asking.dialog is None  # names are seen by whoever may see settings
    QTest.keyClicks(card.name, "Xiao Li")
    QTest.keyClick(card.name, Qt.Key.Key_Return)
    leave(qtbot, session)
    assert card.name.text() == "Xiao Li"
    assert dialogs.told == []
    QTest.keyClick(card.name, Qt.Key.Key_Return)
    give(qtbot, session)
    qtbot.waitUntil(lambda: len(dialogs.told) == 1)
    assert "Xiao Li" in dialogs.told[0]


def test_customers_at_the_screen_have_proved_nothing(context: Context, owner: Actor) -> None:
    assert owner.proof.fresh
    context.doors.screen_given.emit(True)
    assert not owner.proof.fresh
    owner.proof.give()  # whoever took it back typed the password
    context.doors.screen_given.emit(False)
    assert owner.proof.fresh


@pytest.fixture
def open_window(window: Window, house: House, tmp_path: Path) -> Window:
    window.enter(house.make(NewShop(tmp_path / "Tea.shuke", "Tea", "", PASSWORD, anywhere=True)))
    return window


def test_locking_closes_the_question_and_ends_the_proof(qtbot: QtBot, open_window: Window) -> None:
    session = open_window.session
    assert session is not None
    actor = session.inside.actor
    assert actor.proof.fresh
    actor.proof.forget()
    done: list[object] = []
    session.jobs.write(
        "Print", lambda unit: note_paper(unit, "list", 1, "pdf"), done.append,
        on_error=done.append,
    )  # fmt: skip
    dialog = asked(qtbot, session)
    actor.proof.last()
    open_window.lock()
    assert not dialog.isVisible()
    assert (session.asking.dialog, done, actor.proof.fresh) == (None, [], False)
    qtbot.waitUntil(lambda: not open_window.background.busy())


def test_a_shop_kept_open_by_a_long_job_trusts_nobody(open_window: Window) -> None:
    session = open_window.session
    assert session is not None
    ends: list[int] = []

    def work(_: object) -> None:
        while not ends:
            pass

    session.jobs.long("Test", work)
    open_window.idle.limit = 60
    open_window.idle.leave()
    try:
        assert open_window.session is session
        assert not session.inside.actor.proof.fresh
    finally:
        ends.append(1)
    assert settle(session.jobs.busy)


def test_the_sample_shop_whose_password_nobody_knows_asks_for_none(house: House) -> None:
    from app.core.demo.filling import Size
    from app.ui.long_job import LongJob
    from app.ui.samples import make_sample, reopen_sample

    made = make_sample(house, LongJob(""), Size(2, 2))
    made.shop.close()
    again = reopen_sample(house, made.shop.folder)
    again.actor.proof._given = None
    assert again.actor.proof.fresh
    again.shop.close()


def test_the_line_for_the_password_hides_it(qtbot: QtBot, page: FilePage, session: Session) -> None:
    session.inside.actor.proof.forget()
    page.reveal()
    found = asked(qtbot, session)
    assert found.password.echoMode() == QLineEdit.EchoMode.Password
    assert found.password.accessibleName() == "Password"
    leave(qtbot, session)
