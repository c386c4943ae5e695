"""Which charts a wave has: by what its sheet asks."""

from collections.abc import Sequence

from app.core.surveys.queries import Item, Survey
from app.core.surveys.records import ItemKind, Role
from app.i18n import N_

RADAR, GROUPS, BARS, WAVES, PLANE_KEY, NPS = "radar", "groups", "bars", "waves", "plane", "nps"
DERIVED, GAPS, KANO, CLASSES, PARTS = "derived", "gaps", "kano", "classes", "parts"
CHARTS: dict[str, str] = {
    RADAR: N_("Radar"),
    CLASSES: N_("Self-assessment"),
    GAPS: N_("Gaps"),
    KANO: N_("What delights"),
    GROUPS: N_("By level"),
    BARS: N_("Weak first"),
    PLANE_KEY: N_("Priorities"),
    DERIVED: N_("What weighs"),
    NPS: N_("Would recommend"),
    WAVES: N_("Over the waves"),
    PARTS: N_("By value group"),
}
TOGETHER = frozenset({DERIVED, KANO, CLASSES})
"""What needs answers of the same sheet."""
_MOST_SPOKES = 20  # the names around a radar of more run into one another
_RATED = (ItemKind.SCALE, ItemKind.PAIR)


def charts_of(survey: Survey, items: Sequence[Item]) -> tuple[str, ...]:
    """The charts that have something to say about such a sheet, in their order."""
    kinds = {each.kind for each in items if each.role is Role.ITEM}
    roles = {each.role for each in items}
    rated = bool(kinds.intersection(_RATED))
    there = {
        RADAR: rated and len([each for each in items if each.role is Role.ITEM]) <= _MOST_SPOKES,
        CLASSES: survey.model == "assessment",
        GAPS: survey.model == "servqual",
        KANO: ItemKind.KANO in kinds,
        GROUPS: rated and any(each.group for each in items),
        BARS: rated,
        PLANE_KEY: ItemKind.PAIR in kinds and survey.model != "servqual",
        DERIVED: rated and Role.OVERALL in roles,
        NPS: Role.RECOMMEND in roles,
        WAVES: rated or bool(roles - {Role.ITEM, Role.REMARK}),
        PARTS: rated or bool(roles - {Role.ITEM, Role.REMARK}),
    }
    return tuple(key for key in CHARTS if there[key])
