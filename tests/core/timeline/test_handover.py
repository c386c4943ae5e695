"""Handing customers over: counted before, one act, undone, with what is still open."""

from datetime import timedelta

import pytest

from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.errors import Refused
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.timeline import queries, service
from app.core.timeline.queries import Preview, Who
from app.core.timeline.service import Said
from tests.conftest import TODAY
from tests.factories import make_company, make_customer

DAY = timedelta(days=1)


@pytest.fixture
def book(shop: Shop, owner: Actor) -> list[int]:
    """Three of 小赵's, one a company; one of 小钱's; one of nobody's."""
    handler = Extras.handler
    ids = [make_customer(shop, owner, name, texts={handler: "小赵"}) for name in ("甲", "乙")]
    company = make_company(shop, owner, "丙公司")
    with shop.write(owner, "Handler") as unit:
        service.hand_over(unit, Who(ids=(company,)), "小赵")
    others = (
        make_customer(shop, owner, "丁", texts={handler: "小钱"}),
        make_customer(shop, owner, "戊"),
    )
    return [*ids, company, *others]


def handlers(shop: Shop, owner: Actor) -> dict[str, int]:
    with shop.read(owner) as reader:
        return dict(queries.handlers(reader))


def test_preview_is_what_happens_and_one_undo_takes_it_back(
    shop: Shop, owner: Actor, book: list[int]
) -> None:
    assert handlers(shop, owner) == {"小赵": 3, "小钱": 1}
    with shop.write(owner, "Promise") as unit:
        service.promise(unit, book[0], "留茶", TODAY + DAY)
        service.promise(unit, book[3], "不相干", TODAY)
        said = Said(topic="x", next_step="打电话", next_due=TODAY)
        service.log_touch(unit, book[1], said)
    with shop.read(owner) as reader:
        assert queries.preview(reader, Who("小赵"), " 小孙 ") == Preview(3, 3, 1, 1)
        assert queries.preview(reader, Who("小赵"), "小赵").changed == 0
        sheet = queries.sheet(reader, Who("小赵"))
    assert [each.what for each in sheet.promises] == ["留茶"]
    assert [(each.what, each.customer) for each in sheet.steps] == [("打电话", "乙")]
    with shop.write(owner, "Hand over customers") as unit:
        assert service.hand_over(unit, Who("小赵"), " 小孙 ") == 3
        act = unit.act_id
    assert handlers(shop, owner) == {"小孙": 3, "小钱": 1}
    with shop.read(owner) as reader:
        titles = [each.title for each in queries.stream(reader, book[0], kinds=["change"])]
    assert titles[0] == "Hand over customers"
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert handlers(shop, owner) == {"小赵": 3, "小钱": 1}


def test_only_the_chosen_go(shop: Shop, owner: Actor, book: list[int]) -> None:
    whose = Who(ids=(book[0], book[3], book[4]))
    with shop.read(owner) as reader:
        assert queries.preview(reader, whose, "小钱") == Preview(3, 2, 0, 0)
    with shop.write(owner, "Hand over") as unit:
        assert service.hand_over(unit, whose, "小钱") == 2
    assert handlers(shop, owner) == {"小赵": 2, "小钱": 3}


def test_chosen_and_of_one_person(shop: Shop, owner: Actor, book: list[int]) -> None:
    with shop.write(owner, "Hand over") as unit:
        assert service.hand_over(unit, Who("小赵", (book[0], book[3])), "小孙") == 1


def test_nobodys_customers_find_somebody(shop: Shop, owner: Actor, book: list[int]) -> None:
    with shop.write(owner, "Hand over") as unit:
        assert service.hand_over(unit, Who(""), "小孙") == 1
    assert handlers(shop, owner)["小孙"] == 1


def test_whoever_lies_in_the_bin_stays(shop: Shop, owner: Actor, book: list[int]) -> None:
    with shop.write(owner, "Bin") as unit:
        customers.move_to_bin(unit, book[0])
    with shop.write(owner, "Hand over") as unit:
        assert service.hand_over(unit, Who("小赵"), "小孙") == 2


def test_nobody_cannot_take_over(shop: Shop, owner: Actor, book: list[int]) -> None:
    with pytest.raises(Refused), shop.write(owner, "Hand over") as unit:
        service.hand_over(unit, Who("小赵"), " \u200f ")
    with pytest.raises(ValueError, match="whose"), shop.write(owner, "Hand over") as unit:
        service.hand_over(unit, Who(), "小孙")
