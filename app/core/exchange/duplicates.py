"""Lists pairs of customers who are likely one person: never merged, only told."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import combinations

from sqlalchemy import Connection

from app.catalogue.surnames import reading
from app.core.exchange import staging
from app.core.exchange.report import Duplicate

SAME_PHONE, OTHER_SPELLING = "same_phone", "same_phone_other_spelling"
SAME_BIRTHDAY, SAME_CARD = "same_name_birthday_other_phone", "same_card"
SAME_CODE = "same_credit_code"
_ORDER = (OTHER_SPELLING, SAME_PHONE, SAME_BIRTHDAY, SAME_CODE, SAME_CARD)
_MOST_ALIKE = 20  # more than this with one phone is the shop's own or a made-up number
_PHONES = "('mobile', 'home_phone', 'company_phone')"

_ALIKE_STAGED = {
    SAME_PHONE: f"SELECT json_group_array(customer_id ORDER BY customer_id) FROM staged_contact"
    f" WHERE field IN {_PHONES} GROUP BY value HAVING count(*) > 1",
    SAME_BIRTHDAY: "SELECT json_group_array(c.id ORDER BY c.id) FROM staged_customer AS c"
    " JOIN staged_individual AS i ON i.id = c.id"
    " WHERE length(i.birth_date) >= 10 GROUP BY c.name, i.birth_date HAVING count(*) > 1",
    SAME_CODE: "SELECT json_group_array(id ORDER BY id) FROM staged_company"
    " WHERE uscc IS NOT NULL GROUP BY uscc HAVING count(*) > 1",
}
_ALIKE_KNOWN = {
    SAME_PHONE: "SELECT DISTINCT known.customer_id, new.customer_id FROM staged_contact AS new"
    " JOIN contact AS known ON known.value = new.value"
    " JOIN customer ON customer.id = known.customer_id AND customer.binned_on IS NULL"
    f" WHERE new.field IN {_PHONES} AND known.field IN {_PHONES}"
    " ORDER BY new.customer_id, known.customer_id",
    SAME_BIRTHDAY: "SELECT known.id, new.id FROM staged_customer AS new"
    " JOIN staged_individual AS i ON i.id = new.id AND length(i.birth_date) >= 10"
    " JOIN customer AS known ON known.name = new.name AND known.binned_on IS NULL"
    " JOIN individual AS mine ON mine.id = known.id AND mine.birth_date = i.birth_date"
    " ORDER BY new.id, known.id",
}
_NEEDED = {
    SAME_PHONE: ("staged_contact", "customer_id", "field", "value"),
    SAME_BIRTHDAY: ("staged_individual", "id", "birth_date"),
    SAME_CODE: ("staged_company", "id", "uscc"),
}
_NAMES = "SELECT id, {called}, {name} FROM {table} WHERE id IN (SELECT value FROM json_each(?))"


# An index answers this by itself, and leaves few contacts to look at.
_TWICE = "SELECT value FROM contact GROUP BY value HAVING count(*) > 1"
_STAGED_VIEWS = {"customer": "id", "contact": "customer_id", "individual": "id", "company": "id"}


@contextmanager
def made_now_as_staged(connection: Connection, first: int) -> Iterator[None]:
    """Customers who were made without staging, from this id on, are found as staged ones."""
    for table, key in _STAGED_VIEWS.items():
        chosen = f"SELECT * FROM {table} WHERE {key} >= {first:d}"
        chosen += f" AND value IN ({_TWICE})" if table == "contact" else ""
        connection.exec_driver_sql(f"CREATE TEMPORARY VIEW staged_{table} AS {chosen}")
    yield
    for table in _STAGED_VIEWS:
        connection.exec_driver_sql(f"DROP VIEW staged_{table}")


def find(connection: Connection, *, with_known: bool = True) -> list[Duplicate]:
    """All pairs among the staged customers, and of a staged one with one we have.

    Whoever looks at the pairs finds the names of the staged ones in `staging.NAMES`.
    """
    comparable = {kind for kind, needed in _NEEDED.items() if _has(connection, *needed)}
    found: dict[tuple[int, int], str] = {}
    for kind in (kind for kind in _ALIKE_STAGED if kind in comparable):
        for pair in _pairs(connection, _ALIKE_STAGED[kind]):
            found.setdefault(pair, kind)
    known: dict[tuple[int, int], str] = {}
    for kind in (kind for kind in _ALIKE_KNOWN if with_known and kind in comparable):
        for ours, new in connection.exec_driver_sql(_ALIKE_KNOWN[kind]):
            known.setdefault((int(ours), int(new)), kind)
    staged_ids = [*(i for pair in found for i in pair), *(new for _, new in known)]
    staged = _names(connection, "staged_customer", staged_ids)
    ours_ = _names(connection, "customer", (mine for mine, _ in known))
    pairs = [(staged[a], staged[b], kind) for (a, b), kind in found.items()]
    pairs += [(ours_[a], staged[b], kind) for (a, b), kind in known.items()]
    staging.begin(connection, staging.NAMES)
    staging.add_names(connection, staged.values())
    told = [_duplicate(one, two, kind) for one, two, kind in pairs]
    return sorted(told, key=lambda pair: (_ORDER.index(pair[2]), pair[1], pair[0]))


def _has(connection: Connection, table: str, *columns: str) -> bool:
    """Staging tables have only the columns that the list filled."""
    asked = f"SELECT name FROM pragma_table_info('{table}')"
    return {*columns} <= {row[0] for row in connection.exec_driver_sql(asked)}


def _pairs(connection: Connection, sql: str) -> Iterator[tuple[int, int]]:
    for (listed,) in connection.exec_driver_sql(sql):
        ids = sorted(set(json.loads(listed)))
        if len(ids) <= _MOST_ALIKE:
            yield from combinations(ids, 2)


def _names(connection: Connection, table: str, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    asked = json.dumps(sorted(set(ids)))
    if asked == "[]":
        return {}
    name = "name" if _has(connection, table, "name") else "NULL"
    called = f"ifnull(number, {name})" if _has(connection, table, "number") else name
    sql = _NAMES.format(table=table, name=name, called=called)
    found = connection.exec_driver_sql(sql, (asked,))
    return {int(row[0]): (str(row[1]), str(row[2] or "")) for row in found}


def _duplicate(one: tuple[str, str], two: tuple[str, str], kind: str) -> Duplicate:
    if kind == SAME_PHONE and one[1] != two[1] and sounds_alike(one[1], two[1]):
        kind = OTHER_SPELLING
    first, second = sorted((one[0], two[0]))
    return (first, second, kind)


def sounds_alike(one: str, two: str) -> bool:
    """Two spellings of one name: the same sound, or one character written otherwise."""
    if len(one) == len(two) and sum(a != b for a, b in zip(one, two, strict=True)) <= 1:
        return True
    return reading(one).full == reading(two).full
