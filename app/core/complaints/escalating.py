"""Passes complaints that are late for too long on to the person whom the shop names for it.

    escalate(actor, shop)      # when the shop is opened, every few minutes, after each change

The step is stamped with the hour at which it was due, also when nobody had the program open
then; but not with one at which the complaint, or the wish to pass on, was not yet written down.
`complaint.escalated_at` keeps for which hour it was done: taken back, it is not done again
before the complaint was reopened.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, func, literal, select, update

from app.core.actor import Actor, Right, needs
from app.core.complaints.cards import deadlines
from app.core.complaints.hours import due_after
from app.core.complaints.records import Step, complaint, complaint_step
from app.core.complaints.running import Running, running
from app.core.settings.declared import ESCALATE_HOURS, ESCALATE_TO
from app.core.settings.queries import get
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.store.tables import act, history, setting
from app.core.store.unit import Unit
from app.i18n import N_

ESCALATE_TITLE = N_("Pass late complaints on")
_HOUR = 60


@dataclass(frozen=True)
class Escalation:
    """A complaint to be passed on, to whom, and as of when (UTC)."""

    complaint_id: int
    to: str
    at: datetime


def escalate(actor: Actor, shop: Shop) -> int:
    """Pass on whatever is due; nothing is written when nothing is. Returns how many."""
    with shop.read(actor) as reader:
        waiting = bool(due_for(reader))
    if not waiting:
        return 0
    with shop.write(actor, ESCALATE_TITLE) as unit:
        return pass_on(unit)


@needs(Right.SEE_CUSTOMERS)
def due_for(reader: Reader) -> tuple[Escalation, ...]:
    """Open complaints whose hour has passed, and that were not passed on for it."""
    to = get(reader, ESCALATE_TO).strip()
    found = _past(reader) if to else {}
    if not found:
        return ()  # as after nearly every change
    reopened, stepped = _steps(reader, found)
    since = _known_since(reader, found)
    made = []
    for each, moment in found.values():
        again = reopened.get(each.id)
        done = max(stepped.get(each.id, _EVER), each.escalated_at or _EVER)
        if done == _EVER or (again is not None and again > done):
            at = max(moment, since[each.id], again or _EVER)
            made.append(Escalation(each.id, to, at))
    return tuple(made)


@needs(Right.EDIT_CUSTOMERS)
def pass_on(unit: Unit) -> int:
    """Stamp the step and name the person, once for each complaint."""
    found = due_for(unit)
    if not found:
        return 0
    ids = [each.complaint_id for each in found]
    unit.insert_many(
        complaint_step,
        [
            {"complaint_id": each.complaint_id, "kind": Step.ESCALATED.value, "at": each.at}
            | {"who": None, "words": each.to}
            for each in found
        ],
    )
    pairs = select(complaint.c.id, literal(found[0].to)).where(complaint.c.id.in_(id_list(ids)))
    unit.update_from(complaint.c.escalated_to, pairs)
    unit.bulk(_MARK, [{"which": each.complaint_id, "at": each.at} for each in found], tables=[])
    unit.changes.add(complaint.name, ids)
    return len(found)


def _past(reader: Reader) -> dict[int, tuple[Running, datetime]]:
    """The open ones that stayed late for so many open hours, with the moment (UTC) it came to."""
    clocks, minutes = deadlines(reader), get(reader, ESCALATE_HOURS) * _HOUR
    found = {}
    for each in running(reader, clocks):
        if each.due_at > clocks.now or (each.escalated_at and not each.reopened):
            continue
        moment = due_after(clocks.hours, each.due_at, minutes)
        if moment is not None and moment <= clocks.now:
            found[each.id] = (each, moment.replace(tzinfo=clocks.zone).astimezone(UTC))
    return found


def _steps(reader: Reader, ids: Iterable[int]) -> tuple[dict[int, datetime], dict[int, datetime]]:
    """When each was last reopened, and when it was last passed on."""
    cells = complaint_step.c
    asked = (
        select(cells.complaint_id, cells.kind, func.max(cells.at, type_=cells.at.type))
        .where(cells.complaint_id.in_(id_list(ids)))
        .where(cells.kind.in_((Step.REOPENED.value, Step.ESCALATED.value)))
        .group_by(cells.complaint_id, cells.kind)
    )
    found: dict[str, dict[int, datetime]] = defaultdict(dict)
    for which, kind, at in reader.connection.execute(asked):
        found[kind][which] = at
    return found[Step.REOPENED.value], found[Step.ESCALATED.value]


def _known_since(reader: Reader, ids: Iterable[int]) -> dict[int, datetime]:
    """When each complaint was written down, or when the shop last said to whom it goes."""
    keys = (ESCALATE_TO.key, ESCALATE_HOURS.key)
    h, newest = history.c, func.max(act.c.at, type_=act.c.at.type)
    said = (
        select(newest)
        .select_from(history.join(act, act.c.id == h.act_id))
        .join(setting, (h.record_table == setting.name) & (h.record_id == setting.c.id))
        .where(setting.c.key.in_(keys))
    )
    wished = reader.connection.execute(said).scalar() or _EVER
    made = (
        select(h.record_id, func.min(act.c.at, type_=act.c.at.type))
        .select_from(history.join(act, act.c.id == h.act_id))
        .where(h.record_table == complaint.name, h.record_id.in_(id_list(ids)))
        .group_by(h.record_id)
    )
    written = {which: at for which, at in reader.connection.execute(made)}
    return {each: max(wished, written.get(each, _EVER)) for each in ids}


_EVER = datetime.min.replace(tzinfo=UTC)
_MARK = (
    update(complaint)
    .where(complaint.c.id == bindparam("which"))
    .values(escalated_at=bindparam("at", type_=complaint.c.escalated_at.type))
)
