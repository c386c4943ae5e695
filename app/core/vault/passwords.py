"""What a new password must be: long, and not one that everybody tries first."""

import secrets
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from app.core.errors import Refused
from app.core.vault.recovery_card import ALPHABET, signs_of
from app.i18n import N_
from app.resources import resource

LEAST_LENGTH = 10
LEAST_DISTINCT = 4
_ONE_TIME_LENGTH = 12


def check_new_password(password: str, names: Iterable[str] = ()) -> None:
    """`Refused` with the reason, when a new password is too weak; no forced classes."""
    folded = _folded(password)
    if len(unicodedata.normalize("NFC", password)) < LEAST_LENGTH:
        raise _weak(N_("The password is shorter than {least} characters."), least=LEAST_LENGTH)
    if len(set(folded)) < LEAST_DISTINCT or _is_run(folded):
        raise _weak(N_("The password repeats too few characters or just counts on."))
    if folded in common_passwords():
        raise _weak(N_("The password is on the list of passwords that are tried first."))
    if folded in {_folded(name) for name in names if name}:
        raise _weak(N_("The password is the name of the shop or of the user."))


def one_time_password() -> str:
    """A random password that is read out or copied once: XXXX-XXXX-XXXX."""
    letters = [secrets.choice(ALPHABET) for _ in range(_ONE_TIME_LENGTH)]
    return _in_groups("".join(letters))


def one_time_as_printed(typed: str) -> str:
    """A one-time password is told by word of mouth: small letters and no dashes will do."""
    letters = signs_of(typed)
    return _in_groups(letters) if len(letters) == _ONE_TIME_LENGTH else typed


def _in_groups(letters: str) -> str:
    return "-".join(letters[i : i + 4] for i in range(0, _ONE_TIME_LENGTH, 4))


@cache
def common_passwords() -> frozenset[str]:
    """The bundled list, folded."""
    text = resource("passwords", "common.txt").read_text(encoding="utf-8")
    return frozenset(_folded(line) for line in text.splitlines() if line)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _is_run(text: str) -> bool:
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    return steps in ({1}, {-1}, {0})


def _weak(what: str, **values: object) -> Refused:
    return Refused(
        what,
        N_("Nothing was changed."),
        N_("A few words in a row make a good password, for example four from a favourite song."),
        **values,
    )
