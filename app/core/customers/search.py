"""Finds anyone: the best kinds of match first, each asked only until there are enough hits."""

import json
from dataclasses import dataclass

from app.core.actor import Right, needs
from app.core.customers.numbers import holder
from app.core.purchases.records import fold_number
from app.core.store import search_index
from app.core.store.reader import Reader
from app.core.store.search_index import Question

COUNTED = 5_000
"""The window counts no further; the command line counts all."""
_FEWEST, _MOST = 60, 200  # candidates of one kind that are ordered among themselves
_ROWS = """SELECT id, number, name, kind, phone, company, sort_key FROM customer
 WHERE id IN (SELECT value FROM json_each(?))"""

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
    most = min(max(_FEWEST, 2 * limit), _MOST)
    for tags, expression in _tier_expressions(text, asked):
        if len(hits) >= limit:
            break
        exact = tags == "#"
        ids = (
            _exact_number(reader, text)
            if exact
            else search_index.first_ids(reader, expression, most)
        )
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
    found = holder(reader, text) if fold_number(text) else None
    return [] if found is None else [found]


def _ordered(reader: Reader, ids: list[int], matched: str) -> list[Hit]:
    """Short names first, then by name: whoever is typed whole stands above longer ones."""
    if not ids:
        return []
    rows = reader.connection.exec_driver_sql(_ROWS, (json.dumps(ids),)).all()
    ordered = sorted(rows, key=lambda row: (len(row[2]), row[6], row[1] or "", row[0]))
    return [
        Hit(id_, number, name, kind, matched, phone, company)
        for id_, number, name, kind, phone, company, _ in ordered
    ]
