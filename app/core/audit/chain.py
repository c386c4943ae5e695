"""Is the audit trail whole? Each row's mac covers the row before it."""

import hmac
from typing import Any

from app.core.audit.integrity import Finding
from app.core.store.audit_trail import FIRST, SEALED_FIELDS, mac_of
from app.i18n import N_

_COLUMNS = ", ".join(f'"{name}"' for name in (*SEALED_FIELDS, "prev", "mac"))


def chain_findings(connection: Any, key: bytes) -> list[Finding]:
    """The first row that was changed, removed or put in; none when the chain holds."""
    expected, prev = 1, FIRST
    cursor = connection.execute(f"SELECT {_COLUMNS} FROM audit ORDER BY seq")
    for *sealed, before, mac in cursor:
        row = dict(zip(SEALED_FIELDS, sealed, strict=True))
        if row["seq"] != expected:
            return [_missing(expected)]
        right = mac_of(key, prev, row)
        if before != prev or not hmac.compare_digest(right, bytes(mac)):
            return [_changed(expected)]
        expected, prev = expected + 1, bytes(mac)
    return []


def head_of(connection: Any) -> tuple[int, bytes]:
    """Seq and mac of the newest row, by a raw connection."""
    row = connection.execute("SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], bytes(row[1])) if row else (0, FIRST)


def _missing(seq: int) -> Finding:
    return Finding("audit_gap", N_("Entry {seq} of the audit trail is missing."), {"seq": seq})


def _changed(seq: int) -> Finding:
    return Finding("audit_changed", N_("Entry {seq} of the audit trail was changed."), {"seq": seq})
