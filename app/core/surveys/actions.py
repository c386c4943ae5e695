"""Writes what is done about a weak item or a gap, and what was heard from customers."""

from datetime import date

from app.catalogue.cleaning import tidy_line
from app.core.actor import Right, needs
from app.core.store.unit import Unit
from app.core.surveys.records import listening_note, survey_action, survey_answer
from app.core.timeline.writing import entry_row, must_text, one_of, text_of, when
from app.i18n import N_

GAPS: dict[int, str] = {
    1: N_("Knowing what customers expect"),
    2: N_("Right and complete standards"),
    3: N_("Performance that meets the standards"),
    4: N_("Keeping what was promised"),
    5: N_("What was perceived against what was expected"),
}
"""The five gaps of service quality (inventory 47)."""
LISTENING: dict[str, str] = {
    "focus_group": N_("Group talk, with what customers say on video"),
    "executive_visit": N_("Visit by the owner"),
    "staff_visit": N_("Visit by a clerk"),
    "questionnaire": N_("Questionnaire, rivals' goods included"),
    "after_sale": N_("Rating after a sale"),
    "front_line": N_("What the front line hears"),
    "complaint_record": N_("Complaints as they were recorded"),
    "customer_meeting": N_("Meeting with customers"),
}
"""The eight ways of listening (inventory 48)."""
BECAME: dict[str, str] = {
    "complaint": N_("became a complaint"),
    "thanks": N_("thanked for"),
    "note": N_("noted in her file"),
    "read": N_("read"),
}
PROCESS: dict[str, str] = {
    "unify": N_("Can the work be done in one way?"),
    "handovers": N_("Can it change hands less often?"),
    "merge": N_("Can steps be merged?"),
    "parallel": N_("Can steps run side by side?"),
    "method": N_("Can the method be changed?"),
    "technology": N_("Can technology help?"),
    "early": N_("Can the key people be there earlier?"),
}
"""The seven questions to a process (inventory 50)."""


@needs(Right.EDIT_CUSTOMERS)
def add_action(
    unit: Unit,
    survey_id: int,
    what: str,
    *,
    wave_id: int | None = None,
    item_key: str = "",
    gap: int | None = None,
    owner: str = "",
    due_on: date | None = None,
) -> int:
    """Decide what is to be done, by whom and by when."""
    return unit.insert(
        survey_action,
        survey_id=survey_id,
        wave_id=wave_id,
        item_key=item_key or None,
        gap=_gap(gap) if gap is not None else None,
        what=must_text(what),
        owner=tidy_line(owner) or None,
        due_on=due_on,
    )


@needs(Right.EDIT_CUSTOMERS)
def edit_action(unit: Unit, action_id: int, what: str, owner: str, due_on: date | None) -> bool:
    """Put it in other words, give it to somebody else, or to another day."""
    entry_row(unit, survey_action, action_id)
    kept = tidy_line(owner) or None
    return unit.update(survey_action, action_id, what=must_text(what), owner=kept, due_on=due_on)


@needs(Right.EDIT_CUSTOMERS)
def finish_action(unit: Unit, action_id: int, result: str, on: date | None = None) -> None:
    """It is done; the next wave shows whether it helped."""
    entry_row(unit, survey_action, action_id)
    day, _ = when(unit, on)
    unit.update(survey_action, action_id, done_on=day, result=text_of(result))


@needs(Right.EDIT_CUSTOMERS)
def delete_action(unit: Unit, action_id: int) -> None:
    """It is not to be done after all; an undo brings it back."""
    entry_row(unit, survey_action, action_id)
    unit.delete(survey_action, action_id)


@needs(Right.EDIT_CUSTOMERS)
def add_listening(
    unit: Unit,
    gap: int,
    words: str,
    *,
    way: str = "",
    question: str = "",
    on: date | None = None,
    who: str = "",
) -> int:
    """Note what was heard, an answer to a process question, or a conclusion about a gap."""
    day, _ = when(unit, on)
    return unit.insert(
        listening_note,
        gap=_gap(gap),
        way=one_of(LISTENING, way) if way else None,
        question=one_of(PROCESS, question) if question else None,
        on_day=day,
        who=tidy_line(who) or unit.actor.name,
        words=must_text(words),
    )


@needs(Right.EDIT_CUSTOMERS)
def delete_listening(unit: Unit, note_id: int) -> None:
    """Take a note away; an undo brings it back."""
    entry_row(unit, listening_note, note_id)
    unit.delete(listening_note, note_id)


@needs(Right.EDIT_CUSTOMERS)
def mark_remark(unit: Unit, answer_id: int, became: str) -> None:
    """What a remark became: a complaint, thanks, a note, or simply read."""
    entry_row(unit, survey_answer, answer_id)
    unit.update(survey_answer, answer_id, became=one_of(BECAME, became))


def _gap(gap: int) -> int:
    if gap not in GAPS:
        raise ValueError(gap)
    return gap
