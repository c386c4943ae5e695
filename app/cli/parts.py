"""What `app.main` joins and hands to the command line."""

from dataclasses import dataclass
from pathlib import Path

from app.core.clock import Clock
from app.core.store.reader import Upkeep
from app.core.vault.keys import Kdf


@dataclass(frozen=True)
class Parts:
    """Everything a command needs that is not in its arguments.

    `kdf` None measures this computer when a shop is made; `wall` is the real time, which
    `--as-of` does not move.
    """

    app_state: Path
    wall: Clock
    upkeep: tuple[Upkeep, ...] = ()
    kdf: Kdf | None = None
