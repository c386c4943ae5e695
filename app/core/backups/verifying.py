"""Is this backup whole? Three depths: the sums, the pages, and a rehearsal of restoring it."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.audit.chain import chain_findings
from app.core.audit.integrity import Finding, page_findings, row_counts, row_findings
from app.core.backups import container
from app.core.backups.container import NotWhole
from app.core.backups.key_wrap import unwrap_key
from app.core.errors import Damaged
from app.core.progress import SILENT, Progress
from app.core.store.audit_trail import audit_key
from app.core.store.engine import DataFile, connect
from app.core.store.seal import Seal
from app.core.store.sealed_values import unpack
from app.core.vault.keys import Keys
from app.core.vault.trouble import told_in_words
from app.i18n import N_, tr

OUTLINE, PAGES, REHEARSAL = 1, 2, 3
_SEALED_SAMPLES = 50


@dataclass(frozen=True)
class Verdict:
    """What a verification found."""

    ok: bool
    depth: int
    reason: str = ""  # in the current language; empty when all is well


def verify_outline(path: Path, progress: Progress = SILENT) -> Verdict:
    """Depth 1: lengths and sums; needs no password."""
    return _verdict(OUTLINE, lambda: container.check_sums(container.read(path), progress))


def verify_file(path: Path, keys: Keys, depth: int, progress: Progress = SILENT) -> Verdict:
    """Depth 1, 2 or 3, with the keys of the shop it was made of."""
    return _verdict(depth, lambda: check_file(path, keys, depth, progress))


def check_file(path: Path, keys: Keys, depth: int, progress: Progress = SILENT) -> None:
    """Raise `Damaged` unless the backup is whole to this depth."""
    opened = container.read(path)
    container.check_sums(opened, progress)
    if depth == OUTLINE:
        return
    with tempfile.TemporaryDirectory() as tmp:
        check_opened(opened, keys, Path(tmp) / "copy.db", depth, progress)


def check_opened(
    opened: container.Opened, keys: Keys, to: Path, depth: int, progress: Progress = SILENT
) -> bytes:
    """Take the copy out to `to` and check it; returns the backup's own key."""
    key = unwrap_key(keys, opened.header)
    container.check_seal(opened, key)
    container.extract(opened, to, progress)
    rows = opened.header.rows if depth >= REHEARSAL else None
    refuse_findings(copy_findings(to, key, keys, rows))
    return key


def copy_findings(
    path: Path, key: bytes, keys: Keys, rows: Mapping[str, int] | None
) -> list[Finding]:
    """What is wrong with an encrypted copy; `rows` None: only its pages are looked at."""
    with told_in_words():
        connection = connect(DataFile(path, key))
        try:
            found = page_findings(connection)
            if rows is None or found:
                return found
            found = row_findings(connection) + chain_findings(connection, audit_key(keys.db))
            found = found or _count_findings(rows, row_counts(connection))
            return found or _sealed_findings(connection, keys)
        finally:
            connection.close()


def refuse_findings(findings: Sequence[Finding]) -> None:
    """Raise `Damaged` with the first finding."""
    for finding in findings:
        raise NotWhole(finding.text())


def _count_findings(said: Mapping[str, int], found: Mapping[str, int]) -> list[Finding]:
    return [
        Finding(
            "row_count",
            N_("Table {table} has {found} rows instead of {said}."),
            {"table": table, "found": found.get(table, 0), "said": number},
        )
        for table, number in said.items()
        if found.get(table) != number
    ]


def _sealed_findings(connection: Any, keys: Keys) -> list[Finding]:
    """Open a few sealed groups, when the session holds the key to them."""
    if keys.sens is None:
        return []
    vault_id = connection.execute("SELECT value FROM meta WHERE key = 'vault_id'").fetchone()[0]
    seal = Seal(vault_id, keys.sens)
    rows = connection.execute(
        "SELECT c.uuid, s.seal, s.body FROM sensitive s JOIN customer c ON c.id = s.customer_id "
        f"WHERE s.body IS NOT NULL ORDER BY random() LIMIT {_SEALED_SAMPLES}"
    ).fetchall()
    try:
        for uuid, group, body in rows:
            seal.decrypt(uuid, group, unpack(bytes(body)))
    except Damaged:
        return [Finding("sealed", N_("Sealed values do not open."))]
    return []


def _verdict(depth: int, check: Callable[[], None]) -> Verdict:
    try:
        with told_in_words():
            check()
    except NotWhole as error:
        return Verdict(False, depth, tr(error.reason))
    except Damaged as error:
        return Verdict(False, depth, str(error))
    return Verdict(True, depth)
