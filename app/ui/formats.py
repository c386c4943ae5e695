"""Days, times, sizes and counts as people read them, in the current language."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from app.core.clock import Clock
from app.i18n import language, tr

_UNITS = ("B", "KB", "MB", "GB", "TB")
_KILO = 1024


def day(found: date, today: date | None = None) -> str:
    """A day: without its year when that is this year."""
    short = today is not None and found.year == today.year
    chinese = language() == "zh"
    wanted = {
        (True, True): "M月d日",
        (True, False): "yyyy年M月d日",
        (False, True): "d MMM",
        (False, False): "d MMM yyyy",
    }[chinese, short]
    return str(_locale().toString(QDate(found.year, found.month, found.day), wanted))


def moment(found: datetime, clock: Clock) -> str:
    """An instant as the shop's day and time; today and yesterday by name."""
    local, today = found.astimezone(clock.zone), clock.today()
    time = f"{local:%H:%M}"
    days = (today - local.date()).days
    if days == 0:
        return tr("today {time}", time=time)
    if days == 1:
        return tr("yesterday {time}", time=time)
    return f"{day(local.date(), today)} {time}"


def long_day(found: date) -> str:
    """A day with its weekday."""
    when = QDate(found.year, found.month, found.day)
    return str(_locale().toString(when, QLocale.FormatType.LongFormat))


def size(count: int) -> str:
    """A file's size."""
    amount = float(count)
    for unit in _UNITS:
        if amount < _KILO or unit == _UNITS[-1]:
            return f"{amount:.0f} {unit}" if amount >= 10 or unit == "B" else f"{amount:.1f} {unit}"
        amount /= _KILO
    raise AssertionError


def number(count: int) -> str:
    """A count with thousands set apart."""
    return f"{count:,}"


def _locale() -> QLocale:
    return QLocale("zh_CN" if language() == "zh" else "en_GB")
