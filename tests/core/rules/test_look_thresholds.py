"""A threshold rule in a real shop: once per level and period, whatever happens to receipts."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.actor import Actor
from app.core.clock import fixed_clock
from app.core.customers.bin import move_to_bin
from app.core.customers.records import customer
from app.core.errors import Conflict, Refused
from app.core.purchases.records import purchase, to_day
from app.core.rules import keeping, queries, service
from app.core.rules.periods import PeriodKind
from app.core.rules.rule import NewRule
from app.core.rules.service import Outcome
from app.core.rules.terms import AbnormalTerms, ThresholdTerms
from app.core.rules.thresholds import Level
from app.core.store.shop import Shop
from tests.conftest import SHANGHAI
from tests.core.rules.shops import LEVEL, TODAY, Book

ONE = ThresholdTerms((LEVEL,))
THREE = ThresholdTerms((LEVEL, Level(200_000, "上门", True), Level(500_000, "礼品")))


@pytest.fixture
def book(shop: Shop, owner: Actor) -> Book:
    return Book(shop, owner)


def test_v20_it_fires_when_the_sum_reaches_the_level_and_never_again(book: Book) -> None:
    book.rule(ONE)
    chen = book.person()
    book.buy(chen, 40_000)
    book.buy(chen, 50_000)
    assert book.look() == 0
    book.buy(chen, 10_000)
    assert book.look() == 1
    assert book.says(chen) == ["Has bought for ¥1,000 in all and so passed ¥1,000. Offer: 九折券"]
    book.buy(chen, -20_000)
    assert book.look() == 0
    assert book.waiting(chen) == []  # the sum is lower: nothing to give yet
    book.buy(chen, 25_000)
    assert book.look() == 0
    assert len(book.waiting(chen)) == 1  # the one of before, not a second


def test_v20_of_several_levels_at_once_the_highest_fires(book: Book) -> None:
    rule = book.rule(THREE)
    book.buy(book.person(), 250_000)
    assert book.look() == 1
    (found,) = book.waiting()
    assert found.reason["level"] == 200_000
    assert "Service: 上门" in found.why(TODAY)
    with book.shop.read(book.owner) as reader:
        (line,) = queries.rules(reader)
    assert line.rule.id == rule
    assert line.states == {"open": 1, "logged": 1}


def test_many_findings_are_kept_some_at_a_time(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_AT_A_TIME", 2)
    book.rule(ONE)
    people = [book.person() for _ in range(5)]
    for who in people:
        book.buy(who, 100_000)
    assert book.look() == 5
    assert sorted(each.customer_id for each in book.waiting()) == people


def test_a_void_takes_it_off_the_list_and_fires_no_second_time(book: Book) -> None:
    book.rule(ONE)
    chen = book.person()
    first = book.buy(chen, 100_000)
    book.look()
    book.void(first)
    book.look()
    assert book.waiting() == []
    book.buy(chen, 120_000)
    assert book.look() == 0
    assert len(book.waiting()) == 1


def test_an_undone_purchase_takes_an_untouched_finding_away_and_brings_it_back(
    book: Book,
) -> None:
    book.rule(ONE)
    chen = book.person()
    book.buy(chen, 100_000)
    assert book.look() == 1
    undoing = book.undo()
    book.look()
    with book.shop.read(book.owner) as reader:
        assert queries.rules(reader)[0].states == {}
    book.undo(undoing)
    assert book.look() == 1


def test_what_somebody_put_off_says_that_its_reason_has_gone(book: Book) -> None:
    book.rule(ONE)
    chen = book.person()
    book.buy(chen, 100_000)
    book.look()
    (found,) = book.waiting()
    with book.shop.write(book.owner, "Later") as unit:
        service.snooze(unit, [found.id], date(2026, 11, 29))
    assert book.waiting() == []
    book.undo()
    book.look()
    later = replace(book.shop, clock=fixed_clock(date(2026, 11, 29), SHANGHAI))
    later = replace(later, session=replace(book.shop.session, clock=later.clock))
    (again,) = Book(later, book.owner).waiting()
    assert again.gone.startswith("The reason has gone")


def test_each_calendar_year_fires_anew(book: Book) -> None:
    book.rule(ONE, period=PeriodKind.CALENDAR_YEAR)
    chen, li = book.person(), book.person()
    book.buy(chen, 90_000, days_ago=360)  # last year
    book.buy(chen, 90_000)
    book.buy(li, 100_000, days_ago=300)
    assert book.look() == 1
    (found,) = book.waiting()
    assert found.customer_id == li
    assert "since 1 Jan 2026" in found.why(TODAY)


def test_whom_it_applies_to_already_may_be_noted_quietly(book: Book) -> None:
    chen, li = book.person(), book.person()
    book.buy(chen, 150_000)
    book.rule(ONE, quietly=True)
    assert book.look() == 0
    book.buy(chen, 150_000)
    book.buy(li, 150_000)
    assert book.look() == 1
    assert [each.customer_id for each in book.waiting()] == [li]


def test_the_deceased_and_those_in_the_bin_never(book: Book) -> None:
    book.rule(ONE)
    gone, binned, kept = book.person(), book.person(), book.person()
    for each in (gone, binned, kept):
        book.buy(each, 100_000)
    with book.shop.write(book.owner, "Away") as unit:
        unit.update(customer, gone, deceased=1)
        move_to_bin(unit, binned)
    assert book.look() == 1
    assert [each.customer_id for each in book.waiting()] == [kept]


def test_whoever_dies_later_leaves_the_list(book: Book) -> None:
    book.rule(ONE)
    chen = book.person()
    book.buy(chen, 100_000)
    book.look()
    with book.shop.write(book.owner, "Deceased") as unit:
        unit.update(customer, chen, deceased=1)
    assert book.waiting() == []


def test_nothing_is_written_when_nothing_is_found(book: Book) -> None:
    book.rule(ONE)
    book.look()
    with book.shop.read(book.owner) as reader:
        before = keeping.task(reader)
    assert before is None
    book.buy(book.person(), 1)
    book.look()
    with book.shop.read(book.owner) as reader:
        assert (
            reader.connection.exec_driver_sql(
                "SELECT count(*) FROM act WHERE title = 'Look after the rules'"
            ).scalar()
            == 1
        )  # of the first look


def test_an_end_before_it_is_kept_tells_it_the_next_time(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.rule(ONE)
    book.buy(book.person(), 100_000)

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(keeping, "put_seen", dies)
        with pytest.raises(KeyboardInterrupt):
            book.look()
    assert book.waiting() == []
    assert book.look() == 1
    assert book.look() == 0


def test_done_with_its_outcome_and_an_undo(book: Book) -> None:
    book.rule(ONE)
    book.buy(book.person(), 100_000)
    book.look()
    (found,) = book.waiting()
    with book.shop.write(book.owner, "Done") as unit:
        act = unit.act_id
        service.done(unit, [found.id], Outcome("She was glad", given="九折券"))
    assert book.waiting() == []
    with book.shop.read(book.owner) as reader:
        (settled,) = queries.lately_settled(reader)
    assert (settled.outcome, settled.given, settled.who) == ("She was glad", "九折券", "老王")
    book.undo(act)
    assert [each.id for each in book.waiting()] == [found.id]


def test_several_are_set_aside_at_once_and_opened_again(book: Book) -> None:
    book.rule(ONE)
    for _ in range(3):
        book.buy(book.person(), 100_000)
    book.look()
    ids = [each.id for each in book.waiting()]
    with book.shop.write(book.owner, "Dismiss") as unit:
        assert service.dismiss(unit, ids, "staff") == 3
        assert unit.changes.tables["firing"] == set(ids)
    assert book.waiting() == []
    with book.shop.write(book.owner, "Again") as unit:
        service.reopen(unit, ids)
    assert len(book.waiting()) == 3


def test_a_rule_goes_with_its_untouched_findings_but_not_with_what_was_done(book: Book) -> None:
    book.rule(ONE)
    made = book.acts[-1]
    book.buy(book.person(), 100_000)
    book.look()
    (found,) = book.waiting()
    with book.shop.write(book.owner, "Done") as unit:
        done = unit.act_id
        service.done(unit, [found.id])
    with pytest.raises(Conflict):
        book.undo(made)
    book.undo(done)
    book.undo(made)
    assert book.waiting() == []


def test_a_rule_that_is_off_finds_and_shows_nothing(book: Book) -> None:
    rule = book.rule(ONE)
    chen = book.person()
    book.buy(chen, 100_000)
    with book.shop.write(book.owner, "Off") as unit:
        service.switch_rule(unit, rule, False)
    assert book.look() == 0
    with book.shop.write(book.owner, "On") as unit:
        service.switch_rule(unit, rule, True)
    assert book.look() == 1
    with book.shop.write(book.owner, "Away") as unit:
        service.put_rule_away(unit, rule)
    assert book.waiting() == []
    with book.shop.read(book.owner) as reader:
        assert queries.rules(reader) == ()


def test_what_cannot_be_is_refused(book: Book) -> None:
    with pytest.raises(Refused):
        book.rule(ThresholdTerms(()))
    with pytest.raises(Refused):
        book.rule(ThresholdTerms((Level(0, "x"),)))
    with pytest.raises(Refused):
        book.rule(ThresholdTerms((LEVEL, LEVEL)))
    with pytest.raises(Refused):
        book.rule(ONE, name="  ")
    rule = book.rule(ONE)
    with book.shop.write(book.owner, "x") as unit:
        with pytest.raises(Refused):
            service.snooze(unit, [], TODAY)
        with pytest.raises(Refused):
            service.done(unit, [99])
        with pytest.raises(ValueError, match="abnormal"):
            service.change_rule(unit, rule, NewRule("x", AbnormalTerms()))


def test_changed_terms_count_from_now_on(book: Book) -> None:
    rule = book.rule(ONE)
    book.buy(book.person(), 60_000)
    assert book.look() == 0
    with book.shop.write(book.owner, "Change") as unit:
        lower = ThresholdTerms((Level(50_000, "券"),))
        assert service.change_rule(unit, rule, NewRule("Lower", lower))
    assert book.look() == 1


def test_a_receipt_of_the_future_and_the_largest_sums(book: Book) -> None:
    book.rule(ONE)
    chen = book.person()
    with book.shop.write(book.owner, "Future") as unit:
        unit.insert(
            purchase, customer_id=chen, bought_day=to_day(date(2099, 1, 1)), kind="sale",
            amount=10**14, counted=1, net=10**14,
        )  # fmt: skip
    assert book.look() == 0
    book.buy(chen, 10**14)
    assert book.look() == 1
    assert "¥1,000,000,000,000" in book.says(chen)[0]


def test_a_preview_says_whom_it_would_tell_of(book: Book) -> None:
    for amount in (100_000, 250_000, 90_000):
        book.buy(book.person(), amount)
    with book.shop.read(book.owner) as reader:
        found = queries.preview(reader, NewRule("x", THREE))
    assert (found.count, found.noted) == (2, 1)
    assert [each.stake for each in found.examples] == [250_000, 100_000]
    assert "上门" in found.examples[0].why(TODAY)
