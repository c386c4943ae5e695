"""Looks for families who pass from one stage of life to the next."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta

from app.core.purchases.records import from_day, to_day
from app.core.rules.children import (
    SEALED,
    born_near,
    born_some_time,
    children,
    with_sealed_birthdays,
)
from app.core.rules.found import Found, Look, Place, Scope
from app.core.rules.goods import Had, goods_of, units
from app.core.rules.known_child import KnownChild
from app.core.rules.life_stage import Bought, Move, by_purchases, moves
from app.core.rules.light_children import LIGHT, light_children
from app.core.rules.replacement import days_near, earlier, in_window
from app.core.rules.rule import Rule
from app.core.rules.terms import LifeStageTerms
from app.core.store.reader import Reader


def look(reader: Reader, rule: Rule, scope: Scope) -> Look:
    """Whose child, or whose goods, leave the stage in the rule's window."""
    terms = rule.terms
    assert isinstance(terms, LifeStageTerms)
    bought = _bought(reader, terms, scope.customers)
    found = [*_by_birth(reader, terms, scope.customers), *_by_goods(reader, terms, bought)]
    return Look(tuple(found), frozenset(_holding(reader, terms, scope, bought)))


def goods_key(move: Move) -> str:
    """The first, the second … child that purchases tell of."""
    return f"goods:{move.run}"


def _bought(
    reader: Reader, terms: LifeStageTerms, customers: Collection[int] | None
) -> dict[int, list[Had]]:
    goods = goods_of(reader, category=terms.category, stage=terms.stage)
    found: dict[int, list[Had]] = {}
    for each in units(reader, goods, customers):
        found.setdefault(each.customer_id, []).append(each)
    return found


def _by_birth(
    reader: Reader, terms: LifeStageTerms, customers: Collection[int] | None
) -> Iterator[Found]:
    """The finding itself keeps no date and no name."""
    for customer_id, several in _children(reader, terms, customers):
        for each in several:
            if _comes_of_age(reader, terms, each):
                yield Found(customer_id, each.key, _reason(terms, each))


def _children(
    reader: Reader, terms: LifeStageTerms, customers: Collection[int] | None
) -> Iterator[tuple[int, tuple[KnownChild, ...]]]:
    """Light ones, and those of the family while the sensitive key is held."""
    yield from light_children(reader, customers).items()
    if reader.seal is None:
        return
    if customers is None:
        first = earlier(reader.today, terms.late_days + 1)
        near = born_near(reader, first, reader.today + timedelta(terms.lead_days + 1))
        customers = {*near, *born_some_time(reader)}
    yield from children(reader, customers).items()


def _comes_of_age(reader: Reader, terms: LifeStageTerms, child: KnownChild) -> bool:
    """From its lead before the first day that it may be, to its lateness after the last one."""
    first, last = (each.on for each in moves(terms.years, [child.born, child.latest], []))
    opens, closes = earlier(first, terms.lead_days), last + timedelta(terms.late_days)
    return opens <= reader.today <= closes


def _reason(terms: LifeStageTerms, child: KnownChild) -> dict[str, object]:
    kind, _, row = child.key.partition(":")
    return {kind: int(row), "years": terms.years, "to": terms.to}


def _by_goods(
    reader: Reader, terms: LifeStageTerms, bought: dict[int, list[Had]]
) -> Iterator[Found]:
    first, last = map(
        to_day, days_near(reader.today, 12 * terms.years, terms.lead_days, terms.late_days)
    )
    due = {
        customer_id: [each for each in _runs(terms, had) if _is_due(reader, terms, [each])]
        for customer_id, had in bought.items()
        if any(first <= each.day <= last for each in had)
    }
    asked = [customer_id for customer_id, several in due.items() if several]
    known = _told_by_birth(reader, asked)
    for customer_id in asked:
        if customer_id not in known:
            for move in due[customer_id]:
                yield _found(customer_id, terms, move, bought[customer_id])


def _told_by_birth(reader: Reader, customers: Collection[int]) -> Collection[int]:
    """Of whom a child's birth date speaks; sealed, it keeps its customer out altogether."""
    light = light_children(reader, customers).keys()
    if reader.seal is None:
        return with_sealed_birthdays(reader, customers) | light
    return children(reader, customers).keys() | light


def _found(customer_id: int, terms: LifeStageTerms, move: Move, had: list[Had]) -> Found:
    paid = sum(each.paid for each in had if from_day(each.day) < move.on)
    reason = {"bought": move.began.isoformat(), "years": terms.years, "to": terms.to}
    return Found(customer_id, goods_key(move), reason, paid, move.on, move.purchase_id)


def _runs(terms: LifeStageTerms, had: Iterable[Had]) -> tuple[Move, ...]:
    return by_purchases(
        terms.years, [Bought(from_day(each.day), False, each.purchase_id) for each in had]
    )


def _is_due(reader: Reader, terms: LifeStageTerms, several: Iterable[Move]) -> bool:
    window = (reader.today, terms.lead_days, terms.late_days)
    return any(in_window(each.on, *window) for each in several)


def _holding(
    reader: Reader, terms: LifeStageTerms, scope: Scope, bought: Mapping[int, list[Had]]
) -> Iterator[Place]:
    waiting = scope.waiting()
    for customer_id in {each.customer_id for each in waiting if not _is_child(each.key)}:
        for move in _runs(terms, bought.get(customer_id, ())):
            yield customer_id, goods_key(move)
    by_child = [each for each in waiting if _is_child(each.key)]
    whose = {each.customer_id for each in by_child}
    sealed, light = children(reader, whose), light_children(reader, whose)
    for each in by_child:
        several = (*sealed.get(each.customer_id, ()), *light.get(each.customer_id, ()))
        cannot_say = reader.seal is None and each.key.startswith(SEALED)
        if cannot_say or each.key in {child.key for child in several}:
            yield each.place


def _is_child(key: str) -> bool:
    return key.startswith((SEALED, LIGHT))
