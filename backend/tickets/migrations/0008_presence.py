"""Who has a ticket open right now. Unlogged: worth nothing after a crash, and written with every heartbeat."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0007_assignee_indexes")]
    operations = [
        migrations.CreateModel(
            name="TicketPresence",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "ticket_id", "tab", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ticket_id", models.BigIntegerField()),
                ("tab", models.UUIDField()),
                ("user_id", models.BigIntegerField(null=True)),
                ("state", models.CharField(choices=[("viewing", "Viewing"), ("editing", "Editing")], max_length=10)),
                ("since", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("seen_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "tickets_presence",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["viewing", "editing"])), name="tickets_presence_state_valid"
                    )
                ],
            },
        ),
        migrations.RunSQL(
            # Half-empty pages, so that a heartbeat rewrites a row where it stands.
            [
                "ALTER TABLE tickets_presence SET UNLOGGED",
                "ALTER TABLE tickets_presence SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05)",
            ],
            migrations.RunSQL.noop,
        ),
    ]
