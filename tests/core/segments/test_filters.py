"""Filters that random ones do not reach: history, groups, sealed values, odd input."""

import json
from datetime import date
from typing import Any

import pytest

from app.catalogue.basics import Basics
from app.catalogue.family import Child
from app.catalogue.field import Field
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.core.actor import Actor, Role
from app.core.customers import service
from app.core.customers.queries import ListQuery, first_ids, list_ids
from app.core.errors import Cancelled, NotAllowed, Refused
from app.core.purchases.records import purchase, to_day
from app.core.purchases.summaries import refresh_summaries
from app.core.segments import first_rows
from app.core.segments.filter import Condition, Filter, from_json, to_json
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.timeline import service as timeline
from tests.conftest import TODAY
from tests.factories import make_company, make_customer, make_purchase


class Stop:
    """Somebody who presses Cancel at once."""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Nobody looks."""

    def is_cancelled(self) -> bool:
        """Pressed."""
        return True


def found(shop: Shop, actor: Actor, *asked: Condition, any_of: bool = False) -> list[int]:
    with shop.read(actor) as reader:
        return list(list_ids(reader, ListQuery(filter=Filter(asked, any_of))))


def ask(field: str, op: str, value: object = None) -> Condition:
    return Condition(field, op, value)


def test_the_example_of_the_brief(shop: Shop, owner: Actor) -> None:
    texts: dict[Field[Any], str] = {Basics.birth_date: "1985-08-15"}
    texts[Life.favourite_dishes] = "川菜、面"
    right = make_customer(shop, owner, "王堃", texts=texts)
    wrong = make_customer(shop, owner, "陈欣", texts=texts)
    make_customer(shop, owner, "单雄", texts={Basics.birth_date: "1985-08-15"})
    make_purchase(shop, owner, right, date.fromordinal(to_day(TODAY) - 91), 100)
    make_purchase(shop, owner, wrong, date.fromordinal(to_day(TODAY) - 90), 100)
    asked = (
        ask("birth_date", "month", ("8",)),
        ask("favourite_dishes", "any", ("川菜",)),
        ask("silent_days", "more", 90),
    )
    assert found(shop, owner, *asked) == [right]


def test_a_receipt_dated_in_the_future_counts_in_no_figure(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner)
    make_purchase(shop, owner, made, date(2026, 1, 1), 500)
    later = {"amount": 900, "bought_day": to_day(date(2027, 1, 1)), "number_key": "r2"}
    with shop.write(owner, "A wrong date in a till file") as unit:
        unit.insert(purchase, customer_id=made, **later)
        refresh_summaries(unit, [made])
    for asked in (
        ask("silent_days", "more", 300),
        ask("purchases", "equals", 1),
        ask("revenue", "equals", 500),
        ask("average", "equals", 500),
        ask("last_purchase", "on", "2026-01-01"),
    ):
        assert found(shop, owner, asked) == [made], asked


def test_changed_since_and_undone_again(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, texts={Basics.mobile: "15400138000"})
    make_customer(shop, owner, "王堃", texts={Basics.mobile: "15400138001"})
    changed = ask("mobile", "changed", "2026-11-22")
    assert found(shop, owner, changed) == []
    with shop.write(owner, "Edit") as unit:
        service.edit_text(unit, made, {Basics.mobile: "15400138009"})
    assert found(shop, owner, changed) == [made]
    assert found(shop, owner, ask("mobile", "changed", "2026-11-23")) == []
    assert found(shop, owner, ask("motto", "changed", "2026-11-22")) == []
    with shop.write(owner, "Undo") as undo:
        undo_act(undo, unit.act_id)
    assert found(shop, owner, changed) == []


def test_was_ever(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, texts={Extras.handler: "小李"})
    now = make_customer(shop, owner, "王堃", texts={Extras.handler: "小李"})
    make_customer(shop, owner, "陈欣", texts={Extras.handler: "阿云"})
    with shop.write(owner, "Edit") as unit:
        service.edit_text(unit, made, {Extras.handler: "老松"})
    assert found(shop, owner, ask("handler", "contains", "小李")) == [now]
    assert set(found(shop, owner, ask("handler", "was_ever", "小李"))) == {made, now}


def test_rows_of_groups_and_their_sealed_fields(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner)
    make_customer(shop, owner, "王堃")
    with shop.write(owner, "Child") as unit:
        values = {Child.name: "小竹"}
        service.add_row(unit, made, Child, values)
        service.edit_row_text(unit, made, Child, None, {Child.birthday: "2015-06-01"})
    assert found(shop, owner, ask("child.name", "filled")) == [made]
    assert found(shop, owner, ask("child.name", "contains", "竹")) == [made]
    assert found(shop, owner, ask("child.name", "contains", "松")) == []
    assert found(shop, owner, ask("child.birthday", "month", ("6",))) == [made]
    assert made not in found(shop, owner, ask("child.name", "lacks", "竹"))


def test_companies_are_not_asked_about_what_only_people_have(shop: Shop, owner: Actor) -> None:
    person, company = make_customer(shop, owner), make_company(shop, owner)
    assert found(shop, owner, ask("motto", "empty")) == [person]
    assert found(shop, owner, ask("company_address", "empty")) == [company]
    assert set(found(shop, owner, ask("tags", "empty"))) == {person, company}


def test_an_open_promise(shop: Shop, owner: Actor) -> None:
    made, other = make_customer(shop, owner), make_customer(shop, owner, "王堃")
    with shop.write(owner, "Promise") as unit:
        timeline.promise(unit, made, "a free cup")
    assert found(shop, owner, ask("promise", "yes")) == [made]
    assert found(shop, owner, ask("promise", "no")) == [other]


def test_sealed_content_can_be_cancelled(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, texts={Life.medical_history: "过敏"})
    asked = Filter((ask("medical_history", "contains", "过敏"),))
    with pytest.raises(Cancelled), shop.read(owner) as reader:
        list_ids(reader, ListQuery(filter=asked), Stop())


def test_a_plain_scan_can_be_cancelled(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner)
    asked = Filter((ask("motto", "contains", "a"),))
    with pytest.raises(Cancelled), shop.read(owner) as reader:
        list_ids(reader, ListQuery(filter=asked), Stop())


def test_who_may_not_see_may_not_ask(shop: Shop) -> None:
    custodian = Actor("c", "小李", Role.CUSTODIAN, "s")
    with pytest.raises(NotAllowed), shop.read(custodian) as reader:
        list_ids(reader, ListQuery(filter=Filter((ask("drinks", "yes"),))))


@pytest.mark.parametrize(
    "wrong",
    [
        ask("no_such_field", "filled"),
        ask("birth_date", "before", "2026-02-30"),
        ask("birth_date", "within", ("2026-02-03", "2026-02-01")),
        ask("birth_date", "month", ("13",)),
        ask("purchases", "more", "many"),
        ask("purchases", "between", (None, None)),
        ask("motto", "yes"),
        ask("bought", "times", (1, "2026-01-01")),
        ask("favourite_dishes", "any", ()),
        ask("medical_history", "changed", "2026-01-01"),
    ],
    ids=str,
)
def test_nonsense_is_refused_with_a_sentence(shop: Shop, owner: Actor, wrong: Condition) -> None:
    with pytest.raises(Refused) as refused:
        found(shop, owner, wrong)
    assert all(refused.value.sentences())


def test_the_bin_can_be_filtered_too(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, texts={Extras.tags: "爱茶"})
    with shop.write(owner, "Bin") as unit:
        service.move_to_bin(unit, made)
    asked = Filter((ask("tags", "any", ("爱茶",)), ask("silent_days", "empty")))
    with shop.read(owner) as reader:
        assert list(list_ids(reader, ListQuery(filter=asked, bin=True))) == [made]
        assert list(list_ids(reader, ListQuery(filter=asked))) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        json.dumps({"version": 99, "any": False, "conditions": []}),
        json.dumps({"version": 1, "any": False, "conditions": [{"field": 3, "op": "is"}]}),
        json.dumps(
            {"version": 1, "any": 0, "conditions": [{"field": "a", "op": "is", "value": {}}]}
        ),
    ],
)
def test_json_that_nobody_wrote_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        from_json(text)


def test_a_filter_without_one_of_its_conditions() -> None:
    asked = Filter((ask("a", "is", "x"), ask("b", "any", ("y", "z"))), True)
    assert asked.without(0) == Filter((ask("b", "any", ("y", "z")),), True)
    assert from_json(to_json(asked)) == asked
    assert not Filter()


@pytest.mark.parametrize(("short", "many"), [(2_000, 2), (-1, 10**6), (-1, 0)])
def test_the_first_rows_come_from_few_ids_a_sample_or_the_order(
    shop: Shop, owner: Actor, monkeypatch: pytest.MonkeyPatch, short: int, many: int
) -> None:
    monkeypatch.setattr(first_rows, "_SHORT", short)
    monkeypatch.setattr(first_rows, "_MANY", many)
    monkeypatch.setattr(first_rows, "_PATIENCE", 60.0)
    texts: dict[Field[Any], str] = {Basics.birth_date: "1985-08-15", Extras.tags: "老客"}
    right = [make_customer(shop, owner, name, texts=texts) for name in ("赵蕾", "陈欣")]
    make_customer(shop, owner, "单雄", texts={Extras.tags: "老客"})
    asked = Filter((ask("birth_date", "month", ("8",)), ask("tags", "any", ("老客",))))
    with shop.read(owner) as reader:
        first = first_ids(reader, ListQuery(filter=asked))
        assert sorted(first) == sorted(right)
        assert len(first_ids(reader, ListQuery(filter=asked), 1)) == 1
        if many == 0:
            assert list(first) == list(list_ids(reader, ListQuery(filter=asked)))
