"""The kinds of days that matter, and what people call them."""

from enum import StrEnum

from app.catalogue.link_kinds import BUILT_IN, LinkKinds
from app.i18n import N_, tr


class OccasionKind(StrEnum):
    """What a day is; the words stand in the command line's JSON and in `occasion.kind`."""

    BIRTHDAY = "birthday"
    SPOUSE_BIRTHDAY = "spouse_birthday"
    CHILD_BIRTHDAY = "child_birthday"
    PERSON_BIRTHDAY = "person_birthday"
    WEDDING = "wedding"
    FOUNDING = "founding"
    JOINED = "joined"
    OWN = "own"


KIND_LABELS = {
    OccasionKind.BIRTHDAY: N_("Birthday"),
    OccasionKind.SPOUSE_BIRTHDAY: N_("Spouse's birthday"),
    OccasionKind.CHILD_BIRTHDAY: N_("Child's birthday"),
    OccasionKind.PERSON_BIRTHDAY: N_("Birthday of the person in charge"),
    OccasionKind.WEDDING: N_("Wedding anniversary"),
    OccasionKind.FOUNDING: N_("Founding day"),
    OccasionKind.JOINED: N_("Anniversary of joining"),
    OccasionKind.OWN: N_("A day of the shop's own"),
}
ALL_KINDS = tuple(OccasionKind)
_LINKS = LinkKinds(BUILT_IN)


def day_words(kind: OccasionKind, row_id: int = 0, relation: str | None = None) -> str:
    """What a day is, in the current language; light people have negative rows.

    `relation` is what the light person is, or what the shop calls its own day.
    """
    if kind == OccasionKind.OWN and relation:
        return tr(relation)
    if row_id >= 0:
        return tr(KIND_LABELS[kind])
    end = _LINKS.end(relation or "")
    said = end.show() if end else relation
    return tr(N_("Birthday ({relation})"), relation=said) if said else tr(N_("Birthday"))
