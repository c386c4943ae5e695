"""Whose numbers the lifetime table starts with: a saved list, everybody, one; each says of whom."""

from datetime import timedelta
from fractions import Fraction

import pytest

from app.catalogue.currency import whole_money
from app.core.actor import Actor
from app.core.customers.queries import ListQuery
from app.core.segments import service as segments
from app.core.segments.filter import Condition, Filter
from app.core.settings import declared
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.core.worth.lifetime import COURSE_A, COURSE_B
from app.ui.worth import sources
from app.ui.worth.sources import Numbers
from app.ui.worth.sums import number, percent, words
from tests.conftest import TODAY
from tests.factories import make_company, make_customer, make_purchase

DAY = timedelta(days=1)


@pytest.fixture
def people(shop: Shop, owner: Actor) -> list[int]:
    """Eight who bought last year, six of them again this year, for 10 each; and one company."""
    found = [make_customer(shop, owner, f"客{number}") for number in range(8)]
    for place, who in enumerate(found):
        make_purchase(shop, owner, who, TODAY - 400 * DAY, 5_00)
        if place < 6:
            make_purchase(shop, owner, who, TODAY - DAY, 10_00)
    make_purchase(shop, owner, make_company(shop, owner), TODAY, 1000_00)
    return found


def numbers(shop: Shop, owner: Actor, key: str, record: int | None = None) -> Numbers:
    with shop.read(owner) as reader:
        return sources.numbers(reader, key, record)


def test_the_course_s_tables_are_in_pounds(shop: Shop, owner: Actor) -> None:
    for key, amounts in ((sources.COURSE_OF_A, COURSE_A), (sources.COURSE_OF_B, COURSE_B)):
        found = numbers(shop, owner, key)
        assert (found.amounts, found.sign) == (amounts, "£")


def test_each_year_has_as_many_fewer_as_do_not_stay(
    shop: Shop, owner: Actor, people: list[int]
) -> None:
    found = numbers(shop, owner, sources.PEOPLE)
    stay = Fraction(6, 8)
    assert found.amounts == tuple(10 * stay**year for year in range(10))
    assert found.kept == stay
    assert found.margin == 3
    assert "Of 8 who bought the year before, 6 did again: 75% stay." in found.about
    assert "75% stay. Few: it may be chance. Only 6 customers" in found.about


def test_too_few_say_no_kept_rate_and_all_stay(shop: Shop, owner: Actor, people: list[int]) -> None:
    found = numbers(shop, owner, sources.COMPANIES)
    assert found.kept is None
    assert set(found.amounts) == {1000}
    assert "Too few bought the year before (0)" in found.about


def test_a_saved_list_and_one_that_is_gone(shop: Shop, owner: Actor, people: list[int]) -> None:
    with shop.write(owner, "List") as unit:
        wanted = Filter((Condition("revenue", "more", 10),))
        saved = segments.save(unit, "大户", ListQuery(kind="individual", filter=wanted))
    found = numbers(shop, owner, f"{sources.LIST}{saved}")
    assert "6 customers bought 6 times" in found.about
    with shop.read(owner) as reader:
        assert [each.name for each in sources.saved_lists(reader)] == ["大户"]
    gone = numbers(shop, owner, f"{sources.LIST}999")
    assert gone.amounts == ()
    assert "None of them bought" in gone.about


def test_one_customer_and_the_margin_that_the_shop_has_set(
    shop: Shop, owner: Actor, people: list[int]
) -> None:
    with shop.write(owner, "Setting") as unit:
        put(unit, declared.MARGIN, 50)
    found = numbers(shop, owner, sources.ONE, people[0])
    assert list(found.amounts) == [5, 10]
    assert found.margin == Fraction(15, 4)
    assert numbers(shop, owner, sources.ONE).amounts == ()
    nobody = make_customer(shop, owner, "新客")
    assert "新客 has not bought anything yet." in numbers(shop, owner, sources.ONE, nobody).about


def test_sums_are_shown_as_people_write_them() -> None:
    assert percent(Fraction(1, 82_852)) == "<0.1%"
    assert percent(Fraction(0)) == "0%"
    assert words(Fraction(11759177, 100)) == "¥117,591.77"
    assert words(Fraction(-1, 2), "£") == "-£0.50"
    assert words(Fraction(2, 3)) == "¥0.67"
    assert words(Fraction(10**12)) == "¥1,000,000,000,000"
    assert whole_money(123456) == "¥1,235"
    assert whole_money(Fraction(-150)) == "-¥2"
    assert (percent(Fraction(1, 3)), percent(Fraction(1)), percent(None)) == ("33.3%", "100%", "–")
    assert (number(Fraction(5, 2)), number(Fraction(4)), number(Fraction(1, 4), 2)) == (
        *("2.5", "4"),
        "0.25",
    )
