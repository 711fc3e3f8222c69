"""A wrong environment stops the start and names everything that is wrong at once."""

from pathlib import Path

import pytest

from speir.config.environment import NEEDED_IN_PRODUCTION, SettingsFault, read

WHOLE = {
    "SPEIR_MODE": "production",
    "SPEIR_SECRET_KEY": "s" * 50,
    "SPEIR_ALLOWED_HOSTS": "speir.example.scot, www.speir.example.scot",
    "SPEIR_PUBLIC_URL": "https://speir.example.scot",
    "SPEIR_DATA_DIR": "/srv/speir",
    "SPEIR_EMAIL_FROM": "speir@example.scot",
    "SPEIR_EMAIL_HOST": "mail.example.scot",
}
ANYWHERE = Path("/tmp/anywhere")


def test_every_missing_name_is_reported_at_once() -> None:
    with pytest.raises(SettingsFault) as stopped:
        read({"SPEIR_MODE": "production"}, ANYWHERE)
    assert all(name in str(stopped.value) for name in NEEDED_IN_PRODUCTION)


def test_a_whole_environment_is_taken() -> None:
    found = read(WHOLE, ANYWHERE)
    assert found.allowed_hosts == ("speir.example.scot", "www.speir.example.scot")
    assert found.database_url == "sqlite:////srv/speir/speir.sqlite3"


def test_the_demonstration_needs_nothing() -> None:
    assert read({}, ANYWHERE).mode == "demo"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SPEIR_MODE": "live"}, "must be one of demo, test, production"),
        ({"SPEIR_SECRET_KEY": "short"}, "too short"),
        ({"SPEIR_LARGEST_UPLOAD_MB": "lots"}, "whole number of megabytes"),
    ],
)
def test_wrong_values_are_named(change: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsFault, match=words):
        read({**WHOLE, **change}, ANYWHERE)
