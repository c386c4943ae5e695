"""The texts of an xlsx that stand in a list of their own, put back into their cells."""

import re

_TEXT = re.compile(rb"<si\b[^>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_CELL = re.compile(rb'(<c\b[^>]*?)\st="s"([^>]*)>\s*<v>(\d+)</v>\s*</c>')


class SharedTexts:
    """The texts by number, as they stand in the file."""

    def __init__(self, content: bytes) -> None:
        """Read `sharedStrings.xml`; it may be empty."""
        self._texts: list[bytes] = _TEXT.findall(content)

    def put_into(self, rows: bytes) -> bytes:
        """The same rows with the texts inside; what has no text stays as it is."""
        return _CELL.sub(self._inline, rows) if self._texts else rows

    def _inline(self, cell: re.Match[bytes]) -> bytes:
        before, after, number = cell.groups()
        at = int(number)
        if at >= len(self._texts):
            return bytes(cell[0])
        return b"".join((before, b' t="inlineStr"', after, b"><is>", self._texts[at], b"</is></c>"))
