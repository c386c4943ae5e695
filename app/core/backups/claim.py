"""Who comes with a backup file: a person with a password, or whoever holds the card."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.core.actor import Right, require
from app.core.backups import container, verifying
from app.core.backups.verifying import OUTLINE, Verdict
from app.core.clock import Clock
from app.core.progress import SILENT, Progress
from app.core.vault import unlocking
from app.core.vault.keyring import RECOVERY, Keyring
from app.core.vault.lockout import Lockout
from app.core.vault.recovery_card import secret_of
from app.core.vault.trouble import told_in_words
from app.core.vault.unlocking import Unlocked


@dataclass(frozen=True)
class Claim:
    """A person's name and password, or the card as typed."""

    user: str | None
    password: str = field(default="", repr=False)
    card: str = field(default="", repr=False)


def admitted(claim: Claim, keyring: Keyring, app_state: Path, now: datetime) -> Unlocked:
    """Who that is, with the keys; wrong tries count and wait like anywhere."""
    lockout, card = Lockout(app_state), keyring.slot(RECOVERY)
    if claim.card and card is not None:
        return unlocking.try_slot(keyring, card, secret_of(claim.card), lockout, now)
    return unlocking.unlock(keyring, claim.user, claim.password, lockout, now)


def verify_alone(
    file: Path,
    depth: int,
    claim: Claim,
    *,
    wall: Clock,
    app_state: Path,
    progress: Progress = SILENT,
) -> Verdict:
    """Verify a backup wherever it lies, no shop open, by the keyring it carries.

    Depth 1 asks nobody for anything, and neither does a file that fails it.
    """
    with told_in_words():
        outline = verifying.verify_outline(file, progress)
        if depth == OUTLINE or not outline.ok:
            return outline
        people = container.read(file).header.people()
        unlocked = admitted(claim, people, app_state, wall.now())
        require(unlocked.actor(""), Right.MAKE_BACKUPS)
        return verifying.verify_file(file, unlocked.keys, depth, progress)
