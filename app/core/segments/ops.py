"""What can be asked of each shape of value: the operators, their words, what they compare with."""

from dataclasses import dataclass
from enum import StrEnum

from app.i18n import N_


class Shape(StrEnum):
    """How the values of a field can be asked about; several kinds share one."""

    TEXT = "text"
    PHONE = "phone"
    WORDS = "words"  # several free entries: found in part
    TAGS = "tags"  # several entries: found whole
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    DAY = "day"
    NUMBER = "number"
    MONEY = "money"
    SCORE = "score"
    BOUGHT = "bought"  # purchases between two days


class Value(StrEnum):
    """What stands to the right of an operator."""

    NONE = "none"
    TEXT = "text"
    SEVERAL = "several"
    DAY = "day"
    DAYS = "days"
    MONTHS = "months"
    NUMBER = "number"
    NUMBERS = "numbers"
    BOUGHT = "bought"


@dataclass(frozen=True)
class Op:
    """One operator: its key in a filter, its marked words, what it compares with."""

    key: str
    words: str
    value: Value
    content: bool = True  # False: only whether there is a value, which needs no key


FILLED = Op("filled", N_("is filled in"), Value.NONE, content=False)
EMPTY = Op("empty", N_("is empty"), Value.NONE, content=False)
CHANGED = Op("changed", N_("changed since"), Value.DAY)
EVER = Op("was_ever", N_("was ever"), Value.TEXT)
_CONTAINS = Op("contains", N_("contains"), Value.TEXT)
_LACKS = Op("lacks", N_("does not contain"), Value.TEXT)
_IS = Op("is", N_("is exactly"), Value.TEXT)
_BEGINS = Op("begins", N_("begins with"), Value.TEXT)
_ENDS = Op("ends", N_("ends with"), Value.TEXT)
_ANY = Op("any", N_("has"), Value.SEVERAL)
_NONE = Op("none", N_("has not"), Value.SEVERAL)
_ONE_OF = Op("any", N_("is"), Value.SEVERAL)
_NONE_OF = Op("none", N_("is not"), Value.SEVERAL)
_YES = Op("yes", N_("is yes"), Value.NONE)
_NO = Op("no", N_("is no"), Value.NONE)
_MONTH = Op("month", N_("falls in month"), Value.MONTHS)
_ON = Op("on", N_("is on"), Value.DAY)
_BEFORE = Op("before", N_("is before"), Value.DAY)
_AFTER = Op("after", N_("is after"), Value.DAY)
_WITHIN = Op("within", N_("is between"), Value.DAYS)
_AGE = Op("age", N_("is this many years ago"), Value.NUMBERS)
_EQUALS = Op("equals", N_("is"), Value.NUMBER)
_AT_LEAST = Op("at_least", N_("is at least"), Value.NUMBER)
_AT_MOST = Op("at_most", N_("is at most"), Value.NUMBER)
_MORE = Op("more", N_("is more than"), Value.NUMBER)
_LESS = Op("less", N_("is less than"), Value.NUMBER)
_BETWEEN = Op("between", N_("is between"), Value.NUMBERS)
_TIMES = Op("times", N_("at least so many times, between"), Value.BOUGHT)
_SUM = Op("sum", N_("for at least this sum, between"), Value.BOUGHT)
_NUMBERS = (_MORE, _LESS, _AT_LEAST, _AT_MOST, _EQUALS, _BETWEEN)

OPS: dict[Shape, tuple[Op, ...]] = {
    Shape.TEXT: (_CONTAINS, _LACKS, _IS, _BEGINS),
    Shape.PHONE: (_ENDS, _CONTAINS),
    Shape.WORDS: (_ANY, _NONE),
    Shape.TAGS: (_ANY, _NONE),
    Shape.CHOICE: (_ONE_OF, _NONE_OF),
    Shape.CHOICES: (_ANY, _NONE),
    Shape.YES_NO: (_YES, _NO),
    Shape.DAY: (_MONTH, _ON, _BEFORE, _AFTER, _WITHIN, _AGE),
    Shape.NUMBER: _NUMBERS,
    Shape.MONEY: _NUMBERS,
    Shape.SCORE: (*_NUMBERS, _CONTAINS),
    Shape.BOUGHT: (_TIMES, _SUM),
}
NEGATED = {"lacks": "contains", "none": "any", "empty": "filled"}
"""Operators that say that another one does not hold."""
EVER_OF = frozenset((Shape.TEXT, Shape.PHONE, Shape.WORDS, Shape.TAGS))
"""Shapes whose former values can be looked for."""
