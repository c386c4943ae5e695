"""What ends the proof sooner: the lock, customers at the screen, a job left alone."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.exchange.paper_trail import note_paper
from app.ui.context import Context
from app.ui.house import House, NewShop
from app.ui.main_window import Window
from app.ui.screens import settle
from tests.conftest import PASSWORD
from tests.ui.password_again.hand import asked


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
    again.actor.proof.forget()  # as when customers had the screen, or a long job ran alone
    assert again.actor.proof.fresh
    again.shop.close()
