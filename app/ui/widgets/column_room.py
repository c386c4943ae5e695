"""How columns share the room of a table that is narrower than they would like."""

from collections.abc import Sequence


def fitted(usual: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Widths for `room`: each gives way in proportion to what it can spare, none below its least.

    Where there is room enough, all stay as usual.
    """
    missing = sum(usual) - room
    spare = [max(wide - low, 0) for wide, low in zip(usual, least, strict=True)]
    if missing <= 0 or not sum(spare):
        return list(usual)
    share = min(missing / sum(spare), 1.0)
    return [int(wide - share * each) for wide, each in zip(usual, spare, strict=True)]
