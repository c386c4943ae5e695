"""Saved filters and groups picked by hand."""

import pytest

from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.customers.queries import ListQuery
from app.core.errors import Refused
from app.core.segments import queries, service
from app.core.segments.filter import Condition, Filter
from app.core.segments.records import segment
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.factories import make_company, make_customer

TEA = Filter((Condition("tags", "any", ("爱茶",)),))


def saved(shop: Shop, owner: Actor) -> list[str]:
    with shop.read(owner) as reader:
        return [each.name for each in queries.list_saved(reader)]


def members(shop: Shop, owner: Actor, name: str) -> list[int]:
    with shop.read(owner) as reader:
        found = queries.by_name(reader, name)
        ids = list(queries.ids(reader, found))
        assert queries.count(reader, found) == len(ids)
        assert [row.id for row in queries.examples(reader, found, 1)] == ids[:1]
        return ids


def test_saved_found_by_name_and_followed(shop: Shop, owner: Actor) -> None:
    first = make_customer(shop, owner, texts={Extras.tags: "爱茶"})
    make_company(shop, owner, texts={Extras.tags: "爱茶"})
    with shop.write(owner, "Save") as unit:
        query = ListQuery(filter=TEA, kind="individual", sort="number", descending=True)
        service.save(unit, " Tea  people ", query)
    assert members(shop, owner, "tea people") == [first]
    second = make_customer(shop, owner, "王堃", texts={Extras.tags: "爱茶"})
    assert set(members(shop, owner, "TEA PEOPLE")) == {first, second}
    with shop.read(owner) as reader:
        assert queries.by_name(reader, "Tea people").query == query


def test_a_group_stays_as_it_is(shop: Shop, owner: Actor) -> None:
    first = make_customer(shop, owner, texts={Extras.tags: "爱茶"})
    second = make_customer(shop, owner, "王堃", texts={Extras.tags: "爱茶"})
    with shop.write(owner, "Save") as unit:
        service.save_group(unit, "Today", ListQuery(filter=TEA), None)
        service.save_group(unit, "One", ListQuery(), (second, 4711))
    make_customer(shop, owner, "陈欣", texts={Extras.tags: "爱茶"})
    assert set(members(shop, owner, "Today")) == {first, second}
    assert members(shop, owner, "One") == [second]
    with shop.write(owner, "Bin") as unit:
        customers.move_to_bin(unit, second)
    assert members(shop, owner, "One") == []
    with shop.write(owner, "Empty") as unit:
        assert customers.empty_bin(unit, older_than_days=0) == 1
    assert members(shop, owner, "Today") == [first]


def test_names_are_free_or_replaced(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Save") as unit:
        made = service.save(unit, "Tea", ListQuery(filter=TEA))
    for name in ("TEA", "", "x" * 61, "a\nb\0"):
        with pytest.raises(Refused), shop.write(owner, "Save") as unit:
            service.save(unit, name, ListQuery())
    with shop.write(owner, "Save") as unit:
        assert service.save(unit, "tea", ListQuery(kind="company"), replace=True) == made
    with shop.read(owner) as reader:
        assert queries.by_name(reader, "Tea").query == ListQuery(kind="company")


def test_renamed_reordered_deleted_undone(shop: Shop, owner: Actor) -> None:
    made = []
    for name in ("a", "b", "c"):
        with shop.write(owner, "Save") as unit:
            made.append(service.save(unit, name, ListQuery(filter=TEA)))
    with shop.write(owner, "Reorder") as unit:
        service.reorder(unit, (made[2], made[0], made[1]))
        service.rename_segment(unit, made[1], "d")
    assert saved(shop, owner) == ["c", "a", "d"]
    with shop.write(owner, "Delete") as unit:
        service.delete_segment(unit, made[0])
    assert saved(shop, owner) == ["c", "d"]
    with shop.write(owner, "Undo") as undo:
        undo_act(undo, unit.act_id)
    assert saved(shop, owner) == ["c", "a", "d"]


def test_an_unknown_name_says_which_there_are(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Save") as unit:
        service.save(unit, "Tea", ListQuery(filter=TEA))
    with pytest.raises(Refused, match="Tea"), shop.read(owner) as reader:
        queries.by_name(reader, "Coffee")


def test_a_filter_nobody_can_read_finds_nobody_but_a_sentence(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Save") as unit:
        made = service.save(unit, "Tea", ListQuery(filter=TEA))
        unit.update(segment, made, filter="{")
    with shop.read(owner) as reader:
        found = queries.by_name(reader, "Tea")
        with pytest.raises(Refused):
            queries.ids(reader, found)


def test_what_can_be_asked_about(shop: Shop, owner: Actor) -> None:
    with shop.read(owner) as reader:
        found = {each.key: each for each in queries.subjects(reader)}
    assert {"favourite_dishes", "birth_date", "tags", "silent_days", "company_phone"} <= set(found)
    assert "company_name" not in found
    assert "was_ever" not in {op.key for op in found["medical_history"].ops()}
