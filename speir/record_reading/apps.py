from django.apps import AppConfig


class RecordReadingConfig(AppConfig):
    name = "speir.record_reading"
    label = "record_reading"
    default_auto_field = "django.db.models.BigAutoField"
