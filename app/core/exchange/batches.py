"""The imports of the past, newest first, as they can be shown and taken back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.exchange.layout import What
from app.core.exchange.report import Status
from app.core.store.reader import Reader
from app.core.store.tables import batch


@dataclass(frozen=True)
class PastImport:
    """One import: which file, when, what it came to, and whether it was taken back."""

    batch: int
    file: str
    made_at: datetime
    what: What | None
    counts: Mapping[str, int]
    undone: bool

    def count(self, status: Status) -> int:
        """How many rows came to this."""
        return self.counts.get(str(status), 0)


@needs(Right.IMPORT)
def past_imports(reader: Reader, limit: int) -> list[PastImport]:
    """The last ones."""
    asked = select(batch).where(batch.c.kind == "import").order_by(batch.c.id.desc()).limit(limit)
    found = []
    for row in reader.connection.execute(asked):
        detail = json.loads(row.detail)
        counts = {str(key): n for key, n in detail.items() if isinstance(n, int)}
        what = What(detail["what"]) if "what" in detail else None
        undone = row.undone_by is not None
        found.append(PastImport(row.id, row.source, row.made_at, what, counts, undone))
    return found
