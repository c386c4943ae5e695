"""What draws whom is counted among who they are, wherever it was noted."""

from app.catalogue.membership import CompanyExtras, Extras
from app.core.actor import Actor
from app.core.customers import bin as customers_bin
from app.core.customers import service
from app.core.store.shop import Shop
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
