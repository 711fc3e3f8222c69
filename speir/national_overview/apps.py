from django.apps import AppConfig


class NationalOverviewConfig(AppConfig):
    name = "speir.national_overview"
    label = "national_overview"
    default_auto_field = "django.db.models.BigAutoField"
