"""A condition as a few words: on its chip, and where nobody fits."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from app.catalogue.currency import money
from app.catalogue.kinds_day import lunar_month_name
from app.core.segments.filter import Condition
from app.core.segments.ops import Op, Shape, Value
from app.core.segments.subjects import Subject
from app.i18n import N_, language, tr
from app.ui.formats import number

_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May (month)"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
MONTHS = (*(str(n) for n in range(1, 13)), *(f"L{n}" for n in range(1, 13)))
"""Solar and lunar months as filters write them."""


def month_words(code: str) -> str:
    """A month by name."""
    if not code.startswith("L"):
        return tr(_MONTHS[int(code) - 1]).removesuffix(" (month)")  # May, and not: you may
    if language() == "zh":
        return "农历" + lunar_month_name(int(code[1:]))
    return tr(N_("lunar month {n}"), n=code[1:])


def subject_name(about: Subject) -> str:
    """What is asked about, and whose, where it does not say so: “Persons in charge · Birthday”."""
    words, whose = tr(about.label), tr(about.whose) if about.whose else ""
    return words if whose in words else f"{whose} · {words}"


def subject_names(subjects: Sequence[Subject]) -> list[str]:
    """A name for each, no two alike: where two are, their part stands behind."""
    names = [subject_name(each) for each in subjects]
    often = Counter(names)
    both = zip(names, subjects, strict=True)
    return [f"{name} ({tr(each.part)})" if often[name] > 1 else name for name, each in both]


def condition_words(about: Subject | None, asked: Condition) -> str:
    """Field, operator, value."""
    op = about.op(asked.op) if about else None
    if about is None or op is None:
        return tr(N_("Cannot be asked any more: {field}"), field=asked.field)
    value = value_words(about, op, asked.value)
    if op.value is Value.NUMBERS and None in asked.value and op.key == "between":
        return f"{subject_name(about)} {value}"
    words = tr(N_("{field} {is_what}"), field=subject_name(about), is_what=tr(op.words))
    return f"{words} {value}".strip()


def value_words(about: Subject, op: Op, value: Any) -> str:
    """What an operator compares with, for people."""
    match op.value:
        case Value.NONE:
            return ""
        case Value.SEVERAL:
            return ("、" if language() == "zh" else ", ").join(_entry(about, v) for v in value)
        case Value.MONTHS:
            return ("、" if language() == "zh" else ", ").join(month_words(v) for v in value)
        case Value.NUMBER:
            return _number(about, value)
        case Value.NUMBERS:
            return _between(*(None if v is None else _number(about, v) for v in value))
        case Value.DAYS:
            return _between(*value)
        case Value.BOUGHT:
            least = money(value[0]) if op.key == "sum" else number(value[0])
            return f"{least}, {_between(*value[1:])}"
    return str(value)


def _entry(about: Subject, value: str) -> str:
    return tr(about.options.label_of(value)) if about.options else value


def _number(about: Subject, value: Any) -> str:
    if about.shape is Shape.MONEY:
        return money(int(value))
    return f"{value:,}" if isinstance(value, int) else str(value)


def _between(low: str | None, high: str | None) -> str:
    if low is None:
        return tr(N_("up to {most}"), most=high)
    return tr(N_("from {least}"), least=low) if high is None else f"{low} – {high}"
