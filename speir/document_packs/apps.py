from django.apps import AppConfig


class DocumentPacksConfig(AppConfig):
    name = "speir.document_packs"
    label = "document_packs"
    default_auto_field = "django.db.models.BigAutoField"
