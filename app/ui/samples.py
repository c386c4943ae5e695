"""The sample shop: invented customers in a shop of its own, thrown away when left."""

import shutil
from dataclasses import replace
from pathlib import Path

from app.core.demo import filling as demo
from app.core.progress import Progress
from app.core.vault.keys import Kdf
from app.ui.app_state import AppState
from app.ui.house import House, Inside, Key, NewShop
from app.ui.shelves import file_name

_FOLDER = "sample"
# Protects nothing: whoever may start the program may see invented people. The file is
# encrypted because no other way of keeping a shop exists.
_PASSWORD = "invented people only"  # noqa: S105


def sample_home(app_state: AppState) -> Path:
    """Where sample shops lie: never among the person's own files."""
    return app_state.folder / _FOLDER


def is_sample(shop: Path, app_state: AppState) -> bool:
    """Is this a sample shop?"""
    return shop.is_relative_to(sample_home(app_state))


def make_sample(house: House, progress: Progress, size: demo.Size | None = None) -> Inside:
    """Make a fresh sample shop and open it; slow."""
    throw_away(house.app_state)
    name = demo.shop_name()
    folder = sample_home(house.app_state) / f"{file_name(name)}.shuke"
    cheap = replace(house, kdf=Kdf.CHEAP)
    made = cheap.make(NewShop(folder, name, "", _PASSWORD, anywhere=True))
    demo.fill(made.shop, made.actor, size or demo.Size(), progress)
    return _unasked(Inside(made.shop, made.actor))


def reopen_sample(house: House, folder: Path) -> Inside:
    """Open it again after a lock: there is nothing to protect, so nobody is asked."""
    return _unasked(house.open(folder, Key(None, _PASSWORD)))


def _unasked(inside: Inside) -> Inside:
    # Nobody knows a sample shop's password, so nobody can be asked for it.
    inside.actor.proof.never_ask()
    return inside


def throw_away(app_state: AppState) -> None:
    """Delete every sample shop of this PC's user."""
    shutil.rmtree(sample_home(app_state), ignore_errors=True)
