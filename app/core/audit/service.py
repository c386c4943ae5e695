"""The check-up: file, rows, search index, audit trail, keyring and backups of an open shop."""

import time
from dataclasses import dataclass

from app.core.actor import Actor, Right, needs
from app.core.audit.chain import chain_findings
from app.core.audit.integrity import Finding, page_findings, row_findings
from app.core.errors import Damaged, ShukeError
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.store.audit_trail import audit_key
from app.core.store.engine import DataFile, connect
from app.core.store.shop import Shop
from app.core.vault import keyring as ring
from app.core.vault import places
from app.core.vault.folder import ShopFolder
from app.core.vault.trouble import told_in_words
from app.i18n import N_

_STEPS = 4
_LITTLE_ROOM = 1_000_000_000


@dataclass(frozen=True)
class CheckUp:
    """What the check-up found; `ok` while nothing is broken."""

    findings: tuple[Finding, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """Nothing is damaged (there may be things worth knowing)."""
        return not any(finding.damage for finding in self.findings)


@needs(Right.CHECK)
def check_up(actor: Actor, shop: Shop, progress: Progress = SILENT) -> CheckUp:
    """Look at everything; changes nothing but the audit trail, which notes the result."""
    start = time.perf_counter()
    findings = [Finding("notice", text, damage=False) for text in shop.notices]
    broken = _file(shop, progress)
    findings += broken + _keyring(shop) + _place(shop)
    done = CheckUp(tuple(findings), time.perf_counter() - start)
    if not shop.read_only and not broken:  # a damaged file is not written to any more
        with shop.write(actor, N_("Check-up")) as unit:
            unit.audit("check", ok=done.ok, codes=sorted({each.code for each in findings}))
    return done


def _file(shop: Shop, progress: Progress) -> list[Finding]:
    try:
        with told_in_words():
            return _looked_into(shop, progress)
    except Damaged as error:
        return [Finding("damaged_file", error.what, error.values)]


def _looked_into(shop: Shop, progress: Progress) -> list[Finding]:
    connection = connect(DataFile(ShopFolder(shop.folder).data, shop.keys.db))
    try:
        # Pages first: whatever else is asked of a damaged file may fail anyhow.
        progress.report(0, _STEPS)
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        found = page_findings(connection)
        progress.report(2, _STEPS)
        stop_if_cancelled(progress)
        found = found or row_findings(connection)
        progress.report(3, _STEPS)
        return found or chain_findings(connection, audit_key(shop.keys.db))
    finally:
        connection.close()


def _keyring(shop: Shop) -> list[Finding]:
    place = ShopFolder(shop.folder)
    if shop.read_only:
        return []
    found = []
    for path in (place.keyring, place.previous_keyring):
        try:
            version = ring.from_bytes(path.read_bytes()).vault_id
        except (ShukeError, OSError):
            version = ""
        if version != shop.vault_id:
            found.append(
                Finding("keyring", N_("{file} is missing or damaged."), {"file": path.name})
            )
    return found


def _place(shop: Shop) -> list[Finding]:
    found = []
    hostile = places.hostile(shop.folder)
    if hostile:
        text = N_("The shop lies on a network drive or in a synchronised folder ({name}).")
        found.append(Finding("place", text, {"name": hostile.name}, damage=False))
    free = places.free_bytes(shop.folder)
    if free < _LITTLE_ROOM:
        text = N_("The disk has only {free} MB free.")
        found.append(Finding("disk", text, {"free": free // 1_000_000}, damage=False))
    return found
