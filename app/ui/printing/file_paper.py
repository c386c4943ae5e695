"""One customer's file on paper: what is filled and may be seen, two columns to a part."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from app.catalogue.currency import money
from app.catalogue.field import Field, Group, Part
from app.catalogue.kinds import LongText
from app.core.customers.profile import Profile, profile
from app.core.purchases.queries import Summary, summary
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.formats import number
from app.ui.widgets.paper import HAIR, QUIET, HtmlPaper

_TOLD_ABOVE = ("name", "company_name", "customer_no")
_LONG = 40  # letters; a longer value takes the whole width
_WIDEST = 7  # columns of a group's table; more would be unreadable
_STYLE = f"""
h1 {{ font-size: 22pt; font-weight: normal; margin-bottom: 0; }}
h2 {{ font-size: 13pt; font-weight: normal; margin-top: 0; margin-bottom: 4pt; }}
h3 {{ font-size: 10pt; font-weight: normal; color: {QUIET}; margin-top: 7pt; margin-bottom: 2pt; }}
p, td, th {{ font-size: 10pt; }}
.space {{ font-size: 7pt; margin: 0; }}
.quiet {{ color: {QUIET}; }}
.name {{ color: {QUIET}; font-size: 9pt; }}
th {{ color: {QUIET}; font-size: 9pt; font-weight: normal; }}
"""


@dataclass(frozen=True)
class FileSeen:
    """What goes onto the paper."""

    profile: Profile
    bought: Summary | None


def file_seen(reader: Reader, customer_id: int) -> FileSeen:
    """The file as it is shown before anybody reveals anything."""
    return FileSeen(profile(reader, customer_id), summary(reader, customer_id))


def file_paper(seen: FileSeen, foot: str) -> HtmlPaper:
    """The file as pages."""
    return HtmlPaper(tr(N_("Customer's file")), html(seen), foot)


def html(seen: FileSeen) -> str:
    """The file as a text; every word of the shop's own is escaped."""
    found = seen.profile
    quiet = [found.number and tr(N_("No. {number}"), number=found.number)]
    quiet += [tr(N_("Deceased")) if found.deceased else ""]
    name = found.name or tr(N_("(no name)"))
    pieces = [
        f"<style>{_STYLE}</style><body><h1>{escape(name)}</h1>",
        f"<p class='quiet'>{escape(' · '.join(each for each in quiet if each))}</p>",
        *(_part(found, part) for part in found.catalogue.parts),
        _bought(seen.bought),
        _left_out(found),
        "</body>",
    ]
    return "".join(pieces)


def left_out(found: Profile) -> int:
    """How many fields hold something that is not shown."""
    own = sum(found.masked(each) for each in found.catalogue if each.group is None)
    rows = sum(_masked_in(found, group) for group in found.catalogue.groups())
    return own + rows


def _masked_in(found: Profile, group: type[Group]) -> int:
    if found.hides_rows(group):
        return 1
    rows = found.rows(group)
    return sum(any(found.masked_in(group, r.id, f) for r in rows) for f in group.fields)


def _part(found: Profile, part: type[Part]) -> str:
    values = [
        (field, field.kind.show(value))
        for field in part.fields
        if field.key not in _TOLD_ABOVE and (value := found.value(field)) is not None
    ]
    groups = [made for group in part.groups if (made := _group(found, group))]
    if not values and not groups:
        return ""
    return f"{_head(part.label)}{_values(values)}{''.join(groups)}"


def _values(values: Sequence[tuple[Field[Any], str]]) -> str:
    short = [each for each in values if not _is_long(*each)]
    cells = [_cell(field, words, 1) for field, words in short]
    if len(cells) % 2:
        cells.append("<td width='18%'></td><td width='32%'></td>")
    rows = [f"<tr>{cells[at]}{cells[at + 1]}</tr>" for at in range(0, len(cells), 2)]
    rows += [f"<tr>{_cell(f, words, 2)}</tr>" for f, words in values if _is_long(f, words)]
    table = "<table width='100%' cellspacing='0' cellpadding='2'>"
    return f"{table}{''.join(rows)}</table>" if rows else ""


def _is_long(field: Field[Any], words: str) -> bool:
    return len(words) > _LONG or (isinstance(field.kind, LongText) and "\n" in words)


def _cell(field: Field[Any], words: str, span: int) -> str:
    name = f"<td class='name' width='18%' valign='top'>{escape(tr(field.label))}</td>"
    if span > 1:
        return f"{name}<td colspan='3' valign='top'>{_lines(words)}</td>"
    return f"{name}<td width='32%' valign='top'>{_lines(words)}</td>"


def _head(words: str) -> str:
    """A margin above a heading is lost behind a table: an empty line makes the space."""
    return f"<p class='space'>&nbsp;</p><h2>{escape(tr(words))}</h2>"


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")


def _group(found: Profile, group: type[Group]) -> str:
    rows = found.rows(group)
    fields = [f for f in group.fields if any(row.value(f) is not None for row in rows)]
    if not fields:
        return ""
    words = f"<h3>{escape(tr(group.label))}</h3>"
    if len(fields) > _WIDEST:
        blocks = ([(f, f.kind.show(v)) for f, v in row.values.items() if v is not None]
                  for row in rows)  # fmt: skip
        return words + "".join(_values(each) for each in blocks)
    line = f" style='border-bottom: 1px solid {HAIR};'"
    heads = "".join(f"<th align='left'{line}>{escape(tr(f.label))}</th>" for f in fields)
    body = "".join(
        "<tr>" + "".join(f"<td valign='top'{line}>{_shown(f, row.value(f))}</td>" for f in fields)
        + "</tr>"
        for row in rows
    )  # fmt: skip
    table = "<table width='100%' cellspacing='0' cellpadding='3'>"
    return f"{words}{table}<thead><tr>{heads}</tr></thead>{body}</table>"


def _shown(field: Field[Any], value: Any) -> str:
    return "" if value is None else _lines(field.kind.show(value))


def _bought(found: Summary | None) -> str:
    if found is None:
        return ""
    words = ntr("{count} purchase, {sum} in all, the last on {day}",
                "{count} purchases, {sum} in all, the last on {day}", found.purchases,
                count=number(found.purchases), sum=money(found.revenue),
                day=found.last_on.isoformat())  # fmt: skip
    return _head(N_("Purchases")) + f"<p>{escape(words)}</p>"


def _left_out(found: Profile) -> str:
    count = left_out(found)
    if not count:
        return ""
    words = ntr("{n} protected field is filled and not printed.",
                "{n} protected fields are filled and not printed.", count)  # fmt: skip
    return f"<p class='quiet'><br>{escape(words)}</p>"
