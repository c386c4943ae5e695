"""Qt must not eat references to None and True: PySide6 6.12.0 does on Python 3.11 and dies."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

TIMES = 100


class Teller(QObject):
    told = Signal(object)


def test_signals_and_calls_keep_the_counts(qapp: QApplication) -> None:
    teller, heard = Teller(), list[object]()
    teller.told.connect(heard.append)
    before = [sys.getrefcount(each) for each in (None, True, False)]
    for _ in range(TIMES):
        teller.told.emit(True)
        qapp.processEvents()
    heard.clear()
    after = [sys.getrefcount(each) for each in (None, True, False)]
    assert all(new > old - TIMES // 2 for old, new in zip(before, after, strict=True))
