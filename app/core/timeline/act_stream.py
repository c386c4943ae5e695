"""Supplies a customer's stream with what was changed, imported and cleared up, act by act."""

from collections.abc import Generator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    case,
    distinct,
    func,
    literal,
    or_,
    select,
)

from app.core.own_fields.records import own_value
from app.core.store.column_types import UtcTime
from app.core.store.profile_tables import GROUPS, HOMES
from app.core.store.reader import Reader
from app.core.store.tables import act, batch, history
from app.core.timeline.items import Ask, Item, instant_key, instant_of, supplied, tie
from app.i18n import N_

# What has entries of its own in the stream is no change besides.
_TOLD_ELSEWHERE = (
    *("note", "touch", "promise", "reminder_mark", "star"),
    *("firing", "known_silence", "win_back", "mailing_stop"),
    *("wallet_estimate", "purchase_plan", "rad_move", "tier_given", "privilege_given"),
)
_OF_OTHERS = {"attachment": N_("Files"), "sensitive": N_("Sealed values"), "fact": N_("Sources")}
_OWN = "own."
_MOST_LABELS = 6
_END = datetime.max.replace(tzinfo=UTC)


def acts(reader: Reader, ask: Ask) -> Generator[Item]:
    """Acts that touched this customer's file, each one entry however much it changed."""
    key = ask.before
    bound = {
        "of": ask.customer_id,
        "kinds": sorted(ask.kinds),
        "most": ask.limit,
        "now": reader.clock.now(),
        "at": _END if key is None else instant_of(key, reader.clock.zone),
        "tie": 0 if key is None else tie(key, "act"),
    }
    if key is not None and "." not in key.time and key.stream != "act":
        bound["tie"] = 0  # a coarser time comes before everything within it
    return supplied(reader, _acts(), bound, lambda row: _item(row, reader))


@lru_cache(maxsize=1)
def _acts() -> Select[Any]:
    mine = and_(
        history.c.record_table == "customer",
        history.c.record_id == bindparam("of", type_=Integer()),
        history.c.undone_by.is_(None),
        ~history.c.inverse,
        history.c.table_name.not_in(_TOLD_ELSEWHERE),
    )
    at, now = bindparam("at", type_=UtcTime()), bindparam("now", type_=UtcTime())
    same = and_(act.c.at == at, act.c.id < bindparam("tie", type_=Integer()))
    kinds: BindParameter[Any] = bindparam("kinds", expanding=True)
    return (
        select(act.c.id, act.c.at, act.c.actor_name, act.c.title, batch.c.source, _kind(), _cells())
        .join(history, history.c.act_id == act.c.id)
        .outerjoin(batch, batch.c.id == act.c.batch_id)
        .where(mine, act.c.at <= now, or_(act.c.at < at, same))
        .group_by(act.c.id)
        .having(_kind().in_(kinds))
        .order_by(act.c.at.desc(), act.c.id.desc())
        .limit(bindparam("most", type_=Integer()))
    )


def _kind() -> ColumnElement[Any]:
    others = func.sum(case((history.c.table_name == "doubt", 0), else_=1))
    kind = case((act.c.batch_id.is_not(None), "import"), (others == 0, "doubt"), else_="change")
    return kind.label("kind")


def _cells() -> ColumnElement[Any]:
    plain = history.c.table_name.concat(".").concat(func.coalesce(history.c.column_name, ""))
    field = select(own_value.c.field_id).where(own_value.c.id == history.c.row_id)
    own = literal(_OWN).concat(field.scalar_subquery())
    cell = case((history.c.table_name == own_value.name, own), else_=plain)
    return func.group_concat(distinct(cell)).label("cells")


def _item(row: Row[*tuple[Any, ...]], reader: Reader) -> Item:
    imported = row.kind == "import"
    return Item(
        instant_key(row.at, reader.clock.zone, "act", row.id),
        row.kind,
        row.at,
        row.title,
        (row.source or "") if imported else "",
        () if imported else labels_of(row.cells or "", _own_labels(reader)),
        who=row.actor_name,
        place=("act", row.id),
    )


def _own_labels(reader: Reader) -> dict[str, str]:
    """What the shop's own fields are called, by `own.7`."""
    catalogues = reader.catalogues.values()
    return {field.key: field.label for found in catalogues for field in found.own.values()}


def labels_of(cells: str, own: Mapping[str, str]) -> tuple[str, ...]:
    """The marked labels of changed cells (`table.column,own.7`), each once."""
    known = {**_labels(), **own} if own else _labels()
    found = [
        known.get(cell) or known.get(cell.partition(".")[0] + ".") for cell in cells.split(",")
    ]
    return tuple(dict.fromkeys(label for label in found if label))[:_MOST_LABELS]


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    found = {f"{table.name}.": group.label for group, table in GROUPS.items()}
    found |= {f"{table}.": label for table, label in _OF_OTHERS.items()}
    for field, home in HOMES.items():
        if home is not None:
            cells = [f"{home.table.name}.{column}" for column in home.columns]
            found |= dict.fromkeys(cells, field.label)
    return found
