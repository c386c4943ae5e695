"""The password again, by keyboard: asked once, mended when wrong, and nothing lost by Esc."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.customers.profile import Profile, profile
from app.core.exchange.paper_trail import note_paper
from app.core.store.shop import Shop
from app.ui.customers.file_page import FilePage
from app.ui.jobs import Topic
from app.ui.screens import settle
from app.ui.session import Session
from tests.ui.conftest import Answers
from tests.ui.password_again.hand import PLACE, SECRET, actions, asked, give, leave, line
from tests.vaults import Hands


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


def test_the_line_for_the_password_hides_it(qtbot: QtBot, page: FilePage, session: Session) -> None:
    session.inside.actor.proof.forget()
    page.reveal()
    found = asked(qtbot, session)
    assert found.password.echoMode() == QLineEdit.EchoMode.Password
    assert found.password.accessibleName() == "Password"
    leave(qtbot, session)
