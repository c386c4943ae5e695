"""Draws a small picture of nobody, so that the sample shop has a photo to show."""

from io import BytesIO

_SIDE = 256
_GROUND, _HAIR, _SKIN, _COAT = (214, 226, 212), (62, 50, 44), (240, 208, 180), (47, 111, 94)


def portrait() -> bytes:
    """A head and shoulders of a few round shapes, as a PNG."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (_SIDE, _SIDE), _GROUND)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((66, 40, 190, 190), fill=_HAIR)
    pen.rectangle((66, 112, 190, 186), fill=_HAIR)
    pen.ellipse((34, 186, 222, 340), fill=_COAT)
    pen.rectangle((112, 160, 144, 204), fill=_SKIN)
    pen.ellipse((84, 66, 172, 178), fill=_SKIN)
    pen.pieslice((78, 48, 178, 140), 180, 360, fill=_HAIR)
    for eye in (108, 148):
        pen.ellipse((eye - 5, 116, eye + 5, 126), fill=_HAIR)
    pen.arc((112, 134, 144, 158), 20, 160, fill=(176, 92, 84), width=4)
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
