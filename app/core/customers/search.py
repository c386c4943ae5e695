"""Finds anyone: the best kinds of match first, each asked only until there are enough hits."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.purchases.records import fold_number
from app.core.store import search_index
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.search_index import Question

COUNTED = 10_000
"""The window counts no further; the command line counts all."""
_ENOUGH = 400  # candidates of one kind that are ordered among themselves

# The tags of `store/segmentation.py`, in the order in which a person would look.
_TIERS = (
    ("x", "name"),
    ("y", "name"),
    ("n", "name"),
    ("a", "pinyin"),
    ("p", "pinyin"),
    ("bq", "pinyin"),
    ("d", "phone"),
    ("kr", "number"),
    ("e", "phone"),
    ("c", "company"),
    ("t", "tag"),
    ("m", "contact"),
    ("o", "other"),
)


@dataclass(frozen=True)
class Hit:
    """One customer found, and by what: number, name, pinyin, phone, company, tag …"""

    id: int
    number: str | None
    name: str
    kind: str
    matched: str
    phone: str | None = None
    company: str | None = None


@dataclass(frozen=True)
class SearchResult:
    """The best hits, and how many there are; `more` when counting stopped early."""

    hits: tuple[Hit, ...]
    total: int
    more: bool = False


@needs(Right.SEE_CUSTOMERS)
def search(reader: Reader, text: str, limit: int = 50, *, count_all: bool = False) -> SearchResult:
    """Customers that fit every word of the text, best first."""
    asked = search_index.question(text)
    if asked is None:
        return SearchResult((), 0)
    hits = _hits(reader, text, asked, limit)
    if len(hits) < limit and not count_all:
        return SearchResult(tuple(hits), len(hits))
    most = None if count_all else COUNTED + 1
    total = search_index.count(reader, asked.whole(), most)
    more = most is not None and total > COUNTED
    return SearchResult(tuple(hits), min(total, COUNTED) if more else total, more)


def _hits(reader: Reader, text: str, asked: Question, limit: int) -> list[Hit]:
    hits: dict[int, Hit] = {}
    for tags, expression in _tier_expressions(text, asked):
        if len(hits) >= limit:
            break
        ids = _exact_number(reader, text) if tags == "#" else _found(reader, expression)
        new = [each for each in ids if each not in hits]
        for hit in _ordered(reader, new, _MATCHED[tags])[: limit - len(hits)]:
            hits[hit.id] = hit
    return list(hits.values())


def _tier_expressions(text: str, asked: Question) -> list[tuple[str, str]]:
    tiers = [("#", "")]
    tiers += search_index.expressions(asked, (tags for tags, _ in _TIERS))
    return tiers


_MATCHED = {"#": "number", **dict(_TIERS)}


def _exact_number(reader: Reader, text: str) -> list[int]:
    asked = select(customer.c.id).where(
        customer.c.binned_on.is_(None), customer.c.number_key == fold_number(text)
    )
    return list(reader.connection.execute(asked).scalars())


def _found(reader: Reader, expression: str) -> list[int]:
    return search_index.first_ids(reader, expression, _ENOUGH)


def _ordered(reader: Reader, ids: list[int], matched: str) -> list[Hit]:
    """Short names first, then by name: whoever is typed whole stands above longer ones."""
    if not ids:
        return []
    asked = select(
        *(customer.c[name] for name in ("id", "number", "name", "kind", "phone", "company")),
        customer.c.sort_key,
        customer.c.deceased,
    ).where(customer.c.id.in_(id_list(ids)))
    rows = sorted(reader.connection.execute(asked).all(), key=_rank)
    return [
        Hit(row.id, row.number, row.name, row.kind, matched, row.phone, row.company) for row in rows
    ]


def _rank(row: Any) -> tuple[Any, ...]:
    return (len(row.name), row.sort_key, row.number or "", row.id)
