"""The photos of a file of vCards: made small by the child, set with the customers that come in."""

from collections.abc import Mapping

from app.core.attachments import queries as attachments
from app.core.attachments.pictures import Photo
from app.core.attachments.service import set_photo
from app.core.exchange.customer_rows import CustomerReader, CustomerRow
from app.core.exchange.layout import TableView
from app.core.exchange.options import Existing, Options
from app.core.exchange.source import Source
from app.core.exchange.staging import TRACES
from app.core.progress import Progress, stop_if_cancelled
from app.core.store.unit import Unit

Photos = Mapping[int, Photo]
"""Photos by the digest of the card's text: that is how an import knows whose text was what."""
_CAME_IN = (
    "SELECT max(customer_id) FROM import_trace WHERE digest = ?"
    f" AND digest IN (SELECT digest FROM {TRACES})"
)


def photos_of(
    source: Source, table: TableView, reader: CustomerReader, progress: Progress
) -> Photos:
    """What the cards of a file show; a photo that is broken is nobody's loss."""
    by_row = dict(source.photos(progress))
    found: dict[int, Photo] = {}
    for chunk in source.rows(table.name, progress) if by_row else ():
        stop_if_cancelled(progress)
        for number, cells in enumerate(chunk.rows, chunk.first):
            row = reader.read(cells) if number in by_row else ""
            if isinstance(row, CustomerRow):
                found[int.from_bytes(row.digest(), "big", signed=True)] = by_row[number]
    return found


def set_photos(unit: Unit, photos: Photos, options: Options) -> int:
    """Give them to the customers that came in; who has a photo keeps it, unless told to update."""
    count = 0
    for digest, photo in photos.items():
        customer_id = unit.connection.exec_driver_sql(_CAME_IN, (digest,)).scalar()
        if customer_id is None:
            continue
        has_one = attachments.photo(unit, int(customer_id)) is not None
        if not has_one or options.existing is Existing.UPDATE:
            set_photo(unit, int(customer_id), photo)
            count += 1
    return count
