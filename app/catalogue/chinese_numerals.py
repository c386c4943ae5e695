"""Turns a date's Chinese words into digits and notes what they say about the calendar."""

import re
from dataclasses import dataclass

from app.catalogue.cleaning import narrow

STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_DIGITS = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": "0", "○": "0", "◯": "0", "两": "2"}
_NUMERAL = "".join(_DIGITS)
_TIME = re.compile(r"[ T]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")
_LUNAR_WORDS = re.compile("农历|農曆|阴历|陰曆|旧历|夏历|古历|lunar", re.IGNORECASE)
_SOLAR_WORDS = re.compile("公历|國曆|阳历|陽曆|新历|西历|公元|solar", re.IGNORECASE)
_LEAP_WORDS = re.compile(r"闰|閏|\(?\bleap\b\)?", re.IGNORECASE)
_NOISE = re.compile("[()\\[\\]:：\\s]|生日|出生|生$|的")
_CYCLE = re.compile(f"([{STEMS}])([{BRANCHES}])年?")
_YEAR = re.compile(f"([{_NUMERAL}]{{4}}|[{_NUMERAL}]{{2}})(?=年)")
_MONTH = re.compile("(正|冬|腊|臘|十[一二]?|[一二三四五六七八九])月")
_DAY = re.compile(
    "(?:初([一二三四五六七八九十])|([一二三]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九十]?|[一二三四五六七八九]))([日号])?$"
)
_MONTH_WORDS = {"正": 1, "冬": 11, "腊": 12, "臘": 12}
_LUNAR_MONTHS = frozenset(_MONTH_WORDS)


@dataclass(frozen=True)
class Written:
    """A date in digits, and what its words told: calendar, leap month, sexagenary year."""

    text: str
    lunar: bool = False
    solar: bool = False
    leap: bool = False
    cycle: int | None = None


def in_digits(text: str) -> Written:
    """Rewrite a date with digits only, whatever words it was written in."""
    plain = narrow(text)
    plain = _TIME.sub("", plain).removesuffix(".0")
    if plain.isascii() and not any(sign.isalpha() for sign in plain):
        return Written(_joined(plain))
    says_lunar, plain = _taken(_LUNAR_WORDS, plain)
    says_solar, plain = _taken(_SOLAR_WORDS, plain)
    leap, plain = _taken(_LEAP_WORDS, plain)
    cycle, plain = _taken_cycle(_NOISE.sub("", plain))
    plain, looks_lunar = _rewritten(plain)
    is_lunar = says_lunar or leap or cycle is not None or (looks_lunar and not says_solar)
    return Written(plain, is_lunar, says_solar and not says_lunar, leap, cycle)


def number_of(numeral: str) -> int:
    """The number that 十, 廿三, 三十, 卅 or 七 writes."""
    if numeral[0] in "廿卅":
        tens = 2 if numeral[0] == "廿" else 3
        rest = numeral[1:].replace("十", "")
        return tens * 10 + (int(_DIGITS[rest]) if rest else 0)
    if "十" not in numeral:
        return int(_DIGITS[numeral])
    tens_sign, ones_sign = numeral.split("十")
    return int(_DIGITS.get(tens_sign, "1")) * 10 + int(_DIGITS.get(ones_sign, "0"))


def _joined(plain: str) -> str:
    """Drop the spaces around separators; single spaces between numbers become hyphens."""
    return re.sub(r"\s+", "-", re.sub(r"\s*([-/.,])\s*", r"\1", plain.strip()))


def _taken(word: re.Pattern[str], plain: str) -> tuple[bool, str]:
    left, count = word.subn("-", plain)
    return count > 0, left.strip("- ")


def _taken_cycle(plain: str) -> tuple[int | None, str]:
    found = _CYCLE.search(plain)
    if found is None:
        return None, plain
    stem, branch = STEMS.index(found[1]), BRANCHES.index(found[2])
    if (stem - branch) % 2:
        return None, plain
    place = next(n for n in range(60) if n % 10 == stem and n % 12 == branch)
    return place, plain[: found.start()] + plain[found.end() :]


def _rewritten(plain: str) -> tuple[str, bool]:
    """Digits for Chinese year, month and day; True when they are written the lunar way."""
    plain = _YEAR.sub(lambda found: "".join(_DIGITS[sign] for sign in found[1]), plain)
    month = _MONTH.search(plain)
    lunar_month = month is not None and month[1] in _LUNAR_MONTHS
    if month:
        value = _MONTH_WORDS.get(month[1]) or number_of(month[1])
        plain = f"{plain[: month.start()]}{value}月{plain[month.end() :]}"
    day = _DAY.search(plain)
    if day is None:
        return plain, lunar_month
    value = number_of(day[1] or day[2])
    return plain[: day.start()] + str(value), lunar_month or not day[3]
