"""Imports every table of the program, so that `metadata` is whole."""

from sqlalchemy import Integer, Table

from app.core.attachments import records as _attachments
from app.core.complaints import records as _complaints
from app.core.customers import records as _customers
from app.core.drafts import records as _drafts
from app.core.duplicates import records as _duplicates
from app.core.exchange import records as _exchange
from app.core.fading import records as _fading
from app.core.own_fields import records as _own_fields
from app.core.people import records as _people
from app.core.products import records as _products
from app.core.purchases import records as _purchases
from app.core.reminders import records as _reminders
from app.core.rules import records as _rules
from app.core.segments import records as _segments
from app.core.store import profile_tables as _profiles
from app.core.store.tables import metadata
from app.core.surveys import records as _surveys
from app.core.timeline import records as _timeline
from app.core.value import records as _value
from app.core.wallet import records as _wallet
from app.core.worth import records as _worth

__all__ = ["metadata"]

_KNOWN = (
    _attachments,
    _complaints,
    _customers,
    _drafts,
    _duplicates,
    _exchange,
    _fading,
    _own_fields,
    _profiles,
    _people,
    _products,
    _purchases,
    _reminders,
    _rules,
    _segments,
    _surveys,
    _timeline,
    _value,
    _wallet,
    _worth,
)


def _never_reuse_ids(table: Table) -> None:
    # History speaks of rows by id, so an id must never come back for another record.
    keys = list(table.primary_key.columns)
    if len(keys) == 1 and isinstance(keys[0].type, Integer) and not keys[0].foreign_keys:
        table.dialect_options["sqlite"]["autoincrement"] = True


for _table in metadata.tables.values():
    _never_reuse_ids(_table)
