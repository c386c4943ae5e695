"""Values of the shop's own fields: stored, cleared, undone, sealed, found, made in bulk."""

from random import Random

import pytest

from app.catalogue.basics import Basics
from app.catalogue.field import Tier
from app.catalogue.own_field import KIND_CHOICES
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.customers.bulk import Bulk, NewCustomer, finish, next_ids, write
from app.core.customers.profile import profile
from app.core.customers.search import search
from app.core.errors import Cancelled, Refused
from app.core.own_fields import queries, service
from app.core.own_fields.records import own_value
from app.core.store.acts import of_record
from app.core.store.shop import Shop
from app.core.store.undo import undo_act, undo_value
from tests.core.own_fields.shops import add_field, field_of, file_of, put
from tests.factories import make_customer

TIERS = (Tier.PLAIN, Tier.GUARDED, Tier.SEALED)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("kind", KIND_CHOICES)
def test_every_kind_is_kept_cleared_and_undone(
    shop: Shop, owner: Actor, kind: str, tier: Tier
) -> None:
    field = field_of(shop, owner, add_field(shop, owner, kind, tier=tier, unit="g"))
    customer = make_customer(shop, owner)
    random = Random(kind)
    first, second = field.kind.sample(random), field.kind.sample(random)
    acts = []
    for value in (first, second, None):
        with shop.write(owner, "Edit customer") as unit:
            customers.edit(unit, customer, {field: value})
            acts.append(unit.act_id)
        assert file_of(shop, owner, customer).value(field) == value
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, acts[2])
    assert file_of(shop, owner, customer).value(field) == second
    if first != second:
        with shop.write(owner, "Undo") as unit:
            undo_act(unit, acts[1])
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, acts[0])
    assert file_of(shop, owner, customer).value(field) is None


@pytest.mark.parametrize("tier", TIERS)
def test_a_closed_field_is_masked_until_it_is_revealed(
    shop: Shop, owner: Actor, tier: Tier
) -> None:
    field = field_of(shop, owner, add_field(shop, owner, tier=tier))
    customer = make_customer(shop, owner, texts={field: "窗边"})
    with shop.read(owner) as reader:
        closed = profile(reader, customer)
        opened = profile(reader, customer, reveal=[field])
    assert closed.filled(field)
    assert closed.masked(field) is (tier is not Tier.PLAIN)
    assert opened.value(field) == "窗边"


def test_a_sealed_value_stands_nowhere_in_the_open(shop: Shop, owner: Actor) -> None:
    field = field_of(shop, owner, add_field(shop, owner, tier=Tier.SEALED))
    customer = make_customer(shop, owner)
    put(shop, owner, customer, field, "不可外传")
    with shop.read(owner) as reader:
        dump = "".join(
            str(reader.connection.exec_driver_sql(f"SELECT * FROM {table}").all())
            for table in ("own_value", "history", "search_text", "sensitive", "fact")
        )
    assert "不可外传" not in dump
    assert f"|{field.key}|" in dump


def test_each_value_has_a_history_of_its_own(shop: Shop, owner: Actor) -> None:
    seat = field_of(shop, owner, add_field(shop, owner))
    tea = field_of(shop, owner, add_field(shop, owner, name="常喝的茶", name_en="Usual tea"))
    customer = make_customer(shop, owner)
    for field, text in ((seat, "窗边"), (tea, "龙井"), (seat, "门口")):
        put(shop, owner, customer, field, text)
    with shop.read(owner) as reader:
        entries = of_record(reader, "customer", customer)
    cells = [(e.old, e.new) for e in entries if e.table == own_value.name]
    assert cells == [
        ('["窗边"]', '["门口"]'),
        (None, '["龙井"]'),
        (None, '["窗边"]'),
    ]


def test_one_value_is_given_back_and_the_other_stays(shop: Shop, owner: Actor) -> None:
    seat = field_of(shop, owner, add_field(shop, owner))
    tea = field_of(shop, owner, add_field(shop, owner, name="常喝的茶", name_en="Usual tea"))
    customer = make_customer(shop, owner)
    with shop.write(owner, "Edit customer") as unit:
        customers.edit_text(unit, customer, {seat: "窗边", tea: "龙井"})
    with shop.write(owner, "Edit customer") as unit:
        customers.edit_text(unit, customer, {seat: "门口", tea: "普洱"})
    with shop.read(owner) as reader:
        entry = next(e for e in of_record(reader, "customer", customer) if e.old == '["窗边"]')
    with shop.write(owner, "Restore value") as unit:
        undo_value(unit, entry.id)
    found = file_of(shop, owner, customer)
    assert (found.value(seat), found.value(tea)) == ("窗边", "普洱")


def test_a_customer_that_comes_back_brings_own_values(shop: Shop, owner: Actor) -> None:
    field = field_of(shop, owner, add_field(shop, owner))
    with shop.write(owner, "New customer") as unit:
        customer = customers.create(unit, "individual", {Basics.name: "陈晓云", field: "窗边"})
        made = unit.act_id
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, made)
        taken_back = unit.act_id
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, taken_back)
    assert file_of(shop, owner, customer).value(field) == "窗边"


