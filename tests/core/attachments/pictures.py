"""Makes pictures as phones do: with the place in their EXIF, turned, broken, or far too large."""

import struct
import zlib
from io import BytesIO

from PIL import Image

CAMERA = "ShukeTestCamera9000"
GPS_MARK = b"\x00\x00\x00\x1e\x00\x00\x00\x01\x00\x00\x00\x11\x00\x00\x00\x01"  # 30°17'
COMMENT = b"taken at home, 990000 Test Lane"


def phone_jpeg(wide: int = 640, high: int = 320, orientation: int = 6) -> bytes:
    """A JPEG whose left half is red, with camera, place, comment and orientation."""
    picture = Image.new("RGB", (wide, high), "blue")
    picture.paste((255, 0, 0), (0, 0, wide // 2, high))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = CAMERA
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 17.0, 5.0), 3: "E", 4: (120.0, 9.0, 1.0)})
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=COMMENT, quality=95)
    return out.getvalue()


def plain_png(wide: int = 40, high: int = 30, mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, (wide, high)).save(out, "PNG")
    return out.getvalue()


def bomb_png(side: int = 60_000) -> bytes:
    """A few bytes that claim to be a picture of 3.6 billion pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        ending = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + ending

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"\x00" * 1000))
        + chunk(b"IEND", b"")
    )


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 200
