"""The catalogues that readers make of the shop's own fields, and the order and hiding of all."""

from time import perf_counter

import pytest

from app.catalogue import CATALOGUES
from app.catalogue.basics import Basics
from app.catalogue.field import Catalogue
from app.catalogue.individual import Child, Extras
from app.core.actor import Actor
from app.core.errors import Refused
from app.core.own_fields import service
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.i18n import tr, use_language
from tests.core.own_fields.shops import add_field, field_of, put
from tests.factories import make_customer


def individual(shop: Shop, actor: Actor) -> Catalogue:
    """The individual's catalogue as a new reader has it."""
    with shop.read(actor) as reader:
        return reader.catalogues["individual"]


def part_keys(catalogue: Catalogue, part: str) -> list[str]:
    """The keys of one part's fields, in order."""
    return [f.key for each in catalogue.parts if each.key == part for f in each.fields]


def test_a_shop_without_own_fields_has_the_fixed_catalogues(shop: Shop, owner: Actor) -> None:
    assert individual(shop, owner) is CATALOGUES["individual"]


def test_an_own_field_stands_at_the_end_of_its_part(shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner)
    catalogue = individual(shop, owner)
    assert part_keys(catalogue, "extras")[-1] == f"own.{own}"
    assert catalogue.field(f"own.{own}").part is Extras
    assert [each.key for each in catalogue][: len(Basics.fields)] == [f.key for f in Basics.fields]


def test_the_fixed_catalogue_is_never_touched(shop: Shop, owner: Actor) -> None:
    before = [each.key for each in CATALOGUES["individual"]]
    add_field(shop, owner, company_part="features")
    with shop.write(owner, "Order") as unit:
        keys = [p.key for p in unit.catalogues["individual"].parts]
        service.arrange_parts(unit, "individual", keys[::-1])
    individual(shop, owner)
    assert [each.key for each in CATALOGUES["individual"]] == before
    assert Basics.name.part is Basics


def test_a_field_is_in_the_profiles_whose_part_is_named(shop: Shop, owner: Actor) -> None:
    both = add_field(shop, owner, company_part="features")
    firm = add_field(
        shop, owner, name="门牌", name_en="Door", individual_part=None, company_part="features"
    )
    with shop.read(owner) as reader:
        own = {kind: set(found.own) for kind, found in reader.catalogues.items()}
    assert own == {"individual": {both}, "company": {both, firm}}


def test_labels_speak_both_languages(shop: Shop, owner: Actor) -> None:
    field = field_of(shop, owner, add_field(shop, owner, "choice"))
    assert (tr(field.label), field.kind.show("小杯")) == ("Usual seat", "Small")
    use_language("zh")
    assert (tr(field.label), field.kind.show("小杯")) == ("常坐的座位", "小杯")


def test_one_name_serves_in_both_languages(shop: Shop, owner: Actor) -> None:
    field = field_of(shop, owner, add_field(shop, owner, name_en=" "))
    assert tr(field.label) == "常坐的座位"


def test_a_unit_sees_its_own_change_and_an_older_reader_does_not(shop: Shop, owner: Actor) -> None:
    with shop.read(owner) as older:
        with shop.write(owner, "Add") as unit:
            own = service.add(unit, service.NewField("座位", "", "text", "extras"))
            assert unit.catalogues["individual"].has(f"own.{own}")
            assert not older.catalogues["individual"].has(f"own.{own}")
        assert not older.catalogues["individual"].has(f"own.{own}")
    assert individual(shop, owner).has(f"own.{own}")


def test_a_change_taken_back_leaves_nothing_behind(shop: Shop, owner: Actor) -> None:
    class Stop(Exception):
        pass

    own = add_field(shop, owner)

    def rename_and_stop(name: str) -> None:
        with shop.write(owner, "Rename") as unit:
            service.rename(unit, own, name, "")
            assert tr(unit.catalogues["individual"].field(f"own.{own}").label) == name
            raise Stop

    for name in ("甲座", "乙座"):
        with pytest.raises(Stop):
            rename_and_stop(name)
        assert tr(field_of(shop, owner, own).label) == "Usual seat"


