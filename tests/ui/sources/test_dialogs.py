"""Where one value comes from, where a visit's values come from, and a list's."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.catalogue.life import Life
from app.core.actor import Actor
from app.core.customers.profile import profile
from app.core.exchange.options import IMPORTED
from app.core.exchange.service import What
from app.core.sources import queries
from app.core.sources.origin import Origin
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.exchange.options_step import OptionsStep
from app.ui.lending import ValuePlace
from app.ui.sources.origin_dialog import OriginDialog
from app.ui.sources.visit_dialog import VisitDialog
from app.ui.widgets.origin_form import OriginForm
from app.ui.widgets.origin_line import OriginLine
from tests.conftest import TODAY


@pytest.fixture
def dialog(qtbot: QtBot, context: Context, lan: int) -> OriginDialog:
    """Of her job title, which is disputed."""
    made = OriginDialog(context, ValuePlace(lan, Basics.job_title), None)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(lambda: made.about is not None)
    return made


def choose(form: OriginForm, key: str, code: str) -> None:
    """Choose in one of the form's boxes."""
    box = form.lines[key].editor
    box.setCurrentIndex(box.findData(code))  # type: ignore[attr-defined]


def test_it_shows_what_is_known(dialog: OriginDialog) -> None:
    assert dialog.form.channel.currentData() == "service.talk"
    assert dialog.form.learnt.text() == "2026-11-20"
    assert dialog.form.verified.text() == ""
    assert dialog.form.origin() == Origin("service.talk", date(2026, 11, 20))
    assert dialog.about is not None
    assert dialog.days.value() == (365, 730)


def test_what_is_said_is_kept_in_one_act(
    qtbot: QtBot, dialog: OriginDialog, shop: Shop, owner: Actor, lan: int
) -> None:
    choose(dialog.form, "channel", "counter.talk")
    choose(dialog.form, "confidence", "certain")
    choose(dialog.form, "purpose", "care")
    choose(dialog.form, "basis", "contract")
    dialog.form.proof.setText("order 7")
    dialog.form.learnt.setText("2026-10-01")
    dialog.form.verified.setText("2026-11-01")
    dialog.days.amber.setText("90")
    dialog.save()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    with shop.read(owner) as reader:
        told = profile(reader, lan).fact(Basics.job_title)
        assert queries.limits(reader).of(Basics.job_title) == (90, 730)
    assert (told.source, told.learnt_on, told.verified_on) == (
        "counter.talk", date(2026, 10, 1), date(2026, 11, 1),
    )  # fmt: skip
    assert (told.confidence, told.purpose, told.basis) == ("certain", "care", "contract: order 7")


def test_keeping_what_stands_changes_nothing(
    qtbot: QtBot, dialog: OriginDialog, shop: Shop, owner: Actor
) -> None:
    with shop.read(owner) as reader:
        before = reader.connection.exec_driver_sql("SELECT count(*) FROM history").scalar()
    dialog.save()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    with shop.read(owner) as reader:
        after = reader.connection.exec_driver_sql("SELECT count(*) FROM history").scalar()
    assert before == after


@pytest.mark.parametrize("typed", ["", "soon", "2026-13-40", "2027-01-01"])
def test_a_day_that_is_none_is_complained_about(dialog: OriginDialog, typed: str) -> None:
    dialog.form.learnt.setText(typed)
    dialog.save()
    assert dialog.isVisible()
    assert dialog.form.lines["learnt"].below.text() == "This is not a day up to today."


def test_a_bought_list_needs_its_ground(dialog: OriginDialog) -> None:
    choose(dialog.form, "channel", "bought.rented")
    dialog.save()
    assert dialog.isVisible()
    assert "PIPL" in dialog.form.lines["basis"].below.text()
    dialog.form.proof.setText("their consent forms")
    assert not dialog.form.good()
    assert "must not be kept" in dialog.form.not_agreed.text()
    dialog.form.handed_on.setChecked(True)
    assert dialog.form.good()
    assert dialog.form.not_agreed.text() == ""
    choose(dialog.form, "channel", "fair")
    assert dialog.form.handed_on.isHidden()


def test_still_true_and_the_ruling_stand_there_too(
    qtbot: QtBot, context: Context, dialog: OriginDialog, shop: Shop, owner: Actor, lan: int
) -> None:
    dialog.yes.click()
    qtbot.waitUntil(lambda: not context.jobs.busy())
    with shop.read(owner) as reader:
        found = profile(reader, lan)
        assert found.fact(Basics.job_title).verified_on == TODAY
        assert found.fact(Life.favourite_dishes).verified_on is None
    assert dialog.about is not None
    dialog.rule(dialog.about.rivals[0], take=True)
    qtbot.waitUntil(lambda: not context.jobs.busy())
    with shop.read(owner) as reader:
        assert profile(reader, lan).value(Basics.job_title) == "出纳"


def test_a_visit_is_said_once_and_shown_quietly(qtbot: QtBot, context: Context) -> None:
    line = OriginLine(context)
    qtbot.addWidget(line)
    assert line.isHidden()
    made = VisitDialog(context, None)
    qtbot.addWidget(made)
    assert not made.stop.isEnabled()
    made.begin()
    assert context.origins.now == Origin("counter.talk", TODAY)
    assert not line.isHidden()
    assert line.words.text() == "I am entering what I learnt at: Counter talk, 22 Nov"
    again = VisitDialog(context, None)
    qtbot.addWidget(again)
    choose(again.form, "channel", "fair")
    again.begin()
    assert context.origins.now == Origin("fair", TODAY)
    line.stop.click()
    assert context.origins.now is None
    assert line.isHidden()
    again.begin()
    again.end()
    assert context.origins.now is None


def test_headings_among_the_channels_cannot_be_chosen(qtbot: QtBot) -> None:
    form = OriginForm(TODAY)
    qtbot.addWidget(form)
    model = form.channel.model()
    texts = [form.channel.itemText(row) for row in range(form.channel.count())]
    heading = texts.index("Round about")
    assert not model.flags(model.index(heading, 0)) & form.channel.model().flags(
        model.index(heading + 1, 0)
    )
    assert "    Rented list" in texts


def test_the_wizard_asks_where_a_list_comes_from(qtbot: QtBot, context: Context) -> None:
    step = OptionsStep(context)
    qtbot.addWidget(step)
    step.show_what(What.CUSTOMERS)
    told = step.options(None, "", "", text=False).origin
    assert (told.channel, told.basis) == ("import", None)
    assert step.ready()
    choose(step.origin, "channel", "other.swap")
    assert not step.ready()
    choose(step.origin, "basis", "consent")
    step.origin.learnt.setText("2026-10-01")
    assert not step.ready()
    step.origin.handed_on.setChecked(True)
    assert step.ready()
    told = step.options(None, "utf-8", ",", text=True).origin
    assert told == Origin("other.swap", date(2026, 10, 1), basis="consent+23")
    step.forget_origin()
    assert step.options(None, "", "", text=False).origin.channel == IMPORTED.channel
    assert step.options(None, "", "", text=False).origin.basis is None
