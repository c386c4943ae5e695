"""What the timeline asks for: everything at once when shown, then page by page."""

from dataclasses import dataclass
from datetime import date

from app.core.store.reader import Reader
from app.core.timeline import queries
from app.core.timeline.items import Item, Key
from app.i18n import N_
from app.ui.timeline.due_row import Due, dues

FILTERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("all", N_("Everything"), ()),
    ("touch", N_("Contacts"), ("contact", "visit")),
    ("promise", N_("Promises"), ("promise",)),
    ("purchase", N_("Purchases"), ("purchase",)),
    ("heard", N_("Complaints and surveys"), ("complaint", "survey")),
    ("note", N_("Notes"), ("note",)),
    ("greeting", N_("Days kept"), ("greeting",)),
    ("win_back", N_("Win-backs"), ("win_back",)),
    ("rule", N_("Rules"), ("rule",)),
    ("worth", N_("Share and worth"), ("wallet", "worth")),
    ("change", N_("Changes"), ("change", "doubt", "import")),
)
_KINDS = {key: kinds for key, _, kinds in FILTERS}


@dataclass(frozen=True)
class Told:
    """All that the card shows."""

    today: date
    status: queries.Status
    last: queries.LastTouch | None
    open: tuple[Due, ...]
    items: tuple[Item, ...]
    more: bool


def tell(reader: Reader, record: int, shown: str, limit: int) -> Told:
    """Read everything in one view."""
    items = page(reader, record, shown, None, limit)
    promises = queries.open_promises(reader, record)
    return Told(
        reader.today,
        queries.status(reader, record),
        queries.last_touch(reader, record),
        tuple(dues(promises, queries.next_steps(reader, record))),
        items[:limit],
        len(items) > limit,
    )


def page(
    reader: Reader, record: int, shown: str, before: Key | None, limit: int
) -> tuple[Item, ...]:
    """A page of entries and one more, which tells whether there is another page."""
    kinds = _KINDS[shown] or None
    found: tuple[Item, ...] = queries.stream(reader, record, kinds, before, limit + 1)
    return found
