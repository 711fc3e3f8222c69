from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "speir.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
