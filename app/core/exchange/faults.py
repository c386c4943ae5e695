"""Everything that can be wrong with a foreign file, in words for its owner."""

from app.core.errors import Refused
from app.i18n import N_


class Fault(Exception):
    """What the parsing child found wrong: a code and the values of its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        """Name the fault."""
        super().__init__(code)
        self.code, self.values = code, values


SAFE = N_("Nothing was imported and nothing was changed.")

_RESAVE = N_("Open it in your spreadsheet program, save it as .xlsx, and choose that file.")
_SPLIT = N_("Split it into smaller files and import them one after another.")

WORDS: dict[str, tuple[str, str]] = {
    "missing": (
        N_("The file {file} can't be read: it isn't there, or this account may not open it."),
        N_("Check where it is, and try again."),
    ),
    "empty": (
        N_("The file {file} is empty."),
        N_("Choose the file that has the list in it."),
    ),
    "no_rows": (
        N_("The list in {file} has headings, but nothing stands below them."),
        N_("Choose the file, or the sheet, that has the list in it."),
    ),
    "not_a_spreadsheet": (
        N_("The file {file} isn't a spreadsheet or a text table."),
        N_("Choose an .xlsx, .xls, .ods, .csv or .txt file."),
    ),
    "web_page": (
        N_("The file {file} is a web page with a spreadsheet's name."),
        _RESAVE,
    ),
    "password": (
        N_("The file {file} is protected with a password."),
        N_("Open it in your spreadsheet program, save a copy without the password, choose that."),
    ),
    "damaged": (
        N_("The file {file} is damaged or cut off: it can't be read to its end."),
        N_("Fetch it again from where it came, or open it, save it as .xlsx, and choose that."),
    ),
    "too_big_text": (
        N_("The file {file} is larger than {limit}."),
        _SPLIT,
    ),
    "too_big_sheet": (
        N_("The file {file} is larger than {limit}, the most a spreadsheet may be."),
        N_("Save the sheet as .csv, which may be larger, or split it."),
    ),
    "too_many_rows": (
        N_("The file {file} has more than {limit} rows."),
        _SPLIT,
    ),
    "bomb": (
        N_("The file {file} unpacks to more than {limit}: no list is like that."),
        N_("Don't open it if you don't know who made it; ask for a new one."),
    ),
    "suspicious": (
        N_("The file {file} holds instructions that no spreadsheet needs."),
        N_("Don't open it if you don't know who made it; ask for a new one."),
    ),
    "encoding": (
        N_("The text in {file} is neither UTF-8 nor UTF-16 nor GB18030 (byte {position})."),
        N_("Save it again as “CSV UTF-8”, and choose that file."),
    ),
    "nul": (
        N_("The file {file} holds characters that no text has (line {line})."),
        N_("Save it again as “CSV UTF-8”, and choose that file."),
    ),
    "long_field": (
        N_("A field in {file}, line {line}, is longer than a megabyte."),
        N_("Often a quotation mark is missing there: correct that line, and try again."),
    ),
    "open_quote": (
        N_("In {file} a quotation mark is opened in line {line} and never closed."),
        N_("Correct that line, and try again."),
    ),
    "no_progress": (
        N_("Reading {file} got stuck and was stopped."),
        _RESAVE,
    ),
    "memory": (
        N_("Reading {file} takes more memory than a list should."),
        N_("Save the sheet as .csv, which may be larger, or split it."),
    ),
    "crashed": (
        N_("Reading {file} failed."),
        _RESAVE,
    ),
    "no_sheet": (
        N_("The file {file} has no sheet named {sheet}."),
        N_("It has: {sheets}."),
    ),
    "no_headings": (
        N_("No row of headings was found in {file}."),
        N_("Put one row of column names above the list (姓名, 手机, …), and try again."),
    ),
    "no_name_column": (
        N_("No column of {file} has the customers' names."),
        N_("Name that column 姓名, or choose it by hand."),
    ),
    "no_company_column": (
        N_("No column of {file} has the companies' names."),
        N_("Name that column 企业名称, or choose it by hand."),
    ),
    "no_purchase_columns": (
        N_("The list in {file} needs a date and an amount, and not both were found."),
        N_("Name those columns 日期 and 金额, or choose them by hand."),
    ),
    "no_complaint_columns": (
        N_("The list in {file} needs when each complaint came and what it is about."),
        N_("Name those columns 受理时间 and 描述, or choose them by hand."),
    ),
    "no_question_columns": (
        N_("No column of {file} is a question that somebody answered."),
        N_("Name them like 重要-价格 and 满意-价格, or choose them by hand."),
    ),
    "no_question": (
        N_("The survey has no question “{name}”, which a column of {file} answers."),
        N_("Choose another survey or column, or begin a new survey."),
    ),
    "outside_scale": (
        N_(
            "“{name}” is answered with {value} in {file}, but its answers run from {low} to {high}."
        ),
        N_("Correct the file, or choose another question for that column."),
    ),
    "two_tables": (
        N_("The sheet {sheet} in {file} holds two different tables: one begins at row {row}."),
        N_("Put each table on a sheet of its own, or choose one sheet."),
    ),
    "two_lists": (
        N_("The file {file} holds two different tables: one begins at row {row}."),
        N_("Put each table in a file of its own."),
    ),
    "mapping": (
        N_("The mapping names {name}, which isn't there."),
        N_("Take the mapping that the import command prints, and change only what is after “:”."),
    ),
}


def refusal(code: str, file: str, **values: object) -> Refused:
    """The error for the user, from the code the child sent."""
    what, todo = WORDS.get(code, WORDS["crashed"])
    return Refused(what, SAFE, todo, file=file, **values)
