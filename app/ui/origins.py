"""Where what is entered now comes from: said once for a visit, kept by the window, in words."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from app.catalogue.channels import channel_label
from app.catalogue.grounds import (
    CONFIDENCE_LABELS,
    Confidence,
    agreed_to_hand_on,
    basis_label,
    basis_parts,
)
from app.core.sources.freshness import Freshness
from app.core.sources.origin import Origin
from app.i18n import N_, tr
from app.ui.formats import day


class Origins(QObject):
    """The origin that edits are given until another is said; None: what the owner types."""

    changed = Signal(object)  # Origin | None

    def __init__(self) -> None:
        """Nothing is said yet."""
        super().__init__()
        self.now: Origin | None = None

    def say(self, origin: Origin | None) -> None:
        """From now on everything entered comes from here; None: no longer."""
        if origin != self.now:
            self.now = origin
            self.changed.emit(origin)


def told_words(source: str | None, learnt_on: date | None, today: date) -> str:
    """Channel and day ("Counter talk, 22 Nov"); "" when nothing is known."""
    source_words = tr(channel_label(source)) if source else ""
    when = day(learnt_on, today) if learnt_on else ""
    if source_words and when:
        return tr(N_("{source}, {day}"), source=source_words, day=when)
    return source_words or when


def basis_words(basis: str | None) -> str:
    """The legal ground as people read it."""
    code, words = basis_parts(basis)
    agreed = tr(N_("agreed to be handed on")) if agreed_to_hand_on(basis) else ""
    parts = [tr(basis_label(code)) if code else "", words, agreed]
    return tr(N_(": ")).join(part for part in parts if part)


def about_words(
    source: str | None,
    learnt_on: date | None,
    verified_on: date | None,
    today: date,
    confidence: str | None = None,
    basis: str | None = None,
) -> str:
    """Everything known of where a value comes from, on one line."""
    parts = [told_words(source, learnt_on, today)]
    if verified_on:
        parts.append(tr(N_("confirmed {day}"), day=day(verified_on, today)))
    if confidence:
        parts.append(tr(CONFIDENCE_LABELS[Confidence(confidence)]))
    if basis:
        parts.append(tr(N_("on the ground: {basis}"), basis=basis_words(basis)))
    return " · ".join(part for part in parts if part)


def age_words(state: Freshness, known_on: date | None, today: date) -> str:
    """What is said of a value that nobody confirmed for long; "" of a fresh one."""
    if known_on is None or state not in (Freshness.AMBER, Freshness.RED):
        return ""
    return tr(N_("not confirmed since {day}"), day=day(known_on, today))


def age_look(state: Freshness) -> str:
    """The colour it is said in."""
    return "danger" if state is Freshness.RED else "warn"
