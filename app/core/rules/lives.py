"""Looks for customers whose last unit of something nears the end of its life."""

from collections.abc import Collection, Iterable

from app.core.purchases.records import from_day, to_day
from app.core.rules.found import Found, Look, Scope
from app.core.rules.goods import FEW, Goods, Had, goods_of, units
from app.core.rules.replacement import Unit, days_near, in_window, replacement
from app.core.rules.rule import Rule
from app.core.rules.terms import ReplacementTerms
from app.core.store.reader import Reader

_Latest = dict[tuple[int, int], Had]


def look(reader: Reader, rule: Rule, scope: Scope) -> Look:
    """Whose unit is due within the rule's window, and which waiting ones are still the last."""
    terms = rule.terms
    assert isinstance(terms, ReplacementTerms)
    goods = _lasting(goods_of(reader, product_id=terms.product_id, category=terms.category))
    if not goods:
        return Look()
    near = {each.id: _near(reader, each, terms) for each in goods}
    waiting = {each.customer_id for each in scope.waiting()}
    # One walk does for both where it covers everybody who waits: then the eldest units too.
    apart = scope.customers is None and len(waiting) <= FEW
    since = min(first for first, _ in near.values()) if apart else 1
    last = _latest(units(reader, goods, scope.customers, since))
    found = tuple(
        each
        for had in last.values()
        if near[had.goods.id][0] <= had.day <= near[had.goods.id][1]
        for each in _found(reader, had, terms)
    )
    again = _latest(units(reader, goods, waiting)) if apart else last
    return Look(found, frozenset((had.customer_id, key_of(had)) for had in again.values()))


def key_of(had: Had) -> str:
    """A unit: which product, on which receipt."""
    return f"unit:{had.goods.id}:{had.purchase_id}"


def _near(reader: Reader, goods: Goods, terms: ReplacementTerms) -> tuple[int, int]:
    """The days on which a unit that is due now was bought: few of all units are."""
    span = (terms.lead_days, terms.late_days)
    first, last = days_near(reader.today, goods.life_months or 0, *span)
    return to_day(first), to_day(last)


def _lasting(goods: Iterable[Goods]) -> tuple[Goods, ...]:
    return tuple(each for each in goods if each.life_months)


def _latest(found: Collection[Had]) -> _Latest:
    last: _Latest = {}
    for each in found:
        place = (each.customer_id, each.goods.id)
        before = last.get(place)
        if before is None or (before.day, before.purchase_id) < (each.day, each.purchase_id):
            last[place] = each
    return last


def _found(reader: Reader, had: Had, terms: ReplacementTerms) -> Iterable[Found]:
    months = had.goods.life_months or 0
    unit = Unit(from_day(had.day), months, had.purchase_id)
    due = replacement([unit], terms.lead_days)
    if due is None or not in_window(due.on, reader.today, terms.lead_days, terms.late_days):
        return
    reason = {
        "product": had.goods.id,
        "name": had.goods.name,
        "bought": unit.on.isoformat(),
        "months": months,
    }
    yield Found(had.customer_id, key_of(had), reason, had.paid, due.on, had.purchase_id)
