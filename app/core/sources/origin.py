"""Where something comes from, said once for a visit or an import, and which source wins."""

from dataclasses import dataclass
from datetime import date

from app.catalogue.channels import as_good_as, needs_basis
from app.catalogue.field import Purpose
from app.catalogue.grounds import Confidence, agreed_to_hand_on, basis_parts
from app.core.errors import Refused
from app.i18n import N_

OWNER = "owner"


@dataclass(frozen=True)
class Origin:
    """A channel (`catalogue/channels.py`), the day it was learnt, and on what ground."""

    channel: str = OWNER
    learnt_on: date | None = None  # None: today
    confidence: str | None = None  # a Confidence
    purpose: str | None = None  # a Purpose; None: the field's own
    basis: str | None = None  # see catalogue/grounds.py

    def day(self, today: date) -> date:
        """The day it was learnt."""
        return self.learnt_on or today

    @property
    def hearsay(self) -> bool:
        """Did she say herself that it may be wrong?"""
        return self.confidence == Confidence.HEARSAY


def outweighs(new: Origin, old: Origin) -> bool:
    """May a new value take an old one's place without a ruling?

    Hearsay only that of hearsay. What the owner types always; else the better source, and
    of two equally good ones the newer.
    """
    if new.hearsay != old.hearsay:
        return old.hearsay
    return new.channel == OWNER or as_good_as(new.channel, old.channel)


def refuse_baseless(origin: Origin, today: date) -> None:
    """A list bought or swapped needs its legal basis; nothing is learnt tomorrow.

    Besides, its people must have agreed separately that it may be handed on.
    """
    swapped = needs_basis(origin.channel)
    if swapped and not "".join(basis_parts(origin.basis)).strip():
        raise Refused(
            N_("A list that was bought, rented or swapped needs its legal basis."),
            N_("Nothing was imported."),
            N_("Say on what ground these people may be kept (PIPL art. 13), or leave it out."),
        )
    if swapped and not agreed_to_hand_on(origin.basis):
        raise Refused(
            N_("Nobody said that these people agreed to their list being handed on."),
            N_("Nothing was imported."),
            N_("Ask whoever gave the list for that consent (PIPL art. 23), or leave it out."),
        )
    if origin.day(today) > today:
        raise Refused(
            N_("The day it was learnt lies in the future."),
            N_("Nothing was changed."),
            N_("Give today or an earlier day."),
        )


def purpose_of(origin: Origin, otherwise: Purpose) -> Purpose:
    """What it is kept for."""
    return Purpose(origin.purpose) if origin.purpose else otherwise
