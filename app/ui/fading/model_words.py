"""The model in words: what its numbers mean, how far to believe it, what it never says."""

from collections.abc import Iterator

from app.core.fading.bg_nbd import BG, MBG
from app.core.fading.opinion import OFFERED_FROM, SURE_FROM, WEEKS, Opinion, Trial, Trust
from app.i18n import N_, ntr, tr
from app.ui.formats import number

POOR = 0.15
"""A larger share of customers in the wrong column is worth a warning."""
NAMES = {BG: "BG/NBD", MBG: "MBG/NBD"}
WHAT = {
    BG: N_(
        "Fader, Hardie and Lee 2005: while somebody is a customer she comes by chance at her own "
        "pace; after each repeat purchase she may be gone for good."
    ),
    MBG: N_(
        "Batislam, Denizel and Filiztekin 2007: the same, but somebody may be gone already after "
        "her first purchase."
    ),
}


def of_whom(found: Opinion) -> str:
    """Whose purchases the model knows."""
    return ntr(
        "{n} customer who ever bought, {again} of them again; days with a purchase up to "
        "{last}. A second opinion beside the rhythm of each.",
        "{n} customers who ever bought, {again} of them again; days with a purchase up to "
        "{last}. A second opinion beside the rhythm of each.",
        found.customers,
        again=number(found.repeaters),
        last=found.today.isoformat(),
    )


def trust_words(found: Opinion) -> str:
    """A warning, or nothing."""
    if found.trust is Trust.NONE:
        return ntr(
            "There is {n} customer; below {least} such a model is guesswork. The lists of "
            "who is slipping away need no model.",
            "There are {n} customers; below {least} such a model is guesswork. The lists of "
            "who is slipping away need no model.",
            found.customers,
            least=OFFERED_FROM,
        )
    if found.trust is Trust.FAILED:
        return tr(
            N_(
                "This model does not fit this shop: no best numbers were found. Customers here "
                "may all be alike, or hardly anybody leaves. Nothing of it is shown."
            )
        )
    return "\n".join(_doubts(found))


def _doubts(found: Opinion) -> Iterator[str]:
    """A poor fit of few customers is both."""
    if found.misplaced > POOR:
        yield tr(
            N_(
                "The model has {percent}% of the customers elsewhere than they are: it fits this "
                "shop poorly. Trust the rhythms instead."
            ),
            percent=round(100 * found.misplaced),
        )
    if found.trust is Trust.LITTLE:
        yield tr(
            N_(
                "Fewer than {sure} customers: in trials such fits were off by a tenth and more. "
                "Take it as a hint."
            ),
            sure=SURE_FROM,
        )


def numbers(found: Opinion) -> list[tuple[str, str, str]]:
    """Parameter, value, and what it says."""
    model = found.model
    rows = [
        ("r", f"{model.r:.4g}", tr(N_("the lower, the more customers differ in their pace"))),
        ("α", f"{model.alpha:.4g}", _pace(found)),
        ("a", f"{model.a:.4g}", _leaving(found)),
        ("b", f"{model.b:.4g}", ""),
        (tr(N_("Log-likelihood")), f"{model.log_likelihood:,.1f}",
         tr(N_("of two models for the same customers the higher one fits better"))),
    ]  # fmt: skip
    return rows + _money(found)


def trial_words(trial: Trial | None) -> str:
    """How a forecast from two thirds of the time did in the last third."""
    if trial is None:
        return tr(N_("A trial needs a year of purchases and {n} customers."), n=OFFERED_FROM)
    off = ""
    if trial.actual:
        percent = round(100 * (trial.expected / trial.actual - 1))
        off = tr(N_(" ({percent}%)"), percent=f"{percent:+d}")
    return tr(
        N_(
            "Trial: reckoned from what was known on {since}, the {weeks} weeks since should have "
            "brought {expected} purchase days of those {n} customers; they brought {actual}{off}."
        ),
        since=trial.since.isoformat(),
        weeks=f"{trial.weeks:.0f}",
        expected=number(round(trial.expected)),
        n=number(trial.customers),
        actual=number(trial.actual),
        off=off,
    )


def notes(found: Opinion) -> tuple[str, ...]:
    """What has to be said below the picture."""
    said = [trial_words(found.trial)]
    if found.spends_by_habit:
        said.append(
            tr(
                N_(
                    "Those who come often also spend differently at a time (correlation {r}); "
                    "sums to come are less certain."
                ),
                r=f"{found.correlation:.2f}",
            )
        )
    said.append(
        tr(
            N_(
                "Whoever bought once gets no chance of still being a customer: from one purchase "
                "nothing can be told. Expected purchases are those of the next {weeks} weeks."
            ),
            weeks=WEEKS,
        )
    )
    return tuple(said)


def _pace(found: Opinion) -> str:
    weeks = found.model.alpha / found.model.r
    return tr(N_("α/r: on average a purchase every {weeks} weeks"), weeks=f"{weeks:.1f}")


def _leaving(found: Opinion) -> str:
    model = found.model
    share = 100 * model.a / (model.a + model.b)
    return tr(
        N_("a/(a+b): after a purchase {percent}% on average are gone"), percent=f"{share:.0f}"
    )


def _money(found: Opinion) -> list[tuple[str, str, str]]:
    money = found.spending
    if money is None:
        return [("Gamma-Gamma", "–", tr(N_("no fit: sums are too few or too much alike")))]
    everybody = money.of_everybody
    told = "" if everybody is None else tr(
        N_("on average ¥{sum} at a time"), sum=f"{everybody:,.2f}"
    )  # fmt: skip
    return [
        ("p", f"{money.p:.4g}", told),
        ("q", f"{money.q:.4g}", tr(N_("Gamma-Gamma, for the sums"))),
        ("v", f"{money.v:.4g}", ""),
    ]
