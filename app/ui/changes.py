"""What changed, as the pages hear it: the core's change set, or "anything may have"."""

from app.core.store.changes import ChangeSet


class Everything(ChangeSet):
    """After a long job any row of any table may have changed."""

    def touches(self, table: str, row_id: int | None = None) -> bool:
        """Always."""
        return True

    def __bool__(self) -> bool:
        """Always."""
        return True


EVERYTHING: ChangeSet = Everything(0, "")
