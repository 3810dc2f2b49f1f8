"""How often each client has asked. Unlogged: worth nothing after a crash, and written with every counted request."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="ThrottleCount",
            fields=[
                ("key", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("window", models.BigIntegerField()),
                ("hits", models.IntegerField()),
                ("previous", models.IntegerField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="api_throttle_not_negative",
                        condition=models.Q(("hits__gte", 0), ("previous__gte", 0)),
                    )
                ]
            },
        ),
        migrations.RunSQL(
            # Half-empty pages, so that counting up rewrites a row where it stands.
            [
                "ALTER TABLE api_throttlecount SET UNLOGGED",
                "ALTER TABLE api_throttlecount SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05)",
            ],
            migrations.RunSQL.noop,
        ),
    ]
