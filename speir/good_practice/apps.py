from django.apps import AppConfig


class GoodPracticeConfig(AppConfig):
    name = "speir.good_practice"
    label = "good_practice"
    default_auto_field = "django.db.models.BigAutoField"
