"""One complaint: what happened, its clocks, every step, and what is to be done next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.complaints import queries, service
from app.core.complaints.clocks import local
from app.core.complaints.queries import Category, Cause, Complaint, Taken
from app.core.complaints.records import Stage, Step
from app.core.exchange.paper_trail import note_given
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.complaints.deeds import STEP_TITLE, Deeds
from app.ui.complaints.noted_form import NotedForm
from app.ui.complaints.words import (
    LOOKS,
    STAGES,
    STEPS,
    due_words,
    length,
    moment,
    since_words,
    step_words,
    who_words,
)
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.shortcuts import bind
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import card, clear, column, holder, row, rule, scrolling
from app.ui.widgets.paper import HtmlPaper
from app.ui.widgets.paper_dialog import show_paper
from app.ui.widgets.text import label, sentence, title

_OFFERED: dict[Stage, tuple[Step, ...]] = {
    Stage.NEW: (Step.ACKNOWLEDGED, Step.ASSESSED, Step.ANSWERED, Step.ESCALATED),
    Stage.CHECKING: (Step.INVESTIGATED, Step.ANSWERED, Step.OFFERED, Step.ESCALATED),
    Stage.OFFERED: (Step.ANSWERED, Step.REMEDIED, Step.NOTED),
    Stage.WAITING: (Step.FOLLOWED_UP, Step.OFFERED, Step.NOTED),
    Stage.CLOSED: (Step.FOLLOWED_UP, Step.NOTED),
}
_SIDE = 420


@dataclass(frozen=True)
class Found:
    """What the page shows."""

    now: datetime
    complaint: Complaint | None
    categories: tuple[Category, ...]
    causes: tuple[Cause, ...]


class ComplaintPage(Page):
    """Steps at the left, what is noted at the right."""

    tables = frozenset({"complaint", "complaint_step", "complaint_category", "complaint_cause"})

    def __init__(self, context: Context) -> None:
        """Loads when it is shown."""
        super().__init__(context)
        self.found: Found | None = None
        self.deeds = Deeds(context, self)
        self.head, self.steps = QVBoxLayout(), QVBoxLayout()
        self.form = NotedForm(context, self._save)
        self.words = QLineEdit()
        self.words.setAccessibleName(tr(N_("A word on the step")))
        self.kinds = Choices(tr(N_("Step")), [], None)
        self.steps_card = QVBoxLayout()
        self.empty = QVBoxLayout()
        self._lay_out()
        bind(self, "print", self.print)
        bind(self, "save_next", self._step)

    def reload(self) -> None:
        """Ask for the complaint."""
        record = self.place.record if self.place else None

        def ask(reader: Reader) -> Found:
            now = local(reader.clock.now(), reader.clock.zone)
            made = queries.get_complaint(reader, record) if record is not None else None
            return Found(now, made, queries.categories(reader), queries.causes(reader))

        self.context.jobs.read(ask, self._show, topic=self.topic)

    def print(self) -> None:
        """On paper, for the customer: what she said, what we did, what is promised."""
        if self.found is not None and self.found.complaint is not None:
            words, found = tr(N_("Complaint")), self.found.complaint

            def leave(how: str, go_on: Callable[[], object]) -> None:
                self.context.jobs.write(
                    N_("Print"),
                    lambda unit: note_given(unit, "complaint", how, str(found.card.id)),
                    lambda _: go_on(),
                    on_written=lambda _: None,
                )

            show_paper(self.context, HtmlPaper(words, self._html(found)), words, leave=leave)

    @Slot(object)
    def _show(self, found: Found) -> None:
        self.found = found
        made = found.complaint
        self.whole.setVisible(made is not None)
        clear(self.empty)
        if made is None:
            gone = tr(N_("This complaint is not there any more"))
            self.empty.addWidget(EmptyState(self.context.theme, "message-circle", gone))
            return
        self._show_head(made, found.now)
        self._show_steps(made, found.now)
        self.form.offer(found.categories, found.causes)
        self.form.show_complaint(made)

    def _show_head(self, made: Complaint, now: datetime) -> None:
        clear(self.head)
        shown, theme = made.card, self.context.theme
        name = title(who_words(shown))
        acts: list[QWidget] = []
        if shown.customer_id is not None:
            go = Place("customer", record=shown.customer_id)
            acts.append(button(tr(N_("Her file")), lambda: self.context.navigation.open(go)))
        acts.append(button(tr(N_("Print…")), self.print, theme=theme, image="printer"))
        acts.append(self._main_act(made))
        delete = icon_button("trash-2", tr(N_("It was never made")), self._delete, theme)
        about = " · ".join(part for part in (shown.category, shown.item, shown.channel) if part)
        said = label(shown.words, "value", wrap=True)
        clocks = _clocks(made, now)
        if shown.escalated_to:
            about = " · ".join(
                part for part in (about, step_words(Step.ESCALATED, shown.escalated_to)) if part
            )
        due = label(due_words(shown, now), LOOKS[shown.colour], wrap=True)  # type: ignore[arg-type]
        self.head.addLayout(row(name, SPACE.small, label(tr(STAGES[shown.stage]), "chip"), None,
                                *acts, delete))  # fmt: skip
        self.head.addWidget(said)
        if about:
            self.head.addWidget(sentence(about, "muted"))
        again = shown.reopened
        if again:
            clocks += " · " + ntr("reopened {n} time", "reopened {n} times", again)
        self.head.addWidget(sentence(clocks, "muted"))
        self.head.addWidget(due)

    def _main_act(self, made: Complaint) -> QWidget:
        if made.card.stage is Stage.CLOSED:
            again = lambda: self.deeds.take(made.card.id, Step.REOPENED)  # noqa: E731
            return button(tr(N_("Reopen")), again, "primary")
        return button(tr(N_("Settle…")), lambda: self.deeds.close(made.card), "primary")

    def _show_steps(self, made: Complaint, now: datetime) -> None:
        clear(self.steps)
        for number, each in enumerate(reversed(made.steps)):
            if number:
                self.steps.addWidget(rule())
            self.steps.addWidget(self._step_line(each, now))
        self.steps.addStretch(1)
        offered = _OFFERED[made.card.stage]
        choices = Choices(
            tr(N_("Step")), [Choice(each, tr(STEPS[each])) for each in offered], offered[0]
        )
        self.steps_card.replaceWidget(self.kinds, choices)
        self.kinds.hide()
        self.kinds.deleteLater()
        self.kinds = choices
        choices.on_choice(self._ask_for_words)
        self._ask_for_words(offered[0])

    def _ask_for_words(self, kind: Step) -> None:
        to_whom = kind is Step.ESCALATED
        words = N_("To whom: a name") if to_whom else N_("A word on it, or left empty")
        self.words.setPlaceholderText(tr(words))

    def _step_line(self, each: Taken, now: datetime) -> QWidget:
        when = label(moment(each.at, now), "muted")
        head = row(
            label(step_words(each.kind, each.words), "strong"), None, when, space=SPACE.small
        )
        if each.kind is not Step.RECEIVED:
            remove = tr(N_("This step was not taken: {step}"), step=tr(STEPS[each.kind]))
            head.addWidget(
                icon_button("x", remove, lambda: self._remove(each.id), self.context.theme)
            )
        words = None if each.kind is Step.ESCALATED else each.words
        said = " · ".join(part for part in (words, each.who) if part)
        below = [sentence(said, "small")] if said else []
        return holder(column(head, *below, space=SPACE.hair))

    def _step(self) -> None:
        """Take the chosen step, with the words typed."""
        if self.found is None or self.found.complaint is None or self.kinds.value() is None:
            return
        self.deeds.take(self.found.complaint.card.id, Step(self.kinds.value()), self.words.text())
        self.words.clear()

    def _remove(self, step_id: int) -> None:
        said = tr(N_("The step is gone"))
        self.deeds.write(STEP_TITLE, lambda unit: service.remove_step(unit, step_id), said)

    def _delete(self) -> None:
        if self.found is not None and self.found.complaint is not None:
            record = self.found.complaint.card.id
            said = tr(N_("The complaint is gone"))
            title_ = N_("Delete a complaint")
            self.deeds.write(title_, lambda unit: service.delete(unit, record), said)

    def _save(self, cells: dict[str, Any]) -> None:
        if self.found is None or self.found.complaint is None:
            return
        record = self.found.complaint.card.id
        title_ = N_("Edit a complaint")
        self.deeds.write(title_, lambda unit: service.edit(unit, record, **cells), tr(N_("Saved")))

    def _html(self, made: Complaint) -> str:
        shown, now = made.card, self.found.now if self.found else made.card.received
        rows = [
            (tr(N_("Customer")), who_words(shown)),
            (tr(N_("Received")), moment(shown.received, now)),
            (tr(N_("What happened")), shown.words),
            (tr(N_("What she wants")), made.wish or ""),
            (tr(N_("What we promise")), made.promised or ""),
            (tr(N_("Promised by")), moment(made.promised_at, now) if made.promised_at else ""),
            (tr(N_("Remedy")), made.remedy or ""),
        ]
        lines = "".join(
            f"<tr><td width='28%'>{escape(name)}</td><td>{escape(words)}</td></tr>"
            for name, words in rows
            if words
        )
        steps = "".join(
            f"<tr><td width='28%'>{moment(each.at, now)}</td>"
            f"<td>{escape(tr(STEPS[each.kind]))} {escape(each.words or '')}</td></tr>"
            for each in made.steps
            if each.kind is not Step.ESCALATED  # our own affair
        )
        shop = escape(self.context.shop.name)
        named, done = escape(tr(N_("Complaint"))), escape(tr(N_("What was done")))
        sign = escape(tr(N_("Signed by the customer, if it is settled:")))
        return (
            f"<h2>{shop}</h2><h3>{named} {shown.id}</h3>"
            f"<table width='100%' cellpadding='4'>{lines}</table>"
            f"<h4>{done}</h4>"
            f"<table width='100%' cellpadding='4'>{steps}</table><p><br>{sign} ____________</p>"
        )

    def _lay_out(self) -> None:
        take = button(tr(N_("Write it down")), self._step)
        self.words.returnPressed.connect(self._step)
        self.steps_card.addWidget(self.kinds)
        said = holder(column(row(self.words, take), space=SPACE.small))
        next_ = card(holder(self.steps_card), said, words=tr(N_("What was done now?")))
        done = card(holder(self.steps), words=tr(N_("Steps, the newest first")))
        left = holder(column(next_, done, None, space=SPACE.large))
        noted = card(self.form, words=tr(N_("Noted")))
        right = holder(column(noted, None))
        right.setMinimumWidth(self.context.theme.px(_SIDE))
        both = row(left, right, space=SPACE.large)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        inside = holder(column(holder(self.head), holder(both), None, space=SPACE.large))
        around = column(scrolling(inside))
        self.whole = holder(around)
        outer = column(self.whole, holder(self.empty))
        outer.setContentsMargins(SPACE.page, SPACE.section, SPACE.page, SPACE.section)
        outer.setStretch(0, 1)
        self.setLayout(outer)


def _clocks(made: Complaint, now: datetime) -> str:
    """When it came, how long it took so far, and until somebody answered."""
    shown, answered = made.card, made.minutes["answered_minutes"]
    told = {
        "when": moment(shown.received, now),
        "since": since_words(shown, now),
        "open": length(shown.open_minutes),
    }
    if answered is None:
        return tr(N_("Received {when}, {since}; {open} of open hours"), **told)
    said = N_("Received {when}, {since}; first answer after {answer}; {open} of open hours")
    return tr(said, **told, answer=length(answered))


def make_page(context: Context) -> Page:
    """Made by the registry."""
    return ComplaintPage(context)
