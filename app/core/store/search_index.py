"""Asks the search index: a typed text becomes a question, a question becomes ids."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Select, TextClause, func, select, text
from sqlalchemy.sql.expression import column

from app.core.store.reader import Reader
from app.core.store.segmentation import (
    EDGE,
    LONGEST,
    PHONE_EDGES,
    PIECE,
    SHORT_TAIL,
    plain,
    runs,
)
from app.core.store.unit import Unit

_MERGE_FROM = "INSERT INTO search_index(search_index, rank) VALUES ('automerge', ?)"
_PARTS = 4  # what FTS5 would do by itself: parts of one size are put together by the fourth
MOST_TERMS = 8
MOST_LETTERS = 200
_HAN_TAGS = "nctom"
_DIALLED = frozenset("0123456789 +-()/.\u3000")
_FIRST = "SELECT rowid FROM search_index WHERE search_index MATCH ? LIMIT ?"
_COUNT = text("SELECT count(*) FROM search_index WHERE search_index MATCH :question")
_COUNT_SOME = text(
    "SELECT count(*) FROM "
    "(SELECT 1 FROM search_index WHERE search_index MATCH :question LIMIT :most)"
)


@dataclass(frozen=True)
class Term:
    """One word of a typed text: each way to find it, as an expression by its tag."""

    ways: tuple[tuple[str, str], ...]

    def any_way(self) -> str:
        """Found in whatever way."""
        return "(" + " OR ".join(way for _, way in self.ways) + ")"

    def by(self, tags: str) -> str | None:
        """Found in one of these ways only; None when there is no such way."""
        ways = [way for tag, way in self.ways if tag in tags]
        return "(" + " OR ".join(ways) + ")" if ways else None


@dataclass(frozen=True)
class Question:
    """What a typed text asks: every term must be found."""

    terms: tuple[Term, ...]

    def whole(self) -> str:
        """The expression for everything that fits."""
        return " AND ".join(term.any_way() for term in self.terms)

    def by(self, tags: str) -> str | None:
        """Everything that fits, its first term in one of these ways."""
        first = self.terms[0].by(tags)
        if first is None:
            return None
        return " AND ".join([first, *(term.any_way() for term in self.terms[1:])])


def question(typed: str) -> Question | None:
    """Read a typed text; None when nothing in it can be looked up."""
    typed = typed[:MOST_LETTERS]
    words = [typed] if _is_dialled(typed) else typed.split()
    terms = [term for word in words[:MOST_TERMS] if (term := _term(word)) is not None]
    return Question(tuple(terms)) if terms else None


def whole_token(token: str) -> str:
    """The expression for one whole token."""
    return _token(token)


def phone_tail(digits: str) -> str:
    """The expression for phones that end in these digits."""
    return _prefix("d" + digits[::-1])


def first_ids(reader: Reader, expression: str, most: int) -> list[int]:
    """The first ids that the index comes by, in no special order."""
    found = reader.connection.exec_driver_sql(_FIRST, (expression, most))
    return [row[0] for row in found]


def count(reader: Reader, expression: str, most: int | None = None) -> int:
    """How many fit; with `most` counting stops there."""
    asked = {"question": expression} | ({} if most is None else {"most": most})
    statement: TextClause = _COUNT if most is None else _COUNT_SOME
    return int(reader.connection.execute(statement, asked).scalar_one())


def ids_of(expression: str) -> Select[int]:
    """All ids that fit, as a subquery."""
    index = func.search_index(expression).table_valued(column("rowid"))
    return select(index.c.rowid)


@contextmanager
def merging_later(connection: Connection) -> Iterator[None]:
    """What a long list adds is left in a few large parts, which later writes put together."""
    connection.exec_driver_sql(_MERGE_FROM, (0,))
    yield
    connection.exec_driver_sql(_MERGE_FROM, (_PARTS,))


def add_rows(unit: Unit, first: int, last: int) -> None:
    """Copy the search text of rows written `in_bulk` into the index, at once."""
    copied = text(
        "INSERT INTO search_index(rowid, terms) SELECT id, terms FROM search_text "
        "WHERE id BETWEEN :first AND :last AND in_bulk = 1"
    )
    unit.bulk(copied, {"first": first, "last": last}, tables=[])


def _is_dialled(typed: str) -> bool:
    """A phone number with spaces in it is one word, if there is enough of it."""
    return set(typed) <= _DIALLED and sum(c.isdigit() for c in typed) >= 7


def _term(word: str) -> Term | None:
    found = runs(word)
    if not found:
        return None
    if len(found) == 1:
        return Term(tuple(_ways(found[0])))
    return Term((*_joined_ways(plain(word)), *_parted_ways(found)))


def _parted_ways(found: list[str]) -> Iterator[tuple[str, str]]:
    """Every piece of a word with signs in it (o'brien) is found in the same place."""
    for tag in _HAN_TAGS:
        starts = [_start(tag, run) if run.isascii() else _all_of(tag, run) for run in found]
        yield tag, "(" + " AND ".join(starts) + ")"


def _joined_ways(whole: str) -> Iterator[tuple[str, str]]:
    if whole.isdigit():
        yield from _digit_ways(whole)
    yield from ((tag, _start(tag, whole)) for tag in "xkm")


def _ways(run: str) -> Iterator[tuple[str, str]]:
    if not run.isascii():
        yield from ((tag, _all_of(tag, run)) for tag in _HAN_TAGS + "k")
        yield "x", _token("x" + run)
        if len(run) <= 2:
            yield "y", _token("y" + run)
        return
    yield "x", _token("x" + run[:LONGEST])
    yield from ((tag, _start(tag, run)) for tag in "nctok")
    if len(run) > 1:
        yield "m", _start("m", run)
    if run.isdigit():
        yield from _digit_ways(run)
    elif run.isalpha():
        yield from _letter_ways(run)


def _letter_ways(run: str) -> Iterator[tuple[str, str]]:
    yield "a", _start("a", run)
    if len(run) > 1:
        yield "p", _start("p", run)
        yield "q", _start("q", run)
        cut = [run[i : i + PIECE] for i in range(max(1, len(run) - PIECE + 1))]
        yield "b", "(" + " AND ".join(_token("b" + piece) for piece in cut) + ")"


def _digit_ways(run: str) -> Iterator[tuple[str, str]]:
    national = _national(run)
    if len(national) >= PHONE_EDGES[0]:
        yield "d", _tail("d", national)
        whole = len(national) not in PHONE_EDGES
        yield "e", _prefix("e" + national) if whole else _token("e" + national)
    if len(run) > 1:
        yield "r", _tail("r", run)


def _national(digits: str) -> str:
    for dressing in ("0086", "86"):
        if digits.startswith(dressing) and len(digits) - len(dressing) >= 10:
            return digits[len(dressing) :]
    return digits


def _tail(tag: str, digits: str) -> str:
    """Numbers that end in these digits; short tails are tokens of their own."""
    back = tag + digits[::-1]
    return _token(back) if len(digits) <= SHORT_TAIL else _prefix(back)


def _start(tag: str, word: str) -> str:
    """Texts that begin with a word: a token of its own while it is short."""
    return _token(tag + word) if len(word) <= EDGE else _prefix(tag + word[:LONGEST])


def _all_of(tag: str, run: str) -> str:
    """Every two neighbours of the run; a single character by itself."""
    pairs = [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]
    tokens = [_token(tag + pair) for pair in dict.fromkeys(pairs)]
    return tokens[0] if len(tokens) == 1 else "(" + " AND ".join(tokens) + ")"


def _token(token: str) -> str:
    # Tokens hold no quotation marks, see `segmentation.folded`.
    return f'"{token}"'


def _prefix(token: str) -> str:
    return f'"{token}"*'


def expressions(question: Question, tiers: Iterable[str]) -> Iterator[tuple[str, str]]:
    """For each tier of tags that the question can be found by: its tags and expression."""
    for tags in tiers:
        found = question.by(tags)
        if found is not None:
            yield tags, found
