"""Network drives and sync folders are refused; full and read-only disks are seen."""

from pathlib import Path

import pytest

from app.core.errors import Refused
from app.core.vault import places
from tests.vaults import mounted, remount_read_only

MOUNTS = """/dev/sda1 / ext4 rw 0 0
//server/share /mnt/share cifs rw 0 0
nas:/volume /mnt/my\\040nas nfs4 rw 0 0
me@host: /home/me/far fuse.sshfs rw 0 0
host /mnt/host 9p rw 0 0
/dev/sdb1 /mnt/share/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/mnt/share/Tea.shuke", "cifs"),
        ("/mnt/share", "cifs"),
        ("/mnt/my nas/Tea.shuke", "nfs4"),
        ("/home/me/far/a/b/Tea.shuke", "fuse.sshfs"),
        ("/mnt/host/Tea.shuke", "9p"),
        ("//server/share/Tea.shuke", "//server/share/Tea.shuke"),
    ],
)
def test_network_places(place: str, kind: str) -> None:
    found = places.hostile(Path(place), MOUNTS)
    assert found == places.Hostile("network", kind)


@pytest.mark.parametrize(
    "place", ["/home/me/Tea.shuke", "/mnt/share/local/Tea.shuke", "/mnt/sharedesk/Tea.shuke"]
)
def test_own_disks(place: str) -> None:
    assert places.hostile(Path(place), MOUNTS) is None


def test_a_whole_machine_on_9p_is_a_sandbox_not_a_network() -> None:
    assert places.hostile(Path("/home/Tea.shuke"), "none / 9p rw 0 0") is None


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive",
        "OneDrive - 公司",
        "Dropbox",
        "Dropbox (Personal)",
        "坚果云",
        "我的/Nutstore",
        "iCloud Drive",
        "Mobile Documents",
        "BaiduSyncdisk",
        "百度网盘",
        "Google Drive",
    ],
)
def test_sync_folders_by_name(folder: str) -> None:
    found = places.hostile(Path("/home/me") / folder / "Tea.shuke", MOUNTS)
    assert found is not None
    assert found.kind == "sync"


@pytest.mark.parametrize("folder", ["Dropboxes", "One Drive ok", "mynutstore2"])
def test_names_that_only_look_alike(folder: str) -> None:
    assert places.hostile(Path("/home/me") / folder / "Tea.shuke", MOUNTS) is None


def test_sync_folders_by_their_marker(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert places.hostile(tmp_path / "deep" / "Tea.shuke", MOUNTS) is not None


def test_refusing_says_where_to_go_instead() -> None:
    with pytest.raises(Refused) as caught:
        places.refuse_hostile(Path("/mnt/share/Tea.shuke"), MOUNTS)
    assert "cifs" in str(caught.value)
    places.refuse_hostile(Path("/home/me/Tea.shuke"), MOUNTS)


def test_a_full_disk_is_seen_before_anything_is_written(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "4m") as disk:
        with pytest.raises(Refused):
            places.refuse_full(disk / "not" / "there")
        places.refuse_full(tmp_path)
        with pytest.raises(Refused):
            places.refuse_full(tmp_path, 1 << 60)


def test_a_read_only_disk_is_seen_even_by_root(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "64k") as disk:
        assert not places.is_read_only(disk)
        remount_read_only(disk)
        assert places.is_read_only(disk / "new.shuke")
