"""Writes customers, companies and purchases out, for a purpose that is kept in the audit."""

import hashlib
import json
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from app.core.actor import Actor, Right, needs, require
from app.core.attachments.queries import photo
from app.core.errors import Refused
from app.core.exchange.complaint_sheet import complaint_objects, complaint_rows
from app.core.exchange.csv_writer import write_csv
from app.core.exchange.customer_sheet import customer_objects, customer_rows, profiles
from app.core.exchange.figure_sheets import figure_sheet
from app.core.exchange.figures import FIGURES, Figure
from app.core.exchange.layout import What
from app.core.exchange.purchase_sheet import purchase_objects, purchase_rows
from app.core.exchange.vcard_writer import Version, vcard
from app.core.exchange.xlsx_writer import LONGEST_CELL, too_long, write_xlsx
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.segments import queries as segments
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.vault.atomic import replacing
from app.i18n import N_, tr

T = TypeVar("T")
_EVERY = 500  # rows between two looks at Cancel
TITLE = N_("Export")
SHEETS: Mapping[What | Figure, str] = {
    What.CUSTOMERS: N_("Customers"),
    What.COMPANIES: N_("Companies"),
    What.PURCHASES: N_("Purchases"),
    What.COMPLAINTS: N_("Complaints"),
} | FIGURES


@dataclass(frozen=True)
class Exported:
    """What was written out."""

    rows: int
    export_id: str


@dataclass(frozen=True)
class _Order:
    """What is to be written, and what for."""

    what: What | Figure
    purpose: str
    reveal: bool
    export_id: str
    progress: Progress
    vcard: Version
    segment: str | None = None
    only: frozenset[int] | None = None  # whom was chosen or the segment holds


Writer = Callable[[Reader, _Order, BinaryIO], int]


@needs(Right.EXPORT)
def export(
    actor: Actor,
    shop: Shop,
    path: Path,
    what: What | Figure,
    purpose: str,
    *,
    reveal: bool = False,
    vcard_version: Version = "3.0",
    segment: str | None = None,
    ids: Collection[int] | None = None,
    progress: Progress = SILENT,
) -> Exported:
    """Write a list by the file's suffix (.xlsx .csv .json, of customers also .vcf).

    Sealed fields only with `reveal`; with `segment` only whom that saved filter holds, with
    `ids` only these.
    """
    if reveal:
        require(actor, Right.SEE_SEALED)
    writer = _WRITERS.get(path.suffix.lower())
    if what not in SHEETS:
        raise ValueError(what)
    if writer is _as_vcards and what is not What.CUSTOMERS:
        writer = None
    _refuse(path, purpose, writer is None)
    assert writer
    export_id = f"E{shop.clock.today():%Y%m%d}-{secrets.token_hex(3)}"
    chosen = None if ids is None else frozenset(ids)
    told = (what, purpose.strip(), reveal, export_id, progress, vcard_version, segment)
    order = _Order(*told, chosen)
    with replacing(path) as fresh:
        with shop.read(actor) as reader, fresh.open("wb") as out:
            rows = writer(reader, _narrowed(reader, order), out)
        _log(shop, actor, order, rows, fresh, path.suffix)
    return Exported(rows, export_id)


def _narrowed(reader: Reader, order: _Order) -> _Order:
    if order.segment is None:
        return order
    held = segments.ids(reader, segments.by_name(reader, order.segment), order.progress)
    both = frozenset(held) if order.only is None else order.only.intersection(held)
    return replace(order, only=both)


def _refuse(path: Path, purpose: str, unknown: bool) -> None:
    nothing = N_("Nothing was written.")
    if not purpose.strip():
        raise Refused(
            N_("An export needs a purpose."),
            nothing,
            N_("Say in a few words what the list is for."),
        )
    if unknown:
        raise Refused(
            N_("A list can't be written as {suffix}."),
            nothing,
            N_("Choose a name that ends in .xlsx, .csv or .json (.vcf for customers)."),
            suffix=path.suffix or path.name,
        )


