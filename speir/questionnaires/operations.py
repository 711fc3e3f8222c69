"""Changes to templates: check a workbook, publish it, retire a template and bring it back."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from speir.foundations import audit, files
from speir.foundations.audit import Actor
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.people.models import Person
from speir.people.queries import standing_everywhere
from speir.questionnaires import rules
from speir.questionnaires.lifecycle import TEMPLATE
from speir.questionnaires.models import (
    CheckedTemplate,
    Template,
    TemplateContent,
    TemplateMedia,
    TemplateVersion,
)
from speir.questionnaires.permissions import may_publish_templates
from speir.questionnaires.queries import published_versions, why_not_new
from speir.questionnaires.shipped import SHIPPED, Shipped, shipped_templates
from speir.questionnaires.trying import Tried, try_workbook

KEPT = [each.name for each in TemplateContent._meta.get_fields() if each.name != "id"]


@operation
def check_template(
    *,
    workbook: "UploadedFile[bytes]",
    media: Sequence["UploadedFile[bytes]"],
    kind: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> CheckedTemplate:
    """Check a workbook and keep it for preview and publishing; with faults it raises FormFaults instead."""
    may_publish_templates.check(standing_everywhere(by))
    return _check(workbook, media, kind, by, at)


@operation
def publish_template(
    *,
    checked: CheckedTemplate,
    note: str,
    is_looked_at: bool,
    by: Person,
    at: datetime,
    once: str = "",
) -> TemplateVersion:
    """Publish a checked workbook as a version that never changes; new work begins with it from now on."""
    may_publish_templates.check(standing_everywhere(by))
    to_mend = sum(each["severity"] == "mend" for each in checked.findings)
    rules.faults_in_the_making_are_looked_at.check(to_mend, is_looked_at)
    return _publish(checked, note, by, at)


@operation
def retire_template(*, template: Template, reason: str, by: Person, at: datetime, once: str = "") -> None:
    """No new work begins on this template; what has begun is finished on its version."""
    may_publish_templates.check(standing_everywhere(by))
    rules.reason_is_given.check(reason)
    move(template, TEMPLATE, "retire", by=by, at=at, why=reason)
    audit.record(f"Template retired: {template}", subject=template, by=by, at=at, details={"why": reason})


@operation
def bring_back_template(*, template: Template, reason: str, by: Person, at: datetime, once: str = "") -> None:
    """New work may begin on a retired template again."""
    may_publish_templates.check(standing_everywhere(by))
    rules.reason_is_given.check(reason)
    move(template, TEMPLATE, "bring_back", by=by, at=at, why=reason)
    audit.record(f"Template brought back: {template}", subject=template, by=by, at=at)


@operation
def import_shipped_templates(*, by: Actor, at: datetime) -> list[Template]:
    """Publish the templates that come with Speir; a version that is there already stays as it is."""
    if isinstance(by, Person):
        may_publish_templates.check(standing_everywhere(by))
    return [_import(each, by, at) for each in shipped_templates(SHIPPED)]


def _import(shipped: Shipped, by: Actor, at: datetime) -> Template:
    tried = try_workbook(shipped.workbook, shipped.name, shipped.kind, {})
    if tried.version in published_versions(tried.form_id):
        template = Template.objects.get(key=tried.form_id)
        audit.record("Template already in place", subject=template, by=by, at=at)
        return template
    upload = SimpleUploadedFile(shipped.name, shipped.workbook)
    checked = _check(upload, [], shipped.kind, by, at)
    return _publish(checked, "Comes with Speir.", by, at).template


def _check(
    workbook: "UploadedFile[bytes]",
    media: Sequence["UploadedFile[bytes]"],
    kind: str,
    by: Actor,
    at: datetime,
) -> CheckedTemplate:
    workbook.seek(0)
    given = {Path(each.name or "").name: each.read() for each in media}
    tried = try_workbook(workbook.read(), workbook.name or "", kind, given)
    checked = CheckedTemplate.objects.create(
        **_kept(tried),
        xlsx=files.keep(workbook, by=by, at=at),
        kind=kind,
        findings=[asdict(each) for each in tried.findings],
        checked_at=at,
        checked_by=by if isinstance(by, Person) else None,
    )
    TemplateMedia.objects.bulk_create(
        TemplateMedia(checked=checked, name=name, content=content.decode("utf-8-sig"))
        for name, content in tried.media.items()
    )
    audit.record(f"Template checked: {checked}", subject=checked, by=by, at=at)
    return checked


def _kept(tried: Tried) -> dict[str, object]:
    return {
        "key": tried.form_id,
        "version": tried.version,
        "title": tried.title[:200],
        "xform": tried.xform,
        "sha256": tried.sha256,
        "fingerprint": tried.fingerprint,
        "pyxform_version": tried.pyxform_version,
        "languages": list(tried.languages),
        "rules": {path: rule.to_json() for path, rule in tried.rules.items()},
        "questions": [each.to_json() for each in tried.questions],
        "minutes": asdict(tried.minutes),
    }


def _publish(checked: CheckedTemplate, note: str, by: Actor, at: datetime) -> TemplateVersion:
    template = Template.objects.select_for_update().filter(key=checked.key).first()
    published = published_versions(checked.key)
    check_all(
        rules.kind_stays.reason(checked.kind, template.kind if template else ""),
        why_not_new(checked),
    )
    template = template or Template(key=checked.key, kind=checked.kind)
    template.title = checked.title
    template.save()
    version = TemplateVersion.objects.create(
        **{name: getattr(checked, name) for name in KEPT},
        template=template,
        checked=checked,
        number=len(published) + 1,
        note=note.strip(),
        published_at=at,
        published_by=by if isinstance(by, Person) else None,
    )
    details: dict[str, object] = {"sha256": version.sha256, "pyxform": version.pyxform_version}
    audit.record(f"Template published: {version}", subject=version, by=by, at=at, details=details)
    return version
