"""The columns of the customer list: what each shows and by what SQL can sort."""

from collections.abc import Sequence
from typing import Any

from app.catalogue.currency import money
from app.catalogue.field import Field
from app.catalogue.phones import show_phone
from app.catalogue.values import Phone
from app.core.customers.queries import BY_FIELD, CustomerRow
from app.i18n import N_, listed, tr
from app.ui.formats import number
from app.ui.widgets.record_model import TableColumn

_KINDS = {"individual": N_("Person"), "company": N_("Company customer")}


def _day(row: CustomerRow) -> str:
    return row.last_purchase_on.isoformat() if row.last_purchase_on else ""


def _joined(row: CustomerRow) -> str:
    return row.joined_on.isoformat() if row.joined_on else ""


def _phone(row: CustomerRow) -> str:
    return show_phone(Phone(row.phone)) if row.phone else ""


def _name(row: CustomerRow) -> str:
    return row.name + (tr(N_(" (deceased)")) if row.deceased else "")


def _leaves(row: CustomerRow) -> str:
    return row.leaves_on.isoformat() if row.leaves_on else ""


def with_own(
    own: Sequence[Field[Any]], *, in_bin: bool = False
) -> tuple[TableColumn[CustomerRow], ...]:
    """All columns; those of further fields are shown when somebody chooses them."""
    leaves = (LEAVES,) if in_bin else ()
    return (*COLUMNS[:2], *leaves, *COLUMNS[2:], *(_of_own(each) for each in own))


def _of_own(field: Field[Any]) -> TableColumn[CustomerRow]:
    def words(row: CustomerRow) -> str:
        return row.own.get(field.key, "")

    right = field.kind.name in ("money", "quantity")
    part = field.part.label if field.part is not None and not field.own else ""
    sort = BY_FIELD + field.key
    return TableColumn(
        field.key, field.label, words, 130, sort, right=right, shown=False, group=part
    )


COLUMNS: tuple[TableColumn[CustomerRow], ...] = (
    TableColumn("name", N_("Name"), _name, 122, "name"),
    TableColumn("number", N_("Number"), lambda row: row.number or "", 76, "number", quiet=True),
    TableColumn("phone", N_("Phone"), _phone, 120, "phone", firm=True),
    TableColumn("last", N_("Last bought"), _day, 98, "last_purchase", right=True),
    TableColumn(
        "purchases",
        N_("Times"),
        lambda row: number(row.purchases) if row.purchases else "",
        72,
        "purchases",
        right=True,
    ),
    TableColumn(
        "revenue",
        N_("Spent in all"),
        lambda row: money(row.revenue) if row.purchases else "",
        104,
        "revenue",
        right=True,
    ),
    TableColumn("tags", N_("Tags"), lambda row: listed(row.tags), 84, quiet=True),
    TableColumn(
        "company", N_("Employer"), lambda row: row.company or "", 150, shown=False, quiet=True
    ),
    TableColumn("joined", N_("Joined on"), _joined, 120, "joined", right=True, shown=False),
    TableColumn("kind", N_("Kind"), lambda row: tr(_KINDS[row.kind]), 90, shown=False, quiet=True),
)
LEAVES: TableColumn[CustomerRow] = TableColumn(
    "leaves", N_("Leaves for good on"), _leaves, 130, "binned", right=True
)
