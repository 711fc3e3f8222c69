"""Questions about templates and their versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from speir.foundations import files
from speir.foundations.models import LifecycleMove
from speir.foundations.moves import moves_of
from speir.foundations.refusals import Reason
from speir.questionnaires import rules
from speir.questionnaires.choices import TemplateStatus
from speir.questionnaires.differences import Difference, KeptQuestion, differences
from speir.questionnaires.models import (
    CheckedTemplate,
    Template,
    TemplateContent,
    TemplateMedia,
    TemplateVersion,
)
from speir.xforms.convert import convert
from speir.xforms.counting import CountingRule
from speir.xforms.form import Form, load_form
from speir.xforms.logic_report import Line, report

MOST_LOADED = 30
# A form never changes, so one that is loaded serves for ever; the oldest leaves when there are many.
_loaded: dict[str, Form] = {}


@dataclass(frozen=True)
class TemplateLine:
    """One template with its published versions, the newest first."""

    template: Template
    versions: tuple[TemplateVersion, ...]

    @property
    def newest(self) -> TemplateVersion:
        """The version that new work begins with."""
        return self.versions[0]


def templates(kind: str = "") -> list[TemplateLine]:
    """Every template that has been published, by kind and title, in two questions."""
    found = Template.objects.filter(**({"kind": kind} if kind else {}))
    versions: dict[UUID, list[TemplateVersion]] = {each.pk: [] for each in found}
    for version in TemplateVersion.objects.filter(template__in=found).order_by("-number").defer("xform"):
        versions[version.template_id].append(version)
    return [TemplateLine(each, tuple(versions[each.pk])) for each in found if versions[each.pk]]


def template_line(key: str) -> TemplateLine | None:
    """One template with its versions."""
    return next((line for line in templates() if line.template.key == key), None)


def versions_in_use(kind: str) -> list[TemplateVersion]:
    """What new work of this kind may begin with: the newest version of each template that is not retired."""
    return [line.newest for line in templates(kind) if line.template.status == TemplateStatus.IN_USE]


def every_version() -> list[TemplateVersion]:
    """Every published version of every template."""
    return list(TemplateVersion.objects.select_related("template").defer("xform"))


def version_of(key: str, version: str) -> TemplateVersion | None:
    """That version of that template, also of a retired one: drafts finish on what they began with."""
    return TemplateVersion.objects.filter(key=key, version=version).select_related("template", "xlsx").first()


def newest_version(key: str) -> TemplateVersion | None:
    """The version of a template that was published last."""
    return TemplateVersion.objects.filter(key=key).order_by("-number").first()


def version_before(version: TemplateVersion) -> TemplateVersion | None:
    """The version published before this one."""
    earlier = TemplateVersion.objects.filter(template=version.template_id, number__lt=version.number)
    return earlier.order_by("-number").first()


def checked_template(identity: str | UUID) -> CheckedTemplate | None:
    """One checked workbook."""
    return CheckedTemplate.objects.filter(pk=identity).select_related("xlsx", "checked_by").first()


def waiting_to_be_published(most: int = 10) -> list[CheckedTemplate]:
    """Checked workbooks that nobody has published, the newest of each template and version first."""
    published = TemplateVersion.objects.values("checked")
    found = CheckedTemplate.objects.exclude(pk__in=published).select_related("checked_by").defer("xform")
    newest: dict[tuple[str, str], CheckedTemplate] = {}
    for each in found[: most * 5]:
        newest.setdefault((each.key, each.version), each)
    known = set(TemplateVersion.objects.values_list("key", "version"))
    return [each for place, each in newest.items() if place not in known][:most]


def published_from(checked: CheckedTemplate) -> TemplateVersion | None:
    """The version that this checked workbook became."""
    return TemplateVersion.objects.filter(checked=checked).first()


def media_of(content: CheckedTemplate | TemplateVersion) -> dict[str, bytes]:
    """The files that a form reads, by name."""
    checked = content.checked_id if isinstance(content, TemplateVersion) else content.pk
    return {each.name: each.content.encode() for each in TemplateMedia.objects.filter(checked=checked)}


def form_of(content: CheckedTemplate | TemplateVersion) -> Form:
    """The form whose logic answers rest on; loaded once for each content."""
    form = _loaded.get(content.sha256)
    if form is None:
        form = load_form(content.xform, media_of(content))
        if len(_loaded) >= MOST_LOADED:
            del _loaded[next(iter(_loaded))]
        _loaded[content.sha256] = form
    return form


def rules_of(content: TemplateContent) -> dict[str, CountingRule]:
    """How each question is counted, by path."""
    return {path: CountingRule.from_json(rule) for path, rule in content.rules.items()}


def questions_of(content: TemplateContent) -> list[KeptQuestion]:
    """Every question in order, without its logic."""
    return [KeptQuestion.from_json(each) for each in content.questions]


def differences_between(before: TemplateContent, after: TemplateContent) -> list[Difference]:
    """What changed from one to the other."""
    return differences(questions_of(before), questions_of(after), rules_of(before), rules_of(after))


def logic_of(content: CheckedTemplate | TemplateVersion) -> Sequence[Line]:
    """The logic report of a form, with the rows of its workbook."""
    return report(content.xform.encode(), convert(workbook_of(content), content.xlsx.name))


def workbook_of(content: TemplateContent) -> bytes:
    """The author's workbook as it was uploaded."""
    with files.open_file(content.xlsx) as opened:
        return opened.read()


def history_of(template: Template) -> list[LifecycleMove]:
    """When and why the template was retired or brought back."""
    return list(moves_of(template))


def published_versions(key: str) -> Mapping[str, str]:
    """The fingerprint of every published version of a template, oldest first."""
    found = TemplateVersion.objects.filter(key=key).order_by("number")
    return dict(found.values_list("version", "fingerprint"))


def why_not_new(checked: CheckedTemplate) -> Reason | None:
    """Why a checked workbook cannot become a version: it says nothing new, or its number is taken."""
    published = published_versions(checked.key)
    newest = list(published.values())[-1] if published else ""
    return rules.content_is_new.reason(checked.fingerprint, newest) or rules.version_is_new.reason(
        checked.version, list(published)
    )
