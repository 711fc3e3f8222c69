"""The vendored files are the ones that are listed, with their licences."""

import hashlib
import tomllib
from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.PACKAGE) / "web" / "design_system" / "static" / "design_system"
LISTED = tomllib.loads((FOLDER / "VENDOR.toml").read_text())["package"]


def test_every_file_is_listed_and_has_its_checksum() -> None:
    listed = {name: sha for package in LISTED for name, sha in package["sha256"].items()}
    present = {
        str(path.relative_to(FOLDER)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.rglob("*")
        if path.is_file() and path.name != "VENDOR.toml"
    }
    assert present == listed


def test_every_package_brings_its_licence_and_is_in_the_notices() -> None:
    notices = (Path(settings.PACKAGE).parent / "THIRD_PARTY_NOTICES.md").read_text()
    for package in LISTED:
        assert any("LICENSE" in name for name in package["sha256"])
        assert f"`{package['name']}` {package['version']}" in notices or package["version"] in notices


def test_nothing_vendored_points_to_a_file_that_is_not_shipped() -> None:
    assert "sourceMappingURL" not in (FOLDER / "design-system.min.css").read_text()
    assert "sourceMappingURL" not in (FOLDER / "design-system.js").read_text()
