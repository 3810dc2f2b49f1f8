"""An agent may take over what an analysis found."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0004_counters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="ticketevent",
            name="tickets_event_kind_valid",
        ),
        migrations.AlterField(
            model_name="ticketevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("created", "Created"),
                    ("changed", "Changed"),
                    ("suggested", "Suggested"),
                    ("accepted", "Accepted"),
                    ("overridden", "Overridden"),
                    ("applied", "Applied"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="ticketevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["created", "changed", "suggested", "accepted", "overridden", "applied"])
                ),
                name="tickets_event_kind_valid",
            ),
        ),
    ]
