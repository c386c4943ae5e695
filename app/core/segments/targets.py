"""Which cells an edit of many customers is about, and how each of them stands now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, and_, func, select

from app.catalogue.field import Field
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.own_fields.records import own_value
from app.core.segments import cells
from app.core.segments.subjects import subject
from app.core.store.idlist import id_list
from app.core.store.profile_tables import cells_of, home_of, own_text
from app.core.store.reader import Reader
from app.i18n import N_, tr

_NEVER = frozenset(("name", "company_name", "customer_no"))
_TYPED = ("_typed", "_extension")


@dataclass(frozen=True)
class Target:
    """One kind's field: its table, its columns, and how to reach a customer's row in it."""

    kind: str
    field: Field[Any]
    table: Table
    columns: tuple[Column[Any], ...]

    def rows(self, *wanted: Any) -> Select[Any]:
        """Columns of the chosen customers' rows; those without a row have empty cells."""
        asked = select(*wanted).select_from(customer)
        if self.table is not customer:
            asked = asked.outerjoin(self.table, self._joined())
        return asked.where(customer.c.kind == self.kind, customer.c.binned_on.is_(None))

    def filled(self) -> ColumnElement[bool]:
        """Has a customer a value there?"""
        if self.field.own:
            return self.columns[0].is_not(None)
        return cells.filled(self.field, self.columns)

    def same(self, value: Any) -> ColumnElement[bool]:
        """Is it this value, however it was typed?"""
        found = [
            column.is_not_distinct_from(cell)
            for column, cell in zip(self.columns, self.cells(value), strict=True)
            if self.field.own or not column.name.endswith(_TYPED)
        ]
        if self.field.kind.name == "money":  # its first cell is the text as typed
            found = found[1:]
        return and_(*found)

    def cells(self, value: Any) -> tuple[Any, ...]:
        """The value as it lies in the columns."""
        return (own_text(self.field, value),) if self.field.own else cells_of(self.field, value)

    def missing(self, ids: Sequence[int]) -> Select[Any]:
        """Customers of this kind who have no row there yet."""
        key = own_value.c.id if self.field.own else self.table.c.id
        return self.rows(customer.c.id).where(customer.c.id.in_(id_list(ids)), key.is_(None))

    @property
    def key(self) -> Column[Any]:
        """The key of the table's rows."""
        return self.table.c.id

    def _joined(self) -> ColumnElement[bool]:
        if self.field.own:
            mine = own_value.c.customer_id == customer.c.id
            return and_(mine, own_value.c.field_id == self.field.own)
        return self.table.c.id == customer.c.id


def targets(reader: Reader, key: str) -> tuple[Target, ...]:
    """Where the values of a field live; `Refused` for one that can't be given to many."""
    about = subject(reader.catalogues, key)
    fields = [(kind, each) for kind, each in about.fields if each.key not in _NEVER]
    if not fields or about.sealed or any(each.group for _, each in fields):
        raise Refused(
            N_("“{field}” cannot be given to many customers at once."),
            N_("Nothing was changed."),
            N_("Open each customer's file for it."),
            field=tr(about.label),
        )
    return tuple(_target(kind, each) for kind, each in fields)


def _target(kind: str, field: Field[Any]) -> Target:
    home = home_of(field)
    assert home is not None
    return Target(kind, field, home.table, tuple(home.table.c[name] for name in home.columns))


def how_many(reader: Reader, asked: Select[Any]) -> int:
    """Rows of a question."""
    return int(
        reader.connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()
    )