def test_typed_words_are_kept_exactly(shop: Shop, owner: Actor) -> None:
    field = field_of(shop, owner, add_field(shop, owner, "money"))
    customer = make_customer(shop, owner)
    put(shop, owner, customer, field, "约5万左右")
    value = file_of(shop, owner, customer).value(field)
    assert value is not None
    assert (value.low, value.typed) == (5_000_000, "约5万左右")


def test_what_cannot_be_read_becomes_a_question(shop: Shop, owner: Actor) -> None:
    field = field_of(shop, owner, add_field(shop, owner, "day"))
    customer = make_customer(shop, owner)
    put(shop, owner, customer, field, "下个雨天")
    doubts = file_of(shop, owner, customer).doubts(field)
    assert [each.typed for each in doubts] == ["下个雨天"]
    with shop.write(owner, "Settle") as unit:
        customers.settle_doubt(unit, doubts[0].id)
    assert file_of(shop, owner, customer).doubts() == ()


def test_a_findable_field_is_found_and_no_other(shop: Shop, owner: Actor) -> None:
    found = field_of(shop, owner, add_field(shop, owner, findable=True))
    other = field_of(shop, owner, add_field(shop, owner, name="别的", name_en="Another thing"))
    customer = make_customer(shop, owner, texts={found: "竹帘后面", other: "石灯笼"})

    def hits(text: str) -> list[int]:
        with shop.read(owner) as reader:
            return [hit.id for hit in search(reader, text).hits]

    assert hits("竹帘") == [customer]
    assert hits("石灯") == []
    with shop.write(owner, "Find") as unit:
        service.set_findable(unit, other.own, True)
        act = unit.act_id
    assert hits("石灯") == [customer]
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert hits("石灯") == []
    put(shop, owner, customer, found, "楼上")
    assert hits("竹帘") == []
    assert hits("楼上") == [customer]


def test_a_sealed_field_is_never_findable(shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner, tier=Tier.SEALED, findable=True)
    field = field_of(shop, owner, own)
    make_customer(shop, owner, texts={field: "竹帘后面"})
    with shop.read(owner) as reader:
        assert search(reader, "竹帘").hits == ()
    with pytest.raises(Refused), shop.write(owner, "Find") as unit:
        service.set_findable(unit, own, True)


@pytest.mark.parametrize("tier", TIERS)
def test_made_in_bulk_is_the_same_as_made_alone(shop: Shop, owner: Actor, tier: Tier) -> None:
    field = field_of(shop, owner, add_field(shop, owner, findable=True, tier=tier))
    alone = make_customer(shop, owner, texts={field: "窗边"})
    with shop.write(owner, "Import") as unit:
        bulk = Bulk(seal=unit.seal, source="import", now=unit.now, first=next_ids(unit))
        made = bulk.add(NewCustomer("individual", None, {Basics.name: "陈晓云", field: "窗边"}))
        write(unit, bulk.take())
        finish(unit, (made, made))
    with shop.read(owner) as reader:
        texts = reader.connection.exec_driver_sql("SELECT DISTINCT terms FROM search_text").all()
    assert len(texts) == 1
    assert file_of(shop, owner, made).value(field) == file_of(shop, owner, alone).value(field)


def test_values_for_a_list_come_by_customer(shop: Shop, owner: Actor) -> None:
    field = field_of(shop, owner, add_field(shop, owner))
    one = make_customer(shop, owner, texts={field: "窗边"})
    two = make_customer(shop, owner, "李小竹")
    with shop.read(owner) as reader:
        assert queries.values_of(reader, field, [one, two]) == {one: "窗边"}
        assert queries.view(reader).filled == {field.own: 1}


def test_sealed_values_are_counted_without_being_opened(shop: Shop, owner: Actor) -> None:
    field = field_of(shop, owner, add_field(shop, owner, tier=Tier.SEALED))
    make_customer(shop, owner, texts={field: "窗边"})
    with shop.read(owner) as reader:
        assert queries.view(reader).filled == {field.own: 1}


def test_the_timeline_names_the_field_that_changed(shop: Shop, owner: Actor) -> None:
    from app.core.timeline.queries import stream

    field = field_of(shop, owner, add_field(shop, owner))
    customer = make_customer(shop, owner)
    put(shop, owner, customer, field, "窗边")
    with shop.read(owner) as reader:
        words = [each for item in stream(reader, customer) for each in item.labels]
    assert field.label in words


def test_a_change_of_what_is_found_can_be_cancelled(shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner)
    with pytest.raises(Cancelled), shop.write(owner, "Findable") as unit:
        service.set_findable(unit, own, True, _Impatient())
    with shop.read(owner) as reader:
        assert not reader.catalogues["individual"].field(f"own.{own}").search


class _Impatient:
    def report(self, done: int, total: int, text: str = "") -> None:
        """Nobody looks."""

    def is_cancelled(self) -> bool:
        return True
