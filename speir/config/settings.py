"""The only settings module; everything that differs between machines comes from the environment."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from speir.config import environment
from speir.demo import sign_ins

PACKAGE = Path(__file__).resolve().parent.parent
ENVIRONMENT = environment.read(os.environ, default_data_dir=PACKAGE.parent / "var")
IS_PRODUCTION = ENVIRONMENT.mode == "production"
IS_DEMO = ENVIRONMENT.mode == "demo"
# Long work is done by another process, except where it would find another database.
SPEIR_WORKS_APART = ENVIRONMENT.mode != "test"

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
SPEIR_DATA_DIR = ENVIRONMENT.data_dir
SPEIR_PUBLIC_URL = ENVIRONMENT.public_url
SPEIR_LARGEST_UPLOAD = ENVIRONMENT.largest_upload

PARTS = [
    "foundations",
    "people",
    "partnerships",
    "frameworks",
    "questionnaires",
    "regulated_services",
    "scrutiny_calendar",
    "indicators",
    "programmes",
    "consultations",
    "inspections",
    "capacity_plans",
    "document_packs",
    "evidence",
    "concerns",
    "record_samples",
    "record_reading",
    "document_requests",
    "engagement",
    "evaluations",
    "reports",
    "improvement_plans",
    "area_teams",
    "area_risks",
    "enquiries",
    "area_monitoring",
    "good_practice",
    "diaries",
    "improvement_support",
    "risk_conversations",
    "area_summaries",
    "national_overview",
]
# A part that is placed and not yet there takes no part.
PARTS = [part for part in PARTS if (PACKAGE / part).is_dir()]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    *[f"speir.{part}" for part in PARTS],
    "speir.jobs",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "speir.config.signing_in.OnlySigningOutTakesTheCookie",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "speir.web.shared.middleware.answer_refusals",
]
ROOT_URLCONF = "speir.config.urls"
WSGI_APPLICATION = "speir.config.wsgi.application"
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["speir.config.signing_in.PersonWithBody"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "start"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def _database() -> dict[str, Any]:
    database: dict[str, Any] = dict(dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=60))
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on;",
        }
    return database


DATABASES = {"default": _database()}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            PACKAGE / "web" / audience / "templates"
            for audience in ("inspectorate", "partnership", "public", "messages", "shared", "design_system")
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "speir.config.jinja.environment",
            "context_processors": ["speir.web.shared.unsent.form_marks"],
        },
    },
]
FORM_RENDERER = "speir.config.jinja.FormRenderer"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = SPEIR_DATA_DIR / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "design_system" / "static", PACKAGE / "web" / "shared" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IS_PRODUCTION
MEDIA_ROOT = SPEIR_DATA_DIR / "files"
# Above this, Django spools uploads to disk; ours are written to their own place anyway.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 40
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "speir.web.shared.send_again.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SPEIR_PUBLIC_URL]
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
IS_BEHIND_TLS = IS_PRODUCTION and SPEIR_PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = IS_BEHIND_TLS
CSRF_COOKIE_SECURE = IS_BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if IS_BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if ENVIRONMENT.mode == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Shown on the sign-in page, in demonstration mode only.
SPEIR_DEMO_SIGN_INS = [(one.role, one.name, one.email) for one in sign_ins.SIGN_INS] if IS_DEMO else []
SPEIR_DEMO_PASSWORD = sign_ins.PASSWORD if IS_DEMO else ""

# The scrutiny body that routes enquiries about areas without a link inspector.
SPEIR_LEAD_BODY = ENVIRONMENT.lead_body
# Hours in which a concern is decided on, and acknowledged; None is by the end of the same day.
SPEIR_CONCERN_HOURS = ENVIRONMENT.concern_hours
SPEIR_CONCERN_THEMES = ENVIRONMENT.concern_themes

DEFAULT_FROM_EMAIL = ENVIRONMENT.email_from
EMAIL_HOST = ENVIRONMENT.email_host or "localhost"
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if IS_PRODUCTION
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = SPEIR_DATA_DIR / "sent-mail"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
