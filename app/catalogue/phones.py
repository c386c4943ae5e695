"""Reads telephone numbers as people write them; the only file that knows phonenumbers."""

import re

from app.catalogue.cleaning import narrow
from app.catalogue.kind import Reading, Rules
from app.catalogue.values import Phone

SHORT, INCOMPLETE, TWO = "phone_short", "phone_incomplete", "two_phones"
UNREADABLE = "phone_unreadable"
_SPLIT = re.compile(r"[、;；,，/|\n]+|\s*(?:或者?|和|&|\bor\b)\s*", re.IGNORECASE)
_EXTENSION = re.compile(
    r"(?:\s*(?:转|轉|分机|ext\.?|extension|x|#)\s*[:：]?\s*)(\d{1,6})$", re.IGNORECASE
)
_DRESSING = re.compile(
    r"[\s\-–—.()\[\]_·*]+|^(?:tel|phone|mobile|手机|电话|座机|微信)[:：]?", re.IGNORECASE
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0(10\d{8}|2\d\d{8}|[3-9]\d{2}[1-9]\d{6,7})")
_SERVICE = re.compile(r"[48]00\d{7}")
_CHINA = re.compile(r"^(?:\+86|0086|86(?=1[3-9]\d{9}$|[48]00\d{7}$))")
_LOCAL = re.compile(r"[2-9]\d{6,7}")
_TWO_SPACED = re.compile(r"(1[3-9]\d{9})\s+(1[3-9]\d{9})")


def read_phones(text: str, rules: Rules) -> Reading[tuple[Phone, ...]]:
    """All numbers in a cell, the first one preferred.

    A number that cannot be completed stays as typed beside good ones; alone it is kept as
    typed when it is a local number, and is a doubt when it is too short to be one.
    """
    if is_plain_mobile(text):  # nearly every cell of a long list
        return Reading((Phone(f"+86{text}", None, text),), text)
    found, warnings = [], []
    for piece in _pieces(_number_text(text)):
        phone, warning = _read_one(piece, rules)
        if phone not in found:
            found.append(phone)
        if warning and warning not in warnings:
            warnings.append(warning)
    if len(found) > 1:
        warnings.append(TWO)
    nothing = all(phone.e164 is None for phone in found) and INCOMPLETE not in warnings
    return Reading(None if nothing else tuple(found), text, tuple(warnings))


def is_plain_mobile(text: str) -> bool:
    """Eleven digits as most people write their mobile, and nothing else."""
    return _MOBILE.fullmatch(text) is not None


def read_phone(text: str, rules: Rules) -> Reading[Phone]:
    """The one number of a text; of several the first."""
    reading = read_phones(text, rules)
    return Reading(reading.value[0] if reading.value else None, text, reading.warnings)


def show_phone(phone: Phone) -> str:
    """A number in groups, as it is written at home; foreign ones with their +."""
    if phone.e164 is None:
        return phone.typed
    return _grouped(phone.e164) + (f"转{phone.extension}" if phone.extension else "")


def digits_of(phone: Phone) -> str:
    """The national digits, for search by any of the last ones."""
    number = phone.e164 or phone.typed
    return re.sub(r"\D", "", number.removeprefix("+86"))


def _number_text(text: str) -> str:
    plain = narrow(text)
    return plain.removesuffix(".0") if re.fullmatch(r"\d+\.0", plain) else plain


def _pieces(text: str) -> list[str]:
    spaced = _TWO_SPACED.fullmatch(text)
    if spaced:
        return [spaced[1], spaced[2]]
    return [piece.strip() for piece in _SPLIT.split(text) if piece.strip()]


def _read_one(piece: str, rules: Rules) -> tuple[Phone, str]:
    extension = _EXTENSION.search(piece)
    bare = piece[: extension.start()] if extension else piece
    number = _DRESSING.sub("", _DRESSING.sub("", bare))
    international = _home(number, rules) or _abroad(number)
    if international:
        return Phone(international, extension[1] if extension else None, piece), ""
    return Phone(None, None, piece), _why(number)


def _home(number: str, rules: Rules) -> str | None:
    """+86… for what is a Chinese number by its shape, allotted or not."""
    national = _CHINA.sub("", number)
    if _MOBILE.fullmatch(national) or _SERVICE.fullmatch(national):
        return f"+86{national}"
    if national != number and not national.startswith("0"):
        national = "0" + national
    elif rules.area_code and _LOCAL.fullmatch(national):
        national = "0" + rules.area_code.lstrip("0") + national
    return f"+86{national[1:]}" if _LANDLINE.fullmatch(national) else None


def _abroad(number: str) -> str | None:
    """E.164 of a number with another country's code."""
    if not re.fullmatch(r"(?:\+|00)(?!86)[1-9]\d{5,16}", number):
        return None
    import phonenumbers

    try:
        parsed = phonenumbers.parse("+" + number.lstrip("+0"), None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _why(number: str) -> str:
    if _LOCAL.fullmatch(number):
        return INCOMPLETE
    return SHORT if re.fullmatch(r"\+?\d{1,10}", number) else UNREADABLE


def _grouped(e164: str) -> str:
    national = e164.removeprefix("+86")
    if national == e164:
        return e164
    if _MOBILE.fullmatch(national):
        return f"{national[:3]} {national[3:7]} {national[7:]}"
    if _SERVICE.fullmatch(national):
        return f"{national[:3]}-{national[3:6]}-{national[6:]}"
    area = 2 if national[0] in "12" else 3
    return f"0{national[:area]}-{national[area:]}"
