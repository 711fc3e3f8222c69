from django.apps import AppConfig


class AreaMonitoringConfig(AppConfig):
    name = "speir.area_monitoring"
    label = "area_monitoring"
    default_auto_field = "django.db.models.BigAutoField"
