"""The words around the value matrix: of whom it tells, since when, and in what figures."""

from fractions import Fraction

from app.catalogue.currency import whole_money as money
from app.core.value.cut_lines import CutKind
from app.core.value.groups import WORDS, Group
from app.core.value.matrix import Matrix
from app.core.value.window import Window
from app.i18n import N_, ntr, tr


def whom(matrix: Matrix, window: Window, *, companies: bool) -> str:
    """Of whom and since when: stands with every figure."""
    number, last = matrix.customers, window.last.isoformat()
    if window.first is None:
        return _ever(number, last, companies=companies)
    first = window.first.isoformat()
    if companies:
        return ntr(
            "{n} company bought, from {first} to {last}.",
            "{n} companies bought, from {first} to {last}.",
            number,
            first=first,
            last=last,
        )
    return ntr(
        "{n} customer bought, from {first} to {last}.",
        "{n} customers bought, from {first} to {last}.",
        number,
        first=first,
        last=last,
    )


def _ever(number: int, last: str, *, companies: bool) -> str:
    if companies:
        return ntr(
            "{n} company bought, from the beginning to {last}.",
            "{n} companies bought, from the beginning to {last}.",
            number,
            last=last,
        )
    return ntr(
        "{n} customer bought, from the beginning to {last}.",
        "{n} customers bought, from the beginning to {last}.",
        number,
        last=last,
    )


_LINES = {
    CutKind.AVERAGES: (N_("average {n} purchases"), N_("average {amount}")),
    CutKind.MEDIANS: (N_("median {n} purchases"), N_("median {amount}")),
    CutKind.OWN: (N_("own line {n} purchases"), N_("own line {amount}")),
}


def lines_words(matrix: Matrix) -> tuple[str, str]:
    """The words at the two lines."""
    if matrix.lines is None:
        return "", ""
    often, level = _LINES[matrix.cut]
    return (
        tr(often, n=number(matrix.lines.often)),
        tr(level, amount=money(matrix.lines.level)),
    )


def group_words(matrix: Matrix, group: Group) -> tuple[str, str]:
    """A group's name, and its number of customers with their share of revenue."""
    share = percent(matrix.revenue_share(group))
    told = tr("{n} · {share} of revenue", n=f"{matrix.count(group):,}", share=share)
    return tr(WORDS[group].name), told


def number(value: int | Fraction) -> str:
    """A count, or a mean with one decimal."""
    return f"{value:,}" if isinstance(value, int) else f"{float(value):,.1f}"


def percent(share: Fraction | None) -> str:
    """A share in whole percent; a dash when there is none."""
    if share is None:
        return "–"
    return "<1%" if 0 < share < Fraction(1, 200) else f"{round(share * 100)}%"
