from django.apps import AppConfig


class AreaTeamsConfig(AppConfig):
    name = "speir.area_teams"
    label = "area_teams"
    default_auto_field = "django.db.models.BigAutoField"
