"""A shop with fields of its own, and a customer to fill them."""

from typing import Any

from app.catalogue.field import Field, Tier
from app.catalogue.own_field import KIND_CHOICES
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.customers.profile import Profile, profile
from app.core.own_fields import service
from app.core.own_fields.service import NewField
from app.core.store.shop import Shop

SIZES = (("小杯", "Small"), ("中杯", "Medium"), ("大杯", "Large"))


def add_field(
    shop: Shop,
    actor: Actor,
    kind: str = "text",
    name: str = "常坐的座位",
    name_en: str = "Usual seat",
    **more: Any,
) -> int:
    """A field in the individual's extras, or where `more` says."""
    said: dict[str, Any] = {"individual_part": "extras", **more}
    if kind in ("choice", "choices"):
        said.setdefault("choices", SIZES)
    with shop.write(actor, "Add field") as unit:
        return service.add(unit, NewField(name, name_en, kind, **said))


def add_all_kinds(shop: Shop, actor: Actor, tier: Tier = Tier.PLAIN) -> dict[str, int]:
    """One field of each kind, in both profiles; kind → row."""
    place: dict[str, Any] = {"tier": tier, "company_part": "features"}
    return {
        kind: add_field(shop, actor, kind, f"甲乙{kind}", f"Our {kind}", **place)
        for kind in KIND_CHOICES
    }


def field_of(shop: Shop, actor: Actor, own: int, profile_kind: str = "individual") -> Field[Any]:
    """The field as the shop's catalogue has it now."""
    with shop.read(actor) as reader:
        return reader.catalogues[profile_kind].field(f"own.{own}")


def put(shop: Shop, actor: Actor, customer_id: int, field: Field[Any], text: str) -> int:
    """Fill the field by text; returns the act."""
    with shop.write(actor, "Edit customer") as unit:
        customers.edit_text(unit, customer_id, {field: text})
        return unit.act_id


def file_of(shop: Shop, actor: Actor, customer_id: int) -> Profile:
    """The customer's file with everything open."""
    with shop.read(actor) as reader:
        return profile(reader, customer_id, reveal=True)
