"""Which editor a kind gets; the one place that knows all of them."""

from typing import Any

from app.catalogue import kinds
from app.catalogue.choices import HABIT
from app.catalogue.field import Field
from app.catalogue.kind import Rules
from app.catalogue.kinds_opinion import NO, YES
from app.i18n import N_, tr
from app.ui.forms.day import DayEditor
from app.ui.forms.editor import Editor
from app.ui.forms.pick import ChipsEditor, MeasureEditor, WordsEditor
from app.ui.forms.plain import LineEditor, TextEditor
from app.ui.theme import Theme

_SCORES = {
    "1": N_("1 poor"),
    "2": N_("2 fair"),
    "3": N_("3 middling"),
    "4": N_("4 good"),
    "5": N_("5 excellent"),
}


def editor_for(field: Field[Any], rules: Rules, theme: Theme) -> Editor:
    """A fresh editor for this field, named for screen readers."""
    made = _editor(field, rules, theme)
    name = tr(field.label)
    made.setAccessibleName(name)
    made.first().setAccessibleName(made.first().accessibleName() or name)
    return made


def _editor(field: Field[Any], rules: Rules, theme: Theme) -> Editor:
    kind = field.kind
    hint = tr(field.hint)
    match kind:
        case kinds.Day():
            return DayEditor(kind, rules, theme)
        case kinds.LongText() | kinds.Lines():
            return TextEditor(kind, rules, theme, hint or _lines_hint(kind))
        case kinds.Choice() | kinds.Choices() | kinds.Words():
            return _chips(kind, rules, theme)
        case kinds.YesOrNo() | kinds.Opinion() | kinds.ChoiceWith():
            return _words(kind, rules, theme, hint)
        case kinds.Measure():
            return MeasureEditor(kind, rules, theme, kind.units)
        case _:
            return LineEditor(kind, rules, theme, hint)


def _lines_hint(kind: Any) -> str:
    return tr(N_("One a line")) if isinstance(kind, kinds.Lines) else ""


def _chips(kind: Any, rules: Rules, theme: Theme) -> Editor:
    if isinstance(kind, kinds.Words):
        offered = [tr(each) for each in kind.suggestions]
        return ChipsEditor(kind, rules, theme, offered, several=True)
    offered = [tr(kind.options.label_of(code)) for code in kind.options.codes()]
    several = isinstance(kind, kinds.Choices)
    own = several or kind.own
    return ChipsEditor(kind, rules, theme, offered, several=several, own=own)


def _words(kind: Any, rules: Rules, theme: Theme, hint: str) -> Editor:
    if isinstance(kind, kinds.Opinion):
        return WordsEditor(
            kind, rules, theme, tuple(_SCORES), lambda score: tr(_SCORES[score]), hint
        )
    if isinstance(kind, kinds.ChoiceWith):
        offered = [tr(kind.options.label_of(code)) for code in kind.options.codes()]
        return WordsEditor(kind, rules, theme, offered, hint=hint)
    if kind.habits:
        return WordsEditor(kind, rules, theme, [tr(HABIT.label_of(c)) for c in HABIT.codes()])
    return WordsEditor(kind, rules, theme, [tr(YES), tr(NO)], hint=hint)
