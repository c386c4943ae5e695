"""Reads one row of a list of complaints, or says why it is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from app.catalogue.cleaning import tidy, tidy_line
from app.catalogue.kind import Rules
from app.core.complaints.records import Severity
from app.core.exchange.cells import cell_text
from app.core.exchange.layout import TableView
from app.core.exchange.moments import read_moment
from app.core.exchange.sums import read_fen

BAD_DATE, FUTURE, NO_WORDS = "bad_date", "future_date", "no_words"
BEFORE, BAD_TIME, BAD_GRADE = "settled_before_received", "invalid_date", "bad_grade"
BAD_COST, UNKNOWN_SEVERITY = "bad_cost", "unknown_severity"
SEVERITIES: dict[str, Severity] = {
    **dict.fromkeys(("安全", "人身安全", "危险", "safety"), Severity.SAFETY),
    **dict.fromkeys(("严重", "重", "重大", "紧急", "高", "severe", "high"), Severity.SEVERE),
    **dict.fromkeys(("一般", "普通", "中", "正常", "normal", "medium"), Severity.NORMAL),
    **dict.fromkeys(("轻", "轻微", "低", "小", "light", "low", "minor"), Severity.LIGHT),
}
_NO = frozenset(("", "0", "否", "不", "不是", "无", "no", "n", "false"))
_MOMENTS = ("promised_at", "answered_at", "settled_at")
_LINES = ("customer_no", "person", "channel", "category", "item", "severity", "cause", "owner")
_GRADES = range(1, 6)


@dataclass(frozen=True)
class ReadComplaint:
    """A complaint as a row says it; moments are local and naive."""

    texts: dict[str, str]
    received: datetime
    moments: dict[str, datetime]
    severity: Severity
    reopened: bool
    cost: int | None
    satisfaction: int | None
    known_by: str
    warnings: tuple[str, ...]


def known_by(received: datetime, *texts: str) -> str:
    """What tells a complaint from all others, in a file as in the shop."""
    said = "\x1f".join((f"{received:%Y-%m-%dT%H:%M}", *(each.strip().casefold() for each in texts)))
    return blake2b(said.encode(), digest_size=16).hexdigest()


class ComplaintReader:
    """Reads rows of one table by its mapping."""

    def __init__(self, table: TableView, now: datetime) -> None:
        """`now` is local and naive: what lies after it cannot have been received."""
        self._now, self._rules = now, Rules(now.date())
        self._at = {c.target: c.index for c in table.columns if c.target is not None}

    def read(self, cells: Sequence[Any]) -> ReadComplaint | str:
        """The complaint, or the name of the reason why it is none."""
        texts = [cell if isinstance(cell, str) else cell_text(cell) for cell in cells]
        said = {key: self._said(key, texts) for key in self._at}
        received = read_moment(said.get("received_at", ""), self._rules)
        if received is None:
            return BAD_DATE
        if received > self._now:
            return FUTURE
        if not said.get("words") and not said.get("category"):
            return NO_WORDS
        moments, warnings = self._moments(said, received)
        grade, cost = _grade(said, warnings), _cost(said, warnings)
        return ReadComplaint(
            said,
            received,
            moments,
            _severity(said, warnings),
            said.get("reopened", "").casefold() not in _NO,
            cost,
            grade,
            known_by(
                received,
                said.get("customer_no", ""),
                said.get("person", ""),
                said.get("category", ""),
                said.get("item", ""),
                said.get("words") or said.get("category", ""),
            ),
            tuple(warnings),
        )

    def _said(self, key: str, texts: list[str]) -> str:
        index = self._at[key]
        text = texts[index] if index < len(texts) else ""
        return tidy_line(text) if key in _LINES else tidy(text)

    def _moments(
        self, said: dict[str, str], received: datetime
    ) -> tuple[dict[str, datetime], list[str]]:
        """What can be true of the other moments; the rest is left out and flagged."""
        found: dict[str, datetime] = {}
        warnings = []
        for key in _MOMENTS:
            text = said.get(key, "")
            moment = read_moment(text, self._rules) if text else None
            if moment is None or (key != "promised_at" and moment > self._now):
                warnings += [BAD_TIME] if text else []
            elif moment < received:
                warnings.append(BEFORE)
            else:
                found[key] = moment
        return found, warnings


def _grade(said: dict[str, str], warnings: list[str]) -> int | None:
    text = said.get("satisfaction", "")
    if text and not _is_grade(text):
        warnings.append(BAD_GRADE)
    return int(float(text)) if _is_grade(text) else None


def _cost(said: dict[str, str], warnings: list[str]) -> int | None:
    text = said.get("cost", "")
    fen = read_fen(text) if text else None
    if text and (fen is None or fen < 0):
        warnings.append(BAD_COST)
        return None
    return fen


def _severity(said: dict[str, str], warnings: list[str]) -> Severity:
    text = said.get("severity", "").casefold()
    if text and text not in SEVERITIES:
        warnings.append(UNKNOWN_SEVERITY)
    return SEVERITIES.get(text, Severity.NORMAL)


def _is_grade(text: str) -> bool:
    try:
        return float(text) in _GRADES
    except ValueError:
        return False
