from django.apps import AppConfig


class CapacityPlansConfig(AppConfig):
    name = "speir.capacity_plans"
    label = "capacity_plans"
    default_auto_field = "django.db.models.BigAutoField"
