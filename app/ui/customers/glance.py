"""What one must know of a customer at the counter, asked in one view: no widgets."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.catalogue.phones import show_phone
from app.core.attachments import queries as attachments
from app.core.complaints import queries as complaints
from app.core.customers.queries import Profile, profile
from app.core.customers.starring import is_starred
from app.core.errors import Refused
from app.core.people.queries import people
from app.core.purchases import queries as purchases
from app.core.purchases.queries import Purchase
from app.core.store.reader import Reader
from app.core.timeline import queries as timeline
from app.core.timeline.queries import Promise
from app.core.timeline.words import STATUSES
from app.i18n import N_, tr

_FEW = 3
_MOST = 8
_LIKES = ("favourite_dishes", "leisure_habits", "dining_places")
_TOPICS = ("favourite_topics",)


@dataclass(frozen=True)
class Glance:
    """The gist of a file; texts are ready to be shown."""

    id: int
    number: str
    name: str
    company: bool
    called: str  # how to address them
    phones: tuple[str, ...]
    since: str
    status: str
    deceased: bool
    tags: tuple[str, ...]
    likes: tuple[str, ...]
    avoids: tuple[str, ...]
    topics: tuple[str, ...]
    mind: tuple[str, ...]  # wants no messages, has died
    promises: tuple[Promise, ...]
    complaints: tuple[str, ...]  # those not settled yet, in words
    photo: bytes | None
    starred: bool


@dataclass(frozen=True)
class CounterGlance:
    """A glance with the last purchases, and whom not to ask after."""

    glance: Glance
    purchases: tuple[Purchase, ...]
    gone: tuple[str, ...]  # people around her who have died


def at_the_counter(reader: Reader, customer_id: int) -> CounterGlance | None:
    """The large card; None when there is no such customer any more."""
    try:
        found = profile(reader, customer_id)
    except Refused:
        return None
    bought = purchases.last_sales(reader, customer_id, _FEW)
    return CounterGlance(glance(reader, found), bought, _gone(reader, customer_id))


def glance(reader: Reader, found: Profile) -> Glance:
    """The gist of a file that was read already."""
    likes = [each.text for each in timeline.preferences(reader, found.id, _FEW)]
    avoids = [each.text for each in timeline.avoids(reader, found.id, _FEW)]
    joined = value(found, "joined_on")
    return Glance(
        found.id,
        found.number or "",
        found.name,
        found.kind == "company",
        value(found, "form_of_address") or "",
        _phones(found),
        str(joined.year) if joined is not None and joined.year is not None else "",
        tr(STATUSES[timeline.status(reader, found.id).value]),
        found.deceased,
        tuple(value(found, "tags") or ()),
        tuple(dict.fromkeys([*likes, *_words(found, _LIKES)])),
        tuple(dict.fromkeys([*avoids, *_words(found, ("taboos",))])),
        tuple(_words(found, _TOPICS)),
        _mind(found),
        timeline.open_promises(reader, found.id, limit=_FEW),
        _complaints(reader, found.id),
        attachments.photo(reader, found.id),
        is_starred(reader, found.id),
    )


def line_words(found: Glance, today: date) -> dict[str, str]:
    """The lines of a glance in words; "" where there is nothing."""
    return {
        "likes": " · ".join(found.likes[:_MOST]),
        "avoids": " · ".join(found.avoids[:_MOST]),
        "complaint": " · ".join(found.complaints),
        "promise": " · ".join(promise_words(each, today) for each in found.promises),
        "mind": " · ".join(found.mind),
    }


def promise_words(each: Promise, today: date) -> str:
    """What was promised, and until when."""
    if each.due_on is None:
        return each.what
    words = (
        N_("{what} (overdue since {date})") if each.is_overdue(today) else N_("{what} by {date}")
    )
    return tr(words, what=each.what, date=each.due_on.isoformat())


def _complaints(reader: Reader, customer_id: int) -> tuple[str, ...]:
    """What she waits for us to settle, and since when."""
    open_ones = [each for each in complaints.of_customer(reader, customer_id) if not each.settled]
    told = N_("{words} (since {date})")
    return tuple(
        tr(told, words=each.words, date=each.received.date().isoformat())
        for each in open_ones[:_FEW]
    )


def value(found: Profile, key: str) -> Any:
    """A value by its field's key; None where such customers have no such field."""
    try:
        return found.value(found.catalogue.field(key))
    except KeyError:
        return None


def _gone(reader: Reader, customer_id: int) -> tuple[str, ...]:
    links = people(reader, customer_id).links
    return tuple(
        tr(N_("{who} {name} has died"), who=each.end.show(), name=each.name)
        for each in links
        if each.deceased
    )


def _phones(found: Profile) -> tuple[str, ...]:
    several = value(found, "mobile") or (value(found, "company_phone"),)
    return tuple(show_phone(each) for each in several if each is not None)


def _words(found: Profile, keys: tuple[str, ...]) -> list[str]:
    return [each for key in keys for each in (value(found, key) or ())]


def _mind(found: Profile) -> tuple[str, ...]:
    stop = value(found, "contact_stop")
    made = [tr(N_("Has died: write and call no more"))] if found.deceased else []
    if stop:
        field = found.catalogue.field("contact_stop")
        made.append(tr(N_("No contact by: {ways}"), ways=field.kind.show(stop)))
    consent = value(found, "consent")
    if consent is not None and not consent.yes:
        made.append(tr(N_("Wants no messages")))
    return tuple(made)
