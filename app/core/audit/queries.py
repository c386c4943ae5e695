"""Reading the audit trail: who did what, and whether the chain holds."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select

from app.core.actor import Right, needs
from app.core.audit.chain import chain_findings
from app.core.audit.integrity import Finding
from app.core.store.reader import Reader
from app.core.store.tables import audit

CHECK_EVERY = timedelta(days=7)


@dataclass(frozen=True)
class Entry:
    """One line of the trail; `action` is a word, or the marked title of an act."""

    seq: int
    at: datetime
    actor: str
    role: str
    action: str
    object: str
    detail: dict[str, Any]


@needs(Right.SEE_AUDIT)
def entries(reader: Reader, since: date | None = None, limit: int | None = None) -> list[Entry]:
    """The newest lines first, from a local day on."""
    lines = select(audit).order_by(audit.c.seq.desc()).limit(limit)
    if since is not None:
        start = datetime.combine(since, time(), reader.clock.zone).astimezone(UTC)
        lines = lines.where(audit.c.at >= start.strftime("%Y-%m-%dT%H:%M:%S"))
    return [_entry(row) for row in reader.connection.execute(lines)]


@needs(Right.CHECK)
def chain(reader: Reader) -> list[Finding]:
    """What is wrong with the trail; nothing when every line is as it was written."""
    raw = reader.connection.connection.driver_connection
    return chain_findings(raw, reader.session.audit_key)


@needs(Right.CHECK)
def check_due(reader: Reader) -> bool:
    """Was the last check-up more than seven days ago, or never?"""
    newest = select(func.max(audit.c.at)).where(audit.c.action == "check")
    last = reader.connection.execute(newest).scalar()
    return last is None or reader.clock.now() - datetime.fromisoformat(last) > CHECK_EVERY


def _entry(row: Any) -> Entry:
    return Entry(
        row.seq,
        datetime.fromisoformat(row.at),
        row.actor,
        row.role,
        row.action,
        row.object,
        json.loads(row.detail),
    )
