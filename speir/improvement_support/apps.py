from django.apps import AppConfig


class ImprovementSupportConfig(AppConfig):
    name = "speir.improvement_support"
    label = "improvement_support"
    default_auto_field = "django.db.models.BigAutoField"
