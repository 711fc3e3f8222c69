"""Trying an author's workbook: everything that publishing keeps, or every fault that stops it."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from speir.questionnaires.choices import TemplateKind
from speir.questionnaires.differences import KeptQuestion, kept_questions
from speir.questionnaires.uploads import faults_of_uploads
from speir.xforms import unsupported
from speir.xforms.checking import by_cell, loaded
from speir.xforms.convert import Converted, convert
from speir.xforms.counting import CountingRule
from speir.xforms.faults import Fault, FormFaults
from speir.xforms.findings import Finding
from speir.xforms.lint import findings
from speir.xforms.minutes import Minutes, estimate
from speir.xforms.outline import read_outline

LARGEST = 10 * 1024 * 1024
_FORM_ID = re.compile(r"[A-Za-z0-9_-]{1,60}")
_VERSION = re.compile(r"[A-Za-z0-9._-]{1,30}")
_WANTED = re.compile(r"jr://file(?:-csv)?/([^\"'<>\s]+)")


@dataclass(frozen=True)
class Tried:
    """A workbook that may be published, with all that is kept of it."""

    form_id: str
    version: str
    title: str
    xform: str
    media: Mapping[str, bytes]
    sha256: str
    fingerprint: str
    pyxform_version: str
    languages: tuple[str, ...]
    rules: dict[str, CountingRule]
    questions: tuple[KeptQuestion, ...]
    minutes: Minutes
    findings: tuple[Finding, ...]


def try_workbook(xlsx: bytes, name: str, kind: str, media: Mapping[str, bytes]) -> Tried:
    """Convert, compile and judge a workbook; raises ``FormFaults`` with every fault that was found."""
    if len(xlsx) > LARGEST:
        raise FormFaults(Fault("file", "it is larger than 10 MB.", "take pictures and spare sheets out."))
    made = convert(xlsx, name)
    given = {**{one.rsplit("/", 1)[-1]: content for one, content in media.items()}, **made.media}
    faults = [
        *unsupported.in_workbook(made.workbook),
        *faults_of_uploads(made.workbook, kind),
        *_faults_of_settings(made),
        *_faults_of_media(made, given),
    ]
    if faults:
        raise FormFaults(*faults)
    form = loaded(made.xform, given, made)
    if form.refused:
        raise FormFaults(*(by_cell(fault, made) for fault in form.refused))
    outline = read_outline(made.xform)
    return Tried(
        form_id=made.form_id,
        version=made.version,
        title=made.title or made.form_id,
        xform=made.xform.decode(),
        media=given,
        sha256=_sha256(made.xform.decode(), given),
        fingerprint=_fingerprint(made, given),
        pyxform_version=made.pyxform_version,
        languages=tuple(form.languages),
        rules=made.rules,
        questions=tuple(kept_questions(outline)),
        minutes=estimate(outline),
        findings=tuple(_findings(made, kind)),
    )


def _findings(made: Converted, kind: str) -> list[Finding]:
    return list(
        findings(
            made.xform,
            made,
            is_anonymous=kind == TemplateKind.SURVEY,
            is_record_reading=kind == TemplateKind.RECORD_READING,
        )
    )


def _faults_of_settings(made: Converted) -> list[Fault]:
    faults = []
    if not _FORM_ID.fullmatch(made.form_id):
        what = f"“{made.form_id}” cannot identify a template." if made.form_id else "there is no form_id."
        instead = "write one of letters, digits, - and _, at most 60, and keep it in every version."
        faults.append(Fault("settings, column form_id", what, instead))
    if not made.workbook.setting("version"):
        what = "there is no version number."
        faults.append(Fault("settings, column version", what, "write one, such as 2026.1."))
    elif not _VERSION.fullmatch(made.version):
        what = f"“{made.version}” cannot be a version number."
        instead = "use letters, digits, dots, - and _, at most 30, such as 2026.1."
        faults.append(Fault("settings, column version", what, instead))
    return faults


def _faults_of_media(made: Converted, given: Mapping[str, bytes]) -> list[Fault]:
    wanted = dict.fromkeys(_WANTED.findall(made.xform.decode()))
    faults = [
        Fault(name, "this is not text in UTF-8.", "save it from Excel as “CSV UTF-8”.")
        for name, content in given.items()
        if not _is_text(content)
    ]
    return faults + [
        Fault(_asks_for(made, each), f"{each} was not uploaded.", "choose that file as well.")
        for each in wanted
        if each.rsplit("/", 1)[-1] not in given
    ]


def _asks_for(made: Converted, wanted: str) -> str:
    """The cell that names a file: a list of choices by its name, a look-up without the ending."""
    stem = wanted.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    for row in made.workbook.rows("survey"):
        for column, text in row.cells.items():
            if re.search(rf"(?<![\w-]){re.escape(stem)}(\.\w+|['\"])", text):
                return row.where(column)
    return "survey"


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _sha256(xform: str, media: Mapping[str, bytes]) -> str:
    """What answers rest on: the XForm and every file it reads, in order of name."""
    sha = hashlib.sha256(xform.encode())
    for name in sorted(media):
        sha.update(b"\0" + name.encode() + b"\0" + media[name])
    return sha.hexdigest()


def _fingerprint(made: Converted, media: Mapping[str, bytes]) -> str:
    """What a template says apart from its version number: equal when two are the same, word for word."""
    bare = made.xform.decode().replace(f'version="{made.version}"', "")
    rules = {path: asdict(rule) for path, rule in sorted(made.rules.items())}
    return _sha256(bare + json.dumps(rules, sort_keys=True), media)
