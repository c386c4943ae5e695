"""Writes the audit trail: each row sealed to the one before it, in the same transaction."""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from app.core.actor import Actor
from app.core.store.tables import audit
from app.core.vault.keys import derive

FIRST = bytes(32)
SEALED_FIELDS = ("seq", "at", "session", "actor", "role", "action", "object", "detail")


def audit_key(db_key: bytes) -> bytes:
    """The key of the trail's macs, derived from the file's key."""
    return derive(bytes(db_key), "audit")


def mac_of(key: bytes, prev: bytes, row: Mapping[str, Any]) -> bytes:
    """What row `row` must carry as its mac, after a row with mac `prev`."""
    text = json.dumps(
        [row[name] for name in SEALED_FIELDS], ensure_ascii=False, separators=(",", ":")
    )
    return hmac.digest(key, prev + text.encode(), "sha256")


_NEW = insert(audit)


def record(
    connection: Connection,
    key: bytes,
    actor: Actor,
    now: datetime,
    action: str,
    *,
    object_: str = "",
    detail: Mapping[str, Any] | None = None,
) -> int:
    """Add one row to the trail and return its seq; never put a sealed value in `detail`."""
    seq, prev = head(connection)
    row: dict[str, Any] = {
        "seq": seq + 1,
        "at": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "session": actor.session,
        "actor": actor.uid,
        "role": str(actor.role),
        "action": action,
        "object": object_,
        "detail": json.dumps(detail or {}, ensure_ascii=False, sort_keys=True),
    }
    row["mac"] = mac_of(key, prev, row)
    connection.execute(_NEW, row | {"prev": prev})
    return seq + 1


_NEWEST = select(audit.c.seq, audit.c.mac).order_by(audit.c.seq.desc()).limit(1)


def head(connection: Connection) -> tuple[int, bytes]:
    """Seq and mac of the newest row; (0, zeros) in an empty trail."""
    found = connection.execute(_NEWEST).one_or_none()
    return (found.seq, found.mac) if found else (0, FIRST)