def test_undo_gives_the_catalogue_back(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        own = service.add(unit, service.NewField("座位", "", "text", "extras"))
        act = unit.act_id
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
        assert not unit.catalogues["individual"].has(f"own.{own}")
    assert not individual(shop, owner).has(f"own.{own}")


@pytest.mark.parametrize("tier", ["P", "S"])
def test_a_filled_field_is_not_undone_away(shop: Shop, owner: Actor, tier: str) -> None:
    from app.catalogue.field import Tier

    with shop.write(owner, "Add") as unit:
        new = service.NewField("座位", "", "text", "extras", tier=Tier(tier))
        own = service.add(unit, new)
        act = unit.act_id
    field = field_of(shop, owner, own)
    customer = make_customer(shop, owner)
    filled = put(shop, owner, customer, field, "窗边")
    with pytest.raises(Refused, match="already have values"), shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert individual(shop, owner).has(field.key)
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, filled)
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert not individual(shop, owner).has(field.key)


def test_parts_and_fields_stand_in_the_shops_order(shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner)
    with shop.write(owner, "Order") as unit:
        parts = [each.key for each in unit.catalogues["individual"].parts]
        service.arrange_parts(unit, "individual", [parts[-1], *parts[:-1]])
        keys = part_keys(unit.catalogues["individual"], "extras")
        service.arrange_fields(unit, "individual", "extras", [keys[-1], *keys[:-1]])
        act = unit.act_id
    moved = individual(shop, owner)
    assert moved.parts[0].key == "extras"
    assert next(iter(moved)).key == f"own.{own}"
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert individual(shop, owner).parts[-1].key == "extras"


def test_a_field_added_later_stands_behind_those_that_were_moved(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Order") as unit:
        keys = part_keys(unit.catalogues["individual"], "extras")
        service.arrange_fields(unit, "individual", "extras", keys[::-1])
    own = add_field(shop, owner)
    found = part_keys(individual(shop, owner), "extras")
    assert found.index(f"own.{own}") == found.index(keys[-1]) + 1


def test_an_order_that_leaves_something_out_is_refused(shop: Shop, owner: Actor) -> None:
    with pytest.raises(Refused), shop.write(owner, "Order") as unit:
        service.arrange_parts(unit, "individual", ["basic"])


def test_what_is_hidden_stays_in_the_catalogue(shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner)
    with shop.write(owner, "Hide") as unit:
        service.hide(unit, "individual", f"own.{own}")
        service.hide(unit, "individual", "blood_type")
        service.hide(unit, "individual", "child")
        service.hide(unit, "individual", "life", part=True)
    found = individual(shop, owner)
    hidden = {each.key for each in found if found.hidden(each)}
    life = set(part_keys(found, "life"))
    assert {f"own.{own}", "blood_type", "child.name"} | life <= hidden
    assert hidden == {f"own.{own}", "blood_type"} | life | {f.key for f in Child.fields}
    assert found.hidden(Child)
    assert [each.key for each in found.parts if found.hidden(each)] == ["life"]
    with shop.read(owner) as reader:
        assert not reader.catalogues["company"].hides
    with shop.write(owner, "Reset") as unit:
        service.reset(unit, "individual")
    assert not individual(shop, owner).hides


@pytest.mark.parametrize(("key", "part"), [("name", False), ("basic", True), ("nothing", False)])
def test_the_name_is_never_hidden(shop: Shop, owner: Actor, key: str, part: bool) -> None:
    with pytest.raises(Refused), shop.write(owner, "Hide") as unit:
        service.hide(unit, "individual", key, part=part)


def test_a_field_held_from_before_a_change_is_still_itself(shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner)
    before = field_of(shop, owner, own)
    customer = make_customer(shop, owner, texts={before: "窗边"})
    with shop.write(owner, "Rename") as unit:
        service.rename(unit, own, "老位子", "")
    after = field_of(shop, owner, own)
    assert (before, hash(before)) == (after, hash(after))
    assert before.label != after.label
    put(shop, owner, customer, before, "门口")


def test_asking_for_the_catalogues_costs_next_to_nothing(shop: Shop, owner: Actor) -> None:
    add_field(shop, owner)
    individual(shop, owner)
    took = []
    for _ in range(30):
        with shop.read(owner) as reader:
            start = perf_counter()
            reader.catalogues["individual"]
            took.append(perf_counter() - start)
    assert min(took) < 100e-6  # 15 µs on an idle machine


def test_only_who_may_change_settings_describes_fields(shop: Shop, custodian: Actor) -> None:
    from app.core.errors import NotAllowed

    with pytest.raises(NotAllowed):
        add_field(shop, custodian)
