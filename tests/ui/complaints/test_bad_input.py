"""What cannot be true, typed into the window: said where it stands, and nothing of it kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.clock import Clock
from app.core.complaints import queries, service
from app.core.complaints.service import NewComplaint
from app.core.store.shop import Shop
from app.ui.complaints.entry_dialog import EntryDialog
from app.ui.complaints.page import ComplaintPage
from app.ui.complaints.words import promised_moment
from app.ui.context import Context
from app.ui.exchange.page import ImportPage, make_page
from app.ui.exchange.wizard import DONE
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.conftest import SHANGHAI, TODAY
from tests.ui.conftest import Answers

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC)


@pytest.fixture
def made(shop: Shop, owner: Actor) -> int:
    with shop.write(owner, "Complaint") as unit:
        told = NewComplaint("茶碎了", received_at=NOON - timedelta(days=3))
        return service.receive(unit, told)


@pytest.mark.parametrize(
    ("until", "sentence"),
    [("2026-01-05", "before the complaint was received"), ("whenever", "no day")],
)
def test_a_promise_in_the_past_or_on_no_day(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor, until: str, sentence: str
) -> None:
    dialog = EntryDialog(context, None)
    dialog.open()
    assert settle(context.jobs.busy)
    dialog.words.setPlainText("kettle leaks")
    dialog.until.setText(until)
    dialog.keep()
    assert settle(context.jobs.busy)
    assert dialog.isVisible()
    assert sentence in dialog.wrong.text()
    assert dialog.words.toPlainText() == "kettle leaks"  # what was right is still there
    dialog.until.setText("tomorrow")
    dialog.keep()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        assert queries.counts(reader)[0] == 1


@pytest.mark.parametrize(
    ("line", "typed"), [("until", "2026-11-01"), ("until", "someday"), ("cost", "a lot")]
)
def test_on_its_page_the_old_note_stays(
    qtbot: QtBot,
    context: Context,
    dialogs: Answers,
    shop: Shop,
    owner: Actor,
    made: int,
    line: str,
    typed: str,
) -> None:
    page = ComplaintPage(context)
    page.show_place(Place("complaint", record=made))
    qtbot.addWidget(page)
    page.show()
    assert settle(context.jobs.busy)
    editor = getattr(page.form, line)
    editor.setText(typed)
    editor.editingFinished.emit()
    assert settle(context.jobs.busy)
    complained = page.form.forms[editor].below.text()
    assert complained or dialogs.problems
    with shop.read(owner) as reader:
        found = queries.get_complaint(reader, made)
    assert found is not None
    assert (found.promised_at, found.cost) == (None, None)


def test_the_wizard_says_what_it_left_out(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    path = tmp_path / "投诉.csv"
    path.write_text(
        "受理时间,描述,解决时间,满意度,花费\n"
        "2026-11-01 10:00,茶碎了,2026-10-01 10:00,9,-5\n"
        "2099-01-01 10:00,来自将来,,,\n",
        "utf-8",
    )
    page = make_page(context)
    assert isinstance(page, ImportPage)
    qtbot.addWidget(page)
    page.show()
    wizard = page.wizard
    wizard.take(path)
    assert settle(context.jobs.busy)
    assert str(wizard.file.what.value()) == "complaints"
    while wizard.at < DONE:
        before = wizard.at
        wizard.next.click()
        assert settle(context.jobs.busy)
        assert wizard.at > before
    report = wizard.done.report
    assert report is not None
    assert dict(report.reasons) == {"future_date": 1}
    assert set(report.warnings) == {"settled_before_received", "bad_grade", "bad_cost"}


def standing(now: datetime) -> Clock:
    return Clock(lambda: now.astimezone(UTC), SHANGHAI)


def test_promised_for_today_in_the_evening_is_still_to_come() -> None:
    for hour, until in ((12, 18), (19, 23)):
        now = datetime(2026, 11, 22, hour, tzinfo=SHANGHAI)
        found = promised_moment(TODAY, standing(now))
        assert found is not None
        assert found.hour == until
        assert found > now
    assert promised_moment(None, standing(NOON)) is None
