"""The recovery card: 160 random bits in eight groups, each with a check character."""

import os

from app.core.errors import Refused
from app.i18n import N_

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # base32: no 0, 1, 8 to misread
GROUPS, GROUP_LENGTH = 8, 4
CARD_BYTES = 20
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})
_REDUCER = 0b100101  # x^5 + x^2 + 1: makes five bits a field


def new_card() -> str:
    """A fresh card as printed: eight groups of four characters and a check character."""
    number = int.from_bytes(os.urandom(CARD_BYTES), "big")
    letters = [ALPHABET[(number >> 5 * i) & 31] for i in range(GROUPS * GROUP_LENGTH)]
    groups = ["".join(letters[i : i + GROUP_LENGTH]) for i in range(0, len(letters), GROUP_LENGTH)]
    return "-".join(group + _check(group, place) for place, group in enumerate(groups))


def signs_of(typed: str) -> str:
    """What was typed in the card's own letters: no dashes, and 0, 1, 8 as what they look like."""
    return "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_MISREAD)


def secret_of(typed: str) -> str:
    """The card's secret from what was typed; `Refused` names the group with the error."""
    text = signs_of(typed)
    if len(text) != GROUPS * (GROUP_LENGTH + 1):
        raise _refused(
            N_("A recovery card has 8 groups of 5 characters; {n} characters were typed."),
            n=len(text),
        )
    step = GROUP_LENGTH + 1
    return "".join(_group(text[i * step : (i + 1) * step], i) for i in range(GROUPS))


def _group(typed: str, place: int) -> str:
    letters = typed[:GROUP_LENGTH]
    if not set(typed) <= set(ALPHABET) or _check(letters, place) != typed[-1]:
        raise _refused(
            N_("Group {place} of the recovery card has a typing error."), place=place + 1
        )
    return letters


def _check(letters: str, place: int) -> str:
    # Distinct factors of a field: any one wrong letter and any two swapped letters show;
    # the place makes swapped groups show.
    total = place + 1
    factor = 2
    for letter in letters:
        total ^= _times(factor, ALPHABET.index(letter))
        factor = _times(factor, 2)
    return ALPHABET[total]


def _times(one: int, other: int) -> int:
    product = 0
    for bit in range(5):
        if other >> bit & 1:
            product ^= one << bit
    for bit in range(9, 4, -1):
        if product >> bit & 1:
            product ^= _REDUCER << (bit - 5)
    return product


def _refused(what: str, **values: object) -> Refused:
    return Refused(
        what,
        N_("Nothing was opened; this does not count as a wrong password."),
        N_("Compare it with the printed card, group by group."),
        **values,
    )
