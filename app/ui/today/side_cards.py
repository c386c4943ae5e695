"""The cards beside the days: what is doubtful, and how well the shop is backed up."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.today.findings import Findings
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, row
from app.ui.widgets.text import label


def side_cards(context: Context, found: Findings) -> list[QWidget]:
    """Only those that have something to say."""
    made = [_backup(context, found)]
    if found.doubtful:
        made.insert(0, _doubts(context, found.doubtful))
    return made


def _doubts(context: Context, count: int) -> QWidget:
    words = ntr(
        "{n} customer has something that could not be read for certain. It is kept as typed.",
        "{n} customers have something that could not be read for certain. It is kept as typed.",
        count,
    )
    look = button(
        tr("Look through them"),
        lambda: context.navigation.open(Place("customers", detail="doubts")),
    )
    return card(label(words, "muted", wrap=True), row(look, None), words=tr("Doubtful"))


def _backup(context: Context, found: Findings) -> QWidget:
    standing = found.standing
    pieces: list[QWidget] = [label(_last(context, standing.last), "muted", wrap=True)]
    if standing.off_pc_late and found.customers:  # an empty shop is not late
        words = N_(
            "No copy has left this computer for 7 days. Put a USB stick in and copy a backup to it."
        )
        if standing.last_off_pc is None:
            words = N_("No copy has left this computer yet. A USB stick with a backup is a help.")
        late = tr(words)
        pieces.append(label(late, "warn", wrap=True))
    go = button(tr("Backups"), lambda: context.navigation.open(Place("backups")))
    return card(*pieces, row(go, None), words=tr("Last backup"))


def _last(context: Context, at: datetime | None) -> str:
    if at is None:
        return tr("There is no backup yet. One is made when the shop is closed.")
    local = at.astimezone(context.clock.zone)
    days = (context.clock.today() - local.date()).days
    time = local.strftime("%H:%M")
    if days <= 0:
        return tr(N_("Today at {time}"), time=time)
    return ntr("{n} day ago, at ", "{n} days ago, at ", days) + time
