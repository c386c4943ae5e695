"""Kinds of numbers that check themselves: identity cards and credit codes."""

from abc import abstractmethod
from random import Random
from typing import ClassVar

from app.catalogue.checked_numbers import (
    Checked,
    check_credit_code,
    check_id,
    credit_code_check,
    id_check,
    organisation_check,
)
from app.catalogue.cleaning import tidy
from app.catalogue.kind import Reading, Rules
from app.catalogue.kinds_text import OneText


class _CheckedNumber(OneText):
    """A number that is taken over only when its check sign is right."""

    @abstractmethod
    def check(self, text: str, rules: Rules) -> Checked:
        """The number in its one form, or what is wrong with it."""

    def parse(self, text: str, rules: Rules) -> Reading[str]:
        """Check it; a wrong one gives no value but the name of the problem."""
        if not tidy(text):
            return Reading(None, text)
        checked = self.check(text, rules)
        return Reading(checked.number, text, (checked.problem,) if checked.problem else ())


class IdNumber(_CheckedNumber):
    """A Chinese identity card number."""

    name: ClassVar[str] = "id_number"

    def check(self, text: str, rules: Rules) -> Checked:
        """Shape, check sign, birth date."""
        return check_id(text, rules.today)

    def sample(self, random: Random) -> str:
        """A number of region 990000, which is no place."""
        born = f"{random.randint(1950, 2005)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
        number = f"990000{born}{random.randint(0, 999):03}"
        return number + id_check(number)


class CreditCode(_CheckedNumber):
    """A unified social credit code."""

    name: ClassVar[str] = "credit_code"

    def check(self, text: str, rules: Rules) -> Checked:
        """Length, alphabet, both check signs."""
        return check_credit_code(text)

    def sample(self, random: Random) -> str:
        """A code of region 990000, which is no place."""
        organisation = f"{random.randint(0, 99_999_999):08}"
        code = f"91990000{organisation}{organisation_check(organisation)}"
        return code + credit_code_check(code)
