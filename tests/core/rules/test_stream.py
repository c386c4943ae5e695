"""What was done about a finding is one entry of the customer's timeline, and no change besides."""

from app.core.actor import Actor
from app.core.rules import service
from app.core.rules.service import Outcome
from app.core.rules.terms import ThresholdTerms
from app.core.settings.declared import CURRENCY
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.core.timeline import queries as timeline
from app.core.timeline.items import Item
from tests.core.rules.shops import LEVEL, Book


def _entries(book: Book, customer_id: int) -> list[Item]:
    with book.shop.read(book.owner) as reader:
        return [e for e in timeline.stream(reader, customer_id) if e.kind not in ("purchase",)]


def test_done_and_set_aside_are_told_and_what_is_put_off_is_not(shop: Shop, owner: Actor) -> None:
    book = Book(shop, owner)
    book.rule(ThresholdTerms((LEVEL,)), name="年度满额")
    chen, li, wang = book.person(), book.person(), book.person()
    for each in (chen, li, wang):
        book.buy(each, 100_000)
    book.look()
    by_customer = {each.customer_id: each.id for each in book.waiting()}
    with shop.write(owner, "Done") as unit:
        service.done(unit, [by_customer[chen]], Outcome("很高兴", given="九折券"))
        service.dismiss(unit, [by_customer[li]], "自己人")
        service.snooze(unit, [by_customer[wang]], unit.today.replace(day=30))
    (done,) = [each for each in _entries(book, chen) if each.kind == "rule"]
    assert done.title == "Taken care of"
    assert done.words.startswith("Has bought for ¥1,000 in all")
    assert dict(done.facts) == {"Rule": "年度满额", "Given": "九折券", "Outcome": "很高兴"}
    assert done.who == "老王"
    (aside,) = [each for each in _entries(book, li) if each.kind == "rule"]
    assert aside.title == "Set aside"
    assert dict(aside.facts)["Outcome"] == "自己人"
    assert [each.title for each in _entries(book, wang)] == ["New customer"]
    assert [each for each in _entries(book, chen) if each.title == "Done"] == []


def test_page_by_page_each_stands_once(shop: Shop, owner: Actor) -> None:
    book = Book(shop, owner)
    for number in range(4):
        book.rule(ThresholdTerms((LEVEL,)), name=f"Rule {number}")
    chen = book.person()
    book.buy(chen, 100_000)
    book.look()
    with shop.write(owner, "Done") as unit:
        service.done(unit, [each.id for each in book.waiting()])
    found: list[int] = []
    key = None
    while True:
        with shop.read(owner) as reader:
            page = timeline.stream(reader, chen, ("rule",), key, 3)
        if not page:
            break
        found += [each.id for each in page]
        key = page[-1].key
    assert sorted(found) == sorted(set(found))
    assert len(found) == 4


def test_sums_are_of_the_shops_own_currency(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Currency") as unit:
        put(unit, CURRENCY, "SGD")
    book = Book(shop, owner)
    book.rule(ThresholdTerms((LEVEL,)))
    chen = book.person()
    book.buy(chen, 100_050)
    book.look()
    with shop.write(owner, "Done") as unit:
        service.done(unit, [each.id for each in book.waiting()])
    (done,) = [each for each in _entries(book, chen) if each.kind == "rule"]
    assert "SGD 1,000.50" in done.words
