"""The kinds of links a shop knows: the built-in ones and its own."""

from sqlalchemy import Row, func, select

from app.catalogue.link_kinds import BUILT_IN, Circle, End, LinkKind, LinkKinds
from app.core.actor import Right, needs
from app.core.errors import Refused
from app.core.people.records import customer_link, link_kind
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_

_LONGEST = 40


@needs(Right.SEE_CUSTOMERS)
def kinds(reader: Reader) -> LinkKinds:
    """Every kind, the shop's own after the built-in ones."""
    rows = reader.connection.execute(select(link_kind).order_by(link_kind.c.id))
    return LinkKinds((*BUILT_IN, *(_own(row) for row in rows)))


@needs(Right.EDIT_CUSTOMERS)
def add_kind(unit: Unit, first: tuple[str, str], second: tuple[str, str]) -> str:
    """Make a kind of our own from its names (Chinese, English); returns its key.

    `second` empty: both ends are called the same.
    """
    first, second = _clean(first), _clean(second)
    if not any(first):
        raise Refused(
            N_("A kind of link needs a name."),
            N_("Nothing was kept."),
            N_("Type what one customer is to the other, in Chinese or in English."),
        )
    _refuse_taken(unit, first, second)
    row_id = unit.insert(
        link_kind, first_zh=first[0], first_en=first[1], second_zh=second[0], second_en=second[1]
    )
    return f"own{row_id}"


@needs(Right.EDIT_CUSTOMERS)
def rename_kind(unit: Unit, key: str, first: tuple[str, str], second: tuple[str, str]) -> None:
    """Give a kind of our own other names; its links stay."""
    kind = _existing(unit, key)
    first, second = _clean(first), _clean(second)
    if not any(first) or (any(second) is kind.mirror and not _may_turn(unit, key)):
        raise Refused(
            N_("A kind in use keeps its two sides."),
            N_("Nothing was changed."),
            N_("Make a new kind instead."),
        )
    _refuse_taken(unit, first, second, but=key)
    unit.update(
        link_kind, kind.own,
        first_zh=first[0], first_en=first[1], second_zh=second[0], second_en=second[1],
    )  # fmt: skip


@needs(Right.EDIT_CUSTOMERS)
def delete_kind(unit: Unit, key: str) -> None:
    """Take a kind of our own away; refused while a link is of it."""
    kind = _existing(unit, key)
    used = _used(unit, key)
    if used:
        raise Refused(
            N_("The kind “{name}” is still used by links: {n}."),
            N_("Nothing was changed."),
            N_("Change or remove these links first."),
            n=used,
            name=kind.first.show(),
        )
    unit.delete(link_kind, kind.own)


def _own(row: Row[tuple[object, ...]]) -> LinkKind:
    key = f"own{row.id}"
    first = End(key, "", row.first_zh, row.first_en)
    second = End(f"{key}b", "", row.second_zh, row.second_en)
    mirror = not (row.second_zh or row.second_en)
    return LinkKind(key, first, first if mirror else second, Circle.OWN, people=False, own=row.id)


def _clean(names: tuple[str, str]) -> tuple[str, str]:
    chinese, english = (" ".join(each.split())[:_LONGEST] for each in names)
    return chinese, english


def _existing(unit: Unit, key: str) -> LinkKind:
    found = kinds(unit).get(key)
    if found is None or not found.own:
        raise Refused(
            N_("This kind of link is not there any more."),
            N_("Nothing was changed."),
            N_("Look at the list of kinds again."),
        )
    return found


def _may_turn(unit: Unit, key: str) -> bool:
    return not _used(unit, key)


def _used(unit: Unit, key: str) -> int:
    asked = select(func.count()).where(customer_link.c.kind == key)
    return int(unit.connection.execute(asked).scalar_one())


def _refuse_taken(
    unit: Unit, first: tuple[str, str], second: tuple[str, str], but: str = ""
) -> None:
    taken = {
        name.casefold()
        for kind, end in kinds(unit).ends()
        if kind.key != but
        for name in (end.chinese, end.english, end.show())
        if name
    }
    for name in (*first, *second):
        if name.casefold() in taken:
            raise Refused(
                N_("There is a kind of link called “{name}” already."),
                N_("Nothing was changed."),
                N_("Use that one, or choose another name."),
                name=name,
            )
