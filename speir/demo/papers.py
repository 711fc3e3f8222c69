"""Small real PDF files that say, on their one page, that they are invented."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify


def paper(title: str) -> SimpleUploadedFile:
    """A one-page PDF with a title, for the demonstration."""
    lines = [title, "Fictional document of the Speir demonstration.", "It describes no real place or person."]
    drawn = " ".join(f"({_escaped(line)}) Tj 0 -24 Td" for line in lines)
    content = f"BT /F1 14 Tf 72 760 Td {drawn} ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content.encode('latin-1', 'replace'))}>>\nstream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return SimpleUploadedFile(f"{slugify(title)}.pdf", _assembled(objects), content_type="application/pdf")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assembled(objects: list[str]) -> bytes:
    body = b"%PDF-1.4\n"
    offsets = []
    for number, written in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj{written}endobj\n".encode("latin-1", "replace")
    start = len(body)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    body += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return body
