"""The one file of a backup: header, its seal, the encrypted copy, and a sum over all."""

import hashlib
import hmac
import json
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from app.core.errors import Damaged, Refused
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.vault import keyring as ring
from app.core.vault.atomic import replacing
from app.core.vault.keyring import Keyring
from app.core.vault.keys import derive
from app.i18n import N_, tr

SUFFIX = ".skbak"
MAGIC, END = b"SHUKEBK1", b"SHUKEEND"
FORMAT = 1
MOST_HEADER = 1024 * 1024
SUM_BYTES = 32
_LENGTH = struct.Struct(">I")
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Header:
    """What a backup says about itself; readable without a password, sealed with its key."""

    vault_id: str
    shop_name: str
    made_at: str  # UTC, ISO
    kind: str  # manual, auto, import, migration, restore
    app_version: str
    schema: int
    rows: dict[str, int]
    audit_seq: int
    audit_mac: str
    last_change: int  # the newest act that changed anything
    size: int
    body_sum: str
    wrapped_key: str
    keyring: dict[str, Any] = field(repr=False)
    format: int = FORMAT

    def people(self) -> Keyring:
        """The keyring of that day."""
        return ring.from_json(self.keyring)


@dataclass(frozen=True)
class Opened:
    """A backup file whose outline is whole."""

    path: Path
    header: Header
    head: bytes = field(repr=False)  # magic, length and JSON as they stand
    seal: bytes = field(repr=False)
    body_at: int


def write(path: Path, header: Header, key: bytes, body: Path, progress: Progress = SILENT) -> None:
    """Put header and copy together under `path`; nothing lies there unless it is whole."""
    head = _head(header)
    with replacing(path) as draft, draft.open("xb") as out:
        total = hashlib.sha256()
        for part in _parts(head, _seal(key, head), body, header.size, progress):
            total.update(part)
            out.write(part)
        out.write(total.digest() + END)
        out.flush()


def read(path: Path) -> Opened:
    """Read the outline: lengths, header, end mark. `Damaged` when it is no whole backup."""
    with path.open("rb") as file:
        head = file.read(len(MAGIC) + _LENGTH.size)
        length = _header_length(head)
        head += file.read(length)
        seal = file.read(SUM_BYTES)
        header = _header(head[len(MAGIC) + _LENGTH.size :], length)
        body_at = file.tell()
        if path.stat().st_size != body_at + header.size + SUM_BYTES + len(END):
            raise not_whole(N_("its length is wrong"))
        file.seek(-len(END), 2)
        if file.read() != END:
            raise not_whole(N_("its end is missing"))
    return Opened(path, header, head, seal, body_at)


def check_sums(opened: Opened, progress: Progress = SILENT) -> None:
    """Compare the sum over all, and the copy's own; needs no password."""
    total, body = hashlib.sha256(), hashlib.sha256()
    with opened.path.open("rb") as file:
        total.update(file.read(opened.body_at))
        for part in _read_parts(file, opened.header.size, progress):
            total.update(part)
            body.update(part)
        recorded = file.read(SUM_BYTES)
    if total.digest() != recorded or body.hexdigest() != opened.header.body_sum:
        raise not_whole(N_("its content was changed or read wrongly"))


def check_seal(opened: Opened, key: bytes) -> None:
    """The header must be the one that was sealed with the backup's own key."""
    if not hmac.compare_digest(_seal(key, opened.head), opened.seal):
        raise not_whole(N_("its header is not the one it was made with"))


def extract(opened: Opened, to: Path, progress: Progress = SILENT) -> None:
    """Write the encrypted copy out as a file of its own."""
    with opened.path.open("rb") as file, to.open("xb") as out:
        file.seek(opened.body_at)
        for part in _read_parts(file, opened.header.size, progress):
            out.write(part)


def copy_whole(opened: Opened, to: Path, progress: Progress = SILENT) -> None:
    """Copy the whole file, stoppable between pieces."""
    with opened.path.open("rb") as file, to.open("xb") as out:
        for part in _read_parts(file, opened.path.stat().st_size, progress):
            out.write(part)


def sum_of(path: Path, progress: Progress = SILENT) -> str:
    """SHA-256 of a whole file, as it stands in the header."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        for part in _read_parts(file, path.stat().st_size, progress):
            total.update(part)
    return total.hexdigest()


def not_whole(reason: str) -> Damaged:
    """The error for a backup that must not be used; `reason` is a marked text."""
    return NotWhole(reason)


class NotWhole(Damaged):
    """A backup that must not be used, and why."""

    def __init__(self, reason: str) -> None:
        """Take the marked reason."""
        super().__init__(
            N_("This backup is not whole: {reason}."),
            N_("The shop itself was not touched."),
            N_("Use another backup, and make a new one."),
            reason=reason,
        )
        self.reason = reason

    def sentences(self) -> tuple[str, str, str]:
        """With the reason in the current language."""
        self.values = {"reason": tr(self.reason)}
        return super().sentences()


def _head(header: Header) -> bytes:
    text = json.dumps(asdict(header), ensure_ascii=False, sort_keys=True).encode()
    if len(text) > MOST_HEADER:
        raise ValueError("header too long")
    return MAGIC + _LENGTH.pack(len(text)) + text


def _seal(key: bytes, head: bytes) -> bytes:
    return hmac.digest(derive(key, "backup header"), head, "sha256")


def _header_length(head: bytes) -> int:
    if len(head) < len(MAGIC) + _LENGTH.size or not head.startswith(MAGIC):
        raise not_whole(N_("it does not begin like a backup of Shuke"))
    (length,) = _LENGTH.unpack(head[len(MAGIC) :])
    if not 0 < length <= MOST_HEADER:
        raise not_whole(N_("its header cannot be read"))
    return int(length)


def _header(text: bytes, length: int) -> Header:
    try:
        data = json.loads(text)
        number = data["format"]
        if isinstance(number, int) and number > FORMAT:
            raise _newer(number)
        header = Header(**data)
        sizes_fit = isinstance(header.size, int) and header.size > 0
    except (ValueError, TypeError, KeyError, RecursionError):
        raise not_whole(N_("its header cannot be read")) from None
    if len(text) != length or not sizes_fit:
        raise not_whole(N_("its header cannot be read"))
    return header


def _parts(head: bytes, seal: bytes, body: Path, size: int, progress: Progress) -> Iterator[bytes]:
    yield head
    yield seal
    with body.open("rb") as file:
        yield from _read_parts(file, size, progress)


def _read_parts(file: IO[bytes], size: int, progress: Progress) -> Iterator[bytes]:
    left = size
    while left > 0:
        stop_if_cancelled(progress)
        part = file.read(min(left, _CHUNK))
        if not part:
            raise not_whole(N_("its length is wrong"))
        left -= len(part)
        yield part


def _newer(number: int) -> Refused:
    return Refused(
        N_("This backup has format {number}, made by a newer version of Shuke."),
        N_("Nothing was changed."),
        N_("Install the newer version and restore it there."),
        number=number,
    )
