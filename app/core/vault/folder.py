"""What lies in a shop's folder and where; its README; sweeping of what dead writers left."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import Damaged, Refused
from app.core.vault import keyring as ring
from app.core.vault.atomic import sweep, sync_folder, write_atomically
from app.core.vault.keyring import Keyring
from app.core.vault.trouble import damaged_file
from app.i18n import N_

SUFFIX = ".shuke"
_PAGE = 4096
_README = """熟客 Shuke

这个文件夹就是一家店的全部资料，已加密。请整个保留，不要改名、移动或删除里面的文件。
打开方法：运行“熟客”，选择这个文件夹，输入密码。忘记密码时用恢复卡。
backups 里是备份；请定期把备份另存到 U 盘，并把 U 盘拔下来保管。

This folder is one shop, whole and encrypted. Keep it together; do not rename, move or
delete files in it. To open it, start Shuke, choose this folder and give the password.
If the password is lost, use the recovery card. Backups lie in "backups": copy them to
a USB stick now and then, and keep the stick unplugged.
"""


@dataclass(frozen=True)
class ShopFolder:
    """The places in `NAME.shuke`."""

    path: Path

    @property
    def data(self) -> Path:
        """The encrypted customer file."""
        return self.path / "data.db"

    @property
    def keyring(self) -> Path:
        """Who may open it."""
        return self.path / "keyring.json"

    @property
    def previous_keyring(self) -> Path:
        """A second copy of the keyring."""
        return self.path / "keyring.prev.json"

    @property
    def lock(self) -> Path:
        """The file that the holder locks."""
        return self.path / "lock"

    @property
    def backups(self) -> Path:
        """The shop's own backups."""
        return self.path / "backups"

    @property
    def tmp(self) -> Path:
        """Where everything temporary goes."""
        return self.path / "tmp"

    def with_wal(self) -> list[Path]:
        """The customer file and what SQLite keeps beside it."""
        return [self.data, *(self.data.with_name("data.db" + end) for end in ("-wal", "-shm"))]

    def refuse_stump(self) -> None:
        """An empty or cut-off file would be taken for a new database, and made into one."""
        if self.data.exists() and self.data.stat().st_size < _PAGE:
            raise damaged_file()

    def is_shop(self) -> bool:
        """Is there anything of a shop here?"""
        return any(p.exists() for p in (self.data, self.keyring, self.previous_keyring))

    def prepare(self) -> None:
        """Make the folders and the README that are missing."""
        for place in (self.path, self.backups, self.tmp):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        readme = self.path / "README.txt"
        if not readme.exists():
            write_atomically(readme, _README.encode())

    def sweep(self) -> None:
        """Delete what dead writers left; only while holding the lock."""
        for place in (self.path, self.backups):
            sweep(place)
        shutil.rmtree(self.tmp, ignore_errors=True)
        self.tmp.mkdir(mode=0o700, exist_ok=True)


def write_keyring(folder: ShopFolder, keyring: Keyring) -> None:
    """Replace the keyring and then its copy, so that neither opens with an old password."""
    content = ring.to_bytes(keyring)
    write_atomically(folder.keyring, content)
    write_atomically(folder.previous_keyring, content)


def read_keyring(folder: ShopFolder) -> tuple[Keyring, bool]:
    """The keyring, or its copy (True) when it is missing or not whole; never makes one."""
    if not folder.path.is_dir() or not folder.is_shop():
        raise _no_shop(folder.path)
    trouble: Damaged = _no_keyring()
    for path in (folder.keyring, folder.previous_keyring):
        try:
            return ring.from_bytes(_limited(path)), path != folder.keyring
        except FileNotFoundError:
            continue
        except Damaged as error:
            trouble = error
    raise trouble


def mend_keyring(folder: ShopFolder, keyring: Keyring) -> None:
    """Write the copies again that are missing or differ from what was just used."""
    content = ring.to_bytes(keyring)
    for path in (folder.keyring, folder.previous_keyring):
        if not path.exists() or path.read_bytes() != content:
            write_atomically(path, content)


def put_in_place(draft: Path, folder: Path) -> None:
    """Rename a finished folder to a name that is free (or an empty folder)."""
    if folder.is_dir():
        folder.rmdir()
    draft.rename(folder)
    sync_folder(folder.parent)


@contextmanager
def temporary_in(folder: ShopFolder) -> Iterator[Path]:
    """A temporary folder inside the shop, gone at the end."""
    folder.tmp.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.tmp) as name:
        yield Path(name)


def _limited(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(ring.MOST_BYTES + 1)


def _no_shop(path: Path) -> Refused:
    return Refused(
        N_("There is no shop in {folder}."),
        N_("Nothing was made and nothing was changed."),
        N_("Choose the folder of a shop; is the disk or stick plugged in?"),
        folder=path.name,
    )


def _no_keyring() -> Damaged:
    return Damaged(
        N_("The shop's keyring is missing."),
        N_("Nothing was changed, and no new keyring was made."),
        N_("Restore the newest good backup; it holds a copy of the keyring."),
    )
