"""Every kind of value, under one roof."""

from app.catalogue.kinds_checked import CreditCode, IdNumber
from app.catalogue.kinds_choice import Choice, Choices, ChoiceWith
from app.catalogue.kinds_contact import EmailList, PhoneList, PhoneNumber, Place, Reference
from app.catalogue.kinds_day import Day, Years
from app.catalogue.kinds_money import Money
from app.catalogue.kinds_number import Count, Measure
from app.catalogue.kinds_opinion import Opinion, YesOrNo
from app.catalogue.kinds_text import Lines, LongText, Name, Text, Words

__all__ = [
    "Choice",
    "ChoiceWith",
    "Choices",
    "Count",
    "CreditCode",
    "Day",
    "EmailList",
    "IdNumber",
    "Lines",
    "LongText",
    "Measure",
    "Money",
    "Name",
    "Opinion",
    "PhoneList",
    "PhoneNumber",
    "Place",
    "Reference",
    "Text",
    "Words",
    "Years",
    "YesOrNo",
]
