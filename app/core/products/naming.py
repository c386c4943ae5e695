"""How products' names are compared, and by what sounds they are found."""

import re
import unicodedata

from app.catalogue.surnames import reading

_BLANKS = re.compile(r"\s+")
_LATIN = re.compile(r"[a-z0-9]+")


def name_key(name: str) -> str:
    """A product's name as it is compared: no case, one width, single blanks."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _BLANKS.sub(" ", folded).strip()


def sound_of(name: str) -> str:
    """Initials and pinyin in small letters: "lj longjing" for 龙井."""
    read = reading(name_key(name), person=False)
    return f"{read.initials} {read.full}".casefold()


def looked_for(typed: str) -> str:
    """What was typed, as names and sounds are compared: "Long Jing" finds longjing."""
    key = name_key(typed)
    latin = "".join(_LATIN.findall(key))
    return latin if latin and latin == key.replace(" ", "").replace("'", "") else key
