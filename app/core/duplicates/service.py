"""Makes one file of two, or says that two are not one; never by itself."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from app.core.actor import Right, needs, require
from app.core.customers import notes, rows
from app.core.customers.own_values import existing, write_own
from app.core.customers.profile import Profile
from app.core.customers.records import customer
from app.core.customers.upkeep import renew
from app.core.duplicates.files import both_files
from app.core.duplicates.parts import give
from app.core.duplicates.plan import FieldPlan, MergePlan, Take, merge_plan
from app.core.duplicates.records import not_same
from app.core.errors import Refused
from app.core.purchases.summaries import refresh_summaries
from app.core.store.profiles import Stored, StoredFact
from app.core.store.unit import Unit
from app.i18n import N_

TITLE = N_("Merge two files")


@needs(Right.EDIT_CUSTOMERS)
def merge(
    unit: Unit, ours: int, theirs: Sequence[int], chosen: Mapping[str, Take] | None = None
) -> None:
    """Put one or more files into `ours`; their numbers go on finding it, undo parts them again.

    `chosen` says by field key which value stays where they differ; without it ours stays, and
    lists and long texts are joined. Purchases, notes, links and files go over whole.
    """
    require(unit.actor, Right.SEE_SEALED, asks=False)  # from seal to seal: nothing is shown
    if not theirs or ours in theirs or len(set(theirs)) < len(theirs):
        raise Refused(
            N_("A file can't be merged with itself."),
            N_("Nothing was changed."),
            N_("Choose two different customers."),
        )
    for each in theirs:
        _merge_one(unit, ours, each, chosen)
    renew(unit, [ours, *theirs])
    refresh_summaries(unit, [ours, *theirs])


@needs(Right.EDIT_CUSTOMERS)
def keep_apart(unit: Unit, one: int, other: int) -> None:
    """These two are not the same person: never list them together again."""
    first, second = sorted((one, other))
    existing(unit, first), existing(unit, second)
    known = select(not_same.c.id).where(
        not_same.c.customer_id == first, not_same.c.other_id == second
    )
    if unit.connection.execute(known).first() is None:
        unit.insert(not_same, customer_id=first, other_id=second)


def _merge_one(unit: Unit, ours: int, theirs: int, chosen: Mapping[str, Take] | None) -> None:
    mine, other = both_files(unit, ours, theirs)
    plan = merge_plan(mine, other, chosen)
    changed = [each for each in plan.fields if each.result != each.ours]
    write_own(unit, ours, {each.field: each.result for each in changed})
    _take_facts(unit, ours, Profile(other, shown=True), changed)
    new_rows = _take_rows(unit, ours, plan)
    _take_doubts(unit, mine, other, plan)
    give(unit, ours, theirs, new_rows)
    for each in _merged_before(unit, theirs):
        unit.update(customer, each, merged_into=ours)
    unit.update(customer, theirs, merged_into=ours, binned_on=unit.now)


def _take_facts(unit: Unit, ours: int, theirs: Profile, changed: Sequence[FieldPlan]) -> None:
    """A value that comes from them brings along who told us and when."""
    for each in changed:
        if each.take == "theirs":
            said = theirs.fact(each.field)
            about = (said.source, said.learnt_on, said.verified_on, said.purpose)
            told = StoredFact(*about, said.confidence, said.basis)
            notes.say(unit, ours, each.field, told)


def _take_rows(unit: Unit, ours: int, plan: MergePlan) -> dict[int, int]:
    made: dict[int, int] = {}
    for group, found in plan.rows.items():
        for each in found:
            new = rows.add(unit, ours, group, each.values)
            if not group.seal:
                made[each.id] = new
    return made


def _take_doubts(unit: Unit, ours: Stored, theirs: Stored, plan: MergePlan) -> None:
    """Texts nobody could read come along where we have neither value nor text."""
    filled = {each.field.key for each in plan.fields if each.ours is not None}
    filled |= {each.field for each in ours.doubts}
    profile = Profile(theirs, shown=True)
    for each in profile.doubts():
        if each.row_id == 0 and each.field.key not in filled and each.typed:
            notes.add_doubt(unit, ours.record["id"], each.field, each.typed, each.reason,
                            taken=each.taken)  # fmt: skip


def _merged_before(unit: Unit, theirs: int) -> list[int]:
    asked = select(customer.c.id).where(customer.c.merged_into == theirs)
    return list(unit.connection.execute(asked).scalars())
