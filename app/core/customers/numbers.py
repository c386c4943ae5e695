"""Customer numbers: compared without case and outer blanks, and the next one proposed."""

import re

from sqlalchemy import Select, func, select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.purchases.records import fold_number
from app.core.store.reader import Reader
from app.i18n import N_

_FIRST = {"individual": "0001", "company": "C0001"}
_ENDS_IN_DIGITS = re.compile(r"(?P<lead>.*?)(?P<digits>[0-9]{1,15})$", re.DOTALL)
_SAMPLE = 20  # of the newest numbers, the first that ends in digits is continued


@needs(Right.SEE_CUSTOMERS)
def next_number(reader: Reader, kind: str) -> str:
    """Continue the newest number of such customers: LW0592 gives LW0593; never one in use."""
    newest = (
        select(customer.c.number)
        .where(customer.c.kind == kind, customer.c.number.is_not(None))
        .order_by(customer.c.id.desc())
        .limit(_SAMPLE)
    )
    for number in reader.connection.execute(newest).scalars():
        found = _ENDS_IN_DIGITS.fullmatch(number.strip())
        if found:
            return _after(reader, found["lead"], found["digits"])
    return _free(reader, _FIRST[kind])


def after(lead: str, digits: str) -> str:
    """The number that follows, as wide as the one before."""
    return f"{lead}{int(digits) + 1:0{len(digits)}}"


def _after(reader: Reader, lead: str, digits: str) -> str:
    # The highest of the same shape: an import may have come in any order.
    low, high = fold_number(lead + "0" * len(digits)), fold_number(lead + "9" * len(digits))
    key = customer.c.number_key
    digit = "[0-9]" * len(digits)
    shape = func.substr(key, len(low) - len(digits) + 1).op("GLOB")(digit)
    asked = (
        select(key)
        .where(customer.c.binned_on.is_(None), key.between(low, high))
        .where(func.length(key) == len(low), shape)
        .order_by(key.desc())
        .limit(1)
    )
    highest = reader.connection.execute(asked).scalar() or fold_number(lead + digits)
    return _free(reader, after(lead, max(highest[-len(digits) :], digits)))


def _free(reader: Reader, number: str) -> str:
    while holder(reader, number, bin_too=True) is not None:
        found = _ENDS_IN_DIGITS.fullmatch(number)
        assert found is not None
        number = after(found["lead"], found["digits"])
    return number


def holder(reader: Reader, number: str, *, bin_too: bool = False) -> int | None:
    """Who bears a number, be it from a file that was merged into hers.

    The bin counts only when asked for.
    """
    key = fold_number(number)
    asked = select(customer.c.id).where(customer.c.number_key == key)
    found = reader.connection.execute(asked.where(customer.c.binned_on.is_(None))).scalar()
    if found is None:
        found = reader.connection.execute(_heir_of(key)).scalar()
    if found is None and bin_too:
        found = reader.connection.execute(asked.where(customer.c.binned_on.is_not(None))).scalar()
    return found


def _heir_of(key: str) -> Select[int]:
    """Whose file took in the one that bore a number; nobody's who lies in the bin."""
    heir = customer.alias()
    return (
        select(heir.c.id)
        .join(customer, customer.c.merged_into == heir.c.id)
        .where(customer.c.merged_into.is_not(None), heir.c.binned_on.is_(None))
        .where(customer.c.number_key == key)
    )


def refuse_taken(reader: Reader, number: str, but: int | None = None) -> None:
    """A number belongs to one customer."""
    other = holder(reader, number)
    if other is None or other == but:
        return
    name = reader.connection.execute(
        select(customer.c.name).where(customer.c.id == other)
    ).scalar_one()
    raise Refused(
        N_("The number {number} belongs to {name} already."),
        N_("Nothing was changed."),
        N_("Choose another number, or open that customer."),
        number=number.strip(),
        name=name or f"#{other}",
    )
