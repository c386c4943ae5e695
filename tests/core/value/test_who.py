"""Who are they? Shares beside everybody and beside whom the shop meant, small numbers hidden."""

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any
from weakref import ref

import numpy as np
import pytest
from sqlalchemy import update

from app.catalogue.basics import Basics
from app.catalogue.enterprise import CompanyBasics
from app.catalogue.field import Field
from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.customers import bin as customers_bin
from app.core.customers import service
from app.core.purchases.entry import NewEntry, enter_receipt
from app.core.purchases.service import void
from app.core.settings.of_value import MEANT
from app.core.settings.service import put
from app.core.store import shelf as shelves
from app.core.store.profile_tables import WIDE
from app.core.store.shop import Shop
from app.core.value import who as whos
from app.core.value.answers import matrix_moved
from app.core.value.trait_sources import SOURCES
from app.core.value.traits import traits
from app.core.value.who import OTHER, Bar, Crowd, Portrait, crowd
from app.core.value.window import Window
from tests.conftest import TODAY
from tests.factories import make_company, make_customer, make_purchase

Texts = dict[Field[Any], str]


def person(shop: Shop, owner: Actor, sex: str, born: str, address: str = "") -> int:
    texts: Texts = {Extras.sex: sex, Basics.birth_date: born, Basics.home_address: address}
    return make_customer(shop, owner, texts={key: text for key, text in texts.items() if text})


def look(shop: Shop, owner: Actor, *, companies: bool = False) -> Crowd:
    with shop.read(owner) as reader:
        return crowd(reader, companies=companies)


def portraits(found: Crowd, *ids: int) -> Mapping[str, Portrait]:
    return {each.cut: each for each in found.portraits(np.array(sorted(ids), np.int64))}


def counts(portrait: Portrait) -> dict[str, tuple[int, int]]:
    return {bar.value: (bar.group, bar.everybody) for bar in portrait.bars}


@pytest.fixture
def women(shop: Shop, owner: Actor) -> list[int]:
    """Six women of two ages, and six men."""
    found = [
        person(shop, owner, "女", f"19{60 + 5 * n}-03-01", "浙江省杭州市西湖区") for n in range(6)
    ]
    for _ in range(6):
        person(shop, owner, "男", "1990-11-22", "江苏省苏州市姑苏区")
    return found


def test_shares_beside_everybody(shop: Shop, owner: Actor, women: list[int]) -> None:
    found = portraits(look(shop, owner), *women)
    sex = found["sex"]
    assert counts(sex) == {"female": (6, 6), "male": (0, 6)}
    assert (sex.group, sex.everybody, sex.members) == (6, 12, 6)
    assert sex.share(sex.bars[0]) == 1
    assert sex.index(sex.bars[0]) == 2
    assert sex.index(sex.bars[1]) == 0
    assert (sex.hidden, sex.small) == (False, True)
    assert counts(found["city"]) == {"330100": (6, 6), "320500": (0, 6)}
    assert counts(found["province"]) == {"330000": (6, 6), "320000": (0, 6)}


def test_a_cell_with_our_separator_in_it(shop: Shop, owner: Actor) -> None:
    """The columns come as texts cut at a character that somebody may yet have in a cell."""
    odd, plain = (person(shop, owner, sex, "1990-11-22") for sex in ("女", "男"))
    with shop.writer.connect() as writer, writer.begin():
        writer.execute(
            update(WIDE["individual"])
            .where(WIDE["individual"].c.id == odd)
            .values(current_title="tea\x1fmaker")
        )
    with shop.read(owner) as reader:
        found = traits(reader)
    assert found.ids.tolist() == [odd, plain]
    assert found.columns["occupation"].values == ("tea\x1fmaker",)
    assert found.of("sex", found.ids).tolist() == [0, 1]


def test_profiles_are_read_along_their_index(shop: Shop, owner: Actor) -> None:
    """Not along the wide rows: of a million customers those take two seconds more."""
    for kind in ("individual", "company"):
        wide = WIDE[kind]
        index = next(each for each in wide.indexes if each.name == f"ix_{kind}_traits")
        cells = {name for source in SOURCES[kind] for name in source.columns}
        assert cells < {column.name for column in index.columns}


def test_ages_by_birthdays_passed(shop: Shop, owner: Actor) -> None:
    """On November 22 somebody born that day has had her birthday; a year alone counts whole."""
    ids = [
        person(shop, owner, "", "2001-11-22"),  # 25 today
        person(shop, owner, "", "2001-11-23"),  # still 24
        person(shop, owner, "", "2008"),
        person(shop, owner, "", ""),
    ]
    age = portraits(look(shop, owner), *ids)["age"]
    assert {value: group for value, (group, _) in counts(age).items() if group} == {
        "25-34": 1,
        "18-24": 2,
    }
    assert (age.group, age.members) == (3, 4)


def test_few_hide_their_percents(shop: Shop, owner: Actor, women: list[int]) -> None:
    sex = portraits(look(shop, owner), *women[:4])["sex"]
    assert sex.hidden
    assert sex.share(sex.bars[0]) is sex.index(sex.bars[0]) is sex.off_target(sex.bars[0]) is None
    assert sex.share_of_all(sex.bars[0]) == Fraction(1, 2)


def test_whom_the_shop_meant_to_serve(shop: Shop, owner: Actor, women: list[int]) -> None:
    """The Jinri case: men over forty were meant, and women came."""
    with shop.write(owner, "Mean") as unit:
        put(unit, MEANT, {"sex": {"male": 80, "female": 20}})
    sex = portraits(look(shop, owner), *women)["sex"]
    female, male = sex.bars
    assert sex.off_target(female) == Fraction(80, 100)
    assert sex.off_target(male) == Fraction(-80, 100)
    assert portraits(look(shop, owner), *women)["age"].off_target(Bar("18-24", 0, 0, None)) is None


