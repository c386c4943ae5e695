"""Conditions on share of wallet, class and tier; numpy is imported when somebody asks."""

from collections.abc import Iterable
from fractions import Fraction
from operator import eq, ge, gt, le, lt
from typing import Any

from app.core.customers.records import customer
from app.core.segments.part import INDEXED, Part
from app.core.store.idlist import select_ids
from app.core.store.reader import Reader

_COMPARED = {"more": gt, "at_least": ge, "less": lt, "at_most": le, "equals": eq}


def rad(reader: Reader, op: str, value: Any) -> Part:
    """By the shop's cuts, as they stand today."""
    from app.core.wallet.queries import board
    from app.core.wallet.rad import CODES

    found = board(reader)
    wanted = [code for code, each in enumerate(CODES) if each and (op == "filled" or each in value)]
    return _of(i for i, code in _pairs(found.ids, found.codes()) if code in wanted)


def tier(reader: Reader, op: str, value: Any) -> Part:
    """Where she stands: by hand before the rule; people and companies have their own ranks."""
    from app.core.worth.standing import tiers
    from app.core.worth.tiers import CODES

    wanted = [code for code, each in enumerate(CODES) if each and (op == "filled" or each in value)]
    ids: list[int] = []
    for companies in (False, True):
        found = tiers(reader, companies=companies)
        ids += [i for i, code in _pairs(found.ids, found.standing) if code in wanted]
    return _of(ids)


def share(reader: Reader, op: str, value: Any) -> Part:
    """Her share of wallet in percent, exactly; blank shares fit nothing."""
    from app.core.wallet.queries import board

    found = board(reader)
    rows = zip(found.ids.tolist(), found.up.tolist(), found.down.tolist(), strict=True)
    known = ((i, up * 100, down) for i, up, down in rows if down)
    if op == "filled":
        return _of(i for i, _, _ in known)
    if op == "between":
        low, high = (None if each in (None, "") else _exact(each) for each in value)
        return _of(
            i
            for i, up, down in known
            if (low is None or up >= low * down) and (high is None or up <= high * down)
        )
    compared, asked = _COMPARED[op], _exact(value)
    return _of(i for i, up, down in known if compared(up, asked * down))


def _pairs(ids: Any, codes: Any) -> Iterable[tuple[int, int]]:
    return zip(ids.tolist(), codes.tolist(), strict=True)


def _exact(value: Any) -> Fraction:
    return Fraction(str(value))


def _of(ids: Iterable[int]) -> Part:
    lead = select_ids(ids)
    return Part(customer.c.id.in_(lead), INDEXED, lead=lead, fixed=True)
