from django.apps import AppConfig


class DiariesConfig(AppConfig):
    name = "speir.diaries"
    label = "diaries"
    default_auto_field = "django.db.models.BigAutoField"
