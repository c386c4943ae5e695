"""Who may open the shop."""

from dataclasses import dataclass
from datetime import datetime

from app.core.actor import Actor, Right, Role, needs
from app.core.store.shop import Shop
from app.core.vault.folder import ShopFolder, read_keyring
from app.core.vault.keyring import RECOVERY
from app.core.vault.unlocking import shown_name


@dataclass(frozen=True)
class Person:
    """Somebody with a way in; `first_login_until` while a one-time password waits."""

    uid: str
    name: str
    role: Role
    first_login_until: datetime | None


@needs(Right.MANAGE_PEOPLE, asks=False)  # names only, to be seen among the settings
def people(actor: Actor, shop: Shop) -> list[Person]:
    """Everybody but the card, the owner first."""
    keyring = read_keyring(ShopFolder(shop.folder))[0]
    found = [
        Person(
            slot.uid,
            shown_name(slot),
            slot.role,
            datetime.fromisoformat(slot.expires) if slot.one_time else None,
        )
        for slot in keyring.slots
        if slot.uid != RECOVERY
    ]
    return sorted(found, key=lambda person: (person.role is not Role.OWNER, person.name))
