"""A small shop of odd people, and a plain model of what a filter means to them."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from app.catalogue import CATALOGUES
from app.catalogue.field import Field
from app.core.actor import Actor
from app.core.customers import queries, service
from app.core.customers.queries import Profile
from app.core.segments.filter import Condition, Filter
from app.core.store.shop import Shop
from tests.factories import make_purchase

DISHES = ("川菜", "粤菜", "正宗川菜", "Hot Pot", "50%_off", '"引号"', "反\\斜")
ASKED = ("川菜", "hot", "%", "_", '"', "\\", "菜", "n")
DATES = (
    "1985-08-15",
    "1985-08",
    "1985",
    "8月15日",
    "农历1986年八月十五",
    "1990-02-28",
    "2004-2-29",
)
FIELDS = {
    "individual": (
        *("favourite_dishes", "birth_date", "mobile", "home_phone", "blood_type", "height"),
        *("drinks", "email", "native_place", "motto", "handler", "tags", "joined_on", "note"),
        *("current_annual_income", "contact_stop", "health_status", "medical_history", "id_number"),
        *("view_drinking", "deceased", "wechat", "consent", "attitude_life", "sex"),
    ),
    "company": (
        "company_phone",
        "assets",
        "tags",
        "handler",
        "joined_on",
        "founded_on",
        "note",
        "uscc",
    ),
}


@dataclass(frozen=True)
class Person:
    """A customer as the model sees her: everything opened."""

    profile: Profile
    bought: tuple[tuple[date, int], ...]


def fill(shop: Shop, actor: Actor, count: int = 36) -> dict[int, Person]:
    """Make them; returns what is known of each."""
    random, bought = Random(7), {}
    for number in range(count):
        kind = "company" if number % 6 == 5 else "individual"
        made = _make(shop, actor, kind, number, random)
        bought[made] = _purchases(shop, actor, made, random)
    with shop.read(actor) as reader:
        return {each: Person(queries.profile(reader, each, True), bought[each]) for each in bought}


def _make(shop: Shop, actor: Actor, kind: str, number: int, random: Random) -> int:
    catalogue = CATALOGUES[kind]
    values: dict[Field[Any], Any] = {}
    texts: dict[Field[Any], str] = {}
    name = catalogue.field("name" if kind == "individual" else "company_name")
    values[name] = random.choice(("王堃", "单雄", "Ann Lee", "陈欣")) + str(number)
    for key in FIELDS[kind]:
        if not _known(catalogue, key) or random.random() < 0.4:
            continue
        field = catalogue.field(key)
        if field.kind.name == "day":
            texts[field] = random.choice(DATES)
        elif field.kind.name == "words":
            values[field] = tuple(random.sample(DISHES, random.randint(1, 2)))
        elif field.kind.name in ("text", "long_text"):
            values[field] = random.choice(DISHES)
        else:
            values[field] = field.kind.sample(random)
    with shop.write(actor, "New") as unit:
        return service.create(unit, kind, values, number=f"K{number:03}", texts=texts)


def _known(catalogue: Any, key: str) -> bool:
    return any(field.key == key for field in catalogue)


def _purchases(shop: Shop, actor: Actor, made: int, random: Random) -> tuple[tuple[date, int], ...]:
    found = []
    for _ in range(random.choice((0, 0, 1, 2, 4))):
        on = date.fromordinal(date(2026, 11, 23).toordinal() - random.randint(0, 500))
        found.append((on, random.randint(1, 50) * 1000))
        make_purchase(shop, actor, made, *found[-1])
    return tuple(found)


def expected(people: dict[int, Person], asked: Filter, meets: Any) -> set[int]:
    """Whom a filter fits, by asking of everybody one after the other."""
    join = any if asked.any else all
    return {
        each
        for each, person in people.items()
        if join(meets(person, condition) for condition in asked.conditions)
    }


__all__ = ["ASKED", "DATES", "DISHES", "FIELDS", "Condition", "Person", "expected", "fill"]
