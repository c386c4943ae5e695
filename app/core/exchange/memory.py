"""Remembers how the columns of a layout were mapped, so that the next file needs no clicks."""

import json
from collections.abc import Mapping

from sqlalchemy.dialects.sqlite import insert

from app.core.exchange.layout import Layout, TableView, What, signature
from app.core.exchange.records import import_layout
from app.core.store.reader import Reader
from app.core.store.unit import Unit


def recall(reader: Reader, what: What, table: TableView) -> Mapping[str, str | None] | None:
    """The mapping that was last chosen for a list with these headings."""
    asked = import_layout.select().where(
        import_layout.c.what == str(what), import_layout.c.signature == signature(table)
    )
    row = reader.connection.execute(asked).one_or_none()
    if row is None:
        return None
    found = json.loads(row.mapping)
    return {str(column): target for column, target in found.items()}


def learn(unit: Unit, layout: Layout, sheet: str | None) -> None:
    """Keep the mapping of every table that was read."""
    for table in layout.fitting(sheet):
        row = {
            "what": str(layout.what),
            "signature": signature(table),
            "mapping": json.dumps(table.targets(), ensure_ascii=False),
            "used_at": unit.now,
        }
        made = insert(import_layout).values(row)
        unit.connection.execute(
            made.on_conflict_do_update(
                index_elements=["what", "signature"],
                set_={"mapping": row["mapping"], "used_at": unit.now},
            )
        )
