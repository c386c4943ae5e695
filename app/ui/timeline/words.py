"""What the stream's entries, promises and last contacts are called on the screen."""

from datetime import date, datetime

from app.core.actor import spoken_name
from app.core.clock import Clock
from app.core.timeline.items import Item
from app.core.timeline.queries import LastTouch, Status
from app.core.timeline.words import STATUSES, WAYS
from app.i18n import N_, language, ntr, tr
from app.ui.formats import day

ICONS = {
    "contact": "phone",
    "visit": "footprints",
    "promise": "handshake",
    "purchase": "receipt",
    "complaint": "message-circle",
    "survey": "smile",
    "note": "sticky-note",
    "greeting": "gift",
    "win_back": "handshake",
    "rule": "bell",
    "wallet": "wallet",
    "worth": "star",
    "doubt": "circle-help",
    "change": "pencil",
    "import": "file-down",
}


def when(item: Item, clock: Clock) -> tuple[str, str]:
    """The day of an entry, and its time where it is known."""
    if not isinstance(item.at, datetime):
        return near_day(item.at, clock.today()), ""
    local = item.at.astimezone(clock.zone)
    return near_day(local.date(), clock.today()), f"{local:%H:%M}"


def near_day(found: date, today: date) -> str:
    """Today and yesterday by name, other days by date."""
    back = (today - found).days
    if back == 0:
        return tr(N_("today"))
    if back == 1:
        return tr(N_("yesterday"))
    return day(found, today)


def due(found: date | None, today: date) -> str:
    """How far a day to come is, or how long ago it should have been."""
    if found is None:
        return tr(N_("no day"))
    days = (found - today).days
    if days == 0:
        return tr(N_("today"))
    if days == 1:
        return tr(N_("tomorrow"))
    if days < 0:
        return ntr("{n} day late", "{n} days late", -days)
    return day(found, today)


def head(item: Item) -> str:
    """The first line of an entry: what it is, how, and by whom."""
    between = "、" if language() == "zh" else ", "
    labels = between.join(tr(each) for each in item.labels)
    return " · ".join(each for each in (tr(item.title), labels, spoken_name(item.who)) if each)


def facts(item: Item) -> str:
    """What else is known of an entry, one line each."""
    return "\n".join(
        tr(N_("{label}: {found}"), label=tr(label), found=found) for label, found in item.facts
    )


def last_met(found: LastTouch | None, today: date) -> str:
    """When shop and customer last really met, and how."""
    if found is None:
        return tr(N_("No contact yet"))
    way = tr(N_("Purchase")) if found.way == "purchase" else tr(WAYS.get(found.way, found.way))
    days = (today - found.on).days
    ago = tr(N_("today")) if days == 0 else ntr("{n} day ago", "{n} days ago", days)
    return tr(N_("Last contact: {when}, {way}"), when=ago, way=way)


def why(found: Status) -> str:
    """Why a customer stands where she stands, in a sentence."""
    rule = tr(STATUSES[found.by_rule])
    if found.by_hand:
        since = found.since.isoformat() if found.since else ""
        said = tr(N_("Set by {name} on {date}."), name=found.by, date=since)
        return said + " " + tr(N_("The rule says: {status}."), status=rule)
    if found.value == "lapsed" and found.since:
        return tr(N_("By rule: silent for longer than usual since {date}."), date=found.since)
    if found.value == "current":
        return tr(N_("By rule: she bought not long ago."))
    if found.value == "target":
        return tr(N_("Marked as a target; she has not bought yet."))
    return tr(N_("By rule: she has not bought yet."))
