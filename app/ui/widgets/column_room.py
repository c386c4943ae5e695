"""How columns share the room of a table that is narrower or wider than they would like."""

from collections.abc import Sequence

_WIDER = 0.8  # of its width again is the most that the first column grows by


def fitted(
    usual: Sequence[int], least: Sequence[int], room: int, most: Sequence[int] = ()
) -> list[int]:
    """Widths for `room`: each gives way in proportion to what it can spare, none below its least.

    The first column names the record: it gives way last, and takes what is over first; then
    the others grow towards their `most`. What is left even so stays at the right.
    """
    missing = sum(usual) - room
    if missing < 0 and usual:
        first = usual[0] + min(-missing, round(usual[0] * _WIDER))
        return [first, *_widened(usual[1:], most[1:], room - first - sum(usual[1:]))]
    others = _narrowed(usual[1:], least[1:], missing)
    return [*_narrowed(usual[:1], least[:1], sum(others) + sum(usual[:1]) - room), *others]


def _widened(usual: Sequence[int], most: Sequence[int], over: int) -> list[int]:
    wishes = [max(high - wide, 0) for wide, high in zip(usual, most, strict=False)]
    if over <= 0 or not sum(wishes):
        return list(usual)
    share = min(over / sum(wishes), 1.0)
    return [int(wide + share * each) for wide, each in zip(usual, wishes, strict=True)]


def _narrowed(usual: Sequence[int], least: Sequence[int], missing: int) -> list[int]:
    spare = [max(wide - low, 0) for wide, low in zip(usual, least, strict=True)]
    if missing <= 0 or not sum(spare):
        return list(usual)
    share = min(missing / sum(spare), 1.0)
    return [int(wide - share * each) for wide, each in zip(usual, spare, strict=True)]
