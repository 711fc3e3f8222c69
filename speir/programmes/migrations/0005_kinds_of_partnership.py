"""A method may say which kinds of partnership it looks at."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Phases that were here before say nothing, which means every kind."""

    dependencies = [("programmes", "0004_document_packs")]

    operations = [
        migrations.AddField(model_name="phase", name="looks_at", field=models.JSONField(default=list)),
    ]
