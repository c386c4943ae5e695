"""Everything that writes lists: saved filters, groups picked by hand, edits of many at once."""

from sqlalchemy import func, insert, literal, select

from app.core.actor import Right, needs
from app.core.customers.lists import ListQuery, list_ids
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.segments.bulk_edit import add_tags, edit_many, move_many_to_bin, remove_tags
from app.core.segments.filter import Filter, to_json
from app.core.segments.records import segment, segment_member
from app.core.segments.tags import merge_tag
from app.core.segments.values import checked
from app.core.store.idlist import id_list
from app.core.store.unit import Unit
from app.i18n import N_

__all__ = [
    "add_tags",
    "delete_segment",
    "edit_many",
    "merge_tag",
    "move_many_to_bin",
    "remove_tags",
    "rename_segment",
    "reorder",
    "save",
    "save_group",
]
_LONGEST = 60


@needs(Right.EDIT_CUSTOMERS)
def save(unit: Unit, name: str, query: ListQuery, *, replace: bool = False) -> int:
    """Keep what a list asks for under a name; returns the saved filter's id.

    With `replace` one of the same name is given the new conditions.
    """
    if query.filter:
        checked(unit.catalogues, query.filter)
    cells = {
        "filter": to_json(query.filter or Filter()),
        "kind": query.kind,
        "words": query.text.strip(),
        "sort": query.sort,
        "descending": int(query.descending),
    }
    known = _by_key(unit, _key(name))
    if known is not None and replace:
        unit.delete_where(segment_member, segment_member.c.segment_id == known)
        unit.update(segment, known, **cells)
        return known
    return _insert(unit, name, **cells)


@needs(Right.EDIT_CUSTOMERS)
def save_group(unit: Unit, name: str, query: ListQuery, ids: tuple[int, ...] | None) -> int:
    """Keep these customers (all that the query finds, if None) as a group that stays as it is."""
    members = list_ids(unit, query) if ids is None else ids
    made = _insert(unit, name, filter=None)
    rows = select(literal(made), customer.c.id).where(customer.c.id.in_(id_list(members)))
    names = ["segment_id", "customer_id"]
    statement = insert(segment_member).from_select(names, rows, include_defaults=False)
    unit.bulk(statement, tables=[segment_member.name])
    return made


@needs(Right.EDIT_CUSTOMERS)
def rename_segment(unit: Unit, segment_id: int, name: str) -> None:
    """Give a saved filter or group another name."""
    clean = _free_name(unit, name, but=segment_id)
    unit.update(segment, segment_id, name=clean, name_key=_key(clean))


@needs(Right.EDIT_CUSTOMERS)
def delete_segment(unit: Unit, segment_id: int) -> None:
    """Forget it; the customers stay."""
    unit.delete(segment, segment_id)


@needs(Right.EDIT_CUSTOMERS)
def reorder(unit: Unit, ids: tuple[int, ...]) -> None:
    """Put the saved ones into this order."""
    for position, each in enumerate(ids, 1):
        unit.update(segment, each, position=position)


def _insert(unit: Unit, name: str, **cells: object) -> int:
    clean = _free_name(unit, name)
    top = unit.connection.execute(select(func.max(segment.c.position))).scalar() or 0
    return unit.insert(segment, name=clean, name_key=_key(clean), position=top + 1, **cells)


def _free_name(unit: Unit, name: str, but: int = 0) -> str:
    clean = " ".join(name.split())
    if not clean or len(clean) > _LONGEST or not clean.isprintable():
        raise Refused(
            N_("A saved filter needs a name of at most {longest} characters."),
            N_("Nothing was saved."),
            N_("Type a short name, such as “August birthdays”."),
            longest=_LONGEST,
        )
    if _by_key(unit, _key(clean)) not in (None, but):
        raise Refused(
            N_("There is a saved filter called “{name}” already."),
            N_("Nothing was saved."),
            N_("Choose another name."),
            name=clean,
        )
    return clean


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _by_key(unit: Unit, key: str) -> int | None:
    return unit.connection.execute(select(segment.c.id).where(segment.c.name_key == key)).scalar()
