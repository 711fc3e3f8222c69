"""Reading the environment: every missing or wrong name is reported at once, before anything starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MODES = ("demo", "test", "production")
NEEDED_IN_PRODUCTION = {
    "SPEIR_SECRET_KEY": "a long random text that signs sessions (at least 50 characters)",
    "SPEIR_ALLOWED_HOSTS": "the host names this site answers to, separated by commas",
    "SPEIR_PUBLIC_URL": "the address people type, for links in e-mails, such as https://speir.example.scot",
    "SPEIR_DATA_DIR": "the folder for uploaded files (and for the database when it is SQLite)",
    "SPEIR_EMAIL_FROM": "the address that e-mails come from",
    "SPEIR_EMAIL_HOST": "the mail server that takes outgoing e-mail",
}

NUMBERS = {"SPEIR_LARGEST_UPLOAD_MB": "megabytes", "SPEIR_CONCERN_HOURS": "hours"}


class SettingsFault(SystemExit):
    """Stops the start with every fault named."""


@dataclass(frozen=True)
class Environment:
    """The validated settings of one process."""

    mode: str
    secret_key: str
    allowed_hosts: tuple[str, ...]
    public_url: str
    data_dir: Path
    database_url: str
    email_from: str
    email_host: str
    largest_upload: int
    lead_body: str
    concern_hours: int | None
    concern_themes: Path | None


def read(values: Mapping[str, str], default_data_dir: Path) -> Environment:
    """Turn environment variables into settings; raises SettingsFault that names every fault."""
    mode = values.get("SPEIR_MODE", "demo")
    faults = _faults(values, mode)
    if faults:
        raise SettingsFault("Speir cannot start:\n" + "\n".join(f"  - {fault}" for fault in faults))
    data_dir = Path(values.get("SPEIR_DATA_DIR") or default_data_dir).resolve()
    return Environment(
        mode=mode,
        secret_key=values.get("SPEIR_SECRET_KEY") or f"only-for-{mode}-never-for-real-people-" + "x" * 30,
        allowed_hosts=tuple(
            host.strip()
            for host in values.get("SPEIR_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
        ),
        public_url=values.get("SPEIR_PUBLIC_URL", "http://127.0.0.1:" + values.get("SPEIR_PORT", "8000")),
        data_dir=data_dir,
        database_url=values.get("DATABASE_URL") or f"sqlite:///{data_dir / 'speir.sqlite3'}",
        email_from=values.get("SPEIR_EMAIL_FROM", "speir@example.invalid"),
        email_host=values.get("SPEIR_EMAIL_HOST", ""),
        largest_upload=int(values.get("SPEIR_LARGEST_UPLOAD_MB") or 25) * 1024 * 1024,
        lead_body=values.get("SPEIR_LEAD_BODY") or "Care Inspectorate",
        concern_hours=int(values["SPEIR_CONCERN_HOURS"]) if values.get("SPEIR_CONCERN_HOURS") else None,
        concern_themes=Path(values["SPEIR_CONCERN_THEMES"]) if values.get("SPEIR_CONCERN_THEMES") else None,
    )


def _faults(values: Mapping[str, str], mode: str) -> list[str]:
    faults = []
    if mode not in MODES:
        faults.append(f"SPEIR_MODE is “{mode}”; it must be one of {', '.join(MODES)}.")
    if mode == "production":
        faults += [
            f"{name} is missing: {meaning}."
            for name, meaning in NEEDED_IN_PRODUCTION.items()
            if not values.get(name)
        ]
        secret = values.get("SPEIR_SECRET_KEY", "")
        if secret and len(secret) < 50:
            faults.append("SPEIR_SECRET_KEY is too short: use at least 50 random characters.")
    for name, unit in NUMBERS.items():
        number = values.get(name, "")
        if number and not (number.isdigit() and int(number) > 0):
            faults.append(f"{name} is “{number}”; it must be a whole number of {unit}.")
    return faults
