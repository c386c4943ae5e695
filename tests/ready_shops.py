"""Shops that take long to fill: filled once by each worker, and copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.core import upkeep
from app.core.actor import Actor
from app.core.clock import Clock
from app.core.store.files import open_data_file
from app.core.store.shop import Shop
from app.core.vault.keys import Keys

Fill = Callable[[Shop, Actor], object]


@dataclass
class ReadyShops:
    """Closed shops by the function that filled them; a test gets a copy of its own."""

    empty: Path
    root: Path
    keys: Keys
    clock: Clock
    vault_id: str
    _made: dict[Fill, Path] = field(default_factory=dict)

    @contextmanager
    def opened(self, folder: Path) -> Iterator[Shop]:
        """Any of the tests' shops."""
        told = {"vault_id": self.vault_id, "clock": self.clock, "upkeep": upkeep.ALL}
        shop = open_data_file(folder, self.keys, **told)  # type: ignore[arg-type]
        try:
            yield shop
        finally:
            shop.close()

    @contextmanager
    def copy(self, fill: Fill, owner: Actor, to: Path) -> Iterator[Shop]:
        """A shop as `fill` leaves it, open, in a folder of the test's own."""
        if fill not in self._made:
            made = self.root / f"{len(self._made)}.shuke"
            shutil.copytree(self.empty, made)
            with self.opened(made) as shop:
                fill(shop, owner)
            self._made[fill] = made
        shutil.copytree(self._made[fill], to)
        with self.opened(to) as shop:
            yield shop
