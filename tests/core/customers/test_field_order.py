"""A list sorted by any of its columns: by value, by the order of choices, by pinyin."""

from typing import Any

import pytest

from app.catalogue.basics import Basics
from app.core.actor import Actor
from app.core.customers.queries import BY_FIELD, ListQuery, list_columns, list_ids, list_rows
from app.core.errors import Cancelled
from app.core.own_fields import service as own_fields
from app.core.segments import queries as segments
from app.core.segments import service as lists
from app.core.segments.filter import Condition, Filter
from app.core.store.shop import Shop
from tests.core.own_fields.shops import add_field, field_of, put
from tests.factories import make_company, make_customer


def order(shop: Shop, owner: Actor, key: str, *, down: bool = False, **more: Any) -> list[str]:
    query = ListQuery(sort=BY_FIELD + key, descending=down, **more)
    with shop.read(owner) as reader:
        return [row.name for row in list_rows(reader, list_ids(reader, query))]


def born(shop: Shop, owner: Actor) -> None:
    days = {"王堃": "1990-01-05", "陈静": "1985年三月", "李龑": "农历1988年八月十五", "安可": ""}
    for name, typed in days.items():
        make_customer(shop, owner, name, texts={Basics.birth_date: typed} if typed else {})


def test_days_by_the_calendar_with_the_empty_ones_last(shop: Shop, owner: Actor) -> None:
    born(shop, owner)
    assert order(shop, owner, "birth_date")[:2] == ["李龑", "王堃"]
    assert order(shop, owner, "birth_date")[-1] == "安可"
    assert order(shop, owner, "birth_date", down=True)[-1] == "安可"


def test_words_by_pinyin_and_ties_by_name(shop: Shop, owner: Actor) -> None:
    for name, town in (("王堃", "苏州"), ("陈静", "杭州"), ("李龑", "北京"), ("安可", "杭州")):
        make_customer(shop, owner, name, texts={Basics.native_place: town})
    assert order(shop, owner, "native_place") == ["李龑", "安可", "陈静", "王堃"]
    assert order(shop, owner, "native_place", down=True) == ["王堃", "安可", "陈静", "李龑"]


def test_choices_by_their_own_order(shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner, "choice")  # small, medium, large
    field = field_of(shop, owner, own)
    for name, size in (("王堃", "大杯"), ("陈静", "小杯"), ("李龑", "中杯"), ("安可", "特大")):
        put(shop, owner, make_customer(shop, owner, name), field, size)
    assert order(shop, owner, field.key)[:3] == ["陈静", "李龑", "王堃"]


@pytest.mark.parametrize(
    ("kind", "typed", "sorted_"),
    [
        ("money", ("800", "1200", "95"), (2, 0, 1)),
        ("number", ("9 g", "10.5 g", "0.3 g"), (2, 0, 1)),
        ("attitude", ("4", "2，嫌贵", "5"), (1, 0, 2)),
        ("yes_no", ("否", "是", "看天气"), (1, 0, 2)),
        ("day", ("2020-05-01", "2019-12-31", "2020-04-30"), (1, 2, 0)),
        ("phones", ("15412345679", "15412345670", "15412345675"), (1, 2, 0)),
    ],
)
def test_every_sort_of_value(
    shop: Shop, owner: Actor, kind: str, typed: tuple[str, ...], sorted_: tuple[int, ...]
) -> None:
    field = field_of(shop, owner, add_field(shop, owner, kind))
    names = ("甲", "乙", "丙")
    for name, text in zip(names, typed, strict=True):
        put(shop, owner, make_customer(shop, owner, name), field, text)
    assert order(shop, owner, field.key) == [names[place] for place in sorted_]


def test_every_column_that_a_list_offers_sorts(shop: Shop, owner: Actor) -> None:
    names = sorted(["王堃", "陈静"])
    for name in names:
        make_customer(shop, owner, name)
    make_company(shop, owner, "金日商贸")
    with shop.read(owner) as reader:
        keys = [each.key for each in list_columns(reader)]
    assert len(keys) > 50
    for key in keys:
        assert len(order(shop, owner, key)) == 3


def test_people_and_companies_are_sorted_together(shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner, "number", company_part="features")
    person, company = make_customer(shop, owner, "王堃"), make_company(shop, owner, "金日商贸")
    put(shop, owner, person, field_of(shop, owner, own), "5")
    put(shop, owner, company, field_of(shop, owner, own, "company"), "3")
    assert order(shop, owner, f"own.{own}") == ["金日商贸", "王堃"]


def test_within_a_filter_and_a_kind(shop: Shop, owner: Actor) -> None:
    born(shop, owner)
    make_company(shop, owner, "金日商贸")
    asked = Filter((Condition("birth_date", "filled"),))
    assert order(shop, owner, "birth_date", filter=asked)[:2] == ["李龑", "王堃"]
    assert "安可" not in order(shop, owner, "birth_date", filter=asked)
    assert len(order(shop, owner, "birth_date", kind="individual")) == 4


@pytest.mark.parametrize("key", ["medical_history", "id_number", "gone"])
def test_what_a_list_may_not_show_orders_nothing(shop: Shop, owner: Actor, key: str) -> None:
    for name in ("王堃", "安可"):
        make_customer(shop, owner, name)
    assert order(shop, owner, key, down=True) == ["安可", "王堃"]


def test_a_hidden_field_orders_nothing(shop: Shop, owner: Actor) -> None:
    born(shop, owner)
    with shop.write(owner, "Hide") as unit:
        own_fields.hide(unit, "individual", "birth_date")
    assert order(shop, owner, "birth_date")[0] == "安可"


def test_a_saved_list_remembers_the_order(shop: Shop, owner: Actor) -> None:
    query = ListQuery(sort=BY_FIELD + "birth_date", descending=True, kind="individual")
    with shop.write(owner, "Save") as unit:
        lists.save(unit, "按生日", query)
    with shop.read(owner) as reader:
        (saved,) = segments.list_saved(reader)
    assert (saved.query.sort, saved.query.descending) == (query.sort, True)


class Stopped:
    """Cancel was pressed before it began."""

    def report(self, done: int, total: int, words: str = "") -> None:
        """Nobody looks."""

    def is_cancelled(self) -> bool:
        return True


def test_it_can_be_cancelled(shop: Shop, owner: Actor) -> None:
    born(shop, owner)
    with shop.read(owner) as reader, pytest.raises(Cancelled):
        list_ids(reader, ListQuery(sort=BY_FIELD + "birth_date"), Stopped())
