"""What the window needs to open shops with: passed in by `main`, by `screens` and by tests."""

from dataclasses import dataclass, field
from pathlib import Path

from app.core.actor import Actor
from app.core.clock import Clock
from app.core.opening import create_shop, open_shop, open_with_card
from app.core.store.reader import Upkeep
from app.core.store.shop import Shop
from app.core.vault.keys import Kdf
from app.ui.app_state import AppState


@dataclass(frozen=True)
class NewShop:
    """What a person says of a shop to be made."""

    folder: Path
    name: str
    owner: str
    password: str = field(repr=False)
    anywhere: bool = False


@dataclass(frozen=True)
class Key:
    """What a person gives to come in: who, the password, and a new one where it must change."""

    user: str | None
    password: str = field(repr=False)
    new_password: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Inside:
    """An open shop and who opened it; `card` when a new recovery card must be shown."""

    shop: Shop
    actor: Actor
    card: str = field(default="", repr=False)


@dataclass(frozen=True)
class House:
    """Clock, this PC's folder, what keeps derived values, and the password cost."""

    clock: Clock
    app_state: AppState
    upkeep: tuple[Upkeep, ...] = ()
    kdf: Kdf | None = None  # None: measured on this computer

    def make(self, wish: NewShop) -> Inside:
        """Make a shop and open it; slow, so never on the interface thread."""
        shop, actor, card = create_shop(
            wish.folder, wish.name, wish.password, clock=self.clock,
            app_state=self.app_state.folder, kdf=self.kdf, owner_name=wish.owner,
            anywhere=wish.anywhere, upkeep=self.upkeep,
        )  # fmt: skip
        return Inside(shop, actor, card)

    def open(self, folder: Path, key: Key) -> Inside:
        """Open a shop by password; slow."""
        shop, actor = open_shop(
            folder, key.user, key.password, clock=self.clock, app_state=self.app_state.folder,
            new_password=key.new_password, upkeep=self.upkeep,
        )  # fmt: skip
        return Inside(shop, actor)

    def open_with_card(self, folder: Path, card: str, new_password: str) -> Inside:
        """Open a shop by its recovery card: a new password and a new card; slow."""
        shop, actor, fresh = open_with_card(
            folder, card, new_password, clock=self.clock, app_state=self.app_state.folder,
            kdf=self.kdf, upkeep=self.upkeep,
        )  # fmt: skip
        return Inside(shop, actor, fresh)
