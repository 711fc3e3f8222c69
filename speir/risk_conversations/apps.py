from django.apps import AppConfig


class RiskConversationsConfig(AppConfig):
    name = "speir.risk_conversations"
    label = "risk_conversations"
    default_auto_field = "django.db.models.BigAutoField"
