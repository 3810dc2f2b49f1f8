"""What processes know of models together belongs to every feature: triage's tables become those of inference."""

from django.db import migrations, models

TABLES = ("breakerstate", "cachedanswer", "dailyspend")
FORWARDS = [f"ALTER TABLE triage_{name} RENAME TO inference_{name}" for name in TABLES]
BACKWARDS = [f"ALTER TABLE inference_{name} RENAME TO triage_{name}" for name in TABLES]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("triage", "0003_models_and_catching_up")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="BreakerState",
                    fields=[
                        ("key", models.CharField(max_length=300, primary_key=True, serialize=False)),
                        ("circuit", models.JSONField(default=dict)),
                    ],
                ),
                migrations.CreateModel(
                    name="CachedAnswer",
                    fields=[
                        ("key", models.CharField(max_length=100, primary_key=True, serialize=False)),
                        ("value", models.TextField()),
                        ("expires_at", models.DateTimeField()),
                    ],
                    options={"indexes": [models.Index(fields=["expires_at"], name="inference_answer_expiry")]},
                ),
                migrations.CreateModel(
                    name="DailySpend",
                    fields=[
                        ("day", models.DateField(primary_key=True, serialize=False)),
                        ("usd", models.DecimalField(decimal_places=6, max_digits=14)),
                    ],
                ),
            ],
            database_operations=[
                migrations.RunSQL(FORWARDS, BACKWARDS),
                migrations.RunSQL(
                    "ALTER INDEX triage_answer_expiry RENAME TO inference_answer_expiry",
                    "ALTER INDEX inference_answer_expiry RENAME TO triage_answer_expiry",
                ),
            ],
        )
    ]
