"""A sheet of questions on paper: boxes to tick, a line for words, room for a name."""

from html import escape

from app.core.surveys.drafts import halves
from app.core.surveys.queries import Item, Survey
from app.core.surveys.records import Half, ItemKind
from app.i18n import N_, tr
from app.ui.satisfaction.words import group_words
from app.ui.widgets.paper import HtmlPaper

HALF_WORDS: dict[Half, str] = {
    Half.IMPORTANCE: N_("How important?"),
    Half.SATISFACTION: N_("How satisfied?"),
    Half.EXPECTATION: N_("What do you expect?"),
    Half.PERCEPTION: N_("What do you find here?"),
    Half.FUNCTIONAL: N_("If it is so?"),
    Half.DYSFUNCTIONAL: N_("If it is not so?"),
}
FEELINGS = (
    N_("I like it"),
    N_("It must be so"),
    N_("I do not mind"),
    N_("I can live with it"),
    N_("I dislike it"),
)


def answer_words(item: Item) -> tuple[str, ...]:
    """What can be chosen, from the lowest value up."""
    if item.kind is ItemKind.YES_NO:
        return tr(N_("No")), tr(N_("Yes"))
    if item.kind is ItemKind.CHOICE:
        return item.choices
    if item.kind is ItemKind.KANO:
        return tuple(tr(each) for each in FEELINGS)
    return tuple(str(value) for value in range(item.low, item.high + 1))


def sheet_paper(shop: str, survey: Survey, items: tuple[Item, ...]) -> HtmlPaper:
    """One page or a few; question numbers as the typing of paper sheets expects them."""
    rows, before = [], ""
    for number, each in enumerate(items, 1):
        if each.group and each.group != before:
            rows.append(f"<tr><td colspan='2'><b>{escape(group_words(each.group))}</b></td></tr>")
        before = each.group or ""
        rows.append(_row(number, each, survey.model))
    asked = escape(tr(N_("Name or card number:")))
    name = "" if survey.anonymous else f"<p>{asked} ________</p>"
    thanks = escape(tr(N_("Thank you. What you say here makes us better.")))
    body = (
        f"<h2>{escape(shop)}</h2><h3>{escape(survey.name)}</h3>{name}"
        f"<table width='100%' cellpadding='4'>{''.join(rows)}</table><p>{thanks}</p>"
    )
    return HtmlPaper(survey.name, body, f"{shop} · {survey.name}")


def _row(number: int, item: Item, model: str) -> str:
    words = f"<td width='44%'>{number}. {escape(item.words)}</td>"
    if item.kind is ItemKind.TEXT:
        return f"<tr>{words}<td>______________________________</td></tr>"
    boxes = "   ".join(f"☐ {escape(each)}" for each in answer_words(item))
    lines = []
    for half in halves(item.kind, model):
        asked = f"{escape(tr(HALF_WORDS[half]))} " if half in HALF_WORDS else ""
        lines.append(f"{asked}{boxes}")
    return f"<tr>{words}<td>{'<br>'.join(lines)}</td></tr>"
