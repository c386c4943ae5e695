"""Cuts texts into the search index's tokens: what is stored of a customer.

Every token is one tag letter and a piece of text, so that one index column serves all:

n c t o  pieces of name, company, tags, other texts: one and two characters of Chinese,
         beginnings of Latin words
x y      the whole name (itself, its pinyin, its initials), and its beginnings
a b      initials: beginnings (surname first), and pieces further in
p q      pinyin: beginnings (surname first), and beginnings at an inner syllable
k r      number: beginnings, and the whole and its last two and three backwards
d e      phone: the whole and its last three backwards, and beginnings
m        e-mail addresses, WeChat names: beginnings

A query thus looks up whole tokens, or rare beginnings of them (`search_index.py`), and has
its first hits at once whatever the size of the shop.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

EDGE = 5  # beginnings of up to so many letters are tokens of their own
LONGEST = 24  # letters of a token
SHORT_TAIL = 3  # tails of up to so many digits are tokens of their own
PHONE_EDGES = (3, 4, 5, 6)
PIECE = 4  # inner initials are cut into pieces of two to so many
_RUN = re.compile(r"[a-z0-9]+|[^\x00-\x7f]+")
_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\x7f]) +(?=[^\x00-\x7f])")


class _Folding(dict[int, str]):
    """What each character becomes: itself in lower case, a space, or nothing."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _fold_character(chr(code))
        return found


def _fold_character(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character.casefold())
    if plain[:1].isascii():  # é, full-width Ａ, ½
        return "".join(c if c.isalnum() else " " for c in plain if c.isascii())
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me", "Mc"):  # zero-width, accents, emoji variants
        return ""
    return " " if category[0] in "PZC" else unicodedata.normalize("NFKC", character)


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Lower case, half width, no accents; punctuation becomes spaces."""
    return text.translate(_FOLDING)


def runs(text: str) -> list[str]:
    """The pieces of a text that are wholly ASCII letters and digits, or wholly not."""
    return _RUN.findall(folded(text))


def name_runs(name: str) -> list[str]:
    """Like `runs`; spaces between Chinese characters do not part them."""
    return _RUN.findall(_BETWEEN_HAN.sub("", folded(name)))


def plain(text: str) -> str:
    """Letters, digits and Chinese characters only, joined: numbers, e-mail addresses."""
    return "".join(runs(text))


def pieces(tag: str, found: Iterable[str]) -> list[str]:
    """Tokens of running text: one and two characters of Chinese, beginnings of words."""
    tokens: list[str] = []
    for run in found:
        if run.isascii():
            tokens += edges(tag, run)
        else:
            tokens += [tag + c for c in run]
            tokens += [tag + run[i : i + 2] for i in range(len(run) - 1)]
    return tokens


def edges(tag: str, word: str, shortest: int = 1) -> list[str]:
    """Beginnings of a word, and the whole."""
    if len(word) <= EDGE:
        return [tag + word[:length] for length in range(shortest, len(word) + 1)]
    starts = [tag + word[:length] for length in range(shortest, EDGE + 1)]
    return [*starts, tag + word[:LONGEST]]


def name_tokens(name: str) -> list[str]:
    """Tokens of a name's own characters."""
    found = name_runs(name)
    whole = "".join(found)
    return ["x" + whole, "y" + whole[:1], "y" + whole[:2], *pieces("n", found)]


def sound_tokens(syllables: tuple[str, ...]) -> list[str]:
    """Tokens of a name's pinyin, one reading."""
    if not syllables:
        return []
    initials = "".join([s[0] for s in syllables])
    full = "".join(syllables)
    tokens = ["x" + full, "x" + initials, *edges("a", initials), *edges("p", full, 2)]
    if len(syllables) > 1:
        tokens.append(inner_tokens(syllables[1:]))
    return tokens


@lru_cache(maxsize=20000)
def inner_tokens(syllables: tuple[str, ...]) -> str:
    """Tokens from the second syllable on; given names repeat more than whole names."""
    initials = "".join([s[0] for s in syllables])
    tokens: list[str] = []
    for start in range(len(syllables)):
        tokens += edges("q", "".join(syllables[start:]), 2)
        ends = range(start + 2, min(start + PIECE, len(syllables)) + 1)
        tokens += ["b" + initials[start:end] for end in ends]
    return " ".join(tokens)


@lru_cache(maxsize=20000)
def text_tokens(tag: str, text: str) -> str:
    """Tokens of a company's name, a tag, another text, joined by spaces."""
    return " ".join(pieces(tag, runs(text)))


def number_tokens(number: str) -> str:
    """Tokens of a customer number: LW0592 is found by lw05, 0592, 592."""
    key = number.lower() if number.isascii() and number.isalnum() else plain(number)
    if not key:
        return ""
    back = key[::-1]
    ends = f"r{back} r{back[:2]} r{back[:SHORT_TAIL]}"
    if len(key) <= EDGE:
        return " ".join([*edges("k", key), ends])
    starts = f"k{key[0]} k{key[:2]} k{key[:3]} k{key[:4]} k{key[:EDGE]}"  # as `edges` would
    return f"{starts} k{key[:LONGEST]} {ends}"


def phone_tokens(digits: str) -> str:
    """Tokens of a phone's national digits."""
    three, four, five, six = PHONE_EDGES
    back = digits[::-1]
    whole = f"d{back} d{back[:SHORT_TAIL]} e{digits}"
    return f"{whole} e{digits[:three]} e{digits[:four]} e{digits[:five]} e{digits[:six]}"


def handle_tokens(text: str) -> str:
    """Tokens of an e-mail address or a WeChat name."""
    return " ".join(edges("m", plain(text), 2))
