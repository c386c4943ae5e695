"""Identity card numbers (GB 11643) and credit codes (GB 32100): check digits and what they tell."""

import re
from dataclasses import dataclass
from datetime import date
from operator import mul

from app.catalogue.cleaning import narrow

_ID_SHAPE = re.compile(r"[1-9][0-9]{16}[0-9X]")
_DRESSING = re.compile(r"[\s\-']")
_OLD_ID_SHAPE = re.compile(r"[1-9]\d{14}")
_ID_WEIGHTS = tuple(2 ** (17 - i) % 11 for i in range(17))
_ID_CHECKS = "10X98765432"
_LOSSY = re.compile(r"\d(?:\.\d+)?e\+?1[4-9]|\d{15,}\.0", re.IGNORECASE)
_ROUNDED = re.compile(r"[1-9]\d{14}000")
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_SHAPE = re.compile(f"[123456789ANY][{_CODE_SIGNS}]\\d{{6}}[{_CODE_SIGNS}]{{10}}")
_CODE_WEIGHTS = tuple(3**i % 31 for i in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class IdFacts:
    """A valid identity number and what stands in it."""

    number: str
    region: str
    born: date
    male: bool


@dataclass(frozen=True)
class Checked:
    """A number when it is right, else the name of what is wrong."""

    number: str | None
    problem: str = ""


def check_id(text: str, today: date) -> Checked:
    """The 18 signs of an identity number, upper case; 15 digits are lengthened."""
    plain = text if _ID_SHAPE.fullmatch(text) else _DRESSING.sub("", narrow(text)).upper()
    if _LOSSY.fullmatch(plain):
        return Checked(None, "id_lossy_number")
    if _OLD_ID_SHAPE.fullmatch(plain):
        plain = plain[:6] + "19" + plain[6:]
        plain += id_check(plain)
    if not _ID_SHAPE.fullmatch(plain):
        return Checked(None, "id_bad_format")
    if plain[17] != id_check(plain):
        return Checked(None, "id_lossy_number" if _ROUNDED.fullmatch(plain) else "id_bad_checksum")
    born = _birth(plain)
    if born is None or born > today:
        return Checked(None, "id_bad_birth_date")
    return Checked(plain)


def read_id(number: str) -> IdFacts | None:
    """What a checked number tells; None for any other text."""
    born = _birth(number) if _ID_SHAPE.fullmatch(number) else None
    if born is None:
        return None
    return IdFacts(number, number[:6], born, int(number[16]) % 2 == 1)


def masked_id(number: str) -> str:
    """Six and four signs of it, for screens."""
    return number[:6] + "*" * max(0, len(number) - 10) + number[-4:]


def id_check(number: str) -> str:
    """The check sign for the first 17 digits."""
    total = sum(map(mul, map(int, number[:17]), _ID_WEIGHTS))
    return _ID_CHECKS[total % 11]


def check_credit_code(text: str) -> Checked:
    """The 18 signs of a unified social credit code, upper case."""
    plain = _DRESSING.sub("", narrow(text)).upper()
    if len(plain) != 18:
        return Checked(None, "uscc_bad_length")
    if not _CODE_SHAPE.fullmatch(plain):
        return Checked(None, "uscc_bad_alphabet")
    if plain[17] != credit_code_check(plain) or plain[16] != organisation_check(plain[8:16]):
        return Checked(None, "uscc_bad_checksum")
    return Checked(plain)


def credit_code_check(code: str) -> str:
    """The last sign for the first 17."""
    pairs = zip(code, _CODE_WEIGHTS, strict=False)
    total = sum(_CODE_SIGNS.index(sign) * weight for sign, weight in pairs)
    return _CODE_SIGNS[-total % 31]


def organisation_check(eight: str) -> str:
    """The ninth sign of an organisation code (GB 11714)."""
    pairs = zip(eight, _ORGANISATION_WEIGHTS, strict=True)
    total = sum(int(sign, 36) * weight for sign, weight in pairs)
    return "0123456789X0"[11 - total % 11]


def _birth(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
