"""Whom a letter can be sent to, how they are named on it, and who is left out."""

from typing import Any

import pytest

from app.catalogue.basics import Basics
from app.catalogue.enterprise import CompanyBasics
from app.catalogue.field import Field
from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.customers import service
from app.core.customers.addresses import Reason, Recipients, recipients, title_of
from app.core.errors import NotAllowed
from app.core.store.shop import Shop
from tests.factories import make_company, make_customer

HOME = "浙江省杭州市西湖区文三路1号"


def asked(shop: Shop, owner: Actor, *ids: int) -> Recipients:
    with shop.read(owner) as reader:
        return recipients(reader, ids)


@pytest.mark.parametrize(
    ("name", "form", "sex", "written"),
    [
        ("陈晓云", "", "female", "陈晓云 女士"),
        ("王堃", "王老师", "male", "王堃 老师"),
        ("王堃", "堃堃", "male", "王堃 先生"),
        ("欧阳兰", "欧阳经理", None, "欧阳兰 经理"),
        ("陈𬭎", "", "male", "陈𬭎 先生"),
        ("李龑", "", None, "李龑"),
        ("Ann Lee", "", "female", "Ms Ann Lee"),
    ],
)
def test_how_they_are_named(name: str, form: str, sex: str | None, written: str) -> None:
    assert title_of(name, form, sex) == written


def test_everybody_with_an_address_in_the_order_asked_for(shop: Shop, owner: Actor) -> None:
    texts: dict[Field[Any], str] = {Basics.home_address: HOME, Extras.sex: "女"}
    chen = make_customer(shop, owner, "陈晓云", texts=texts)
    firm = make_company(shop, owner, texts={CompanyBasics.company_address: "滨江区1号"})
    at_work = make_customer(
        shop,
        owner,
        "王堃",
        texts={Basics.employer_address: "庆春路9号", Basics.employer_name: "青坪茶叶"},
    )
    found = asked(shop, owner, firm, chen, at_work).found
    assert [each.id for each in found] == [firm, chen, at_work]
    assert found[0].address == "滨江区1号"
    assert (found[1].address, found[1].name, found[1].company) == (HOME, "陈晓云 女士", "")
    assert (found[2].address, found[2].company) == ("庆春路9号", "青坪茶叶")


def test_the_employer_stands_on_no_letter_to_the_home(shop: Shop, owner: Actor) -> None:
    texts: dict[Field[Any], str] = {Basics.home_address: HOME, Basics.employer_name: "青坪茶叶"}
    made = make_customer(shop, owner, texts=texts)
    assert asked(shop, owner, made).found[0].company == ""


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        (Extras.deceased, "是", Reason.DECEASED),
        (Extras.contact_stop, "信函", Reason.NO_POST),
        (Extras.consent, "否", Reason.NO_MESSAGES),
    ],
)
def test_who_is_left_out(
    shop: Shop, owner: Actor, field: Field[Any], text: str, reason: Reason
) -> None:
    made = make_customer(shop, owner, texts={Basics.home_address: HOME, field: text})
    told = asked(shop, owner, made)
    assert (told.found, dict(told.left_out)) == ((), {reason: 1})


def test_a_stop_for_phone_calls_is_none_for_letters(shop: Shop, owner: Actor) -> None:
    texts: dict[Field[Any], str] = {Basics.home_address: HOME, Extras.contact_stop: "电话"}
    assert asked(shop, owner, make_customer(shop, owner, texts=texts)).found


def test_no_address_the_bin_and_the_gone(shop: Shop, owner: Actor) -> None:
    bare = make_customer(shop, owner, "甲")
    binned = make_customer(shop, owner, "乙", texts={Basics.home_address: HOME})
    with shop.write(owner, "Bin") as unit:
        service.move_to_bin(unit, binned)
    told = asked(shop, owner, bare, binned, 987654)
    assert dict(told.left_out) == {Reason.NO_ADDRESS: 1, Reason.IN_BIN: 1, Reason.GONE: 1}


def test_the_custodian_sees_no_addresses(shop: Shop, custodian: Actor) -> None:
    with shop.read(custodian) as reader, pytest.raises(NotAllowed):
        recipients(reader, [1])
