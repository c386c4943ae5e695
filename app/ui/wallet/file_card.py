"""On a customer's file: her share of wallet, plans and class, her tier and privileges."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from app.catalogue.currency import short_money
from app.core.actor import Right
from app.core.store.unit import Unit
from app.core.wallet import service as wallets
from app.core.wallet.queries import Estimate, Plan
from app.core.wallet.rad import WORDS
from app.core.wallet.shares import percent
from app.core.worth import service as worth
from app.core.worth.queries import Given, Privilege
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.tokens import SPACE
from app.ui.wallet import words
from app.ui.wallet.file_answers import Hers, ask, tier_sentence
from app.ui.wallet.grade_dialog import GradeDialog
from app.ui.wallet.plan_dialog import LostDialog, PlanDialog
from app.ui.wallet.plan_row import PlanDeeds, PlanRow
from app.ui.wallet.share_dialog import ShareDialog
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.dot import dot
from app.ui.widgets.flow import Flow
from app.ui.widgets.layout import card, clear, holder, row, section, stand
from app.ui.widgets.text import heading, label, sentence


class WalletCard(LentCard):
    """Read view first; each line of it can be put right."""

    key, title = "wallet", N_("Share and worth")
    tables = frozenset(
        {
            "wallet_estimate", "purchase_plan", "rad_move", "tier_given", "privilege",
            "privilege_given", "purchase_summary", "setting", "touch",
        }
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        """Empty until its customer is known."""
        super().__init__(context)
        self.hers: Hers | None = None
        self.rows: list[PlanRow] = []
        self.may_edit = context.may(Right.EDIT_CUSTOMERS)
        self._every = False
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)

    def show_record(self, record: int | None) -> None:
        """Another customer's older estimates are folded again."""
        if record != self.record:
            self._every = False
        super().show_record(record)

    def reload(self) -> None:
        """Ask for everything about her."""
        record = self.record
        if record is not None and self.context.may(Right.SEE_FIGURES):
            self.context.jobs.read(lambda reader: ask(reader, record), self._show, topic=self.topic)

    def write_share(self) -> None:
        """Estimate her share anew."""
        ShareDialog(self.context, self, self.record).open()

    def write_plan(self, plan: Plan | None = None) -> None:
        """Write a plan down, or put one in other words."""
        PlanDialog(self.context, self, self.record, plan).open()

    def write_grade(self) -> None:
        """Give her a tier by hand."""
        if self.hers is not None:
            hers = self.hers
            GradeDialog(self.context, self, hers.record, hers.grade, hers.names).open()

    @Slot(object)
    def _show(self, hers: Hers) -> None:
        self.hers, self.rows = hers, []
        clear(self._inside)
        pieces = [self._head(), *self._share(hers), *self._plans(hers), *self._tier(hers)]
        stand(self._inside, card(*pieces, space=SPACE.small))

    def _head(self) -> QWidget:
        self.share_button = button(tr(N_("Share…")), self.write_share)
        self.plan_button = button(tr(N_("Plan…")), self.write_plan)
        self.share_button.setAccessibleName(tr(N_("Estimate her share of wallet")))
        self.plan_button.setAccessibleName(tr(N_("Write down what she means to buy")))
        tools = [self.share_button, self.plan_button] if self.may_edit else []
        return holder(row(heading(tr(self.title)), None, *tools))

    def _share(self, hers: Hers) -> list[QWidget]:
        found = hers.wallet
        figure = label(percent(found.share.value), "title")
        figure.setAccessibleName(tr(N_("Share of wallet: {share}"), share=figure.text()))
        about = label(
            words.of_share(found), "danger" if found.share.is_error else "muted", wrap=True
        )
        pieces: list[QWidget | QLabel] = [figure, about] if found.estimates else [about]
        first = row(*pieces, SPACE.medium, *self._class(hers), space=SPACE.small)
        first.setStretch(len(pieces) - 1, 1)
        lines: list[QWidget] = [holder(first), sentence(found.sentence(short_money), "small")]
        shown = [each for each in found.estimates if each.counts or self._every]
        lines += [self._estimate(each) for each in shown]
        hidden = len(found.estimates) - len(shown)
        if hidden:
            said = ntr("{n} earlier estimate", "{n} earlier estimates", hidden)
            lines.append(button(said, self._show_every, "link"))
        return lines

    def _class(self, hers: Hers) -> list[QWidget]:
        rad = hers.wallet.rad
        if rad is None:
            return []
        name = label(tr(WORDS[rad].name), "strong")
        name.setToolTip(tr(WORDS[rad].advice))
        return [dot(self.context.theme, words.COLOURS[rad]), name]

    def _estimate(self, each: Estimate) -> QWidget:
        today = self.context.clock.today()
        line = label(
            words.estimate_words(each, today), "body" if each.counts else "small", wrap=True
        )
        line.setToolTip("\n".join(part for part in (words.counted_words(each), each.note) if part))
        delete = tr(N_("Delete this estimate: {what}"), what=line.text())
        pieces: list[QWidget] = [line]
        if self.may_edit:
            away = partial(self._delete_estimate, each)
            pieces.append(icon_button("x", delete, away, self.context.theme))
        inside = row(*pieces)
        inside.setStretch(0, 1)
        return holder(inside)

    def _plans(self, hers: Hers) -> list[QWidget]:
        if not hers.wallet.plans:
            return []
        deeds = PlanDeeds(self._bought, self._lost, self.write_plan, self._reopen, self._delete)
        lent = deeds if self.may_edit else None
        theme, today = self.context.theme, hers.wallet.today
        self.rows = [PlanRow(theme, each, today, lent) for each in hers.wallet.plans]
        return [section(tr(N_("Plans"))), *self.rows]

    def _tier(self, hers: Hers) -> list[QWidget]:
        tier, rule = hers.grade.tier, hers.grade.computed
        name = label(hers.names[tier] if tier else tr(N_("No tier yet")), "value")
        pieces: list[QWidget] = [name]
        if rule is not None and rule.is_vip:
            pieces.append(label(tr(N_("One of the best")), "chip"))
        self.grade_button = button(tr(N_("Tier by hand…")), self.write_grade, "link")
        tools = [self.grade_button, self._give(hers)] if self.may_edit else []
        said = sentence(tier_sentence(hers), "small")
        said.setToolTip(hers.grade.rule.sentence(short_money))
        chips = [self._chip(each) for each in hers.given]
        given = [holder(Flow(chips, SPACE.small))] if chips else []
        line = holder(Flow([*pieces, *tools], SPACE.medium))
        return [section(tr(N_("Tier"))), line, said, *given]

    def _chip(self, given: Given) -> QWidget:
        press = button(given.name, partial(self._given_menu, given), "quiet",
                       theme=self.context.theme, image="star")  # fmt: skip
        since = tr(N_("since {day}"), day=given.on.isoformat())
        press.setToolTip("\n".join(part for part in (since, given.note) if part))
        press.setEnabled(self.may_edit)
        return press

    def _give(self, hers: Hers) -> QWidget:
        press = button(tr(N_("Give a privilege")), look="menu")
        menu = QMenu(press)
        having = {each.privilege_id for each in hers.given}
        for each in hers.privileges:
            if each.id not in having:
                action = menu.addAction(each.name)
                action.triggered.connect(partial(self._give_one, each))
        press.setMenu(menu)
        press.setEnabled(bool(menu.actions()))
        return press

    def _given_menu(self, given: Given) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        end, never = (
            QAction(tr(N_("She has it no longer")), menu),
            QAction(tr(N_("She never had it: delete")), menu),
        )
        end.triggered.connect(lambda: self._end(given))
        never.triggered.connect(lambda: self._never(given))
        menu.addActions([end, never])
        menu.popup(self.cursor().pos())

    def _show_every(self) -> None:
        self._every = True
        if self.hers is not None:
            self._show(self.hers)

    # Deeds

    def _bought(self, plan: Plan) -> None:
        self._write(N_("Close a plan: bought here"), lambda u: wallets.plan_bought(u, plan.id))

    def _lost(self, plan: Plan) -> None:
        LostDialog(self.context, self, plan).open()

    def _reopen(self, plan: Plan) -> None:
        self._write(N_("Open a plan again"), lambda unit: wallets.reopen_plan(unit, plan.id))

    def _delete(self, plan: Plan) -> None:
        self._write(N_("Delete a plan"), lambda unit: wallets.delete_plan(unit, plan.id))

    def _delete_estimate(self, each: Estimate) -> None:
        title = N_("Delete an estimate")
        self._write(title, lambda unit: wallets.delete_estimate(unit, each.id))

    def _give_one(self, each: Privilege, _: bool = False) -> None:
        record = self.record
        if record is not None:
            title = N_("Give a privilege")
            self._write(title, lambda unit: worth.give_privilege(unit, [record], each.id))

    def _end(self, given: Given) -> None:
        self._write(N_("End a privilege"), lambda unit: worth.end_privilege(unit, given.id))

    def _never(self, given: Given) -> None:
        self._write(N_("Delete a privilege"), lambda unit: worth.delete_given(unit, given.id))

    def _write(self, title: str, act: Callable[[Unit], object]) -> None:
        def done(_: object) -> None:
            self.context.messages.toast(tr(title), self.context.undo.last())

        self.context.jobs.write(title, act, done)


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return WalletCard(context)
