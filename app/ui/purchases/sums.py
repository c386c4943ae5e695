"""Reads a sum as it is typed at the counter, in minor units."""

import re

from app.catalogue.cleaning import narrow

_SUM = re.compile(r"([+-]?)(\d{1,12})(?:\.(\d{1,2}))?")


def read_sum(typed: str) -> int | None:
    """Take "128.5", "¥1,280" or "-30元" as fen; None for anything else or for nothing."""
    plain = narrow(typed).replace(",", "").replace(" ", "").strip("¥￥元")
    sign = "-" if plain.startswith("-") else ""
    found = _SUM.fullmatch(sign + plain.lstrip("+-¥￥"))
    if found is None:
        return None
    minor = int(found[2]) * 100 + int((found[3] or "").ljust(2, "0"))
    return -minor if found[1] == "-" else minor
