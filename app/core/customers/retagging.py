"""Puts the search text right for tags that came and went, many customers at a time."""

import json
from array import array
from collections.abc import Iterable

from sqlalchemy import func, literal, select, update

from app.core.customers.records import customer, search_text
from app.core.store.derived import tag_terms
from app.core.store.idlist import id_list
from app.core.store.tables import history
from app.core.store.unit import Unit

Words = tuple[str, ...]
Change = tuple[Words, Words]


def clean_tags(tags: Iterable[str]) -> Words:
    """Without outer blanks, each once."""
    return tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))


def last_entry(unit: Unit) -> int:
    """The newest entry of history."""
    return int(unit.connection.scalar(select(func.max(history.c.id))) or 0)


def retag_search(unit: Unit, but: Iterable[int] = (), after: int = 0) -> None:
    """Change the search text as this act changed the tags; alike changes at once.

    `but` are those whose search text is made anew anyhow; `after` an entry seen to before.
    """
    for (gone, come), ids in _changes(unit, frozenset(but), after).items():
        terms = literal(" ").concat(search_text.c.terms).concat(" ")
        for words in gone:
            terms = func.replace(terms, f" {words} ", " ")
        terms = func.trim(terms.concat(" ".join(come)))
        mine = update(search_text).where(search_text.c.id.in_(id_list(ids)))
        unit.bulk(mine.values(terms=terms), tables=[search_text.name])


def _changes(unit: Unit, but: frozenset[int], since: int) -> dict[Change, "array[int]"]:
    entries = select(history.c.row_id, history.c.old, history.c.new).where(
        history.c.act_id == unit.act_id,
        history.c.id > since,
        history.c.table_name == customer.name,
        history.c.column_name == "tags",
    )
    found: dict[Change, array[int]] = {}
    for row_id, old, new in unit.connection.execute(entries):
        before, after = _terms(old), _terms(new)
        gone = tuple(each for each in before if each not in after)
        come = tuple(each for each in after if each not in before)
        if (gone or come) and row_id not in but:
            found.setdefault((gone, come), array("q")).append(row_id)
    return found


def _terms(stored: str | None) -> Words:
    if stored is None:
        return ()
    return tuple(dict.fromkeys(" ".join(tag_terms((tag,)).split()) for tag in json.loads(stored)))
