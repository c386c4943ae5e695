"""Makes a small clean photo of any picture: turned upright, at most 512 pixels, nothing hidden."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import Refused
from app.i18n import N_

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SIDE = 512
MOST_BYTES = 25 * 1024 * 1024
MOST_PIXELS = 120_000_000  # a phone's 108 megapixels; a JPEG is scaled while it is read
MOST_PIXELS_PLAIN = 40_000_000  # other formats must be unpacked whole
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF")
_HEIC = (b"heic", b"heix", b"hevc", b"heif", b"mif1", b"msf1", b"avif")
_QUALITY = 85


@dataclass(frozen=True)
class Photo:
    """A finished photo: JPEG, or PNG where parts are see-through."""

    data: bytes
    media: str


def prepare(data: bytes) -> Photo:
    """Scale and clean a picture; what is no picture is refused with a sentence.

    The new file is drawn from pixels alone: places, cameras and comments stay behind.
    """
    if len(data) > MOST_BYTES:
        raise _too_big()
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise _heic()
    upright = _upright(_opened(data))
    clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    return _written(upright, "RGBA" if clear else "RGB")


def prepare_file(path: Path) -> Photo:
    """The same for a file."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        raise _no_picture() from None
    return prepare(data)


def _opened(data: bytes) -> "Picture":
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # judged here, with a sentence instead of a warning
    try:
        found = Image.open(BytesIO(data), formats=_FORMATS)
    except (OSError, ValueError, SyntaxError):
        raise _no_picture() from None
    wide, high = found.size
    most = MOST_PIXELS if found.format == "JPEG" else MOST_PIXELS_PLAIN
    if wide * high > most or not wide or not high:
        raise _too_many_pixels(wide, high)
    return found


def _upright(found: "Picture") -> "Picture":
    from PIL import ImageOps

    try:
        found.draft("RGB", (2 * SIDE, 2 * SIDE))
        found.load()
        turned = ImageOps.exif_transpose(found)
        turned.info = {k: v for k, v in turned.info.items() if k == "transparency"}
    except (OSError, ValueError, SyntaxError, IndexError, KeyError, EOFError, TypeError):
        raise _no_picture() from None
    return turned


def _written(upright: "Picture", mode: str) -> Photo:
    from PIL import Image

    pixels = upright.convert(mode)
    pixels.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    clean = Image.new(mode, pixels.size)
    clean.paste(pixels)
    out = BytesIO()
    if mode == "RGBA":
        clean.save(out, "PNG", optimize=True)
        return Photo(out.getvalue(), "image/png")
    clean.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return Photo(out.getvalue(), "image/jpeg")


def _no_picture() -> Refused:
    return Refused(
        N_("This file is no picture that can be read, or it is damaged."),
        N_("The photo is as it was."),
        N_("Choose a JPEG or PNG picture."),
    )


def _heic() -> Refused:
    return Refused(
        N_("This picture is in the HEIC format, which cannot be read here."),
        N_("The photo is as it was."),
        N_("Save it as JPEG on the phone, or take a picture of it on the screen."),
    )


def _too_many_pixels(wide: int, high: int) -> Refused:
    return Refused(
        N_("This picture says it is {wide} × {high} pixels large; that is too much."),
        N_("The photo is as it was."),
        N_("Choose a smaller picture."),
        wide=wide,
        high=high,
    )


def _too_big() -> Refused:
    return Refused(
        N_("This picture is larger than 25 MB."),
        N_("The photo is as it was."),
        N_("Choose a smaller picture."),
    )
