"""Two column types that SQLAlchemy lacks: a UTC instant, and a value of any SQLite type."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator, UserDefinedType


class UtcTime(TypeDecorator[datetime]):
    """An aware instant, stored as text in UTC that sorts like time."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write it in UTC; a naive time is a mistake of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read it back, aware."""
        return datetime.fromisoformat(value) if value else None


class RawValue(UserDefinedType[Any]):
    """A value exactly as SQLite holds it: None, int, float, str or bytes."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """BLOB affinity: nothing is converted on its way in."""
        return "BLOB"
