"""The tab of rules: made by a form with a preview, switched, changed, put away."""

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.rules import queries, service
from app.core.rules.periods import PeriodKind
from app.core.rules.ready import ready
from app.core.rules.rule import NewRule, Rule
from app.core.rules.terms import (
    LifeStageTerms,
    ReplacementTerms,
    RuleKind,
    ThresholdTerms,
)
from app.core.rules.thresholds import Level
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.rules.page import WeekPage, make_page
from app.ui.rules.rule_form import RuleForm
from app.ui.rules.rules_card import RulesCard
from app.ui.rules.settled_card import SettledCard
from app.ui.rules.terms_forms import FORMS, LevelsForm, LivesForm
from app.ui.rules.words import told
from app.ui.screens import settle
from tests.core.rules.shops import LEVEL, Book


@pytest.fixture
def book(shop: Shop, owner: Actor) -> Book:
    return Book(shop, owner)


@pytest.fixture
def card(context: Context, qtbot: QtBot, book: Book) -> RulesCard:
    page = make_page(context)
    assert isinstance(page, WeekPage)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show_place(Place("week", detail="rules"))
    page.show()
    assert settle(context.jobs.busy)
    found = page.open_tab()
    assert isinstance(found, RulesCard)
    return found


def kept(book: Book) -> list[Rule]:
    with book.shop.read(book.owner) as reader:
        return [each.rule for each in queries.rules(reader)]


def begun(card: RulesCard, kind: RuleKind, rule: Rule | None = None) -> RuleForm:
    card.begin(kind, rule)
    assert settle(card.context.jobs.busy)
    assert card.form is not None
    return card.form


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_a_ready_made_rule_is_on_with_one_button(
    card: RulesCard, book: Book, context: Context
) -> None:
    assert "There is no rule yet" in words(card)
    card.new_cards[RuleKind.ABNORMAL].click()
    assert settle(context.jobs.busy)
    assert card.form is not None
    card.form.save.click()
    assert settle(context.jobs.busy)
    (rule,) = kept(book)
    assert (rule.name, rule.kind, rule.active) == ("Unusual receipts", RuleKind.ABNORMAL, True)
    assert card.form is None
    assert "Receipts of the last 30 days" in words(card)


def test_the_preview_says_whom_it_would_tell_of(card: RulesCard, book: Book) -> None:
    for amount in (150_000, 400_000):
        book.buy(book.person(f"V{amount}"), amount)
    form = begun(card, RuleKind.THRESHOLD)
    assert form.preview is not None
    assert (form.preview.count, form.preview.noted) == (2, 1)
    assert "It would ask for 2 things now." in words(form)
    assert "1 lower level is only noted." in words(form)


def test_the_preview_follows_the_form(card: RulesCard, book: Book) -> None:
    book.buy(book.person(), 150_000)
    form = begun(card, RuleKind.THRESHOLD)
    assert isinstance(form.form, LevelsForm)
    form.form.levels.show_levels((Level(200_000, "券"),))
    form.look()
    assert settle(card.context.jobs.busy)
    assert form.preview is not None
    assert form.preview.count == 0
    form.form.levels.show_levels((Level(0, "券"),))
    form.look()
    assert settle(card.context.jobs.busy)
    assert form.preview is None
    assert "does not lie between" in words(form)


def test_those_who_have_it_already_may_be_left_out(
    card: RulesCard, book: Book, context: Context
) -> None:
    book.buy(book.person(), 150_000)
    form = begun(card, RuleKind.THRESHOLD)
    form.quietly.setChecked(True)
    form.save.click()
    assert settle(context.jobs.busy)
    assert book.waiting() == []
    with book.shop.read(book.owner) as reader:
        assert queries.rules(reader)[0].states == {"logged": 1}


def test_what_is_wrong_is_said_at_the_name(card: RulesCard, book: Book, context: Context) -> None:
    form = begun(card, RuleKind.ABNORMAL)
    form.name.clear()
    form.save.click()
    assert settle(context.jobs.busy)
    assert "needs a name" in form.name_line.below.text()
    assert form.save.isEnabled()
    assert kept(book) == []


def test_a_kept_rule_is_changed_and_taken_back(
    card: RulesCard, book: Book, context: Context
) -> None:
    book.rule(ThresholdTerms((LEVEL,)), name="Old")
    assert settle(context.jobs.busy)
    (rule,) = kept(book)
    form = begun(card, RuleKind.THRESHOLD, rule)
    assert isinstance(form.form, LevelsForm)
    form.name.setText("New")
    form.form.kind.setCurrentIndex(form.form.kind.findData(PeriodKind.MONTHS))
    form.form.months.setValue(6)
    form.save.click()
    assert settle(context.jobs.busy)
    (changed,) = kept(book)
    assert (changed.name, changed.period, changed.months) == ("New", PeriodKind.MONTHS, 6)
    context.undo.undo()
    assert settle(context.jobs.busy)
    assert kept(book) == [rule]


def test_off_and_put_away(card: RulesCard, book: Book, context: Context) -> None:
    book.rule(ThresholdTerms((LEVEL,)), name="满额")
    assert settle(context.jobs.busy)
    (on,) = [e for e in card.findChildren(QCheckBox) if e.accessibleName() == "Rule on: 满额"]
    on.click()
    assert settle(context.jobs.busy)
    assert not kept(book)[0].active
    (away,) = [e for e in card.findChildren(QPushButton) if e.accessibleName() == "Put away: 满额"]
    away.click()
    assert settle(context.jobs.busy)
    assert kept(book) == []


@pytest.mark.parametrize("kind", RuleKind)
def test_each_form_gives_back_what_it_was_shown(
    kind: RuleKind, context: Context, qtbot: QtBot
) -> None:
    form = FORMS[kind](context.theme)
    qtbot.addWidget(form)
    new = ready(kind)
    form.show_rule(new)
    assert form.terms() == new.terms
    if kind is RuleKind.THRESHOLD:
        assert form.period() == (new.period, new.months)


def test_goods_that_are_no_longer_offered_stay_chosen(context: Context, qtbot: QtBot) -> None:
    form = LivesForm(context.theme)
    qtbot.addWidget(form)
    terms = ReplacementTerms(category="电器")
    form.show_rule(NewRule("x", terms))
    assert form.terms() == terms
    form.show_goods((("茶叶", "电器"), {7: "水壶"}))
    assert form.terms() == terms


def test_rules_are_told_in_a_line() -> None:
    assert told(ready(RuleKind.THRESHOLD)).startswith("Each calendar year · from ¥1,000: ")
    assert told(ready(RuleKind.REPLACEMENT)).endswith("30 days ahead")
    stage = LifeStageTerms(stage=None, category="母婴")
    assert told(NewRule("x", stage)) == ("母婴 → Child · after 5 years · 30 days ahead")


def test_what_was_done_can_be_opened_again(book: Book, context: Context, qtbot: QtBot) -> None:
    book.rule(ThresholdTerms((LEVEL,)), name="满额")
    book.buy(book.person(), 100_000)
    book.look()
    with book.shop.write(book.owner, "Done") as unit:
        service.done(unit, [each.id for each in book.waiting()])
    card = SettledCard(context)
    qtbot.addWidget(card)
    card.show()
    assert settle(context.jobs.busy)
    assert len(card.found) == 1
    (again,) = [e for e in card.findChildren(QPushButton) if e.text() == "Open again"]
    again.click()
    assert settle(context.jobs.busy)
    assert len(book.waiting()) == 1
    assert not card.found
