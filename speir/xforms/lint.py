"""What an author should look at again: what bites later, though the form loads."""

from speir.xforms.convert import Converted
from speir.xforms.findings import ADVICE, MEND, Finding, Looked
from speir.xforms.lint_counting import counting_findings
from speir.xforms.lint_logic import logic_findings
from speir.xforms.lint_translations import translation_findings
from speir.xforms.lint_words import word_findings
from speir.xforms.outline import Outline, read_outline

__all__ = ["ADVICE", "MEND", "Finding", "findings"]


def findings(
    form: bytes | Outline,
    converted: Converted | None = None,
    *,
    is_anonymous: bool = False,
    is_record_reading: bool = False,
) -> list[Finding]:
    """All findings of a form (its XForm or its outline), what must be mended first, each once."""
    outline = form if isinstance(form, Outline) else read_outline(form)
    looked = Looked(outline, converted, is_anonymous, is_record_reading)
    found = [
        *logic_findings(looked),
        *counting_findings(looked),
        *word_findings(looked),
        *translation_findings(looked),
    ]
    return sorted(dict.fromkeys(found), key=lambda finding: finding.severity != MEND)
