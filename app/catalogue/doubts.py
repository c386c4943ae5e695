"""What is said about a typed text that could not be read, or was read with a doubt."""

from app.i18n import N_

DOUBT_WORDS: dict[str, str] = {
    "invalid_date": N_("There is no such date, or it lies in the future."),
    "partial_date": N_("The date is not whole."),
    "two_digit_year": N_("The year has two digits; the century was guessed."),
    "serial_as_text": N_("A spreadsheet's day number was read as a date."),
    "sexagenary_year": N_("A year of the sixty-year cycle; the latest one was taken."),
    "ambiguous_date": N_("Day and month could be the other way round."),
    "invalid_age": N_("This is not an age."),
    "phone_short": N_("The phone number is too short."),
    "phone_incomplete": N_("The area code is missing."),
    "phone_unreadable": N_("This is not a phone number."),
    "two_phones": N_("Several phone numbers; the first one is preferred."),
    "email_unreadable": N_("This does not look like an e-mail address."),
    "id_lossy_number": N_("The ID number was stored as a number and lost its last digits."),
    "id_bad_checksum": N_("The check digit of the ID number is wrong."),
    "id_bad_birth_date": N_("The ID number holds no possible birth date."),
    "id_bad_format": N_("This is not an ID number."),
    "uscc_bad_length": N_("The credit code does not have 18 characters."),
    "uscc_bad_alphabet": N_("The credit code holds a character that is not allowed."),
    "uscc_bad_checksum": N_("The check digit of the credit code is wrong."),
    "unknown_choice": N_("This is none of the choices."),
    "unreadable": N_("This could not be read."),
    "unreadable_number": N_("This is not a number."),
    "formula_like_text": N_("It begins like a formula and is kept as text."),
    "long_text": N_("The text is unusually long."),
    "differs": N_("Another source says something different."),
}
