"""Files that may not be taken are refused with what is wrong and what to do."""

import io
import zipfile

import pytest

from speir.foundations.file_kinds import fault

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
MB = 1024 * 1024


def office_file() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("statement.pdf", PDF),
        ("STATEMENT.PDF", PDF),
        ("returns.xlsx", office_file()),
        ("plan.docx", office_file()),
        ("figures.csv", b"a,b\n1,2\n"),
        ("notes.txt", "Caithness, Ròs agus Inbhir Nis".encode()),
    ],
)
def test_ordinary_files_are_taken(name: str, start: bytes) -> None:
    assert fault(name, len(start), start, 25 * MB) is None


@pytest.mark.parametrize(
    ("name", "start", "words"),
    [
        ("tool.exe", b"MZ\x90", "its type is not allowed"),
        ("page.html", b"<html>", "its type is not allowed"),
        ("macro.docm", office_file(), "its type is not allowed"),
        ("no-ending", b"words", "its type is not allowed"),
        ("tool.pdf", b"MZ\x90\x00" + b"\x00" * 60, "is not really a .pdf file"),
        ("picture.png", PDF, "is not really a .png file"),
        ("tool.txt", b"MZ\x90\x00", "is not really a .txt file"),
        ("plan.docx", PDF, "is not really a .docx file"),
    ],
)
def test_wrong_types_are_refused_with_what_to_do(name: str, start: bytes, words: str) -> None:
    reason = fault(name, len(start), start, 25 * MB)
    assert reason is not None
    assert name in reason
    assert words in reason


def test_an_empty_file_is_refused() -> None:
    assert "is empty" in str(fault("statement.pdf", 0, b"", 25 * MB))


def test_a_file_over_size_is_refused_with_both_sizes() -> None:
    assert "26.0 MB; the limit is 25 MB" in str(fault("statement.pdf", 26 * MB, PDF, 25 * MB))
