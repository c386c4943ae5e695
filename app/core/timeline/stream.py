"""One stream per customer: everything that happened, newest first, page by page."""

from collections.abc import Callable, Collection, Generator
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from app.core.actor import Right, needs
from app.core.complaints import streams as complaints
from app.core.fading import streams as fading
from app.core.rules import streams as rules
from app.core.store.reader import Reader
from app.core.surveys import streams as surveys
from app.core.timeline import act_stream, own_streams
from app.core.timeline.items import Ask, Item, Key
from app.core.wallet import streams as wallet
from app.core.worth import streams as worth
from app.i18n import N_

Supply = Callable[[Reader, Ask], Generator[Item]]


@dataclass(frozen=True)
class Stream:
    """Who supplies which kinds of entries: newest first, one by one, at most `ask.limit`."""

    kinds: tuple[str, ...]
    supply: Supply


KINDS = {
    "contact": N_("Contacts"),
    "visit": N_("Visits"),
    "promise": N_("Promises"),
    "purchase": N_("Purchases"),
    "complaint": N_("Complaints"),
    "survey": N_("Surveys"),
    "note": N_("Notes"),
    "greeting": N_("Days kept"),
    "win_back": N_("Win-backs"),
    "rule": N_("What rules asked for"),
    "wallet": N_("Share and plans"),
    "worth": N_("Tier and privileges"),
    "doubt": N_("Doubts settled"),
    "change": N_("Changes"),
    "import": N_("Imports"),
}
"""The kinds of entries and what they are called, in the order they are offered."""

# Letters join here: one line each, and a kind above.
STREAMS: tuple[Stream, ...] = (
    Stream(("contact", "visit"), own_streams.touches),
    Stream(("promise",), own_streams.promises_made),
    Stream(("promise",), own_streams.promises_settled),
    Stream(("purchase",), own_streams.purchases),
    Stream(("note",), own_streams.notes),
    Stream(("greeting",), own_streams.greetings),
    *(Stream((complaints.KIND,), each) for each in complaints.SUPPLIES),
    *(Stream((surveys.KIND,), each) for each in surveys.SUPPLIES),
    *(Stream((fading.KIND,), each) for each in fading.SUPPLIES),
    *(Stream((rules.KIND,), each) for each in rules.SUPPLIES),
    *(Stream((wallet.KIND,), each) for each in wallet.SUPPLIES),
    *(Stream((worth.KIND,), each) for each in worth.SUPPLIES),
    Stream(("doubt", "change", "import"), act_stream.acts),
)


@needs(Right.SEE_CUSTOMERS)
def stream(
    reader: Reader,
    customer_id: int,
    kinds: Collection[str] | None = None,
    before: Key | None = None,
    limit: int = 50,
) -> tuple[Item, ...]:
    """Entries of these kinds (None: all), newest first.

    The next page begins `before` the last entry's key of this one.
    """
    wanted = frozenset(KINDS if kinds is None else kinds)
    asked = [
        each.supply(reader, Ask(customer_id, wanted & frozenset(each.kinds), before, limit))
        for each in STREAMS
        if wanted & frozenset(each.kinds)
    ]
    try:
        merged = merge(*asked, key=lambda item: item.key, reverse=True)
        return tuple(islice(merged, limit))
    finally:
        for each in asked:
            each.close()
