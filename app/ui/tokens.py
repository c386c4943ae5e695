"""The numbers of the look: colours, spaces, radius and type sizes; no Qt."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Colours:
    """One set of named colours; text on its ground keeps a contrast of 4.5 to 1."""

    dark: bool
    paper: str  # behind everything
    surface: str  # cards, fields, lists
    ink: str  # text
    muted: str  # labels, hints
    faint: str  # what is switched off
    line: str  # hairlines and the edges of cards
    edge: str  # the edges of what can be typed in or pressed
    hover: str  # under the pointer
    accent: str  # jade: the one colour that says "do this" or "you are here"
    accent_strong: str  # accent, pressed or hovered
    accent_soft: str  # a ground in the accent's tone, for ink and accent text
    on_accent: str  # text on accent
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    on_danger: str


LIGHT = Colours(
    dark=False,
    paper="#FAF8F5",
    surface="#FFFFFF",
    ink="#1F2328",
    muted="#676C72",
    faint="#A5A29C",
    line="#E6E1DA",
    edge="#D3CCC2",
    hover="#F3EFE9",
    accent="#1B7665",
    accent_strong="#176556",
    accent_soft="#E8F2EF",
    on_accent="#FFFFFF",
    warn="#8A5C00",
    warn_soft="#FBF2DF",
    danger="#B3261E",
    danger_soft="#FBEAE8",
    on_danger="#FFFFFF",
)
DARK = Colours(
    dark=True,
    paper="#1B1D1F",
    surface="#242729",
    ink="#ECE9E4",
    muted="#A0A6AC",
    faint="#6A7076",
    line="#34383B",
    edge="#50565B",
    hover="#2C3033",
    accent="#4DB6A0",
    accent_strong="#6CC9B5",
    accent_soft="#20352F",
    on_accent="#10211D",
    warn="#E0B25A",
    warn_soft="#38301D",
    danger="#F28B82",
    danger_soft="#3B2422",
    on_danger="#2A0F0D",
)


@dataclass(frozen=True)
class Space:
    """Distances in pixels, from a hair to a page margin."""

    hair: int = 4
    small: int = 8
    medium: int = 12
    large: int = 16
    section: int = 24
    page: int = 32


@dataclass(frozen=True)
class Type:
    """Type sizes, as pixels at 96 dpi and 100 %."""

    small: int = 12
    body: int = 13
    value: int = 15
    heading: int = 18
    title: int = 24


SPACE = Space()
TYPE = Type()
RADIUS = 8
TEXT_SIZES = (90, 100, 115, 130, 150)
TEXT_ON_GROUND = (
    *((text, ground) for text in ("ink", "muted", "accent") for ground in ("paper", "surface")),
    *((text, "accent_soft") for text in ("ink", "accent")),
    *((text, "hover") for text in ("ink", "muted")),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("warn", "warn_soft"),
    ("warn", "surface"),
    ("ink", "warn_soft"),
    ("danger", "danger_soft"),
    ("danger", "surface"),
    ("danger", "paper"),
    ("ink", "danger_soft"),
    ("on_danger", "danger"),
    ("surface", "ink"),
)


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two `#RRGGBB` colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def colour_names() -> tuple[str, ...]:
    """Every colour of a set."""
    return tuple(each.name for each in fields(Colours) if each.name != "dark")


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
