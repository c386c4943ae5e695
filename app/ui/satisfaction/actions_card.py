"""What is done about it: actions on weak items, whether the item moved, and the five gaps."""

from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.actor import spoken_name
from app.core.store.reader import Reader
from app.core.surveys import queries, service
from app.core.surveys.actions import GAPS, LISTENING, PROCESS
from app.core.surveys.latest import asked_last
from app.core.surveys.queries import Action, Evidence, Listening
from app.core.surveys.results import Results, results
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import day
from app.ui.lending import LentCard
from app.ui.satisfaction.action_dialog import ActionDialog, HeardDialog
from app.ui.satisfaction.deeds import Deeds
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.layout import card, clear, column, holder, row, rule, scrolling
from app.ui.widgets.text import label, sentence

ACT = N_("Action after a survey")
_FEW_NOTES = 4


@dataclass(frozen=True)
class Doing:
    """Everything that the card shows."""

    survey_id: int | None
    wave_id: int | None
    weak: tuple[tuple[str, str], ...]
    actions: tuple[Action, ...]
    moved: dict[int, tuple[Fraction, Fraction]]
    words: dict[str, str]
    heard: tuple[Listening, ...]
    evidence: Evidence


def doing(reader: Reader) -> Doing:
    """The newest answered survey's weak items, every action, every note."""
    surveys = [each for each in queries.surveys(reader) if each.responses]
    actions, heard = queries.actions(reader), queries.listening(reader)
    waves = {each.id: queries.waves(reader, each.id) for each in surveys}
    found: dict[int, Results] = {}
    for several in waves.values():
        for wave in several:
            found[wave.id] = results(reader, wave.version_id, [wave.id])
    moved: dict[int, tuple[Fraction, Fraction]] = {}
    for each in actions:
        pair = _moved(each, [found[wave.id] for wave in waves.get(each.survey_id, ())],
                      [wave.id for wave in waves.get(each.survey_id, ())])  # fmt: skip
        if pair is not None:
            moved[each.id] = pair
    words = {each.item.key: each.item.words for result in found.values() for each in result.items}
    evidence = queries.evidence(reader)
    newest = asked_last(surveys)
    if newest is None:
        return Doing(None, None, (), actions, moved, words, heard, evidence)
    answered = [each for each in waves[newest.id] if each.responses]
    last = answered[-1] if answered else None
    weak = _weak(found[last.id]) if last else ()
    return Doing(newest.id, last.id if last else None, weak, actions, moved, words, heard, evidence)


def _weak(found: Results) -> tuple[tuple[str, str], ...]:
    """The items, the weakest first."""
    known = [each for each in found.items if each.score.mean is not None]
    known.sort(key=lambda each: each.score.mean or 0)
    return tuple((each.item.key, each.item.words) for each in known)


def _moved(
    action: Action, line: list[Results], waves: list[int]
) -> tuple[Fraction, Fraction] | None:
    """The item's mean in the wave of the action, and in the next one that was answered."""
    if action.item_key is None or action.wave_id not in waves:
        return None
    at = waves.index(action.wave_id)
    before = _mean(line[at], action.item_key)
    later = [_mean(each, action.item_key) for each in line[at + 1 :]]
    after = next((each for each in later if each is not None), None)
    return None if before is None or after is None else (before, after)


def _mean(found: Results, key: str) -> Fraction | None:
    return next((each.score.mean for each in found.items if each.item.key == key), None)


