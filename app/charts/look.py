"""How charts look: the Okabe–Ito colours, paper and ink of both themes, the shipped font."""

from dataclasses import dataclass
from functools import cache

from app.core.value.groups import Group
from app.resources import resource

FONT = "Noto Sans SC"

GROUP_COLOURS: dict[Group, str] = {
    Group.BEST: "#009E73",
    Group.SPENDERS: "#E69F00",
    Group.FREQUENT: "#56B4E9",
    Group.UNCERTAIN: "#CC79A7",
}
"""The four value groups always wear the same four colours, in every chart and theme."""


@dataclass(frozen=True)
class ChartLook:
    """Colours of the paper side of a chart, and how large its words are (1 = normal)."""

    surface: str
    ink: str
    muted: str
    line: str
    scale: float = 1.0

    def points(self, size: float) -> float:
        """A type size at the chosen text size."""
        return size * self.scale


LIGHT = ChartLook("#FFFFFF", "#1F2328", "#676C72", "#E6E1DA")
DARK = ChartLook("#242729", "#ECE9E4", "#A0A6AC", "#34383B")


def look(*, dark: bool = False, scale: float = 1.0) -> ChartLook:
    """The look of a theme at a text size."""
    of = DARK if dark else LIGHT
    return ChartLook(of.surface, of.ink, of.muted, of.line, scale)


def font_file() -> str:
    """Where the one font of all charts lies."""
    return str(resource("fonts", "NotoSansSC-Regular.ttf"))


@cache
def prepare() -> None:
    """Teach matplotlib our font; before the first figure, once a process."""
    import matplotlib
    from matplotlib.font_manager import fontManager

    fontManager.addfont(font_file())
    matplotlib.rcParams["font.family"] = [FONT]
    matplotlib.rcParams["pdf.fonttype"] = 42  # whole glyphs: small files, text can be searched
    matplotlib.rcParams["text.hinting"] = "no_hinting"  # words take a third of the time


def mixed(colour: str, ground: str, share: float) -> tuple[float, float, float]:
    """A colour laid over a ground: `share` 1 is the colour, 0 the ground."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    red, green, blue = (share * over + (1 - share) * under for over, under in pairs)
    return red, green, blue


def ink_on(ground: tuple[float, float, float]) -> str:
    """Dark or white words, whichever is easier to read on a colour."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in ground
    )
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return LIGHT.ink if (light + 0.05) ** 2 > 1.05 * 0.066 else "#FFFFFF"


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