def test_spending_and_how_long_they_come(shop: Shop, owner: Actor) -> None:
    new, old = make_customer(shop, owner), make_customer(shop, owner)
    make_purchase(shop, owner, new, TODAY - timedelta(days=90), 5_000)
    make_purchase(shop, owner, old, TODAY - timedelta(days=400), 20_000)
    make_purchase(shop, owner, old, TODAY, 20_000)
    found = portraits(look(shop, owner), new, old)
    assert {value: each for value, (each, _) in counts(found["since"]).items() if each} == {
        "0-90": 1,
        "366-1095": 1,
    }
    average = found["average"]
    assert sum(bar.group for bar in average.bars) == average.group == 2
    assert len([bar for bar in average.bars if bar.group]) == 2


def test_rare_values_stand_together_and_can_be_listed(shop: Shop, owner: Actor) -> None:
    ids = [
        make_customer(shop, owner, texts={Extras.acquisition_channel: f"来路{n // 2}"})
        for n in range(20)
    ]
    found = look(shop, owner)
    channel = portraits(found, *ids)["channel"]
    assert len(channel.bars) == 9
    assert (channel.bars[-1].value, channel.bars[-1].group) == (OTHER, 4)
    everyone = np.array(ids, np.int64)
    parts = [found.behind("channel", bar.value, everyone).tolist() for bar in channel.bars]
    assert sorted(each for part in parts for each in part) == ids
    assert parts[0] == ids[:2]


def test_companies_by_their_trade(shop: Shop, owner: Actor) -> None:
    ids = [
        make_company(shop, owner, f"公司{n}", texts={CompanyBasics.industry: "餐饮"})
        for n in range(2)
    ]
    found = portraits(look(shop, owner, companies=True), *ids)
    assert counts(found["trade"]) == {"H": (2, 2)}
    assert "sex" not in found


def test_kept_until_a_profile_changes(shop: Shop, owner: Actor, women: list[int]) -> None:
    with shop.read(owner) as reader:
        before = traits(reader)
    make_purchase(shop, owner, women[0], TODAY, 100)
    with shop.read(owner) as reader:
        assert traits(reader) is before
    with shop.write(owner, "Edit") as unit:
        service.edit_text(unit, women[0], {Extras.sex: "男"})
    assert counts(portraits(look(shop, owner), *women)["sex"])["female"] == (5, 5)
    with shop.write(owner, "Bin") as unit:
        customers_bin.move_to_bin(unit, women[0])
    assert counts(portraits(look(shop, owner), *women)["sex"])["male"] == (0, 6)


def test_nobody(shop: Shop, owner: Actor) -> None:
    assert look(shop, owner).cuts == ()
    assert look(shop, owner, companies=True).portraits(np.empty(0, np.int64)) == ()


def test_room_is_made_for_everybody(
    shop: Shop, owner: Actor, women: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "LARGE", 0)
    with shop.read(owner) as reader:
        gone = ref(matrix_moved(reader, Window(None, TODAY)))
        assert gone() is not None
        crowd(reader)
        assert gone() is None


def test_bands_of_some_at_a_time(
    shop: Shop, owner: Actor, women: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for place, who in enumerate(women):
        make_purchase(shop, owner, who, TODAY - timedelta(days=100 * place), 1_000 * place)
    whole = [each.codes.tolist() for each in look(shop, owner).cuts]
    monkeypatch.setattr(whos, "_AT_A_TIME", 2)
    assert [each.codes.tolist() for each in look(shop, owner).cuts] == whole


def sell(shop: Shop, owner: Actor, who: int, channel: str, ago: int = 1) -> int:
    with shop.write(owner, "Sale") as unit:
        on = TODAY - timedelta(days=ago)
        return enter_receipt(unit, NewEntry(who, on, amount=10_000, channel=channel))


def test_through_which_channel_she_buys_mostly(shop: Shop, owner: Actor, women: list[int]) -> None:
    anna, berta, clara = women[:3]
    for who, channel in (
        *((anna, "店里"), (anna, "电话"), (anna, "店里")),
        *((berta, "电话"), (berta, "店里")),  # equally often: the first by name
        (clara, "网店"),
    ):
        sell(shop, owner, who, channel)
    found = portraits(look(shop, owner), *women)["sold"]
    assert counts(found) == {"店里": (2, 2), "网店": (1, 1)}
    crowd_ = look(shop, owner)
    behind = crowd_.behind("sold", "店里", np.array(women, np.int64)).tolist()
    assert behind == [anna, berta]


def test_a_sale_moves_her_channel_at_once(shop: Shop, owner: Actor, women: list[int]) -> None:
    anna, berta = women[:2]
    sell(shop, owner, anna, "店里")
    sell(shop, owner, berta, "电话")
    assert counts(portraits(look(shop, owner), *women)["sold"]) == {"店里": (1, 1), "电话": (1, 1)}
    first, last = (sell(shop, owner, berta, "店里") for _ in range(2))
    assert counts(portraits(look(shop, owner), *women)["sold"]) == {"店里": (2, 2)}
    with shop.write(owner, "Void") as unit:
        void(unit, last)
        void(unit, first)
    assert counts(portraits(look(shop, owner), *women)["sold"]) == {"店里": (1, 1), "电话": (1, 1)}
    assert "sold" not in portraits(look(shop, owner, companies=True))
