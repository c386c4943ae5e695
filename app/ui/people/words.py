"""How the people around a customer are said: roles, days, reasons, what was brought."""

from app.catalogue.currency import money
from app.catalogue.kinds import Day
from app.catalogue.persons import Person
from app.catalogue.values import Phone
from app.core.people.days import BIRTHDAY
from app.core.people.households import ADDRESS, Reason
from app.core.people.queries import Introductions, Linked, Relative, Suggestion
from app.core.people.relatives import PHONE
from app.core.value.window import Window
from app.i18n import N_, language, ntr, tr
from app.ui.formats import day

_DAY = Day()


def joined(names: tuple[str, ...]) -> str:
    """Several names in a row."""
    return ("、" if language() == "zh" else ", ").join(names)


def about_link(each: Linked) -> str:
    """Roles, from when until when, and the note, on one line."""
    return " · ".join(part for part in (_roles(each), _span(each), each.note) if part)


def about_relative(each: Relative) -> str:
    """Birthday, phone and note, on one line."""
    person = each.person
    parts = (
        tr(N_("born {day}"), day=BIRTHDAY.show(person.birthday)) if person.birthday else "",
        PHONE.show(person.phone) if person.phone else "",
        person.note,
    )
    return " · ".join(part for part in parts if part)


def reasons(found: Suggestion) -> str:
    """What the members share."""
    return " · ".join(_reason(each) for each in found.reasons)


def brought(found: Introductions) -> str:
    """Whom she brought and what these bought; "" for nobody. It says of which days."""
    if not found.all:
        return ""
    said = ntr("Brought {n} customer, who bought for {sum}",
               "Brought {n} customers, who bought for {sum}",
               found.direct, sum=money(found.direct_revenue))  # fmt: skip
    if found.all > found.direct:
        said += tr(N_("; all the way down {n}, for {sum}"),
                   n=found.all, sum=money(found.all_revenue))  # fmt: skip
    return tr(N_("{said} ({window})."), said=said, window=window_words(found.window))


def window_words(window: Window) -> str:
    """The days a figure looks at."""
    if window.first is None:
        return tr(N_("all time until {day}"), day=day(window.last))
    return tr(N_("{first} to {last}"), first=day(window.first), last=day(window.last))


def role_words(roles: tuple[str, ...]) -> str:
    """Roles of a person in charge in the current language."""
    return Person.role.kind.show(roles) if roles else ""


def _reason(each: Reason) -> str:
    if each.what == ADDRESS:
        return tr(N_("same address: {value}"), value=each.value)
    return tr(N_("same phone: {value}"), value=PHONE.show(Phone(each.value)))


def _roles(each: Linked) -> str:
    return role_words(each.roles)


def _span(each: Linked) -> str:
    since = _DAY.show(each.since) if each.since else ""
    until = _DAY.show(each.until) if each.until else ""
    if since and until:
        return tr(N_("{since} to {until}"), since=since, until=until)
    if until:
        return tr(N_("until {until}"), until=until)
    return tr(N_("since {since}"), since=since) if since else ""
