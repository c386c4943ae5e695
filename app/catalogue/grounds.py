"""On what legal ground a value is kept (PIPL art. 13), and how sure we are of it."""

from dataclasses import dataclass
from enum import StrEnum

from app.i18n import N_


class Confidence(StrEnum):
    """How sure we are; hearsay never takes the place of anything better."""

    CERTAIN = "certain"
    LIKELY = "likely"
    HEARSAY = "hearsay"


CONFIDENCE_LABELS: dict[Confidence, str] = {
    Confidence.CERTAIN: N_("Certain: seen or shown in writing"),
    Confidence.LIKELY: N_("Likely: told by somebody who knows"),
    Confidence.HEARSAY: N_("Hearsay: not sure"),
}


@dataclass(frozen=True)
class Basis:
    """One of the seven grounds."""

    code: str
    label: str  # marked
    article: str  # of the PIPL


BASES: tuple[Basis, ...] = (
    Basis("consent", N_("The person agreed"), "13(1)"),
    Basis("contract", N_("Needed for a contract with the person"), "13(2)"),
    Basis("duty", N_("Needed for a duty by law"), "13(3)"),
    Basis("emergency", N_("Public health emergency, or life and property in danger"), "13(4)"),
    Basis("news", N_("News reporting in the public interest, within reason"), "13(5)"),
    Basis("disclosed", N_("Published by the person or lawfully, within reason"), "13(6)"),
    Basis("law", N_("Other cases that a law names"), "13(7)"),
)
_BY_CODE = {each.code: each for each in BASES}
_BETWEEN = ": "
_HANDED_ON = "+23"  # after the code: the separate consent of PIPL art. 23 was given


def basis_text(code: str, words: str, *, handed_on: bool = False) -> str:
    """What is kept: the ground's code, and the words that prove it ("signed form of 3 May").

    `handed_on`: the people agreed separately that the list may be handed on.
    """
    first = code.strip() + (_HANDED_ON if handed_on else "")
    return _BETWEEN.join(part for part in (first, " ".join(words.split())) if part)


def basis_parts(text: str | None) -> tuple[str, str]:
    """Code and words of what is kept; free text has no code."""
    first, _, words = (text or "").partition(_BETWEEN)
    code = first.removesuffix(_HANDED_ON)
    if code in _BY_CODE or first == _HANDED_ON:
        return code, words
    return "", text or ""


def agreed_to_hand_on(text: str | None) -> bool:
    """Did the people agree separately that the list may be handed on (PIPL art. 23)?"""
    first = (text or "").partition(_BETWEEN)[0]
    code = first.removesuffix(_HANDED_ON)
    return code != first and (not code or code in _BY_CODE)


def basis_label(code: str) -> str:
    """The marked label of a ground; "" when there is none."""
    found = _BY_CODE.get(code)
    return found.label if found else ""