class ActionsCard(LentCard):
    """Actions at the left, the five gaps at the right."""

    key, title = "actions", N_("Actions and the five gaps")
    tables = frozenset({"survey_action", "listening_note", "survey_answer", "survey", "complaint"})

    def __init__(self, context: Context) -> None:
        """Loads when it is shown."""
        super().__init__(context)
        self.deeds = Deeds(context, self)
        self.found: Doing | None = None
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        both = row(holder(self.left), holder(self.right), space=SPACE.large)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.setLayout(column(scrolling(holder(both))))

    def reload(self) -> None:
        """Ask for everything."""
        self.context.jobs.read(doing, self._show, topic=self.topic)

    def count(self, reader: Reader) -> int | None:
        """How many actions are open."""
        return sum(each.done_on is None for each in queries.actions(reader))

    @Slot(object)
    def _show(self, found: Doing) -> None:
        self.found = found
        for side in (self.left, self.right):
            clear(side)
            side.setSpacing(SPACE.large)
        self.left.addWidget(self._actions(found))
        self.left.addStretch(1)
        for gap in GAPS:
            self.right.addWidget(self._gap(found, gap))
        self.right.addStretch(1)

    def _actions(self, found: Doing) -> QWidget:
        pieces: list[QWidget] = []
        if found.survey_id is not None:
            if found.weak:
                weakest = tr(
                    N_("The weakest item of the last wave: {item}."), item=found.weak[0][1]
                )
                pieces.append(sentence(weakest, "muted"))
            new = button(tr(N_("Decide on an action…")), self.decide, "primary")
            pieces.append(holder(row(new, None)))
        else:
            told = tr(N_("When a survey is answered, its weakest items lead to actions here."))
            pieces.append(sentence(told, "muted"))
        for each in found.actions:
            pieces += [rule(), self._action(found, each)]
        return card(*pieces, words=tr(N_("Actions")), space=SPACE.small)

    def decide(self, gap: int | None = None) -> None:
        """About the weakest item of the last wave, unless said otherwise."""
        found = self.found
        if found is not None and found.survey_id is not None:
            items = found.weak if gap is None else ()
            ActionDialog(
                self.context, self, found.survey_id, items, wave_id=found.wave_id, gap=gap
            ).open()

    def _action(self, found: Doing, each: Action) -> QWidget:
        today = self.context.clock.today()
        late = each.done_on is None and each.due_on is not None and each.due_on < today
        about = [found.words.get(each.item_key, each.item_key)] if each.item_key else []
        about += [tr(GAPS[each.gap])] if each.gap else []
        about += [each.owner] if each.owner else []
        if each.done_on is not None:
            when = tr(N_("done {day}"), day=day(each.done_on, today))
        else:
            when = tr(N_("until {day}"), day=day(each.due_on, today)) if each.due_on else ""
        acts: list[QWidget] = []
        if each.done_on is None:
            done = button(tr(N_("Done")), partial(self._finish, each))
            done.setAccessibleName(f"{done.text()} {each.what}")
            acts.append(done)
        away = tr(N_("Not to be done: {what}"), what=each.what)
        acts.append(icon_button("x", away, partial(self._delete, each), self.context.theme))
        look = "danger" if late else "muted"
        pieces = [holder(row(label(each.what, "strong", wrap=True), None, *acts))]
        said = " · ".join(part for part in (*about, when) if part)
        if said:
            pieces.append(label(said, look, wrap=True))  # type: ignore[arg-type]
        if each.id in found.moved:
            before, after = found.moved[each.id]
            moved = tr(
                N_("The item went from {before} to {after} in the next wave."),
                before=f"{float(before):.2f}",
                after=f"{float(after):.2f}",
            )
            pieces.append(label(moved, "accent" if after > before else "warn", wrap=True))
        return holder(column(*pieces, space=SPACE.hair))

    def _finish(self, each: Action) -> None:
        self.deeds.write(ACT, lambda unit: service.finish_action(unit, each.id, ""))

    def _delete(self, each: Action) -> None:
        self.deeds.write(ACT, lambda unit: service.delete_action(unit, each.id))

    def _gap(self, found: Doing, gap: int) -> QWidget:
        pieces: list[QWidget] = [sentence(self._evidence(found, gap), "muted")]
        heard = [each for each in found.heard if each.gap == gap]
        for each in heard[:_FEW_NOTES]:
            pieces += [rule(), self._note(each)]
        left = len(heard) - _FEW_NOTES
        if left > 0:
            pieces.append(label(ntr("and {n} more", "and {n} more", left), "small"))
        hear = button(tr(N_("Note…")), lambda: HeardDialog(self.context, self, gap).open())
        acts: list[QWidget] = [hear]
        if found.survey_id is not None:
            acts.append(button(tr(N_("Action…")), lambda: self.decide(gap), "quiet"))
        pieces.append(holder(row(*acts, None)))
        return card(*pieces, words=f"{gap} · {tr(GAPS[gap])}", space=SPACE.small)

    def _note(self, each: Listening) -> QWidget:
        kind = LISTENING.get(each.way or "") or PROCESS.get(each.question or "")
        head = tr(kind) if kind else tr(N_("A conclusion of ours"))
        away = icon_button(
            "x",
            tr(N_("Take this note away")),
            lambda: self.deeds.write(ACT, lambda unit: service.delete_listening(unit, each.id)),
            self.context.theme,
        )
        said = " · ".join(part for part in (day(each.on), spoken_name(each.who or "")) if part)
        return holder(
            column(
                row(label(head, "small", wrap=True), None, away),
                label(each.words, wrap=True),
                label(said, "small"),
                space=2,
            )
        )

    def _evidence(self, found: Doing, gap: int) -> str:
        """What the shop holds already that speaks to this gap."""
        e = found.evidence
        listened = sum(each.gap == gap and each.way is not None for each in found.heard)
        if gap == 1:
            sheets = ntr("{n} sheet answered", "{n} sheets answered", e.sheets)
            return f"{sheets}, " + ntr("{n} note of listening", "{n} notes of listening", listened)
        if gap == 2:
            weak = found.weak[0][1] if found.weak else "–"
            return tr(N_("Weakest item of the last wave: {item}"), item=weak)
        if gap == 3:
            return ntr(
                "{n} complaint in all, {open} still open",
                "{n} complaints in all, {open} still open",
                e.complaints,
                open=e.open_complaints,
            )
        if gap == 4:
            return _promises(e)
        return tr(N_("Expectation and perception: see the radar of a SERVQUAL survey."))


def _promises(e: Evidence) -> str:
    """Without a delivery that was promised for a day there is no share to tell."""
    if not e.deliveries:
        told = N_("No delivery was promised for a day; complaints settled late: {late}")
        return tr(told, late=e.settled_late)
    return ntr(
        "{kept} of {n} delivery came as promised; complaints settled late: {late}",
        "{kept} of {n} deliveries came as promised; complaints settled late: {late}",
        e.deliveries,
        kept=e.delivered_in_time,
        late=e.settled_late,
    )


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return ActionsCard(context)
