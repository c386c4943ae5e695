"""Verbs on rules and on what they found; and looking after the rules, away from every entry."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, literal, null, select

from app.catalogue.cleaning import tidy, tidy_line
from app.core.actor import Actor, Right, needs
from app.core.errors import Refused
from app.core.progress import SILENT, Progress
from app.core.rules import keeping
from app.core.rules.examining import examine, would_find
from app.core.rules.fiscal import fiscal_month
from app.core.rules.periods import MOST_MONTHS, PeriodKind
from app.core.rules.ready import ready
from app.core.rules.records import firing, rule
from app.core.rules.rule import NewRule, as_draft, rules_in
from app.core.rules.terms import RuleKind, checked, to_json
from app.core.store.changes import MOST_IDS
from app.core.store.idlist import id_list
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from app.i18n import N_

LOOK_TITLE = N_("Look after the rules")
_LONGEST_NAME, _LONGEST_TEXT = 80, 10_000
_BLANK: dict[str, Any] = dict.fromkeys(
    ("until", "outcome", "cause", "given", "settled_on", "settled_time", "who")
)


@dataclass(frozen=True)
class Outcome:
    """What came of it: what happened, why an amount was unusual, what she was given."""

    outcome: str = ""
    cause: str = ""
    given: str = ""


@needs(Right.EDIT_CUSTOMERS)
def look_after(actor: Actor, shop: Shop, progress: Progress = SILENT) -> int:
    """Go through what changed since the last time (everybody on a new day); how many are new.

    The book is read beside all writes; only what came of it is written. Read again by
    nobody else: whatever happens meanwhile is looked at the next time.
    """
    with shop.read(actor) as reader:
        due = keeping.task(reader)
        if due is None:
            return 0
        rules = rules_in(reader, only_active=True)
        reader.progress = progress  # so that Cancel is heard in the middle of a rule
        found = examine(reader, rules, due.whom, fiscal_month(reader), progress)
    if not rules or not (found or due.whole or due.acts > keeping.MOST_ACTS):
        return 0
    with shop.write(actor, LOOK_TITLE) as unit:
        return keeping.keep(unit, found, due.last)


@needs(Right.CHANGE_SETTINGS)
def add_rule(
    unit: Unit, new: NewRule, *, quietly: bool = False, progress: Progress = SILENT
) -> int:
    """Keep a rule and return its id; `quietly` tells of nobody to whom it applies today."""
    draft = as_draft(_checked(new), unit.today)
    made = unit.insert(
        rule,
        kind=draft.kind,
        name=draft.name,
        active=1,
        period=draft.period,
        period_months=draft.months if draft.period is PeriodKind.MONTHS else None,
        terms=to_json(draft.terms),
        starts_on=draft.starts_on,
    )
    if quietly:
        progress.report(0, 1, draft.name)
        keeping.add(unit, made, would_find(unit, draft, fiscal_month(unit)), quietly=True)
    return made


@needs(Right.CHANGE_SETTINGS)
def begin(unit: Unit) -> None:
    """Switch on in a new shop what is of use to any: no step of its own that one could undo."""
    new = ready(RuleKind.ABNORMAL)
    made = {"kind": new.kind, "name": new.name, "terms": to_json(new.terms)}
    unit.bulk(insert(rule).values(**made, starts_on=unit.today), tables=[rule.name])


@needs(Right.CHANGE_SETTINGS)
def change_rule(unit: Unit, rule_id: int, new: NewRule) -> bool:
    """Other terms from now on; what it found stays. Its kind cannot be changed."""
    row = _rule_row(unit, rule_id)
    kept = _checked(new)
    if row.kind != kept.kind:
        raise ValueError(kept.kind)
    return unit.update(
        rule,
        rule_id,
        name=kept.name,
        period=kept.period,
        period_months=kept.months if kept.period is PeriodKind.MONTHS else None,
        terms=to_json(kept.terms),
    )


@needs(Right.CHANGE_SETTINGS)
def switch_rule(unit: Unit, rule_id: int, on: bool) -> bool:
    """A rule that is off finds nothing, and what it found is not shown until it is on again."""
    _rule_row(unit, rule_id)
    return unit.update(rule, rule_id, active=int(on))


@needs(Right.CHANGE_SETTINGS)
def put_rule_away(unit: Unit, rule_id: int) -> None:
    """Take a rule off the list for good; what was done about it stays in the files."""
    _rule_row(unit, rule_id)
    unit.update(rule, rule_id, active=0, retired_on=unit.today)


@needs(Right.EDIT_CUSTOMERS)
def done(unit: Unit, firings: Collection[int], said: Outcome | None = None) -> int:
    """It was taken care of; what came of it stands in the customers' timelines."""
    found = said or Outcome()
    words = {name: _text(getattr(found, name)) for name in ("outcome", "cause", "given")}
    return _set(unit, firings, {**_BLANK, **words, "state": "done"} | _settled(unit))


