"""Invented people and companies for the sample shop, the same for the same seed."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from app.catalogue.basics import Basics
from app.catalogue.enterprise import CompanyBasics
from app.catalogue.family import Child, Family
from app.catalogue.field import Field, Group
from app.catalogue.kind import Rules
from app.catalogue.life import Life
from app.catalogue.membership import CompanyExtras, Extras
from app.catalogue.personality import Personality
from app.catalogue.persons import Person
from app.catalogue.values import CalendarDay, Phone, Region
from app.core.customers.bulk import NewCustomer
from app.core.demo import words
from app.core.demo.dates import random_day
from app.core.demo.rich import from_story, stories

HISTORY_DAYS = 1095  # three years of purchases
_COMPANY_SHARE = 40  # one customer in so many is a company
_MOST_COMPANIES = 3000
_Values = dict[Field[Any], Any]


def company_count(customers: int) -> int:
    """How many of the customers are companies."""
    return min(customers // _COMPANY_SHARE + min(customers // 10, 6), _MOST_COMPANIES)


def everybody(customers: int, seed: int, today: date) -> Iterator[NewCustomer]:
    """Companies last; the first of each kind have a whole story."""
    random = Random(f"people {seed}")
    companies = company_count(customers)
    width = max(4, len(str(customers)))
    yield from _some("individual", "K", customers - companies, width, random, today)
    yield from _some("company", "Q", companies, width, random, today)


def _some(
    kind: str, letter: str, count: int, width: int, random: Random, today: date
) -> Iterator[NewCustomer]:
    told = stories(kind)
    make = _person if kind == "individual" else _company
    for i in range(count):
        number = f"{letter}{i + 1:0{width}}"
        if i < len(told):
            yield _with_joining(from_story(kind, number, told[i], today), random, today)
        else:
            yield make(number, i, random, today)


def _with_joining(new: NewCustomer, random: Random, today: date) -> NewCustomer:
    field = Extras.joined_on if new.kind == "individual" else CompanyExtras.joined_on
    day = today + timedelta(days=random.randint(-300, 60))
    joined = CalendarDay(
        "solar", day.year - random.choice((1, 5, 5, 10)), day.month, min(day.day, 28)
    )
    return NewCustomer(new.kind, new.number, {**new.values, field: joined}, new.rows)


def _person(number: str, position: int, random: Random, today: date) -> NewCustomer:
    female = random.random() < 0.58
    given = random.choice(words.FEMALE_NAMES if female else words.MALE_NAMES)
    values: _Values = {
        Basics.name: random.choice(words.SURNAMES) + given,
        Extras.sex: _read(Extras.sex, "女" if female else "男", today),
        Basics.mobile: (_mobile(position),),
        Extras.joined_on: _joined(random, today),
    }
    if random.random() < 0.8:
        oldest, youngest = today - timedelta(days=29_000), today - timedelta(days=6_800)
        values[Basics.birth_date] = random_day(random, oldest, youngest, 0.3)
    _add_taste(values, random, today)
    rows: dict[type[Group], list[_Values]] = {}
    if random.random() < 0.3:
        _add_family(values, rows, random, today)
    known = {field: value for field, value in values.items() if value is not None}
    return NewCustomer("individual", number, known, rows)


def _add_taste(values: _Values, random: Random, today: date) -> None:
    values[Extras.acquisition_channel] = _read(
        Extras.acquisition_channel, random.choice(words.CHANNELS), today
    )
    values[Extras.consent] = _read(
        Extras.consent, random.choice(("同意", "同意", "不同意", "")), today
    )
    if random.random() < 0.6:
        street = random.choice(words.STREETS)
        values[Basics.home_address] = Region(f"柳溪镇{street}{random.randint(1, 180)}号")
    if random.random() < 0.5:
        values[Life.favourite_dishes] = tuple(random.sample(words.LIKES, random.randint(1, 2)))
    if random.random() < 0.1:
        values[Personality.taboos] = _read(Personality.taboos, random.choice(words.TABOOS), today)
    if random.random() < 0.12:
        values[Extras.note] = random.choice(words.NOTES)
    if random.random() < 0.25:
        values[Extras.tags] = (random.choice(words.TAGS),)


def _add_family(
    values: _Values, rows: dict[type[Group], list[_Values]], random: Random, today: date
) -> None:
    married = today - timedelta(days=random.randint(400, 14_000))
    values[Family.marital_status] = _read(Family.marital_status, "已婚", today)
    values[Family.wedding_anniversary] = random_day(random, married, married)
    values[Family.spouse_name] = random.choice(words.SURNAMES) + random.choice(
        words.MALE_NAMES + words.FEMALE_NAMES
    )
    if random.random() < 0.5:
        first, last = today - timedelta(days=25_000), today - timedelta(days=8_500)
        values[Family.spouse_birthday] = random_day(random, first, last, 0.3)
    if random.random() < 0.5:
        born = random_day(random, married, today - timedelta(days=200), 0.3)
        rows[Child] = [{Child.name: random.choice(words.CHILD_NAMES), Child.birthday: born}]


def _company(number: str, position: int, random: Random, today: date) -> NewCustomer:
    trade, form = random.choice(words.COMPANY_TRADES)
    name = f"柳溪{random.choice(words.COMPANY_STEMS)}{trade}{form}"
    if position >= len(words.COMPANY_STEMS):
        name = f"{name}第{position}分店"
    founded = random_day(random, date(1992, 1, 1), today - timedelta(days=400))
    values: _Values = {
        CompanyBasics.company_name: name,
        CompanyBasics.founded_on: founded,
        CompanyExtras.joined_on: _joined(random, today),
    }
    head = random.choice(words.SURNAMES) + random.choice(words.MALE_NAMES + words.FEMALE_NAMES)
    born = random_day(random, date(1958, 1, 1), date(1996, 12, 31), 0.3)
    return NewCustomer(
        "company", number, values, {Person: [{Person.name: head, Person.birthday: born}]}
    )


def _joined(random: Random, today: date) -> CalendarDay:
    return random_day(random, today - timedelta(days=2 * HISTORY_DAYS), today)


def _mobile(position: int) -> Phone:
    # 154 was never allotted: nobody is rung up by mistake. The stories have 1542026….
    digits = f"154{(30_000_000 + position * 37) % 100_000_000:08}"
    return Phone(f"+86{digits}", None, digits)


@lru_cache(maxsize=512)
def _read(field: Field[Any], text: str, today: date) -> Any:
    return field.kind.parse(text, Rules(today)).value
