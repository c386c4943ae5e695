"""One finding as screens and papers show it, and how it is read."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, literal_column, or_, select

from app.core.customers.records import customer
from app.core.rules.children import children
from app.core.rules.found import Found
from app.core.rules.known_child import KnownChild
from app.core.rules.light_children import light_children
from app.core.rules.periods import months_later
from app.core.rules.records import firing, rule
from app.core.rules.rule import Rule
from app.core.rules.terms import RuleKind
from app.core.rules.words import Money, gone, plain_money, reason_of, why
from app.core.store.reader import Reader


@dataclass(frozen=True)
class Firing:
    """What a rule found about a customer; `stake` is money in fen."""

    id: int
    rule_id: int
    rule: str
    kind: RuleKind
    customer_id: int
    customer: str
    number: str | None
    key: str
    reason: Mapping[str, Any]
    stake: int
    found_on: date
    due_on: date | None
    about_id: int | None
    gone_on: date | None
    state: str
    until: date | None
    outcome: str | None
    cause: str | None
    given: str | None
    settled_on: date | None
    who: str | None

    def why(self, today: date, money: Money = plain_money) -> str:
        """The reason as one sentence in the reader's language."""
        return why(self.kind, self.reason, money, today)

    @property
    def gone(self) -> str:
        """Why there may be nothing left to do; empty while the reason holds."""
        return gone(self.kind) if self.gone_on is not None else ""

    @property
    def offer(self) -> str:
        """What she may be given, where the rule says so."""
        return str(self.reason.get("offer") or "")


def waiting(today: date) -> ColumnElement[bool]:
    """What asks for attention today: open, or awake again; not what went by itself.

    What nobody touched and whose reason went is over; what was put off says so itself.
    """
    # The first condition is that of the partial index, which SQLite knows by its words alone.
    named = firing.c.state.in_([literal_column("'open'"), literal_column("'snoozed'")])
    return and_(named, asks(today))


def asks(today: date) -> ColumnElement[bool]:
    """The same for whoever walks along all findings, and no index."""
    awake = and_(firing.c.state == "snoozed", firing.c.until <= today)
    is_open = and_(firing.c.state == "open", or_(firing.c.gone_on.is_(None), _settled()))
    return or_(is_open, awake)


def told() -> Select[Any]:
    """Rows of `Firing` of living customers and of rules that are not put away."""
    shown = [firing.c[name] for name in _COLUMNS]
    names = (rule.c.name.label("rule"), rule.c.kind, customer.c.name.label("customer"))
    return (
        select(*shown, *names, customer.c.number)
        .join_from(firing, rule, rule.c.id == firing.c.rule_id)
        .join(customer, customer.c.id == firing.c.customer_id)
        .where(customer.c.binned_on.is_(None), customer.c.deceased == 0)
    )


def read(reader: Reader, asked: Select[Any]) -> tuple[Firing, ...]:
    """The findings of a select over `told`, sealed days filled in while the key is held."""
    return named(reader, [_firing(row) for row in reader.connection.execute(asked)])


def named(reader: Reader, found: Collection[Firing]) -> tuple[Firing, ...]:
    """With the child's name and birthday, where they may be seen."""
    about = {kind: {each.customer_id for each in found if kind in each.reason} for kind in _KINDS}
    known = children(reader, about["child"]) if about["child"] else {}
    light = light_children(reader, about["relative"]) if about["relative"] else {}

    def of(customer_id: int) -> Iterable[KnownChild]:
        return (*known.get(customer_id, ()), *light.get(customer_id, ()))

    return tuple(_with_child(each, of(each.customer_id)) for each in found)


def firing_of(reader: Reader, row: Row[*tuple[Any, ...]]) -> Firing:
    """One row of `told`, whatever else it holds."""
    return named(reader, [_firing(row)])[0]


def not_kept(draft: Rule, found: Found, name: str, number: str | None, today: date) -> Firing:
    """What a rule would tell, before there is such a rule."""
    nothing = dict.fromkeys(("gone_on", "until", "outcome", "cause", "given", "settled_on", "who"))
    due = {"due": found.due_on.isoformat()} if found.due_on else {}
    return Firing(
        id=0,
        rule_id=draft.id,
        rule=draft.name,
        kind=draft.kind,
        customer_id=found.customer_id,
        customer=name,
        number=number,
        key=found.key,
        reason={**found.reason, **due},
        stake=found.stake,
        found_on=today,
        due_on=found.due_on,
        about_id=found.about_id,
        state="open",
        **nothing,
    )


def _settled() -> ColumnElement[bool]:
    return firing.c.kept_rule_id.is_not(None)


def _with_child(each: Firing, known: Iterable[KnownChild]) -> Firing:
    for child in known:
        if child.key == each.key:
            turns = months_later(child.born, 12 * each.reason["years"])
            more = {"name": child.name, "born": child.born.isoformat()}
            last = months_later(child.latest, 12 * each.reason["years"])
            days = {"turns_on": turns.isoformat(), "turns_by": last.isoformat()}
            due = turns if child.is_certain else None
            return replace(each, reason={**each.reason, **more, **days}, due_on=due)
    return each


_KINDS = ("child", "relative")
_COLUMNS = (
    *("id", "rule_id", "customer_id", "key", "reason", "stake", "found_on", "due_on"),
    *("about_id", "gone_on", "state", "until", "outcome", "cause", "given", "settled_on", "who"),
)


_FIELDS = frozenset((*_COLUMNS, "rule", "kind", "customer", "number"))


def _firing(row: Row[*tuple[Any, ...]]) -> Firing:
    found = {name: value for name, value in row._asdict().items() if name in _FIELDS}
    reason = reason_of(found.pop("reason"))
    if found["due_on"] is not None:
        reason["due"] = found["due_on"].isoformat()
    return Firing(reason=reason, **found | {"kind": RuleKind(found["kind"])})