@needs(Right.EDIT_CUSTOMERS)
def dismiss(unit: Unit, firings: Collection[int], word: str = "") -> int:
    """Nothing is to be done; `word` says why."""
    said = {**_BLANK, "outcome": _text(word), "state": "dismissed"}
    return _set(unit, firings, said | _settled(unit))


@needs(Right.EDIT_CUSTOMERS)
def snooze(unit: Unit, firings: Collection[int], until: date) -> int:
    """Be quiet about them until a later day."""
    if until <= unit.today:
        raise Refused(
            N_("It can only be put off to a later day."),
            N_("It still stands on the list."),
            N_("Choose a day after today."),
        )
    return _set(unit, firings, {**_BLANK, "state": "snoozed", "until": until} | _settled(unit))


@needs(Right.EDIT_CUSTOMERS)
def reopen(unit: Unit, firings: Collection[int]) -> int:
    """It is to be done after all; what was said of it is forgotten here, not in history."""
    return _set(unit, firings, {**_BLANK, "state": "open"})


def _checked(new: NewRule) -> NewRule:
    name = tidy_line(new.name)
    if not name or len(name) > _LONGEST_NAME:
        raise Refused(
            N_("A rule needs a name of at most {most} characters."),
            N_("Nothing was changed."),
            N_("Give it a name."),
            most=_LONGEST_NAME,
        )
    months = min(max(new.months, 1), MOST_MONTHS)
    return NewRule(name, checked(new.terms), new.period, months)


def _rule_row(unit: Unit, rule_id: int) -> Row[*tuple[Any, ...]]:
    mine = (rule.c.id == rule_id, rule.c.retired_on.is_(None))
    found = unit.connection.execute(select(rule).where(*mine)).first()
    if found is None:
        raise Refused(N_("This rule is not there any more."), N_("Nothing was changed."))
    return found


def _settled(unit: Unit) -> dict[str, Any]:
    clock = f"{unit.clock.local():%H:%M:%S}"
    return {"settled_on": unit.today, "settled_time": clock, "who": unit.actor.name}


def _set(unit: Unit, firings: Collection[int], values: dict[str, Any]) -> int:
    """Set-based, with history: one finding costs as much as a few thousand."""
    ids = select(firing.c.id).where(firing.c.id.in_(id_list(firings)))
    there = list(unit.connection.scalars(ids))
    if len(there) < len(set(firings)):
        raise Refused(
            N_("Some of this is not there any more."),
            N_("Nothing was changed."),
            N_("The purchase behind it may have been undone. Look at the list again."),
        )
    for name, value in values.items():
        column = firing.c[name]
        mine = firing.c.id.in_(id_list(there))
        unit.update_from(column, select(firing.c.id, literal(value, column.type)).where(mine))
    kept = null() if values["state"] == "open" else firing.c.rule_id
    unit.update_from(
        firing.c.kept_rule_id, select(firing.c.id, kept).where(firing.c.id.in_(id_list(there)))
    )
    _tell_ids(unit, there)
    return len(there)


def _tell_ids(unit: Unit, ids: Iterable[int]) -> None:
    """Say which rows changed, where these are few: pages look at no more than that."""
    several = set(ids)
    if firing.name in unit.changes.tables and len(several) <= MOST_IDS:
        unit.changes.tables[firing.name] = several


def _text(typed: str) -> str | None:
    cleaned = tidy(typed)
    if len(cleaned) > _LONGEST_TEXT:
        raise Refused(
            N_("The text has {count} characters; at most {most} can be kept."),
            N_("Nothing was kept."),
            N_("Shorten it, or keep it as a file."),
            count=len(cleaned),
            most=_LONGEST_TEXT,
        )
    return cleaned or None
