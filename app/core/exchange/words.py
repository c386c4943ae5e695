"""The words for reasons and warnings, which the truth file names in one word each."""

from app.i18n import N_, tr

REASONS: dict[str, str] = {
    "no_name": N_("The row has no name."),
    "total_row": N_("The row is a total, not a customer."),
    "repeated_heading": N_("The row repeats the headings."),
    "card_repeated": N_("The same card number stands higher up in this file."),
    "number_of_other_kind": N_("The number belongs to a customer of the other kind."),
    "bad_date": N_("The date can't be read."),
    "future_date": N_("The date lies in the future."),
    "bad_amount": N_("The amount can't be read."),
    "no_words": N_("Nothing says what the complaint is about."),
    "settled_before_received": N_("It was settled or promised before it came: that was left out."),
    "bad_cost": N_("What it cost is no sum that can be: it was left out."),
    "unknown_severity": N_("How bad it is could not be read: it counts as normal."),
    "bad_grade": N_("The grade is not between 1 and 5: it was left out."),
    "outside_the_scale": N_("An answer lies outside its scale: it was left out."),
    "no_answers": N_("The sheet has no answer."),
    "same_sheet": N_("A sheet of this number stood higher up."),
    "no_receipt": N_("The row has no receipt number."),
    "differs": N_("We have this receipt already, with other contents."),
}
WARNINGS: dict[str, str] = {
    "sexagenary_year": N_("year of the sixty-year cycle: taken as the latest one"),
    "invalid_date": N_("no such day: the text is kept"),
    "partial_date": N_("date without a year, or with only a year"),
    "ambiguous_date": N_("month and day may be the other way round"),
    "two_digit_year": N_("year in two digits"),
    "serial_as_text": N_("date as a spreadsheet's serial number"),
    "future_date": N_("date in the future"),
    "formula_like_text": N_("text that looks like a formula: kept as text"),
    "long_text": N_("a very long text"),
    "phone_short": N_("phone number too short: the text is kept"),
    "phone_incomplete": N_("phone number without area code"),
    "phone_unreadable": N_("phone number that can't be read: the text is kept"),
    "two_phones": N_("two phone numbers in one cell: both are kept"),
    "email_unreadable": N_("e-mail address that can't be read: the text is kept"),
    "id_lossy_number": N_("ID number stored as a number: its last digits are lost"),
    "id_bad_checksum": N_("ID number with a wrong check digit"),
    "id_bad_format": N_("ID number of a wrong form"),
    "id_bad_birth_date": N_("ID number with an impossible birth date"),
    "uscc_bad_checksum": N_("credit code with a wrong check digit"),
    "uscc_bad_length": N_("credit code of a wrong length"),
    "uscc_bad_alphabet": N_("credit code with letters it can't have"),
    "unreadable_number": N_("number that can't be read: the text is kept"),
    "unreadable": N_("can't be read: the text is kept"),
    "invalid_age": N_("no age: the text is kept"),
    "unknown_choice": N_("none of the choices: the text is kept"),
    "deceased_in_remark": N_("the remark says the customer has died: messages stop"),
    "lost_digits": N_("number too long for a spreadsheet: its last digits may be lost"),
    "differs": N_("differs from what we have: kept beside it"),
    "cell_left_out": N_("a cell that can't be read: left out, the rest of the row is kept"),
    "mixed_receipt": N_("one receipt number on several days or customers: kept apart"),
}
DUPLICATES: dict[str, str] = {
    "same_card": N_("the same card"),
    "same_phone": N_("the same phone"),
    "same_phone_other_spelling": N_("the same phone, the name spelt otherwise"),
    "same_name_birthday_other_phone": N_("the same name and birthday, another phone"),
    "same_credit_code": N_("the same credit code"),
}


def reason_words(reason: str) -> str:
    """Why a row was rejected or held back, in the current language."""
    return tr(REASONS.get(reason) or WARNINGS.get(reason, reason)) if reason else ""


def warning_words(warning: str) -> str:
    """What is doubtful about a row that was taken, in the current language."""
    return tr(WARNINGS.get(warning) or REASONS.get(warning, warning))


def alike_words(kind: str) -> str:
    """Why two customers look the same, in the current language."""
    return tr(DUPLICATES.get(kind, kind))
