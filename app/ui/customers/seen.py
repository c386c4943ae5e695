"""What a file shows, asked in one view: values as words, what is hidden, purchases."""

from dataclasses import dataclass
from typing import Any

from app.catalogue.field import Field, Group
from app.catalogue.kind import Rules
from app.core.customers import queries as customers
from app.core.customers.completeness import Completeness, completeness
from app.core.customers.queries import Profile
from app.core.customers.weights import weights
from app.core.errors import Refused
from app.core.settings import queries as settings
from app.core.settings.declared import AREA_CODE
from app.core.sources.queries import limits
from app.core.store.reader import Reader
from app.ui.customers.glance import Glance, glance
from app.ui.customers.shown import ShownPart, ShownRow
from app.ui.customers.values_seen import ValuesSeen


@dataclass(frozen=True)
class Seen:
    """One customer as the file shows her."""

    id: int
    number: str | None
    name: str
    kind: str
    profile: Profile
    parts: tuple[ShownPart, ...]
    rules: Rules
    hidden: tuple[Field[Any], ...]  # what is there and not shown
    glance: Glance
    completeness: Completeness

    @property
    def filled(self) -> frozenset[Field[Any]]:
        """Every field in which something is."""
        return filled_fields(self.profile)

    def hides(self, field: Field[Any]) -> bool:
        """Is there a value of this field that is not shown?"""
        if field.group is not None:
            return self.profile.hides_rows(field.group)
        return self.profile.masked(field)

    def row(self, group: type[Group], row_id: int) -> ShownRow:
        """A row of a group as it is shown."""
        shown = next(each for part in self.parts for each in part.groups if each.group is group)
        return next(each for each in shown.rows if each.id == row_id)


def see(reader: Reader, customer_id: int, *, reveal: bool) -> Seen | None:
    """Everything the file needs; None when there is no such customer any more."""
    try:
        profile = customers.profile(reader, customer_id, reveal=reveal)
    except Refused:
        return None
    catalogue = profile.catalogue
    values = ValuesSeen(profile, limits(reader), reader.today)
    parts = [values.part(part) for part in catalogue.parts]
    return Seen(
        profile.id,
        profile.number,
        profile.name,
        profile.kind,
        profile,
        tuple(each for each in parts if each.filled or not catalogue.hidden(each.part)),
        Rules(reader.today, settings.get(reader, AREA_CODE)),
        tuple(field for field in catalogue if _hidden(profile, field)),
        glance(reader, profile),
        completeness(catalogue, filled_fields(profile), weights(reader)),
    )


def _hidden(profile: Profile, field: Field[Any]) -> bool:
    group = field.group
    if group is None or profile.masked(field):
        return profile.masked(field)
    return any(profile.masked_in(group, row.id, field) for row in profile.rows(group))


def filled_fields(profile: Profile) -> frozenset[Field[Any]]:
    """Every field in which something is, seen or hidden, in a row or not."""
    rows = (row for group in profile.catalogue.groups() for row in profile.rows(group))
    in_rows = {field for row in rows for field, value in row.values.items() if value is not None}
    return frozenset(field for field in profile.catalogue if profile.filled(field)) | in_rows
