"""What one cell of a list stands for, in every table at once."""

from typing import Any, NamedTuple


class Facts(NamedTuple):
    """What one cell stands for, in every table at once; the blank cell stands for nothing."""

    said: str = ""
    cells: tuple[Any, ...] = ()
    terms: str = ""
    contacts: tuple[tuple[str, str], ...] = ()
    occasions: tuple[Any, ...] = ()
    phone: str = ""
    company: str = ""
    joined_on: str = ""
    deceased: int = 0
    odd: bool = False  # needs the closer look
    name: str = ""
