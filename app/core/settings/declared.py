"""Every setting that lives inside the shop: its key, its type, its default, its words."""

from typing import Any

from app.core.settings.of_value import (
    MATRIX_CUT,
    MATRIX_LINES,
    MEANT,
    RFM_BANDS,
    RFM_METHOD,
    RFM_WEIGHTS,
    STONE_SCALE,
)
from app.core.settings.shapes import Option as Option
from app.core.settings.shapes import Setting as Setting
from app.core.settings.shapes import choice as _choice
from app.core.settings.shapes import digits as _digits
from app.core.settings.shapes import is_whole as _is_whole
from app.core.settings.shapes import text as _text
from app.core.settings.shapes import whole as _whole
from app.core.settings.shapes import yes_no as _yes_no
from app.i18n import N_


def _lead_days(kind: str, label: str) -> Setting[tuple[int, ...]]:
    def fits(value: Any) -> bool:
        return (
            isinstance(value, tuple)
            and len(value) <= 8
            and all(_is_whole(days, 0, 366) for days in value)
        )

    hint = N_("Days ahead, for example 7 and 0; empty for no reminder")
    return Setting(f"reminders.lead_days.{kind}", "days", (7, 0), label, fits, hint)


SHOP_NAME = _text("shop.name", N_("Name of the shop"), longest=80)
AREA_CODE = _digits(
    "shop.area_code", N_("Area code"), N_("Completes landline numbers typed without one")
)
CURRENCY = _choice(
    "shop.currency",
    N_("Currency"),
    Option("CNY", N_("Renminbi (¥)")),
    Option("HKD", N_("Hong Kong dollar (HK$)")),
    Option("MOP", N_("Macao pataca (MOP$)")),
    Option("TWD", N_("New Taiwan dollar (NT$)")),
    Option("SGD", N_("Singapore dollar (S$)")),
    Option("MYR", N_("Malaysian ringgit (RM)")),
    Option("USD", N_("US dollar (US$)")),
    Option("EUR", N_("Euro (€)")),
    Option("GBP", N_("Pound sterling (£)")),
    Option("JPY", N_("Japanese yen (JP¥)")),
    Option("KRW", N_("South Korean won (₩)")),
    hint=N_("Stays as it is once there are sums of money: nothing is converted"),
)
WEEK_START = _choice(
    "shop.week_start",
    N_("The week begins on"),
    Option("monday", N_("Monday")),
    Option("sunday", N_("Sunday")),
    Option("saturday", N_("Saturday")),
)
FISCAL_MONTH = _whole(
    "shop.fiscal_month",
    N_("The shop's year begins in month"),
    default=1,
    low=1,
    high=12,
    hint=N_("1 for January; figures by year follow it"),
)
ACCOUNT_DAYS = _whole(
    "purchases.account_days",
    N_("Days until what was bought on account is overdue"),
    default=30,
    low=0,
    high=3650,
)

LEAP_MONTH = _choice(
    "reminders.leap_month",
    N_("Born in a leap month"),
    Option("ordinary", N_("Keep the day in the ordinary month")),
    Option("leap", N_("Keep it in the leap month when the year has it")),
    Option("both", N_("Keep both days")),
)
DAY_30 = _choice(
    "reminders.day_30",
    N_("Lunar 30th in a month of 29 days"),
    Option("29", N_("Keep it on the 29th")),
    Option("next", N_("Keep it on the next day")),
    Option("skip", N_("Leave it out that year")),
)
FEB_29 = _choice(
    "reminders.feb_29",
    N_("February 29 in a common year"),
    Option("feb_28", N_("Keep it on February 28")),
    Option("mar_1", N_("Keep it on March 1")),
)
ZODIAC_TURN = _choice(
    "reminders.zodiac_turn",
    N_("The zodiac year begins"),
    Option("new_year", N_("At lunar new year")),
    Option("spring", N_("At the Beginning of Spring")),
)
LEAD_DAYS = {
    "birthday": _lead_days("birthday", N_("Birthdays of customers")),
    "spouse_birthday": _lead_days("spouse_birthday", N_("Birthdays of spouses")),
    "child_birthday": _lead_days("child_birthday", N_("Birthdays of children")),
    "person_birthday": _lead_days("person_birthday", N_("Birthdays of persons in charge")),
    "wedding": _lead_days("wedding", N_("Wedding anniversaries")),
    "founding": _lead_days("founding", N_("Founding days of companies")),
    "joined": _lead_days("joined", N_("Anniversaries of joining")),
    "own": _lead_days("own", N_("Days in fields of the shop's own")),
}

MATRIX_WINDOW = _whole(
    "value.window_days",
    N_("Days that the value matrix looks back"),
    default=365,
    low=0,
    high=36500,
    hint=N_("0 means all time"),
)
MERGE_SAME_DAY = _yes_no(
    "value.merge_same_day", N_("Count receipts of one day as one purchase"), default=False
)
SLEEPING_DAYS = _whole(
    "value.sleeping_days",
    N_("Days without a purchase until a customer counts as lapsed"),
    default=365,
    low=1,
    high=36500,
)

FADING_TIMES = _whole(
    "fading.times",
    N_("Too silent: more than so many times the usual gap"),
    default=2,
    low=1,
    high=20,
)
FADING_WINDOW = _whole(
    "fading.window_days",
    N_("Days compared with as many before them"),
    default=180,
    low=7,
    high=3650,
)
FADING_HIATUS = _whole(
    "fading.hiatus_days",
    N_("Too silent without a rhythm of her own: more than so many days"),
    default=180,
    low=1,
    high=36500,
    hint=N_("Somebody has a rhythm once there are three gaps between her purchases"),
)
FADING_SHARE = _whole(
    "fading.share_percent",
    N_("Shrunk: at most so many percent of before"),
    default=50,
    low=1,
    high=99,
)

