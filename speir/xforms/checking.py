"""Trying a form: does it load, what would publishing refuse, and what should its author look at again."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from speir.xforms import text_workbook, unsupported
from speir.xforms.convert import Converted, convert
from speir.xforms.faults import Fault, FormFaults
from speir.xforms.form import Form, load_form
from speir.xforms.lint import Finding, findings
from speir.xforms.old_ways import Beside
from speir.xforms.unsupported_xform import in_xform
from speir.xforms.workbook import Workbook, read_workbook

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xml", *text_workbook.ENDINGS)
INCLUDED = (".xlsx", ".xls", *text_workbook.ENDINGS)
LARGEST = 50 * 1024 * 1024
BESIDE = re.compile(rb"jr://(?:file|file-csv)/([^\"'<>\s]+)")
# Where an author finds what the engine calls by its name in an XForm.
COLUMNS = {
    "calculate": ("calculation", "calculate"),
    "readonly": ("read_only", "readonly"),
    "its choices": ("choice_filter", "type"),
    "setvalue": ("calculation", "trigger", "default"),
    "a value in its words": ("label", "hint"),
}
EXCEL = (b"PK", b"\xd0\xcf\x11\xe0")
TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Verdict:
    """What came of trying one form."""

    name: str
    loads: bool
    faults: tuple[Fault, ...] = ()
    refusals: tuple[Fault, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[Fault, ...] = ()
    questions: int = 0
    pages: int = 0

    @property
    def line(self) -> str:
        """The verdict in one line."""
        name = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in self.name)
        if not self.loads:
            return f"{name}: does not load: {_first_of(self.faults)}"
        size = f"{_counted(self.questions, 'question')}, {_counted(self.pages, 'page')}"
        parts = [f"{name}: loads ({size})"]
        if self.refusals:
            parts.append(f"publishing would refuse: {_first_of(self.refusals)}")
        parts += [f"warning: {warning.where}: {warning.what}" for warning in self.warnings[:1]]
        return "; ".join(parts)

    def to_json(self) -> dict[str, Any]:
        """The verdict as plain values."""
        return {**asdict(self), "line": self.line}


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _first_of(faults: tuple[Fault, ...]) -> str:
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return " ".join(str(faults[0]).split()) + more


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files themselves, and the forms in folders and their folders, in order of name."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for found in sorted(path.rglob("*")):
            hidden = found.name.startswith((".", "~$"))
            if found.suffix.lower() in ENDINGS and not hidden and found.is_file() and _may_be_form(found):
                yield found


def _may_be_form(path: Path) -> bool:
    """Whether a file of a folder is tried: what is only attached to a form is not, nor a page of words."""
    ending = path.suffix.lower()
    if ending not in (".xml", *text_workbook.ENDINGS):
        return True
    with path.open("rb") as opened:
        start = opened.read(20_000).replace(b"\0", b"")
    if ending in text_workbook.ENDINGS:
        return text_workbook.is_text_form(start)
    start = start[:4096]
    return b"html" in start or not start.lstrip().startswith(b"<")


def check_file(path: Path, *, with_advice: bool = True) -> Verdict:
    """Try one file; never raises, whatever the file holds. Without advice it is quicker."""
    name = str(path)
    try:
        if path.stat().st_size > LARGEST:
            return _refused(
                name, Fault("file", "it is larger than 50 MB.", "take pictures and spare sheets out.")
            )
        content = path.read_bytes()
    except OSError as fault:
        what = f"it cannot be read ({fault.strerror or 'unknown reason'})."
        return _refused(name, Fault("file", what, "check its name and who may read it."))
    return check_content(content, name, beside=path.parent, with_advice=with_advice)


def check_content(
    content: bytes, name: str, beside: Path | None = None, *, with_advice: bool = True
) -> Verdict:
    """Try what a file holds; media are looked for in the folder beside it."""
    try:
        return _checked(content, name, beside, with_advice)
    except FormFaults as faults:
        return _refused(name, *faults.faults)
    except Exception as fault:  # a form is somebody else's; whatever it does, the next one is tried
        what = f"it is put together in a way that cannot be read ({type(fault).__name__})."
        return _refused(name, Fault("file", what, "compare it with a form that loads."))


def _refused(name: str, *faults: Fault) -> Verdict:
    return Verdict(name, loads=False, faults=faults)


def _checked(content: bytes, name: str, beside: Path | None, with_advice: bool) -> Verdict:
    converted = _converted(content, name, beside)
    xform = converted.xform if converted else content
    media = {**attached(xform, name, beside), **(converted.media if converted else {})}
    form = loaded(xform, media, converted)
    refusals = unsupported.in_workbook(converted.workbook) if converted else in_xform(xform)
    refusals += [by_cell(fault, converted) for fault in form.refused]
    absent = [wanted for wanted in _wanted(xform) if wanted not in media]
    return Verdict(
        name,
        loads=True,
        refusals=tuple(refusals),
        findings=tuple(findings(xform, converted)) if with_advice else (),
        warnings=tuple(
            Fault(wanted, "this file is not beside the form.", "put it in the same folder.")
            for wanted in absent
        ),
        questions=sum(question.is_asked for question in form.questions),
        pages=len(form.pages),
    )


def loaded(xform: bytes, media: Mapping[str, bytes], converted: Converted | None) -> Form:
    """The form as the engine answers it; faults of a form from Excel are told by their cells."""
    try:
        return load_form(xform, media)
    except FormFaults as told:
        raise FormFaults(*(by_cell(fault, converted) for fault in told.faults)) from told


def by_cell(fault: Fault, converted: Converted | None) -> Fault:
    """A fault of the engine (“/data/a, relevant”) with the cell that the path was made from."""
    path, _, what = fault.where.partition(", ")
    if not converted or path not in converted.places:
        return fault
    row = converted.places[path]
    column = next((each for each in COLUMNS.get(what, (what,)) if row.get(each)), "")
    return Fault(row.where(column), fault.what, fault.instead)


def forms_beside(folder: Path | None) -> Beside:
    """Another form of the same folder by its name alone, as older forms include it."""

    def found(name: str) -> Workbook | None:
        for ending in INCLUDED if folder and re.fullmatch(r"[\w-]+", name) else ():
            path = Path(folder or "") / f"{name}{ending}"
            if path.is_file() and path.stat().st_size <= LARGEST:
                return read_workbook(path.read_bytes(), path.name)
        return None

    return found


def _converted(content: bytes, name: str, beside: Path | None) -> Converted | None:
    """The form from Excel, CSV or Markdown; nothing when it is an XForm already."""
    is_text = name.lower().endswith(text_workbook.ENDINGS) and content.strip()
    if content.startswith(EXCEL) or is_text:
        return convert(content, name, forms_beside(beside))
    start = content.lstrip()[:200]
    if not start.startswith((b"<", *TEXT_MARKS)):
        what = "this is neither an Excel workbook nor an XForm." if content.strip() else "the file is empty."
        raise FormFaults(Fault("file", what, "give an .xlsx workbook or an XForm (.xml)."))
    return None


def _wanted(xform: bytes) -> list[str]:
    return list(dict.fromkeys(found.decode("utf-8", "replace") for found in BESIDE.findall(xform)))


def attached(xform: bytes, name: str, folder: Path | None) -> Mapping[str, bytes]:
    """The files that a form asks for, from its own folder or its media folder."""
    found: dict[str, bytes] = {}
    for wanted in _wanted(xform) if folder else ():
        for place in (folder, folder / f"{Path(name).stem}-media") if folder else ():
            path = place / Path(wanted).name
            if wanted not in found and path.is_file() and path.stat().st_size <= LARGEST:
                found[wanted] = path.read_bytes()
    return found
