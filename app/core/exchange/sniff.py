"""What a foreign file is, told from its content and never from its name."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from app.core.exchange.faults import Fault
from app.core.exchange.limits import Limits

BLOCK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY: tuple[bytes, ...] = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
)
_BINARY += (b"SQLite format 3", b"\x7fELF", b"RIFF", b"BZh", b"{\\rtf")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"))
_MARKUP = re.compile(rb"\s*(<!doctype html|<html|<table|<\?xml|<meta|<head|<style)", re.I)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def file_kind(path: Path, limits: Limits) -> str:
    """Return "zip", "ole" or "text"; a `Fault` for what can't be a list or is too big."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        raise Fault("missing") from None
    kind = _kind_of(head)
    _check_size(kind, size, limits)
    if not head.strip(b"\x00\x09\x0a\x0d\x20\xef\xbb\xbf\xfe\xff"):
        raise Fault("empty")
    if kind == "ole" and _is_encrypted(path):
        raise Fault("password")
    return kind


def _kind_of(head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    if head.startswith(_BINARY):
        raise Fault("not_a_spreadsheet")
    if _MARKUP.match(head.removeprefix(codecs.BOM_UTF8)):
        raise Fault("web_page")
    return "text"


def _check_size(kind: str, size: int, limits: Limits) -> None:
    if kind == "text" and size > limits.text_bytes:
        raise Fault("too_big_text", limit=readable(limits.text_bytes))
    if kind != "text" and size > limits.sheet_bytes:
        raise Fault("too_big_sheet", limit=readable(limits.sheet_bytes))


def _is_encrypted(path: Path) -> bool:
    return any(_ENCRYPTED in block for block in _blocks(path, overlap=len(_ENCRYPTED)))


def _blocks(path: Path, overlap: int = 0) -> Iterator[bytes]:
    tail = b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield tail + block
            tail = block[-overlap:] if overlap else b""


def readable(size: int) -> str:
    """A size in words short enough for a sentence."""
    return f"{size >> 30} GB" if size >= 1 << 30 else f"{size >> 20} MB"


def encoding_of(path: Path) -> str:
    """The encoding of a text file; no text under a workbook's name is no spreadsheet."""
    try:
        return _encoding(path)
    except Fault:
        if path.suffix.lower() in _WORKBOOKS:
            raise Fault("not_a_spreadsheet") from None
        raise


def _encoding(path: Path) -> str:
    """Read to its end: BOM, UTF-16, UTF-8, then GB18030."""
    with path.open("rb") as file:
        head = file.read(BLOCK)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if b"\x00" in head:
        return _wide_encoding(head)
    position = first_bad_byte(path, "utf-8")
    if position is None:
        return "gb18030" if _is_short_gb(head) else "utf-8"
    if first_bad_byte(path, "gb18030") is None:
        return "gb18030"
    raise Fault("encoding", position=position)


def _wide_encoding(head: bytes) -> str:
    """UTF-16 without a mark: its zero bytes stand at one parity only."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) * 20 > max(even, odd) or max(even, odd) * 100 < len(head):
        raise Fault("nul", line=head[: head.index(b"\x00")].count(b"\n") + 1)
    return "utf-16-le" if odd > even else "utf-16-be"


def first_bad_byte(path: Path, encoding: str) -> int | None:
    """Where the file stops being text of this encoding; None when it never does."""
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    for block in _blocks(path):
        try:
            decoder.decode(block)
        except UnicodeDecodeError as error:
            return max(0, done + error.start)
        done += len(block)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return done
    return None


def _is_short_gb(head: bytes) -> bool:
    """Short Chinese text in GB2312 can be valid UTF-8 by chance: Han pairs, no Latin letter near.

    Such chance text reads in UTF-8 as two-byte characters only, which Chinese never is.
    """
    if len(head) >= BLOCK or head.isascii():
        return False
    runs = re.findall(rb"[\x80-\xff]+", head)
    if any(len(run) % 2 or min(run) < 0xA1 for run in runs):
        return False
    utf8 = "".join(run.decode("utf-8", "replace") for run in runs)
    if any(ord(each) > 0x7FF for each in utf8):
        return False
    if re.search(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]", head):
        return False
    return all(
        "\u4e00" <= each <= "\u9fff" for run in runs for each in run.decode("gb18030", "replace")
    )
