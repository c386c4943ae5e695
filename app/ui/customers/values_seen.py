"""Turns a profile's values into what a file shows: words, doubts, where from, how fresh."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from app.catalogue.field import Field, Group, Part
from app.core.customers.notes import DIFFERS
from app.core.customers.queries import Doubt, GroupRow, Profile
from app.core.sources.freshness import Freshness, Limits, freshness, last_known_on
from app.core.sources.inheritance import fact_of
from app.core.store.profiles import StoredFact
from app.i18n import N_, tr
from app.ui.customers.shown import Shown, ShownGroup, ShownPart, ShownRow
from app.ui.origins import about_words, told_words


@dataclass(frozen=True)
class ValuesSeen:
    """One profile on one day, by the shop's limits of freshness."""

    profile: Profile
    limits: Limits
    today: date

    def part(self, part: type[Part]) -> ShownPart:
        """A part with its values and its groups' rows."""
        hidden = self.profile.catalogue.hidden
        values = tuple(self._own(field) for field in part.fields)
        groups = tuple(
            ShownGroup(group, self._rows(group), self.profile.hides_rows(group), hidden(group))
            for group in part.groups
        )
        return ShownPart(part, tuple(v for v in values if v.filled or not v.hidden), groups)

    def _rows(self, group: type[Group]) -> tuple[ShownRow, ...]:
        return tuple(
            ShownRow(
                row.id,
                tuple(self._in_row(group, row, field) for field in group.fields),
            )
            for row in self.profile.rows(group)
        )

    def _in_row(self, group: type[Group], row: GroupRow, field: Field[Any]) -> Shown:
        masked = self.profile.masked_in(group, row.id, field)
        return self._shown(field, row.value(field), row.id, masked=masked)

    def _own(self, field: Field[Any]) -> Shown:
        masked = self.profile.masked(field)
        shown = self._shown(field, self.profile.value(field), 0, masked=masked)
        return replace(shown, hidden=True) if self.profile.catalogue.hidden(field) else shown

    def _shown(self, field: Field[Any], value: Any, row_id: int, *, masked: bool = False) -> Shown:
        doubts = tuple(self._doubt(each) for each in self.profile.doubts(field, row_id))
        if value is None and not masked:
            return Shown(field, "", "", doubts=doubts)
        known = fact_of(self.profile.stored, field, row_id)
        return Shown(
            field,
            "" if value is None else field.kind.show(value),
            "" if value is None else field.kind.edit_text(value),
            masked,
            doubts,
            partial(self._about, known),
            freshness(known, field, self.limits, self.today),
            last_known_on(known),
        )

    def _doubt(self, each: Doubt) -> tuple[str, str]:
        if each.reason != DIFFERS or each.about is None or each.about.source is None:
            return each.reason, each.typed or ""
        source = told_words(each.about.source, each.about.learnt_on, self.today)
        if each.typed is None:
            return tr(N_("{source} says otherwise"), source=source), ""
        return tr(N_("{source} says: {text}"), source=source, text=each.typed), ""

    def _about(self, known: StoredFact) -> str:
        days = (known.learnt_on, known.verified_on)
        return about_words(known.source, *days, self.today, known.confidence, known.basis)


def is_aged(shown: Shown) -> bool:
    """Should somebody ask again?"""
    return shown.state in (Freshness.AMBER, Freshness.RED)
