"""The rows of a table, encoded: a short list's here, a long one's in a process of its own.

That process runs on another core while we compare and stage what it sent before. It gets
the parsing child's rows through us, as they came.
"""

import json
from collections.abc import Generator, Iterator
from dataclasses import asdict
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple

from app.catalogue.kind import Rules
from app.core.exchange import frames
from app.core.exchange.blocks import Encoder
from app.core.exchange.child import Chunk
from app.core.exchange.customer_rows import CustomerReader
from app.core.exchange.encoded_block import EncodedBlock, received
from app.core.exchange.encoding_child import asked
from app.core.exchange.faults import Fault
from app.core.exchange.helper_process import HelperProcess
from app.core.exchange.layout import TableView, What
from app.core.exchange.limits import Limits
from app.core.progress import Progress


class Order(NamedTuple):
    """What is to be encoded, and by which rules."""

    table: TableView
    what: What
    rules: Rules
    reader: CustomerReader

    def can_go(self) -> bool:
        """Can another process do it? The shop's own fields are known here alone."""
        return not any(column.field.own for column in self.reader.own_columns)


_Sent = SimpleQueue[Chunk | BaseException | None]
_A_MOMENT = 5.0
Blocks = Generator[tuple[Chunk, EncodedBlock], None, None]


def encoded_here(order: Order, chunks: Iterator[Chunk]) -> Blocks:
    """Encode in this process."""
    encoder = Encoder(order.table, order.reader)
    for chunk in chunks:
        yield chunk, encoder.encode(chunk.first, chunk.rows)


class EncodingProcess:
    """A process that encodes; it gets ready as soon as it is made."""

    def __init__(self, limits: Limits) -> None:
        """Start it."""
        self._helper = HelperProcess(limits.silence_seconds)
        request = {"encode": True, "limits": asdict(limits)}
        self._helper.say(json.dumps(request).encode() + b"\n")
        self._ended = False

    def close(self) -> None:
        """End it."""
        self._ended = True
        self._helper.close()

    def encoded(self, order: Order, chunks: Iterator[Chunk], progress: Progress) -> Blocks:
        """Each chunk with its block, in order."""
        self._helper.say(frames.packed(frames.TABLE, asked(order.table, order.what, order.rules)))
        sent: _Sent = SimpleQueue()
        feeder = Thread(target=self._feed, args=(chunks, sent), daemon=True)
        feeder.start()
        while True:
            try:
                kind, body = self._helper.next(progress)
            except Fault:
                feeder.join(_A_MOMENT)
                _raise_what_was_read(sent)
                raise
            chunk = sent.get()
            if isinstance(chunk, BaseException):
                raise chunk
            if chunk is None or kind == frames.END:
                return
            yield chunk, received(frames.block(body))

    def _feed(self, chunks: Iterator[Chunk], sent: _Sent) -> None:
        end: BaseException | None = None
        try:
            for chunk in chunks:
                if self._ended:
                    return
                sent.put(chunk)
                self._helper.say(frames.headed(chunk.kind, chunk.body))
        except BaseException as error:  # told by the thread that asked
            end = error
        sent.put(end)
        self._helper.say(frames.packed(frames.END, None))


def _raise_what_was_read(sent: _Sent) -> None:
    """A file that can't be read ends both children; what is wrong with it comes first."""
    while not sent.empty():
        chunk = sent.get()
        if isinstance(chunk, BaseException):
            raise chunk
