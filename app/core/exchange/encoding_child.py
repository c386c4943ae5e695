"""The encoding child: gets rows by pipe, sends them back encoded; holds no file and no key."""

import json
from datetime import date
from typing import Any, BinaryIO, Protocol

from app.catalogue.kind import Rules
from app.core.exchange import frames
from app.core.exchange.blocks import Encoder
from app.core.exchange.customer_rows import CustomerReader
from app.core.exchange.encoded_block import plain
from app.core.exchange.layout import ColumnView, TableView, What
from app.core.store.name_tokens import named


class Sender(Protocol):
    """Whoever sends our frames."""

    def send(self, kind: int, content: Any) -> None:
        """Send one."""

    def send_packed(self, frame: bytes) -> None:
        """Send one that was packed before."""


def serve(pipe: BinaryIO, sender: Sender) -> None:
    """Answer each chunk of rows with its block, until the pipe ends."""
    named("王芳")  # loads the table of pinyin while nobody waits
    encoder: Encoder | None = None
    while (frame := frames.receive(pipe)) is not None:
        kind, body = frame
        if kind == frames.TABLE:
            encoder = _encoder(json.loads(body))
        elif kind in (frames.ROWS, frames.TEXTS) and encoder:
            block = encoder.encode(*frames.rows(kind, body))
            sender.send_packed(frames.packed_block(plain(block)))
        else:
            sender.send(frames.END, None)


def asked(table: TableView, what: What, rules: Rules) -> dict[str, Any]:
    """What the child must know about a table."""
    columns = [(c.index, c.heading, c.target, c.unit) for c in table.columns]
    return {
        "table": (table.name, table.header_row, table.guarded),
        "columns": columns,
        "what": what,
        "rules": (rules.today.isoformat(), rules.area_code),
    }


def _encoder(said: dict[str, Any]) -> Encoder:
    columns = tuple(
        ColumnView(index, heading, target=target, unit=unit)
        for index, heading, target, unit in said["columns"]
    )
    name, header_row, guarded = said["table"]
    today, area_code = said["rules"]
    table = TableView(name, header_row, columns, guarded=guarded)
    rules = Rules(date.fromisoformat(today), area_code)
    return Encoder(table, CustomerReader(table, What(said["what"]), rules))
