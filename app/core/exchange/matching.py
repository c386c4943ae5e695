"""Finds the customer that a row of a foreign list is about, a chunk of rows at a time."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.catalogue import INDIVIDUAL
from app.core.exchange.customer_rows import CustomerRow
from app.core.purchases.records import fold_number
from app.core.store.reader import Reader

_RECORD_ID = re.compile(r"#\d{1,15}")
_MOBILE = INDIVIDUAL.field("mobile")
_BY_NUMBER = """
SELECT number_key, id, kind FROM customer
WHERE number_key IN (SELECT value FROM json_each(?)) AND binned_on IS NULL
"""
# The number of a file that was merged into another means that other one.
_BY_MERGED_NUMBER = """
SELECT gone.number_key, heir.id, heir.kind FROM customer AS gone
JOIN customer AS heir ON heir.id = gone.merged_into AND heir.binned_on IS NULL
WHERE gone.merged_into IS NOT NULL AND gone.number_key IN (SELECT value FROM json_each(?))
"""
_BY_ID = """
SELECT '#' || id, id, kind FROM customer
WHERE id IN (SELECT value FROM json_each(?)) AND binned_on IS NULL AND number_key IS NULL
"""
_BY_TRACE = """
SELECT trace.digest, trace.customer_id FROM import_trace AS trace
JOIN customer ON customer.id = trace.customer_id AND customer.binned_on IS NULL
WHERE trace.digest IN (SELECT value FROM json_each(?)) ORDER BY trace.customer_id
"""
_BY_NAME_AND_PHONE = """
SELECT DISTINCT customer.name, contact.value, customer.id FROM contact
JOIN customer ON customer.id = contact.customer_id AND customer.binned_on IS NULL
WHERE contact.value IN (SELECT value FROM json_each(?)) AND contact.field = 'mobile'
"""


@dataclass(frozen=True)
class Match:
    """The customer a row is about; `same_text` when this very text was imported before."""

    customer_id: int
    kind: str
    same_text: bool


class Candidate(NamedTuple):
    """A row with what it is compared by; `row` is left out where a block holds it."""

    kind: str
    name: str
    number: str
    number_key: str | None
    digest: int
    phones: tuple[str, ...] = ()
    row: CustomerRow | None = None


def candidate(row: CustomerRow) -> Candidate:
    """A row ready to be matched."""
    digest = int.from_bytes(row.digest(), "big", signed=True)
    phones = row.values.get(_MOBILE, ()) if not row.number else ()
    whole = tuple(phone.e164 for phone in phones if phone.e164)
    key = fold_number(row.number) if row.number else None
    return Candidate(row.kind, row.name, row.number or "", key, digest, whole, row)


def is_record_id(number: str) -> bool:
    """#7, as our own exports call a customer without a number."""
    return number[:1] == "#" and _RECORD_ID.fullmatch(number) is not None


class Matcher:
    """Matches chunks of rows; a customer is matched at most once per file."""

    def __init__(self) -> None:
        """Nobody is matched yet."""
        self._used: set[int] = set()

    def match(self, reader: Reader, rows: Sequence[Candidate]) -> list[Match | None]:
        """The customer of each row, or None for somebody new."""
        numbers = _by_number(reader, rows)
        traces = _by_trace(reader, rows)
        phones = _by_phone(reader, [each for each in rows if each.number_key is None])
        return [self._match(each, numbers, traces, phones) for each in rows]

    def _match(
        self,
        each: Candidate,
        numbers: dict[str, tuple[int, str]],
        traces: dict[int, list[int]],
        phones: dict[tuple[str, str], set[int]],
    ) -> Match | None:
        known = traces.get(each.digest, [])
        if each.number_key is not None:
            found = numbers.get(each.number_key)
            return Match(found[0], found[1], found[0] in known) if found else None
        for customer_id in known:
            if self._take(customer_id):
                return Match(customer_id, each.kind, same_text=True)
        alike: set[int] = set()
        for phone in each.phones:
            alike |= phones.get((each.name, phone), set())
        if len(alike) == 1 and self._take(next(iter(alike))):
            return Match(next(iter(alike)), each.kind, same_text=False)
        return None

    def _take(self, customer_id: int) -> bool:
        if customer_id in self._used:
            return False
        self._used.add(customer_id)
        return True


def has_nobody(reader: Reader) -> bool:
    """Has the shop no customer yet?"""
    asked = "SELECT NOT EXISTS (SELECT 1 FROM customer)"
    return bool(reader.connection.exec_driver_sql(asked).scalar_one())


def knows_any(
    reader: Reader, keys: Sequence[str], digests: Sequence[int], phones: Iterable[str]
) -> bool:
    """Might any customer of ours be one of those with these numbers, texts and mobiles?"""
    asked: tuple[tuple[str, Sequence[object]], ...] = (
        (_BY_NUMBER, keys),
        (_BY_MERGED_NUMBER, keys),
        (_BY_TRACE, digests),
        (_BY_NAME_AND_PHONE, sorted(phones)),
    )
    return any(_asked(reader, sql, sought) for sql, sought in asked)


def _by_number(reader: Reader, rows: Sequence[Candidate]) -> dict[str, tuple[int, str]]:
    keys = [each.number_key for each in rows if each.number_key is not None]
    found = _asked(reader, _BY_MERGED_NUMBER, keys)
    found += _asked(reader, _BY_NUMBER, keys)  # who bears it now comes last and counts
    ids = [int(key[1:]) for key in keys if is_record_id(key)]
    found += _asked(reader, _BY_ID, ids)
    return {str(key): (int(customer_id), str(kind)) for key, customer_id, kind in found}


def _by_trace(reader: Reader, rows: Sequence[Candidate]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for digest, customer_id in _asked(reader, _BY_TRACE, [each.digest for each in rows]):
        found[int(digest)].append(int(customer_id))
    return found


def _by_phone(reader: Reader, rows: Sequence[Candidate]) -> dict[tuple[str, str], set[int]]:
    phones = {phone for each in rows for phone in each.phones}
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for name, phone, customer_id in _asked(reader, _BY_NAME_AND_PHONE, sorted(phones)):
        found[str(name), str(phone)].add(int(customer_id))
    return found


def _asked(reader: Reader, sql: str, keys: Sequence[object]) -> list[tuple[Any, ...]]:
    if not keys:
        return []
    found = reader.connection.exec_driver_sql(sql, (json.dumps(keys, ensure_ascii=False),))
    return [tuple(row) for row in found]
