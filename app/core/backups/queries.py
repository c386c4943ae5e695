"""When was the last backup, and the last that left this computer?"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.core.actor import Right, needs
from app.core.store.reader import Reader
from app.core.store.tables import audit, history

REMIND_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Standing:
    """How well the shop is backed up."""

    last: datetime | None
    last_off_pc: datetime | None
    off_pc_late: bool  # more than seven days ago, or never


@needs(Right.MAKE_BACKUPS)
def standing(reader: Reader) -> Standing:
    """The last backup and the last off-PC copy, by the audit trail."""
    rows = reader.connection.execute(
        select(audit.c.at, audit.c.detail)
        .where(audit.c.action.in_(("backup.make", "backup.copy")))
        .order_by(audit.c.seq.desc())
    ).all()
    off = next((row.at for row in rows if json.loads(row.detail).get("off_pc")), None)
    last, last_off = (_instant(rows[0].at) if rows else None), (_instant(off) if off else None)
    late = last_off is None or reader.clock.now() - last_off > REMIND_AFTER
    return Standing(last, last_off, late)


@needs(Right.MAKE_BACKUPS)
def last_change(reader: Reader) -> int:
    """The newest act that changed a value; 0 in an untouched shop."""
    return int(reader.connection.execute(select(func.max(history.c.act_id))).scalar() or 0)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
