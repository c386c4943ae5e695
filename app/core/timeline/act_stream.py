"""Supplies a customer's stream with what was changed, imported and cleared up, act by act."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, distinct, func, or_, select

from app.core.store.profile_tables import GROUPS, HOMES
from app.core.store.reader import Reader
from app.core.store.tables import act, batch, history
from app.core.timeline.items import Ask, Item, Key, instant_key, instant_of
from app.i18n import N_

# What has entries of its own in the stream is no change besides.
_TOLD_ELSEWHERE = ("note", "touch", "promise", "reminder_mark")
_OF_OTHERS = {"attachment": N_("Files"), "sensitive": N_("Sealed values"), "fact": N_("Sources")}
_MOST_LABELS = 6


def acts(reader: Reader, ask: Ask) -> list[Item]:
    """Acts that touched this customer's file, each one entry however much it changed."""
    mine = and_(
        history.c.record_table == "customer",
        history.c.record_id == ask.customer_id,
        history.c.undone_by.is_(None),
        ~history.c.inverse,
        history.c.table_name.not_in(_TOLD_ELSEWHERE),
    )
    asked = (
        select(act.c.id, act.c.at, act.c.actor_name, act.c.title, batch.c.source, _kind(), _cells())
        .join(history, history.c.act_id == act.c.id)
        .outerjoin(batch, batch.c.id == act.c.batch_id)
        .where(mine, act.c.at <= reader.clock.now(), *_older(reader, ask.before))
        .group_by(act.c.id)
        .having(_kind().in_(ask.kinds))
        .order_by(act.c.at.desc(), act.c.id.desc())
        .limit(ask.limit)
    )
    return [_item(row, reader) for row in reader.connection.execute(asked)]


def _kind() -> ColumnElement[Any]:
    others = func.sum(case((history.c.table_name == "doubt", 0), else_=1))
    kind = case((act.c.batch_id.is_not(None), "import"), (others == 0, "doubt"), else_="change")
    return kind.label("kind")


def _cells() -> ColumnElement[Any]:
    cell = history.c.table_name.concat(".").concat(func.coalesce(history.c.column_name, ""))
    return func.group_concat(distinct(cell)).label("cells")


def _older(reader: Reader, key: Key | None) -> list[ColumnElement[bool]]:
    if key is None:
        return []
    at = instant_of(key, reader.clock.zone)
    if key.stream != "act":
        # Only another stream's entry to the microsecond could tie.
        same = [act.c.at == at] if key.time.count(".") and key.stream > "act" else []
        return [or_(act.c.at < at, *same)]
    return [or_(act.c.at < at, and_(act.c.at == at, act.c.id < key.id))]


def _item(row: Row[*tuple[Any, ...]], reader: Reader) -> Item:
    imported = row.kind == "import"
    return Item(
        instant_key(row.at, reader.clock.zone, "act", row.id),
        row.kind,
        row.at,
        row.title,
        (row.source or "") if imported else "",
        () if imported else labels_of(row.cells or ""),
        who=row.actor_name,
        place=("act", row.id),
    )


def labels_of(cells: str) -> tuple[str, ...]:
    """The marked labels of changed cells (`table.column,table.column`), each once."""
    known = _labels()
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
