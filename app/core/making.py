"""Makes a shop: the folder is built beside its place and put there whole."""

import shutil
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

from app.core.errors import Refused
from app.core.store.files import make_data_file
from app.core.vault import places
from app.core.vault.atomic import UNFINISHED
from app.core.vault.folder import ShopFolder, put_in_place, write_keyring
from app.core.vault.keyring import Keyring
from app.core.vault.keys import Kdf, Keys, calibrated, new_keys
from app.core.vault.passwords import check_new_password
from app.core.vault.recovery_card import new_card, secret_of
from app.core.vault.slots import card_slot, owner_slot
from app.core.vault.trouble import not_writable, told_in_words
from app.i18n import N_


@dataclass(frozen=True)
class NewShop:
    """What a shop is made from."""

    name: str
    password: str = field(repr=False)
    owner_name: str = ""
    kdf: Kdf | None = None  # None: measured on this computer


@dataclass(frozen=True)
class Made:
    """The keys of the new shop, and the recovery card, shown this once."""

    keyring: Keyring
    keys: Keys = field(repr=False)
    card: str = field(repr=False)


def make_folder(folder: Path, wish: NewShop, *, anywhere: bool = False) -> Made:
    """Build the shop's folder, or refuse and leave nothing behind."""
    _refuse_taken(folder)
    if not wish.name.strip():
        raise Refused(N_("A shop needs a name."), N_("Nothing was made."), N_("Type its name."))
    check_new_password(wish.password, (wish.name, wish.owner_name))
    if not anywhere:
        places.refuse_hostile(folder)
    if places.is_read_only(folder.parent):
        raise not_writable()
    places.refuse_full(folder)
    made = _keyring(wish)
    with told_in_words():
        _build(folder, wish.name.strip(), made)
    return made


def _keyring(wish: NewShop) -> Made:
    keys, vault_id, card = new_keys(), str(uuid.uuid4()), new_card()
    kdf = wish.kdf or calibrated()
    slots = (
        owner_slot(vault_id, wish.owner_name.strip(), wish.password, keys, kdf),
        card_slot(vault_id, secret_of(card), keys, kdf),
    )
    return Made(Keyring(vault_id, 1, slots), keys, card)


def _build(folder: Path, name: str, made: Made) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = ShopFolder(folder.with_name(f".{folder.name}.{token_hex(6)}{UNFINISHED}"))
    try:
        draft.prepare()
        make_data_file(draft.path, made.keys, vault_id=made.keyring.vault_id, name=name)
        write_keyring(draft, made.keyring)
        put_in_place(draft.path, folder)
    except BaseException:
        shutil.rmtree(draft.path, ignore_errors=True)
        raise


def _refuse_taken(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            N_("There is something in {folder} already."),
            N_("It was not touched, and nothing was made."),
            N_("Choose a name that is not taken yet."),
            folder=folder.name,
        )
