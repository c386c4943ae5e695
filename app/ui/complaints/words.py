"""Words of complaints: stages, severities, steps, clocks."""

from datetime import date, datetime, time
from fractions import Fraction

from app.core.clock import Clock
from app.core.complaints.clocks import Colour
from app.core.complaints.queries import Card
from app.core.complaints.records import Severity, Stage, Step
from app.i18n import N_, ntr, tr
from app.ui.formats import day

STAGES: dict[Stage, str] = {
    Stage.NEW: N_("Just in"),
    Stage.CHECKING: N_("Being checked"),
    Stage.OFFERED: N_("Remedy offered"),
    Stage.WAITING: N_("Waiting for her word"),
    Stage.CLOSED: N_("Closed"),
}
SEVERITIES: dict[Severity, str] = {
    Severity.SAFETY: N_("Safety"),
    Severity.SEVERE: N_("Severe"),
    Severity.NORMAL: N_("Normal"),
    Severity.LIGHT: N_("Slight"),
}
STEPS: dict[Step, str] = {
    Step.RECEIVED: N_("Received"),
    Step.ACKNOWLEDGED: N_("Told her that we have it"),
    Step.ASSESSED: N_("Assessed"),
    Step.INVESTIGATED: N_("Looked into"),
    Step.ANSWERED: N_("Answered"),
    Step.OFFERED: N_("Offered a remedy"),
    Step.REMEDIED: N_("Remedied"),
    Step.CONFIRMED: N_("Settled, by her own word"),
    Step.CLOSED: N_("Closed, not confirmed"),
    Step.REOPENED: N_("Reopened"),
    Step.ESCALATED: N_("Passed on"),
    Step.FOLLOWED_UP: N_("Asked how it is now"),
    Step.NOTED: N_("Noted"),
}
LOOKS: dict[Colour | None, str] = {
    Colour.GREEN: "accent",
    Colour.AMBER: "warn",
    Colour.RED: "danger",
    None: "muted",
}
_HOUR, _DAY = 60, 24 * 60
_EVENING, _MIDNIGHT = time(18), time(23, 59)


def promised_moment(on: date | None, clock: Clock) -> datetime | None:
    """Until six in the evening of that day; of today, once it is later, until midnight."""
    if on is None:
        return None
    now = clock.local()
    late = on == now.date() and now.time() >= _EVENING
    return datetime.combine(on, _MIDNIGHT if late else _EVENING, clock.zone)


def length(minutes: Fraction | int | None) -> str:
    """A duration as people say it: 40 min, 3.5 h, 2.1 days; a dash when not known."""
    if minutes is None:
        return "–"
    whole = float(minutes)
    if whole < _HOUR:
        return tr(N_("{n} min"), n=f"{whole:.0f}")
    if whole < 2 * _DAY:
        return tr(N_("{n} h"), n=f"{whole / _HOUR:.1f}")
    return tr(N_("{n} days"), n=f"{whole / _DAY:.1f}")


def moment(at: datetime, now: datetime) -> str:
    """A local moment: the day, without its year when that is this year, and the time."""
    return f"{day(at.date(), now.date())} {at:%H:%M}"


def due_words(card: Card, now: datetime) -> str:
    """What has to be done next, and until when; of a closed one how it ended."""
    if card.settled is not None:
        return tr(STEPS[Step.CONFIRMED if card.confirmed else Step.CLOSED])
    if card.due is None or card.due.at is None:
        return _begun(tr(N_("not settled yet")))
    what, when = tr(card.due.what), moment(card.due.at, now)
    if now > card.due.at:
        return tr(N_("Late: {what} by {when}"), what=what, when=when)
    return _begun(tr(N_("{what} by {when}"), what=what, when=when))


def _begun(words: str) -> str:
    """As it stands at the beginning of a line."""
    return words[:1].upper() + words[1:]


def since_words(card: Card, now: datetime) -> str:
    """How long it has been open, or took."""
    days = ((card.settled or now).date() - card.received.date()).days
    if card.settled is not None:
        if days == 0:
            return tr(N_("the same day"))
        return ntr("took {n} day", "took {n} days", days)
    return tr(N_("since today")) if days == 0 else ntr("for {n} day", "for {n} days", days)


def step_words(kind: Step, words: str | None) -> str:
    """What was done; of passing on also to whom."""
    if kind is Step.ESCALATED and words:
        return tr(N_("Passed on to {name}"), name=words)
    return tr(STEPS[kind])


def who_words(card: Card) -> str:
    """Whose it is; an unknown person by what is known."""
    return card.who or tr(N_("Unknown"))
