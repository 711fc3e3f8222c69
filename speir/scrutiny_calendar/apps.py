from django.apps import AppConfig


class ScrutinyCalendarConfig(AppConfig):
    name = "speir.scrutiny_calendar"
    label = "scrutiny_calendar"
    default_auto_field = "django.db.models.BigAutoField"
