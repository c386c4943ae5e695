"""Whose numbers the lifetime table starts from: the course's, everybody's, a list's, one's."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.catalogue.currency import whole_money
from app.core.segments import queries as segments
from app.core.segments.queries import Segment
from app.core.store.reader import Reader
from app.core.value.queries import named
from app.core.worth import queries
from app.core.worth.lifetime import COURSE_A, COURSE_B, Terms
from app.core.worth.queries import History, Observed, Whom
from app.i18n import N_, language, ntr, tr
from app.ui.widgets.figures import small_words
from app.ui.worth.sums import percent

COURSE_OF_A, COURSE_OF_B, PEOPLE, COMPANIES = "course_a", "course_b", "people", "companies"
ONE, LIST = "one", "list:"
OFFERED = {
    COURSE_OF_A: N_("The course's customer A, 25 years old"),
    COURSE_OF_B: N_("The course's customer B, 65 years old"),
    PEOPLE: N_("One of our people, on average"),
    COMPANIES: N_("One of our companies, on average"),
    ONE: N_("One customer…"),
}
_YEARS = 10
_COURSE = Terms(Fraction(1, 10), Fraction(1))


@dataclass(frozen=True)
class Numbers:
    """What the table starts with; `kept` and `margin` are for the formula, where known."""

    amounts: tuple[Fraction, ...]
    terms: Terms
    about: str
    sign: str = ""  # empty: the shop's own money
    margin: Fraction | None = None
    kept: Fraction | None = None


def course(key: str) -> Numbers:
    """The course's own table, in pounds."""
    about = N_("From the course: what her cars bring, one after another, in pounds.")
    amounts = COURSE_A if key == COURSE_OF_A else COURSE_B
    return Numbers(amounts, _COURSE, tr(about), "£")


def numbers(reader: Reader, key: str, record: int | None) -> Numbers:
    """Own numbers, as they are in the book today."""
    if key in (COURSE_OF_A, COURSE_OF_B):
        return course(key)
    if key == ONE:
        return _of_one(reader, record)
    if key.startswith(LIST):
        found = _segment(reader, int(key.removeprefix(LIST)))
        ids = segments.ids(reader, found) if found is not None else ()
        return _of_many(queries.observed(reader, ids), _margin(reader))
    return _of_many(queries.observed(reader, companies=key == COMPANIES), _margin(reader))


def whom(reader: Reader, key: str) -> Whom | None:
    """The customers whom own numbers rest on; None where it is not many."""
    if key in (COURSE_OF_A, COURSE_OF_B, ONE):
        return None
    if key.startswith(LIST):
        found = _segment(reader, int(key.removeprefix(LIST)))
        return queries.whom(reader, segments.ids(reader, found) if found is not None else ())
    return queries.whom(reader, companies=key == COMPANIES)


def saved_lists(reader: Reader) -> Sequence[Segment]:
    """The shop's own lists."""
    return segments.list_saved(reader)


def _segment(reader: Reader, number: int) -> Segment | None:
    return next((each for each in segments.list_saved(reader) if each.id == number), None)


def _margin(reader: Reader) -> Fraction:
    """What is left over of revenue, as the shop has set it."""
    return Fraction(queries.rule(reader).margin, 100)


def _of_many(found: Observed, margin: Fraction) -> Numbers:
    """Revenue of one in a year, each next year less by those who do not stay."""
    each = found.revenue_each
    if each is None:
        return Numbers((), _COURSE, tr(N_("None of them bought in the last 365 days.")))
    yearly, kept = each / 100, found.kept
    stay = Fraction(1) if kept is None else kept
    amounts = tuple(yearly * stay**year for year in range(_YEARS))
    return Numbers(amounts, _COURSE, _about_many(found), margin=yearly * margin, kept=kept)


def _about_many(found: Observed) -> str:
    bought = ntr(
        "{n} customer bought {times} times from {first} to {last}: {each} a year each.",
        "{n} customers bought {times} times from {first} to {last}: {each} a year each.",
        found.customers,
        times=f"{found.purchases:,}",
        first=found.window.first,
        last=found.window.last,
        each=whole_money(found.revenue_each or 0),
    )
    return _joined(bought, _about_kept(found), *small_words(found.customers))


def _about_kept(found: Observed) -> str:
    if found.kept is None:
        words = N_("Too few bought the year before ({before}) to say who stays: all do here.")
        return tr(words, before=found.before)
    words = N_("Of {before} who bought the year before, {stayed} did again: {kept} stay.")
    said = tr(
        words,
        before=f"{found.before:,}",
        stayed=f"{found.stayed:,}",
        kept=percent(found.kept),
    )
    return _joined(said, tr(N_("Few: it may be chance.")) if found.is_uncertain else "")


def _of_one(reader: Reader, record: int | None) -> Numbers:
    if record is None:
        return Numbers((), _COURSE, tr(N_("Look for a customer.")))
    found, who = queries.history(reader, record), named(reader, [record]).get(record)
    name = (who.name or who.number or "") if who is not None else ""
    if not found.years:
        return Numbers((), _COURSE, tr(N_("{name} has not bought anything yet."), name=name))
    amounts = tuple(Fraction(each.revenue, 100) for each in found.years)
    mean = sum(amounts, Fraction(0)) / len(amounts)
    return Numbers(amounts, _COURSE, _about_one(found, name), margin=mean * _margin(reader))


def _about_one(found: History, name: str) -> str:
    return ntr(
        "{name}: {purchases} purchases in {n} year since {first}, as if it came again from today.",
        "{name}: {purchases} purchases in {n} years since {first}, as if they came again from "
        "today.",
        len(found.years),
        name=name,
        purchases=f"{found.purchases:,}",
        first=found.first,
    )


def _joined(*sentences: str) -> str:
    return ("" if language() == "zh" else " ").join(each for each in sentences if each)
