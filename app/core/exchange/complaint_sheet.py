"""Complaints as rows of a list, so that an import reads them back unchanged."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.catalogue.currency import plain_sum
from app.core.complaints.clocks import local
from app.core.complaints.records import complaint, complaint_category, complaint_cause
from app.core.customers.records import customer
from app.core.exchange.complaint_columns import COMPLAINT_COLUMNS
from app.core.exchange.complaint_rows import SEVERITIES
from app.core.store.reader import Reader
from app.i18n import language, tr

_YES = {"zh": "是", "en": "yes"}


def complaint_rows(reader: Reader, only: frozenset[int] | None = None) -> Iterator[list[str]]:
    """Headings, then one row for each complaint, the oldest first."""
    yield [tr(each.label) for each in COMPLAINT_COLUMNS]
    for found in complaint_objects(reader, only):
        yield [found[each.key] or "" for each in COMPLAINT_COLUMNS]


def complaint_objects(
    reader: Reader, only: frozenset[int] | None = None
) -> Iterator[dict[str, Any]]:
    """One object for each; moments local, sums as text, unknown as null."""
    asked = (
        select(
            complaint,
            complaint_category.c.name.label("category"),
            complaint_cause.c.name.label("cause"),
            customer.c.number.label("number"),
        )
        .outerjoin(complaint_category, complaint_category.c.id == complaint.c.category_id)
        .outerjoin(complaint_cause, complaint_cause.c.id == complaint.c.cause_id)
        .outerjoin(customer, customer.c.id == complaint.c.customer_id)
        .order_by(complaint.c.received_day, complaint.c.id)
    )
    for row in reader.connection.execute(asked).mappings():
        if only is None or row["customer_id"] in only:
            yield _object(row, reader)


def _object(row: Any, reader: Reader) -> dict[str, Any]:
    def moment(name: str) -> str | None:
        return _text(row[name], reader)

    return {
        "received_at": moment("received_at"),
        "customer_no": row["number"] or row["customer_number"],
        "person": row["person"],
        "channel": row["channel"],
        "category": row["category"],
        "item": row["item"],
        "severity": _severity(row["severity"]),
        "words": row["words"],
        "wish": row["wish"],
        "promised_at": moment("promised_at"),
        "answered_at": moment("answered_at"),
        "settled_at": moment("settled_at"),
        "reopened": _YES[language()] if row["reopened"] else None,
        "cause": row["cause"],
        "remedy": row["remedy"],
        "cost": None if row["cost"] is None else plain_sum(row["cost"]),
        "satisfaction": None if row["satisfaction"] is None else str(row["satisfaction"]),
        "owner": row["owner"],
    }


def _text(at: datetime | None, reader: Reader) -> str | None:
    return None if at is None else f"{local(at, reader.clock.zone):%Y-%m-%d %H:%M}"


def _severity(key: str) -> str:
    """A word that the import knows, in the language of the program."""
    words = [word for word, severity in SEVERITIES.items() if severity == key]
    english = [word for word in words if word.isascii()]
    return english[0] if language() == "en" else words[0]
