"""How receipts are paid: what tills and people write, and what buys on account."""

from dataclasses import dataclass

from app.i18n import N_


@dataclass(frozen=True)
class Method:
    """One way to pay: its key, its marked label, and how else it is written."""

    key: str
    label: str
    words: tuple[str, ...]


ON_ACCOUNT = "account"
METHODS = (
    Method("wechat", N_("WeChat Pay"), ("微信", "微信支付", "wechat", "wx", "weixin")),
    Method("alipay", N_("Alipay"), ("支付宝", "alipay", "zfb", "ali")),
    Method("cash", N_("Cash"), ("现金", "cash", "现付")),
    Method("card", N_("Bank card"), ("银行卡", "刷卡", "card", "pos", "信用卡", "储蓄卡")),
    Method("transfer", N_("Bank transfer"), ("转账", "对公转账", "银行转账", "transfer", "汇款")),
    Method(
        ON_ACCOUNT,
        N_("On account"),
        ("挂账", "赊账", "赊", "记账", "月结", "欠款", "on account", "account", "on credit"),
    ),
)
_BY_WORD = {
    word.casefold(): each.key for each in METHODS for word in (each.key, each.label, *each.words)
}


def method_of(typed: str | None) -> str | None:
    """The key of the way to pay that a text means; None for any other text."""
    return None if typed is None else _BY_WORD.get(typed.strip().casefold())


def is_on_account(typed: str | None) -> bool:
    """Was it bought on account, to be paid later?"""
    return method_of(typed) == ON_ACCOUNT
