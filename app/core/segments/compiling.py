"""A filter becomes SQL about the narrow row: each condition one part, in the order of cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.core.actor import Right, require
from app.core.segments import built_in, in_history, of_field
from app.core.segments.filter import Filter
from app.core.segments.of_field import Scanned, by_occasion
from app.core.segments.ops import NEGATED, Op, Shape
from app.core.segments.part import Part, Where, either, negated, together
from app.core.segments.subjects import BUILT_IN, Subject
from app.core.segments.values import checked
from app.core.store.reader import Reader

_BUILT_IN = frozenset(each.key for each in BUILT_IN)
_KINDS = ("individual", "company")
Question = tuple[Subject, Op, Any]


@dataclass(frozen=True)
class Compiled:
    """What must be true of a customer's narrow row, and where looking may begin."""

    parts: tuple[Part, ...]
    any: bool = False

    def where(self) -> list[Where]:
        """As conditions of one statement."""
        if self.any:
            return [either(self.parts).where]
        return together(self.parts)

    def whole(self) -> Sequence[Part]:
        """Parts all of which must be true."""
        return [either(self.parts)] if self.any else self.parts

    def leads(self) -> Sequence[Any]:
        """Selects of ids, each of which holds everybody who fits."""
        return [part.lead for part in self.whole() if part.lead is not None]

    def fixed(self) -> bool:
        """Does it hold a set that would be made anew for each slice?"""
        return any(part.fixed for part in self.parts)


def compiled(reader: Reader, asked: Filter, scanned: Scanned) -> Compiled:
    """Check the filter and make its SQL; `scanned` holds what sealed conditions came to."""
    parts = [_part(reader, each, scanned) for each in checked(reader.catalogues, asked)]
    return Compiled(tuple(parts), asked.any)


def sealed_questions(reader: Reader, asked: Filter) -> list[Question]:
    """The conditions that only an opened blob can answer, as positive ones."""
    found = []
    for about, op, value in checked(reader.catalogues, asked):
        if about.sealed and op.content and not by_occasion(about, op.key):
            found.append((about, op, value))
    return found


def positive(op: str) -> str:
    """The operator that is asked, before it is turned round."""
    return NEGATED.get(op, op)


def _part(reader: Reader, question: Question, scanned: Scanned) -> Part:
    about, op, value = question
    if about.guarded and op.content:
        # Asks for no password: it tells who fits and shows no value, and saved filters run
        # unasked wherever they are used.
        require(reader.actor, Right.SEE_SEALED, asks=False)
    if op.key == "changed":
        return in_history.changed_since(reader, about, value)
    if op.key == "was_ever":
        return in_history.was_ever(_now(reader, about, value, scanned), about, value)
    found = _positive(reader, about, positive(op.key), value, scanned)
    if op.key not in NEGATED:
        return found
    kinds = _KINDS if about.key in _BUILT_IN else [kind for kind, _ in about.fields]
    return negated(found, kinds)


def _positive(reader: Reader, about: Subject, op: str, value: Any, scanned: Scanned) -> Part:
    if about.key in _BUILT_IN:
        return built_in.part_of(reader, about.key, op, value)
    return of_field.part_of(reader, about, op, value, scanned)


def _now(reader: Reader, about: Subject, value: str, scanned: Scanned) -> Part:
    if about.shape is Shape.WORDS:
        return _positive(reader, about, "any", (value,), scanned)
    if about.shape is Shape.TAGS:
        return _positive(reader, about, "any", (value,), scanned)
    return _positive(reader, about, "contains", value, scanned)