WALLET_SHARE = _whole(
    "wallet.share_cut",
    N_("Percent of a customer's spending from which her share is high"),
    default=50,
    low=1,
    high=100,
)
PLAN_MONTHS = _whole(
    "wallet.plan_months",
    N_("Months ahead that her plans are counted"),
    default=12,
    low=1,
    high=120,
)
MUCH_PLANNED = _whole(
    "wallet.much_planned",
    N_("Planned amount from which it is much"),
    default=1000,
    low=1,
    high=1_000_000_000,
    hint=N_("In whole yuan; all her plans of these months together"),
)
TIER_RULE = _choice(
    "worth.tier_rule",
    N_("Tiers are reckoned by"),
    Option("profit", N_("What a customer leaves over")),
    Option("revenue", N_("Revenue")),
)
MARGIN = _whole(
    "worth.margin",
    N_("Percent of revenue that is left over"),
    default=30,
    low=1,
    high=100,
    hint=N_("Before the cost of serving"),
)
CONTACT_COST = _whole(
    "worth.contact_cost",
    N_("What one contact or visit costs the shop"),
    default=0,
    low=0,
    high=1_000_000,
    hint=N_("In whole yuan, the time it takes included"),
)
TIER_GOOD = _text("worth.tier_good", N_("Name of the best tier"), longest=20)
TIER_FAIR = _text("worth.tier_fair", N_("Name of the middle tier"), longest=20)
TIER_POOR = _text("worth.tier_poor", N_("Name of the last tier"), longest=20)
VIP_SHARE = _whole(
    "worth.vip_share",
    N_("Percent of customers who count as the best"),
    default=10,
    low=1,
    high=100,
)

AMBER_DAYS = _whole(
    "freshness.amber_days",
    N_("Days until a value is worth checking again"),
    default=365,
    low=0,
    high=36500,
    hint=N_("0 means never"),
)
RED_DAYS = _whole(
    "freshness.red_days",
    N_("Days until it is old"),
    default=730,
    low=0,
    high=36500,
    hint=N_("0 means never"),
)


def _are_field_days(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(key, str)
        and isinstance(days, list)
        and len(days) == 2
        and all(_is_whole(each, 0, 36500) for each in days)
        for key, days in value.items()
    )


# Asked for in each field's own dialog: {field key: [amber days, red days]}, 0 for never.
FIELD_DAYS: Setting[dict[str, list[int]]] = Setting(
    "field_freshness", "by_field", {}, N_("How long single fields stay fresh"), _are_field_days
)

ANSWER_DAYS = _whole(
    "complaints.answer_days",
    N_("Working days until a complaint must be answered"),
    default=3,
    low=0,
    high=90,
)
CLOSE_DAYS = _whole(
    "complaints.close_days",
    N_("Working days until a complaint should be settled"),
    default=10,
    low=1,
    high=365,
)
ESCALATE_TO = _text(
    "complaints.escalate_to",
    N_("A complaint that is late goes to"),
    hint=N_("A name; empty for nobody"),
    longest=80,
)
ESCALATE_HOURS = _whole(
    "complaints.escalate_hours",
    N_("Open hours after it was due until it goes there"),
    default=4,
    low=0,
    high=720,
)
SURVEY_REST_DAYS = _whole(
    "surveys.rest_days",
    N_("Days until somebody may be asked again"),
    default=90,
    low=0,
    high=3660,
)

EMPTY_BIN = _yes_no(
    "bin.empty", N_("Delete for good who has lain in the bin for 30 days"), default=True
)
SECOND_FOLDER = _text(
    "backups.second_folder",
    N_("Second folder for backups"),
    hint=N_("A USB stick or another disk, so that a copy is kept off this computer"),
    longest=4096,
)
LOCK_AFTER = _whole(
    "vault.lock_after_minutes",
    N_("Lock after minutes without use"),
    default=5,
    low=1,
    high=30,
)

_ALL: tuple[Setting[Any], ...] = (
    SHOP_NAME,
    AREA_CODE,
    CURRENCY,
    WEEK_START,
    FISCAL_MONTH,
    ACCOUNT_DAYS,
    LEAP_MONTH,
    DAY_30,
    FEB_29,
    ZODIAC_TURN,
    *LEAD_DAYS.values(),
    MATRIX_WINDOW,
    MERGE_SAME_DAY,
    SLEEPING_DAYS,
    MATRIX_CUT,
    MATRIX_LINES,
    RFM_METHOD,
    RFM_WEIGHTS,
    STONE_SCALE,
    RFM_BANDS,
    MEANT,
    FADING_TIMES,
    FADING_WINDOW,
    FADING_HIATUS,
    FADING_SHARE,
    WALLET_SHARE,
    PLAN_MONTHS,
    MUCH_PLANNED,
    TIER_RULE,
    MARGIN,
    CONTACT_COST,
    TIER_GOOD,
    TIER_FAIR,
    TIER_POOR,
    VIP_SHARE,
    AMBER_DAYS,
    RED_DAYS,
    FIELD_DAYS,
    ANSWER_DAYS,
    CLOSE_DAYS,
    ESCALATE_TO,
    ESCALATE_HOURS,
    SURVEY_REST_DAYS,
    EMPTY_BIN,
    SECOND_FOLDER,
    LOCK_AFTER,
)
SETTINGS: dict[str, Setting[Any]] = {each.key: each for each in _ALL}
