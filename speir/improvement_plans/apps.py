from django.apps import AppConfig


class ImprovementPlansConfig(AppConfig):
    name = "speir.improvement_plans"
    label = "improvement_plans"
    default_auto_field = "django.db.models.BigAutoField"
