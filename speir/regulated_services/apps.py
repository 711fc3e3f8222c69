from django.apps import AppConfig


class RegulatedServicesConfig(AppConfig):
    name = "speir.regulated_services"
    label = "regulated_services"
    default_auto_field = "django.db.models.BigAutoField"
