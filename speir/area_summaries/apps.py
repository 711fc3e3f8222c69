from django.apps import AppConfig


class AreaSummariesConfig(AppConfig):
    name = "speir.area_summaries"
    label = "area_summaries"
    default_auto_field = "django.db.models.BigAutoField"
