"""In which month the shop's own year begins."""

from app.core.settings import declared
from app.core.settings.queries import get
from app.core.store.reader import Reader


def fiscal_month(reader: Reader) -> int:
    """1 to 12, as the setting says."""
    return get(reader, declared.FISCAL_MONTH)
