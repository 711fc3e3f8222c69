"""Timetables that Ministers approve after their request was recorded."""


import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from speir.foundations.triggers import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0005_kinds_of_partnership'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ApprovedTimetable',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('approved_on', models.DateField()),
                ('timetable', models.TextField()),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.ministersrequest')),
            ],
            options={
                'ordering': ['approved_on', 'recorded_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('timetable', ''), _negated=True), name='approved_timetable_is_told')],
            },
        ),
        append_only("programmes_approvedtimetable"),
    ]
