"""What must be true of a month of regulated services."""

from speir.foundations.rules import rule


@rule("month")
def month_is_known(month: str) -> bool:
    """Say which month the file is of, such as 2024-06: its name does not tell.

    On the command line: --month 2024-06.
    """
    return bool(month)


@rule("file")
def some_rows_land(landed: int) -> bool:
    """Not one row of this file could be used, so nothing was saved."""
    return landed > 0


@rule("file")
def places_are_all_real_or_all_fictional(real: int, fictional: int) -> bool:
    """This file mixes real councils with fictional ones.

    Fictional services belong to fictional areas, in a file apart.
    """
    return not (real and fictional)


@rule("file")
def file_is_csv(name: str) -> bool:
    """Choose the datastore's file as CSV. Save an Excel workbook as CSV first."""
    return name.lower().endswith(".csv")
