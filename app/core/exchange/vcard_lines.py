"""The lines of vCards 2.1, 3.0 and 4.0: unfolded, decoded and told apart, however old the phone."""

import base64
import binascii
import codecs
import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_QUOTED_PARAMETER = re.compile(rb'"[^"]*"')
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/=\s]+")
_ESCAPES = {"n": "\n", "N": "\n"}
# 2.1 puts a parameter's value without its name: TEL;CELL;PREF
_ENCODINGS = {"QUOTED-PRINTABLE": "Q", "Q": "Q", "BASE64": "B", "B": "B", "8BIT": "", "7BIT": ""}
_FALLBACK = "gb18030"
PHOTO_BYTES = 8 << 20
"""A picture larger than this is left out; the card still comes in."""


@dataclass(frozen=True)
class Line:
    """One property: its name in capitals, its types and other parameters, its raw value."""

    name: str
    types: frozenset[str]
    parameters: dict[str, str]
    raw: bytes

    @property
    def text(self) -> str:
        """The whole value as text, escapes taken out."""
        return unescaped(self._decoded()).strip()

    @property
    def parts(self) -> list[str]:
        """The value's parts between semicolons: N, ADR, ORG."""
        return [unescaped(part).strip() for part in split_escaped(self._decoded(), ";")]

    @property
    def items(self) -> list[str]:
        """The value's parts between commas: CATEGORIES, NICKNAME."""
        return [unescaped(part).strip() for part in split_escaped(self._decoded(), ",")]

    @property
    def data(self) -> bytes | None:
        """Binary content (a photo); None when it is broken, elsewhere or too large."""
        text = self.raw
        if text[:5].lower() == b"data:":
            text = text.partition(b",")[2]
        elif self._encoding() != "B":
            return None
        if len(text) > PHOTO_BYTES * 4 // 3:
            return None
        try:
            return base64.b64decode(b"".join(text.split()), validate=True) or None
        except binascii.Error:
            return None

    def _encoding(self) -> str:
        return _ENCODINGS.get(self.parameters.get("ENCODING", "").upper(), "")

    def _decoded(self) -> str:
        raw = quopri.decodestring(self.raw) if self._encoding() == "Q" else self.raw
        return decoded(raw, self.parameters.get("CHARSET", ""))


def decoded(raw: bytes, charset: str) -> str:
    """Bytes as text: as they say themselves, else UTF-8, else GB18030."""
    for name in (charset, "utf-8", _FALLBACK):
        try:
            if name:
                return raw.decode(codecs.lookup(name).name)
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode(_FALLBACK, "replace")


def split_escaped(text: str, mark: str) -> list[str]:
    """The pieces of a text between marks that no backslash escapes."""
    found, piece, escaped = [], "", False
    for letter in text:
        if letter == mark and not escaped:
            found.append(piece)
            piece = ""
        else:
            piece += letter
        escaped = letter == "\\" and not escaped
    return [*found, piece]


def unescaped(text: str) -> str:
    r"""The text that `\n`, `\,`, `\;` and `\\` stand for."""
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), text, flags=re.DOTALL)


def is_vcards(head: bytes) -> bool:
    """Does a file begin as one of vCards, in whatever encoding?"""
    start = in_utf8(head).lstrip()[: len("BEGIN:VCARD")]
    return start.decode("ascii", "replace").casefold() == "begin:vcard"


def in_utf8(raw: bytes) -> bytes:
    """A file that begins with a mark of UTF-16 or UTF-8, as UTF-8 without it."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace").encode()
    return raw.removeprefix(codecs.BOM_UTF8)


def lines(raw: bytes) -> Iterator[Line]:
    """Every property of a file, in order; what is no property is left out."""
    for whole in _unfolded(raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")):
        found = _line(whole)
        if found:
            yield found


def _unfolded(raw: Iterable[bytes]) -> Iterator[bytes]:
    """Physical lines joined: folded, softly broken, or base64 that an old phone didn't indent."""
    held: list[bytes] = []
    for line in raw:
        if held and _is_soft(held):
            held[-1] = held[-1][:-1]
            held.append(line.lstrip())
        elif held and _continues(held, line):
            held.append(line[1:] if line[:1] in (b" ", b"\t") else line)
        else:
            yield b"".join(held)
            held = [line]
    yield b"".join(held)


def _continues(held: list[bytes], line: bytes) -> bool:
    if not line.strip():
        return False
    if line[:1] in (b" ", b"\t"):
        return True
    return _is_base64(held[0]) and b":" not in line and bool(_BASE64_LINE.fullmatch(line))


def _is_soft(held: list[bytes]) -> bool:
    return held[-1].endswith(b"=") and b"QUOTED-PRINTABLE" in held[0].partition(b":")[0].upper()


def _is_base64(first: bytes) -> bool:
    head = first.partition(b":")[0].upper()
    return b"BASE64" in head or b"ENCODING=B" in head


def _line(whole: bytes) -> Line | None:
    # A colon inside a quoted parameter does not end the head.
    masked = _QUOTED_PARAMETER.sub(lambda found: b"_" * len(found[0]), whole)
    end = masked.find(b":")
    if end <= 0:
        return None
    head, pieces, start = whole[:end], [], 0
    for place in [*_places(masked[:end], b";"), end]:
        pieces.append(head[start:place].decode("ascii", "replace"))
        start = place + 1
    name = pieces[0].rpartition(".")[2].strip().upper()
    types, parameters = _parameters(pieces[1:])
    return Line(name, types, parameters, whole[end + 1 :]) if name else None


def _places(text: bytes, mark: bytes) -> list[int]:
    return [place for place, each in enumerate(text) if each == mark[0]]


def _parameters(pieces: Iterable[str]) -> tuple[frozenset[str], dict[str, str]]:
    types: set[str] = set()
    parameters: dict[str, str] = {}
    for piece in pieces:
        name, equals, value = piece.partition("=")
        name, value = name.strip().upper(), value.strip().strip('"')
        if not equals and name in _ENCODINGS:
            parameters["ENCODING"] = name
        elif not equals:
            types.add(name)
        elif name == "TYPE":
            types.update(each.strip().upper() for each in value.split(","))
        else:
            parameters[name] = value
    return frozenset(types), parameters
