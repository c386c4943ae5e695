"""What waits for a ruling about one customer's people: suggestions, never done by themselves."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from app.catalogue.individual import INDIVIDUAL
from app.catalogue.link_kinds import INTRODUCER
from app.core.people.queries import Referral, Suggestion
from app.i18n import N_, ntr, tr
from app.ui.people.deeds import Deeds
from app.ui.people.look import Around
from app.ui.people.words import joined, reasons
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column, frame, holder, row
from app.ui.widgets.text import label, sentence

Choice = tuple[str, Callable[[], object]]
Question = tuple[str, str, tuple[Choice, ...]]
"""What is asked, why, and the answers."""


def waiting(around: Around, deeds: Deeds) -> Iterator[QWidget]:
    """A strip for each question."""
    for found in around.households:
        said, why, choices = household_question(found, deeds)
        yield strip(said, why, *choices)
    if around.referral is not None:
        said, why, choices = referral_question(around.referral, deeds)
        yield strip(said, why, *choices)
    if around.offers:
        yield _copy_strip(around, deeds)


def household_question(found: Suggestion, deeds: Deeds) -> Question:
    """Are these one household?"""
    names = joined(tuple(each.name for each in found.members))
    choices = (
        (tr(N_("One household")), partial(deeds.join, found)),
        (tr(N_("No")), partial(deeds.keep_apart, found)),
    )
    return tr(N_("One household: {names}?"), names=names), reasons(found), choices


def named_words(found: Referral) -> str:
    """The field and what stands in it: "Closest friend: 王芳"."""
    label = INDIVIDUAL.field(found.field).label
    return tr(N_("{label}: {found}"), label=tr(label), found=found.typed)


def referral_question(found: Referral, deeds: Deeds) -> Question:
    """Does the text mean that customer?"""
    if found.end != INTRODUCER:
        said = tr(
            N_("“{named}”: is that our customer {name}?"),
            named=named_words(found),
            name=found.introducer,
        )
        return said, by_what(found), ((tr(N_("Link them")), partial(deeds.accept, found)),)
    said = tr(
        N_("“Referred by {typed}”: is that our customer {name}?"),
        typed=found.typed,
        name=found.introducer,
    )
    return said, by_what(found), ((tr(N_("Link them")), partial(deeds.accept, found)),)


def by_what(found: Referral) -> str:
    """Why it should be that customer."""
    return tr(N_("By the number") if found.certain else N_("By the name; nobody else bears it"))


def _copy_strip(around: Around, deeds: Deeds) -> QWidget:
    number = len({each.customer_id for each in around.offers})
    said = ntr(
        "{n} member of the household still has the former address or phone.",
        "{n} members of the household still have the former address or phone.",
        number,
    )
    return strip(said, "", (tr(N_("Look and copy…")), partial(deeds.share, around)))


def strip(said: str, why: str, *choices: Choice) -> QWidget:
    """A question on a quiet ground, its answers at the right."""
    texts = [sentence(said)] + ([label(why, "small", wrap=True)] if why else [])
    buttons = []
    for words, do in choices:
        made = button(words, do)
        made.setAccessibleName(f"{words}: {said}")
        buttons.append(made)
    inside = row(holder(column(*texts, space=2)), *buttons, space=SPACE.small)
    inside.setContentsMargins(SPACE.medium, SPACE.small, SPACE.small, SPACE.small)
    inside.setStretch(0, 1)
    return frame(inside, "sunken")
