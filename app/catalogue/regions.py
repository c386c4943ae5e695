"""Finds the province and city an address names, by the shipped table of divisions."""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.resources import resource

_PROVINCE_SUFFIX = re.compile("(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$")
_PEOPLES = "朝鲜|土家|苗|藏|羌|彝|布依|侗|哈尼|壮|傣|白|景颇|傈僳|回|蒙古|柯尔克孜|哈萨克"
_CITY_SUFFIX = re.compile(f"(?:(?:{_PEOPLES})族?)*自治州$|地区$|[市盟]$")


@dataclass(frozen=True)
class Division:
    """A province or a city, with its six-digit code and its name without the suffix."""

    code: str
    name: str
    short: str
    province: str = ""

    @property
    def full(self) -> str:
        """The name as it begins an address."""
        return self.province + self.name


def code_of(text: str) -> str | None:
    """The code of the division an address begins with; None where it is not certain.

    A bare short name says too little: 朝阳 is a city and many districts, 上海 many a street.
    """
    division = _named_in_full(text)
    if division is None:
        return _short_province(text)
    if division.province:
        return division.code
    city = _city_in(division, text[len(division.name) :].lstrip())
    return city.code if city else division.code


def suggestions(text: str, limit: int = 10) -> tuple[Division, ...]:
    """Divisions to offer for what has been typed so far."""
    wanted = text.strip()
    fitting = (
        each for each in divisions() if each.full.startswith(wanted) or each.name.startswith(wanted)
    )
    return tuple(fitting)[:limit] if wanted else ()


@lru_cache(maxsize=1)
def divisions() -> tuple[Division, ...]:
    """Every province and city, in the order of their codes."""
    found: list[Division] = []
    lines = resource("regions", "divisions.txt").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        number, province, *cities = line.split()
        short = _PROVINCE_SUFFIX.sub("", province)
        found.append(Division(f"{number}0000", province, short))
        for entry in cities:
            code, name = f"{number}{entry[:2]}00", entry[2:]
            found.append(Division(code, name, _CITY_SUFFIX.sub("", name), province))
    return tuple(found)


@lru_cache(maxsize=1)
def _by_start() -> dict[str, tuple[Division, ...]]:
    """Divisions by the first two characters of their names, longest names first."""
    found: dict[str, tuple[Division, ...]] = {}
    for each in sorted(divisions(), key=lambda division: -len(division.name)):
        found[each.name[:2]] = (*found.get(each.name[:2], ()), each)
    return found


def _named_in_full(text: str) -> Division | None:
    fitting = _by_start().get(text[:2], ())
    return next((each for each in fitting if text.startswith(each.name)), None)


def _short_province(text: str) -> str | None:
    """浙江杭州…: a short province counts when alone or before one of its cities."""
    province = _provinces_by_short().get(text[:3]) or _provinces_by_short().get(text[:2])
    if province is None:
        return None
    rest = text[len(province.short) :].lstrip()
    city = _city_in(province, rest) if rest else None
    return city.code if city else None if rest else province.code


@lru_cache(maxsize=1)
def _provinces_by_short() -> dict[str, Division]:
    return {each.short: each for each in divisions() if not each.province}


def _city_in(province: Division, rest: str) -> Division | None:
    """The city of this province that the rest begins with, by full or short name."""
    fitting = [
        each
        for each in divisions()
        if each.province == province.name and rest.startswith((each.name, each.short))
    ]
    return max(fitting, key=lambda each: len(each.short), default=None)