def _log(shop: Shop, actor: Actor, order: _Order, rows: int, file: Path, suffix: str) -> None:
    """The audit entry stands before the file does."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest() if file.stat().st_size < 1 << 28 else ""
    with shop.write(actor, TITLE) as unit:
        unit.audit(
            "export",
            order.export_id,
            what=str(order.what),
            rows=rows,
            purpose=order.purpose,
            sealed=order.reveal,
            form=suffix.lower(),
            segment=order.segment or "",
            sha256=digest,
        )


def _texts(reader: Reader, order: _Order) -> Iterator[Sequence[str]]:
    if isinstance(order.what, Figure):
        return _watched(figure_sheet(reader, order.what).texts(order.only), order.progress)
    if order.what is What.PURCHASES:
        return _watched(purchase_rows(reader, order.only), order.progress)
    if order.what is What.COMPLAINTS:
        return _watched(complaint_rows(reader, order.only), order.progress)
    return _watched(
        customer_rows(reader, order.what, reveal=order.reveal, only=order.only), order.progress
    )


def _watched(rows: Iterable[T], progress: Progress) -> Iterator[T]:
    """The rows; now and then tells how far it is, and stops when that is wished."""
    for number, row in enumerate(rows):
        if number % _EVERY == 0:
            stop_if_cancelled(progress)
            progress.report(number, 0)
        yield row


def _as_xlsx(reader: Reader, order: _Order, out: BinaryIO) -> int:
    rows = (_fitting(row) for row in _texts(reader, order))
    return write_xlsx(out, [(tr(SHEETS[order.what]), rows)]) - 1


def _fitting(row: Sequence[str]) -> Sequence[str]:
    if too_long(row):
        raise Refused(
            N_("One text is longer than the {limit} characters a spreadsheet cell may have."),
            N_("Nothing was written."),
            N_("Choose a name that ends in .csv or .json."),
            limit=f"{LONGEST_CELL:,}",
        )
    return row


def _as_csv(reader: Reader, order: _Order, out: BinaryIO) -> int:
    return write_csv(out, _texts(reader, order)) - 1


def _as_json(reader: Reader, order: _Order, out: BinaryIO) -> int:
    head = {"what": str(order.what), "export_id": order.export_id, "purpose": order.purpose}
    out.write(json.dumps(head, ensure_ascii=False).removesuffix("}").encode())
    out.write(b', "rows": [')
    count = 0
    for count, each in enumerate(_objects(reader, order), 1):
        out.write((",\n" if count > 1 else "\n").encode())
        out.write(json.dumps(each, ensure_ascii=False).encode())
    out.write(b"\n]}\n")
    return count


def _objects(reader: Reader, order: _Order) -> Iterator[dict[str, Any]]:
    if isinstance(order.what, Figure):
        return _watched(figure_sheet(reader, order.what).objects(order.only), order.progress)
    if order.what is What.PURCHASES:
        return _watched(purchase_objects(reader, order.only), order.progress)
    if order.what is What.COMPLAINTS:
        return _watched(complaint_objects(reader, order.only), order.progress)
    return _watched(
        customer_objects(reader, order.what, reveal=order.reveal, only=order.only), order.progress
    )


def _as_vcards(reader: Reader, order: _Order, out: BinaryIO) -> int:
    count = 0
    assert isinstance(order.what, What)
    for each in _watched(
        profiles(reader, order.what, reveal=False, only=order.only), order.progress
    ):
        out.write(vcard(each, order.vcard, photo(reader, int(each.record["id"]))))
        count += 1
    return count


_WRITERS: dict[str, Writer] = {
    ".xlsx": _as_xlsx,
    ".csv": _as_csv,
    ".json": _as_json,
    ".vcf": _as_vcards,
}
