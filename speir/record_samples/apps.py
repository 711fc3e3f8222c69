from django.apps import AppConfig


class RecordSamplesConfig(AppConfig):
    name = "speir.record_samples"
    label = "record_samples"
    default_auto_field = "django.db.models.BigAutoField"
