"""Every address, by audience: each folder of ``web`` lists its own in ``urls.py``."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from speir.web.shared import gallery, question_gallery

# From the most particular to the most general; a folder takes part as soon as it has addresses.
AUDIENCES = ("shared", "inspectorate", "partnership", "public", "api")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"speir.web.{audience}.urls"))
    for audience in AUDIENCES
    if (settings.PACKAGE / "web" / audience / "urls.py").is_file()
]
if not settings.IS_PRODUCTION:
    urlpatterns.append(path("design-system/", gallery.gallery, name="gallery"))
    urlpatterns.append(
        path("design-system/questions/", question_gallery.question_gallery, name="question_gallery")
    )

handler400 = "speir.web.shared.errors.bad_request"
handler403 = "speir.web.shared.errors.permission_denied"
handler404 = "speir.web.shared.errors.not_found"
handler500 = "speir.web.shared.errors.server_fault"
