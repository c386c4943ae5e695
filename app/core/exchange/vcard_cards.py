"""From the properties of a vCard to what we know of a customer, by field key."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from app.core.exchange.vcard_lines import Line, lines

OURS = "X-SHUKE-"
"""Our own properties: the customer number, and days as they were typed."""
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?")
_NO_YEAR = re.compile(r"--(\d\d)-?(\d\d)(?:[T ].*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_SEXES = {"M": "男", "F": "女", "MALE": "男", "FEMALE": "女", "1": "女", "2": "男"}


@dataclass
class Card:
    """One card: texts by field key, several for lists, and the photo."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    photo: bytes | None = None

    def add(self, key: str, text: str) -> None:
        """Another text for a field; blanks and repetitions are left out."""
        told = self.texts.setdefault(key, [])
        if text.strip() and text not in told:
            told.append(text)

    def once(self, key: str, text: str) -> None:
        """A text for a field that has one value: what stood first stays."""
        if not self.texts.get(key):
            self.add(key, text)


def cards(raw: bytes) -> Iterator[Card]:
    """Every card of a file; a card inside another (AGENT) is passed over, a lost END is no loss."""
    held: list[Line] | None = None
    inner = 0
    before = ""
    for line in lines(raw):
        begins, ends = _is(line, "BEGIN"), _is(line, "END")
        if begins and before == "AGENT":
            inner += 1
        elif ends and inner:
            inner -= 1
        elif begins or ends:
            if held is not None:
                yield card(held)
            held = [] if begins else None
        elif held is not None and not inner:
            held.append(line)
        before = line.name
    if held:
        yield card(held)


def card(properties: Iterable[Line]) -> Card:
    """What one card says."""
    found = Card()
    told = list(properties)
    for line in told:
        take = _TAKE.get(line.name)
        if take:
            take(found, line)
    _name(found, told)
    for line in told:  # what we wrote ourselves is exact
        key = _OURS.get(line.name)
        if key and line.text:
            found.texts[key] = [line.text]
    return found


def _is(line: Line, name: str) -> bool:
    return line.name == name and line.text.upper() == "VCARD"


def _name(found: Card, told: list[Line]) -> None:
    """FN; else the parts of N, Chinese ones without a blank; else nothing."""
    if found.texts.get("name"):
        return
    for line in told:
        if line.name == "N":
            family, given, more = [*line.parts, "", "", ""][:3]
            if _HAN.search(family + given):
                found.once("name", family + more + given)
            else:
                found.once("name", " ".join(part for part in (given, more, family) if part))


def _phone(found: Card, line: Line) -> None:
    number = line.text.removeprefix("tel:").replace(";ext=", "转")
    fax, work, home = (name in line.types for name in ("FAX", "WORK", "HOME"))
    cell = "CELL" in line.types or "IPHONE" in line.types or _is_mobile(number)
    if fax:
        found.once("employer_fax" if work else "home_fax", number)
    elif cell or not (work or home):
        found.add("mobile", number)
    else:
        key = "employer_phone" if work else "home_phone"
        found.add("mobile" if found.texts.get(key) else key, number)


def _is_mobile(number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    return bool(re.fullmatch(r"(?:86|0086)?1[3-9]\d{9}", digits))


def _address(found: Card, line: Line) -> None:
    _, more, street, city, region, post, country = [*line.parts, *[""] * 7][:7]
    if _HAN.search(region + city + street + more):
        text = region + city + street + more
    else:
        text = ", ".join(part for part in (street, more, city, region, post, country) if part)
    found.once("employer_address" if "WORK" in line.types else "home_address", text)


def _day(key: str) -> Callable[[Card, Line], None]:
    def take(found: Card, line: Line) -> None:
        found.once(key, day_text(line.text, line.parameters.get("X-APPLE-OMIT-YEAR", "")))

    return take


def day_text(said: str, omitted: str = "") -> str:
    """A vCard's day as a person would type it; without its year where it has none."""
    whole, bare = _DAY.fullmatch(said), _NO_YEAR.fullmatch(said)
    if whole and whole[1] != omitted:
        return f"{whole[1]}-{whole[2]}-{whole[3]}"
    if whole or bare:
        found = whole or bare
        assert found
        month, day = found.groups()[-2:]
        return f"{int(month)}月{int(day)}日"
    month_ = _MONTH.fullmatch(said)
    return f"{month_[1]}年{int(month_[2])}月" if month_ else said


def _one(key: str) -> Callable[[Card, Line], None]:
    return lambda found, line: found.once(key, line.text)


def _several(key: str) -> Callable[[Card, Line], None]:
    def take(found: Card, line: Line) -> None:
        for item in line.items:
            found.add(key, item)

    return take


def _organisation(found: Card, line: Line) -> None:
    found.once("employer_name", " ".join(part for part in line.parts if part))


def _sex(found: Card, line: Line) -> None:
    said = line.parts[0].upper()
    found.once("sex", _SEXES.get(said, ""))


def _chat(found: Card, line: Line) -> None:
    scheme, colon, name = line.text.partition(":")
    if colon and scheme.casefold() in ("wechat", "weixin", "x-wechat"):
        found.once("wechat", name)


def _photo(found: Card, line: Line) -> None:
    found.photo = found.photo or line.data


_TAKE: dict[str, Callable[[Card, Line], None]] = {
    "FN": _one("name"),
    "NICKNAME": _one("form_of_address"),
    "TEL": _phone,
    "EMAIL": lambda found, line: found.add("email", line.text.removeprefix("mailto:")),
    "ADR": _address,
    "BDAY": _day("birth_date"),
    "ANNIVERSARY": _day("wedding_anniversary"),
    "X-ANNIVERSARY": _day("wedding_anniversary"),
    "ORG": _organisation,
    "TITLE": _one("job_title"),
    "NOTE": lambda found, line: found.add("note", line.text),
    "CATEGORIES": _several("tags"),
    "GENDER": _sex,
    "X-GENDER": _sex,
    "X-WECHAT": _one("wechat"),
    "IMPP": _chat,
    "PHOTO": _photo,
}
_OURS = {
    OURS + "NUMBER": "customer_no",
    OURS + "BDAY": "birth_date",
    OURS + "ANNIVERSARY": "wedding_anniversary",
}
KEYS = (
    *("customer_no", "name", "form_of_address", "sex", "mobile", "home_phone", "employer_phone"),
    *("home_fax", "employer_fax", "email", "wechat", "birth_date", "wedding_anniversary"),
    *("home_address", "employer_name", "job_title", "employer_address", "tags", "note"),
)
"""The columns that a file of cards has, as field keys, in their order."""
