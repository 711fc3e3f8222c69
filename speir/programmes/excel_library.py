"""Writing a programme as Excel for an analyst to edit. Plain Python."""

from speir.foundations.excel_writing import Look, workbook_from
from speir.frameworks.choices import Wording
from speir.people.choices import Role
from speir.programmes.checking_methods import LOOKS_AT
from speir.programmes.checking_packs import AUDIENCE, BODIES
from speir.programmes.choices import (
    EligibilityRule,
    EvidenceMethodKind,
    FollowUp,
    InstrumentKind,
    Output,
    PhaseKind,
)
from speir.programmes.letter_fields import FIELDS
from speir.programmes.library import (
    SHEETS,
    WEEKDAYS,
    LibraryMethod,
    LibraryPackDocument,
    LibraryPhase,
    ProgrammeLibrary,
)

WIDTHS = {
    "title": 50,
    "name": 40,
    "summary": 60,
    "why": 60,
    "source": 50,
    "letter": 60,
    "purpose": 50,
    "text": 90,
}
ANSWERS = {
    "wording": [each.value for each in Wording],
    "phases.kind": [each.value for each in PhaseKind],
    "rule": [each.value for each in EligibilityRule],
    "complete": ["yes", "no"],
    "output": [each.value for each in Output],
    "follow_up": [each.value for each in FollowUp],
    "evidence_methods.kind": [each.value for each in EvidenceMethodKind],
    "instruments.kind": [each.value for each in InstrumentKind],
    "role": [each.value for each in Role],
    "whose_turn": [each.value for each in Role],
    "weekday": list(WEEKDAYS),
    "lead": ["yes", "no"],
    "signs": ["yes", "no"],
    "position_statement": ["yes", "no"],
}
HOW_TO = (
    "This workbook holds one programme: one sheet for each part, one row for each thing.",
    "Keep the names of the sheets and the headings in the first row. Blank rows do no harm.",
    "phases: each names a framework with its version, which must be in Speir, and a method of this workbook.",
    "lens: whose experience is looked through, such as people living with mental illness; mostly empty.",
    "eligibility: rules about published results; published_phase as in the published facts, complete: yes",
    "when every partnership of that phase is known, so that the others were not in it.",
    "bodies: the scrutiny bodies of each phase; write yes under lead for exactly one.",
    "signs: no for a body that takes part without signing; left empty it means yes.",
    "methods: output says what a method ends in, follow_up what comes after it.",
    "Left empty, output means a report with evaluations and follow_up an improvement plan.",
    "looks_at: kinds of partnership that can be chosen, with commas between, or nothing for all:",
    f"{', '.join(LOOKS_AT)}.",
    "letter: the words of the notification letter, or nothing for the usual ones; fields as in letters.",
    "milestones: in the order of their weeks. The check names those that Speir needs.",
    "pack: documents that people of the partnership are given, each released in its week. audience: roles,",
    f"with commas between: {', '.join(AUDIENCE)}.",
    f"bodies: kinds of body, with commas between, or nothing for all: {', '.join(BODIES)}.",
    "text: the words, with an empty line between paragraphs; empty when a file will be added in Speir.",
    "letters: further letters to heads and operational leads; one with the key notification is the first.",
    "Between curly brackets, Speir fills in:",
    *(f"    {name}: {what}" for name, what in FIELDS.items()),
    "wording: official when read in a published document (then give the source), else indicative.",
    "Once an inspection rests on a phase its method never changes: give the changed method a new version",
    "and the changed phase a new slug.",
)


def workbook_of(library: ProgrammeLibrary) -> bytes:
    """The programme as an Excel file that an analyst can edit and import again."""
    return workbook_from(SHEETS, _rows_of(library), Look(WIDTHS, ANSWERS, HOW_TO))


def empty_workbook() -> bytes:
    """The same sheets with nothing in them but what may be chosen."""
    return workbook_from(SHEETS, {}, Look(WIDTHS, ANSWERS, HOW_TO))


def _rows_of(library: ProgrammeLibrary) -> dict[str, list[list[str]]]:
    methods = {phase.method.key: phase.method for phase in library.phases if phase.method.key}
    return {
        "programme": [[library.slug, library.name, library.summary]],
        "phases": [_phase(phase) for phase in library.phases],
        "bodies": [
            [phase.slug, body.name, body.short_name, _yes(body.is_lead), _yes(body.is_signing)]
            for phase in library.phases
            for body in phase.bodies
        ],
        "eligibility": [
            [phase.slug, each.rule, each.published_phase, _yes(each.is_complete)]
            for phase in library.phases
            for each in phase.eligibility
        ],
        "methods": [_method(method) for method in methods.values()],
        **{
            sheet: [[key, *row] for key, method in methods.items() for row in _parts(method)[sheet]]
            for sheet in _parts(LibraryMethod())
        },
    }


def _phase(phase: LibraryPhase) -> list[str]:
    progress = phase.progress_framework
    return [
        phase.slug,
        phase.name,
        phase.kind,
        phase.summary,
        phase.lens,
        phase.starts_on.isoformat() if phase.starts_on else "",
        phase.ends_on.isoformat() if phase.ends_on else "",
        phase.framework.key,
        phase.framework.version,
        progress.key if progress else "",
        progress.version if progress else "",
        phase.method.key,
        _wording(is_indicative=phase.is_indicative),
        phase.source,
    ]


def _method(method: LibraryMethod) -> list[str]:
    return [
        method.key,
        method.version,
        method.title,
        method.output,
        method.follow_up,
        ", ".join(method.looks_at),
        method.letter,
        _wording(is_indicative=method.is_indicative),
        method.source,
    ]


def _parts(method: LibraryMethod) -> dict[str, list[list[str]]]:
    return {
        "stages": [[key, title] for key, title in method.stages],
        "tasks": [[each.stage, each.role, each.title] for each in method.tasks],
        "evidence_methods": [[each.kind, each.title] for each in method.evidence_methods],
        "instruments": [[each.kind, each.title, each.questionnaire] for each in method.instruments],
        "milestones": [
            [each.stage, each.key, each.title, str(each.week), WEEKDAYS[each.weekday], each.whose_turn]
            for each in method.milestones
        ],
        "documents": [
            [str(each.number), each.title, each.why, _yes(each.is_position_statement)]
            for each in method.documents
        ],
        "pack": [_pack_document(each) for each in method.pack],
        "letters": [
            [
                each.key,
                each.title,
                ", ".join(each.recipients),
                each.subject,
                each.text,
                _wording(is_indicative=each.is_indicative),
                each.source,
            ]
            for each in method.letters
        ],
    }


def _pack_document(document: LibraryPackDocument) -> list[str]:
    return [
        document.stage,
        document.key,
        document.title,
        document.purpose,
        ", ".join(document.audience),
        ", ".join(document.bodies),
        str(document.week),
        WEEKDAYS[document.weekday],
        document.text,
        _wording(is_indicative=document.is_indicative),
        document.source,
    ]


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _wording(*, is_indicative: bool) -> str:
    return (Wording.INDICATIVE if is_indicative else Wording.OFFICIAL).value
