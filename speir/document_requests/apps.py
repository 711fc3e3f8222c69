from django.apps import AppConfig


class DocumentRequestsConfig(AppConfig):
    name = "speir.document_requests"
    label = "document_requests"
    default_auto_field = "django.db.models.BigAutoField"
