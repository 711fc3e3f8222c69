from django.apps import AppConfig


class AreaRisksConfig(AppConfig):
    name = "speir.area_risks"
    label = "area_risks"
    default_auto_field = "django.db.models.BigAutoField"
