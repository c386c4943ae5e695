"""The sealed groups of one customer: opened, changed and sealed again.

A group's JSON holds its own fields by key, fields of open groups' rows as {position: value},
sealed groups as lists of rows ({"row": id, key: value}), and under "?" what was typed but
could not be read.
"""

import struct
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import insert, select

from app.core.customers.records import sensitive
from app.core.errors import Refused
from app.core.store.idlist import id_list
from app.core.store.mass_update import update_many
from app.core.store.reader import Reader
from app.core.store.seal import NONCE_BYTES, Seal, Sealed
from app.core.store.unit import Unit
from app.i18n import N_

TYPED = "?"
ROUGHLY = "~"
"""After a field's name in `filled`: some row holds a day of which the day itself is not known."""
_HEAD = struct.Struct(">H")
Place = tuple[int, str]
"""A customer and one of the sealed groups."""


def pack(sealed: Sealed) -> bytes:
    """Key generation, nonce and ciphertext in one cell, so that an edit is one change."""
    return _HEAD.pack(sealed.key_gen) + sealed.nonce + sealed.ct


def unpack(body: bytes) -> Sealed:
    """What `pack` packed."""
    (generation,) = _HEAD.unpack_from(body)
    start = _HEAD.size + NONCE_BYTES
    return Sealed(generation, body[_HEAD.size : start], body[start:])


def filled_keys(data: Mapping[str, Any]) -> str:
    """The names of the fields that hold something, for filters that need no key."""
    keys = {key for key, value in data.items() if key != TYPED and value}
    for rows in data.values():
        if isinstance(rows, list):
            for row in rows:
                if isinstance(row, dict):
                    keys |= _filled_in(row)
    return "".join(f"|{key}" for key in sorted(keys)) + "|" if keys else ""


def _filled_in(row: Mapping[str, Any]) -> set[str]:
    keys = {key for key in row if key != "row"}
    return keys | {key + ROUGHLY for key in keys if _is_rough(row[key])}


def _is_rough(value: Any) -> bool:
    return isinstance(value, dict) and value.get("precision", "day") != "day"


def open_all(
    seal: Seal, uuid: str, bodies: Iterable[tuple[str, bytes | None]]
) -> dict[str, dict[str, Any]]:
    """Every group's JSON of one customer, by the group's name."""
    return {
        group: seal.decrypt(uuid, group, unpack(body)) for group, body in bodies if body is not None
    }


def load(reader: Reader, customer_id: int, uuid: str, group: str) -> dict[str, Any]:
    """One group's JSON; empty when there is none."""
    where = (sensitive.c.customer_id == customer_id, sensitive.c.seal == group)
    body = reader.connection.execute(select(sensitive.c.body).where(*where)).scalar()
    if body is None:
        return {}
    found: dict[str, Any] = _seal_of(reader).decrypt(uuid, group, unpack(body))
    return found


def save(unit: Unit, customer_id: int, uuid: str, group: str, data: dict[str, Any]) -> None:
    """Seal a group's JSON anew; an empty one leaves an empty row."""
    kept = {key: value for key, value in data.items() if value not in (None, {}, [])}
    body = pack(_seal_of(unit).encrypt(uuid, group, kept)) if kept else None
    row = _row_for(unit, customer_id, group)
    unit.update(sensitive, row, body=body, filled=filled_keys(kept))


def load_several(
    reader: Reader, uuids: Mapping[int, str], groups: Iterable[str]
) -> dict[Place, dict[str, Any]]:
    """These groups' JSON of many customers, by customer and group; empty ones left out."""
    asked = select(sensitive.c.customer_id, sensitive.c.seal, sensitive.c.body).where(
        sensitive.c.customer_id.in_(id_list(uuids)),
        sensitive.c.seal.in_(tuple(groups)),
        sensitive.c.body.is_not(None),
    )
    return {
        (row.customer_id, row.seal): _seal_of(reader).decrypt(
            uuids[row.customer_id], row.seal, unpack(row.body)
        )
        for row in reader.connection.execute(asked)
    }


def save_several(
    unit: Unit, uuids: Mapping[int, str], found: Mapping[Place, dict[str, Any]]
) -> None:
    """Seal the JSON of many customers' groups anew."""
    rows = _rows_for(unit, found)
    bodies: dict[int, bytes | None] = {}
    filled: dict[int, str] = {}
    for place, data in found.items():
        kept = {key: value for key, value in data.items() if value not in (None, {}, [])}
        bound = uuids[place[0]], place[1]
        body = pack(_seal_of(unit).encrypt(*bound, kept)) if kept else None
        bodies[rows[place]] = body
        filled[rows[place]] = filled_keys(kept)
    update_many(unit, sensitive, {"body": bodies, "filled": filled})


def _rows_for(unit: Unit, places: Collection[Place]) -> dict[Place, int]:
    rows = _known_rows(unit, places)
    missing = [place for place in places if place not in rows]
    if missing:
        # Empty rows are no change of anything: only what is put into them is history.
        empty = [{"customer_id": customer, "seal": group} for customer, group in missing]
        unit.bulk(insert(sensitive), empty, tables=["sensitive"])
        rows = _known_rows(unit, places)
    return rows


def _known_rows(reader: Reader, places: Collection[Place]) -> dict[Place, int]:
    listed = id_list({customer for customer, _ in places})
    asked = select(sensitive.c.customer_id, sensitive.c.seal, sensitive.c.id)
    asked = asked.where(sensitive.c.customer_id.in_(listed))
    return {(row[0], row[1]): row[2] for row in reader.connection.execute(asked)}


def _row_for(unit: Unit, customer_id: int, group: str) -> int:
    where = (sensitive.c.customer_id == customer_id, sensitive.c.seal == group)
    row = unit.connection.execute(select(sensitive.c.id).where(*where)).scalar()
    if row is not None:
        return int(row)
    # The empty row is no change of anything: only what is put into it is history.
    empty = insert(sensitive).values(customer_id=customer_id, seal=group)
    unit.bulk(empty, tables=["sensitive"])
    return int(unit.connection.execute(select(sensitive.c.id).where(*where)).scalar_one())


def _seal_of(reader: Reader) -> Seal:
    if reader.seal is None:
        raise Refused(
            N_("This field is sealed, and your password does not open it."),
            N_("Nothing was changed."),
            N_("Ask the owner to do it."),
        )
    return reader.seal
