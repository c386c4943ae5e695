"""What draws whom is counted among who they are, wherever it was noted."""

from typing import Any

from app.catalogue.field import Field, Tier
from app.catalogue.kinds import Choice
from app.catalogue.membership import CompanyExtras, Extras
from app.core.actor import Actor
from app.core.customers import bin as customers_bin
from app.core.customers import service
from app.core.own_fields.service import hide
from app.core.store.shop import Shop
from app.core.value.service import set_meant
from app.core.value.who_words import cut_name, value_name
from tests.core.own_fields.shops import add_field, field_of, put
from tests.core.value.test_who import counts, look, portraits
from tests.factories import make_company, make_customer


def test_what_draws_her_is_what_her_file_says(shop: Shop, owner: Actor) -> None:
    """Noted in the file, imported or accepted from the guess: one place, and a cut of its own."""
    ids = [make_customer(shop, owner) for _ in range(4)]
    firm = make_company(shop, owner, texts={CompanyExtras.drawn_by: "价格"})
    for who, what in zip(ids, ("service", "price", "price", "product"), strict=False):
        with shop.write(owner, "Edit") as unit:
            service.edit(unit, who, {Extras.drawn_by: what})
    assert counts(portraits(look(shop, owner), *ids[:3])["drawn"]) == {
        "price": (2, 2), "service": (1, 1), "product": (0, 1),
    }  # fmt: skip
    with shop.write(owner, "Bin") as unit:
        service.edit(unit, ids[1], {Extras.drawn_by: None})
        customers_bin.move_to_bin(unit, ids[0])
    found = portraits(look(shop, owner), *ids[1:])["drawn"]
    assert counts(found) == {"price": (1, 1), "product": (1, 1)}
    assert (found.group, found.members) == (2, 3)
    assert counts(portraits(look(shop, owner, companies=True), firm)["drawn"]) == {"price": (1, 1)}


def test_a_list_of_choices_of_the_shops_own_is_a_cut(shop: Shop, owner: Actor) -> None:
    """The need that was meant and found: 金日 asked what people took its tonic for."""
    choices = (("头晕", "Dizzy"), ("失眠", "Sleepless"))
    own = add_field(shop, owner, "choice", "为了什么", "What for", choices=choices)
    for word in ("甲", "乙", "丙"):  # more of them would crowd the others out
        add_field(shop, owner, "choice", f"别的{word}", f"Other {word}")
    add_field(shop, owner, "choice", "暗的", "Hidden one", tier=Tier.GUARDED)
    field = field_of(shop, owner, own)
    ids = [make_customer(shop, owner) for _ in range(4)]
    for who, text in zip(ids, ("失眠", "头晕", "失眠", "失眠"), strict=True):
        put(shop, owner, who, field, text)
    with shop.write(owner, "Mean") as unit:
        set_meant(unit, field.key, {code_of(field, "Dizzy"): 80})
    found = portraits(look(shop, owner), *ids[:2])[field.key]
    assert cut_name(found.cut) == "What for"
    assert [(value_name(found.cut, each.value), each.group, each.everybody, each.meant)
            for each in found.bars] == [("Sleepless", 1, 3, None), ("Dizzy", 1, 1, 80)]  # fmt: skip
    put(shop, owner, ids[0], field, "")
    assert portraits(look(shop, owner), *ids[:2])[field.key].group == 1
    with shop.write(owner, "Hide") as unit:
        hide(unit, "individual", field.key)
    assert field.key not in portraits(look(shop, owner), *ids)


def code_of(field: Field[Any], label: str) -> str:
    """What a choice is stored as."""
    assert isinstance(field.kind, Choice)
    return field.kind.options.code_of(label) or ""
