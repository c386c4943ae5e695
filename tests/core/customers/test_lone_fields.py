"""Fields that stand alone are followed up by themselves, and come to what a whole look does."""

from typing import Any

import pytest

from app.catalogue.basics import Basics
from app.catalogue.kind import Rules
from app.catalogue.membership import Extras
from app.catalogue.values import Link
from app.core.actor import Actor
from app.core.customers import service, upkeep
from app.core.customers.lone_effects import Words, replaced
from app.core.customers.queries import ListQuery, search
from app.core.errors import Cancelled
from app.core.progress import SILENT
from app.core.segments.bulk_preview import Chosen
from app.core.segments.service import edit_many, move_many_to_bin
from app.core.store.derived import stands_alone
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.conftest import TODAY
from tests.core.own_fields.shops import add_field, field_of
from tests.core.segments.test_filters import Stop
from tests.factories import make_customer

EVERYBODY = Chosen(ListQuery())
MADE = {
    "search_text": "id, terms",
    "occasion": "customer_id, kind, row_id, calendar, month, day, leap",
    "customer": "id, company, deceased, joined_on, phone, sort_key",
}


def made(shop: Shop, owner: Actor) -> dict[str, list[tuple[Any, ...]]]:
    """What follows from the values; the words of the search in any order."""
    with shop.read(owner) as reader:
        found = {
            name: sorted(
                tuple(row)
                for row in reader.connection.exec_driver_sql(f"SELECT {columns} FROM {name}")
            )
            for name, columns in MADE.items()
        }
    found["search_text"] = [(who, *sorted(text.split())) for who, text in found["search_text"]]
    return found


def anew(shop: Shop, owner: Actor) -> dict[str, list[tuple[Any, ...]]]:
    """The same after everybody was looked at whole."""
    with shop.write(owner, "Look at everybody") as unit:
        upkeep.renew(unit, range(1, 20))
    return made(shop, owner)


def read(field: Any, text: str) -> Any:
    return field.kind.parse(text, Rules(TODAY, "")).value


def give(shop: Shop, owner: Actor, field: Any, value: Any, progress: Any = SILENT) -> int:
    with shop.write(owner, "Edit many") as unit:
        edit_many(unit, EVERYBODY, field.key, value, progress=progress)
    return unit.act_id


@pytest.fixture
def people(shop: Shop, owner: Actor, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Four customers: an employer, the same again as a form of address, none, and in the bin."""
    monkeypatch.setattr(upkeep, "_MANY", 1)
    old = {Basics.employer_name: "云溪茶厂", Extras.joined_on: "2020-03-01"}
    several: tuple[dict[Any, str], ...] = (
        old,
        {Basics.employer_name: "王", Extras.form_of_address: "王", Basics.home_address: "王街"},
        {Basics.mobile: "15400000001"},
        old,
    )
    names = ("王堃", "王王", "陈欣", "单雄")
    ids = [
        make_customer(shop, owner, name, f"K{place}", texts=texts)
        for place, (name, texts) in enumerate(zip(names, several, strict=True))
    ]
    with shop.write(owner, "Bin") as unit:
        service.move_to_bin(unit, ids[3])
    return ids


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (Basics.employer_name, "恒通公司"),
        (Extras.form_of_address, "老板"),
        (Extras.joined_on, "2024-05-06"),
        (Extras.deceased, "是"),
    ],
)
def test_it_comes_to_the_same_and_back(
    shop: Shop, owner: Actor, people: list[int], field: Any, text: str
) -> None:
    assert stands_alone(field)
    before = made(shop, owner)
    act = give(shop, owner, field, read(field, text))
    now = made(shop, owner)
    assert now != before
    assert anew(shop, owner) == now
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert made(shop, owner) == before
    assert anew(shop, owner) == before


def test_an_emptied_one_is_not_found(shop: Shop, owner: Actor, people: list[int]) -> None:
    give(shop, owner, Basics.employer_name, None)
    now = made(shop, owner)
    assert anew(shop, owner) == now
    with shop.read(owner) as reader:
        assert search(reader, "云溪").total == 0
        assert search(reader, "王王").total == 1


def test_the_shops_own_field(shop: Shop, owner: Actor, people: list[int]) -> None:
    own = add_field(shop, owner, findable=True)
    field = field_of(shop, owner, own)
    assert stands_alone(field)
    before = made(shop, owner)
    act = give(shop, owner, field, "靠窗")
    now = made(shop, owner)
    assert anew(shop, owner) == now
    with shop.read(owner) as reader:
        assert search(reader, "靠窗").total == 3
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert made(shop, owner) == before


def test_cancel_leaves_all_as_it_was(shop: Shop, owner: Actor, people: list[int]) -> None:
    before = made(shop, owner)
    with pytest.raises(Cancelled):
        give(shop, owner, Basics.employer_name, Link("恒通公司"), Stop())
    assert made(shop, owner) == before


def test_who_lies_in_the_bin_has_no_words(shop: Shop, owner: Actor, people: list[int]) -> None:
    act = give(shop, owner, Basics.employer_name, Link("恒通公司"))
    with shop.write(owner, "Bin") as unit:
        move_many_to_bin(unit, EVERYBODY)
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert made(shop, owner)["search_text"] == []
    assert anew(shop, owner) == made(shop, owner)


def test_words_are_exchanged_where_it_is_clear_which() -> None:
    assert replaced("na nb ca", Words("nb", "xx")) == "na xx ca"
    assert replaced("na nb", Words("", "ca cb")) == "na nb ca cb"
    assert replaced("na ca cb nb", Words("ca cb", "")) == "na nb"
    assert replaced("na ca nb ca", Words("ca", "cb")) is None
    assert replaced("na nb", Words("ca", "cb")) is None
    assert replaced("nab nb", Words("na", "xx")) is None
