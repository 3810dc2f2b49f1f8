"""Breakers, spending and cached answers now belong to inference, which has renamed their tables."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("triage", "0003_models_and_catching_up"), ("inference", "0001_model_state")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name) for name in ("BreakerState", "CachedAnswer", "DailySpend")]
        )
    ]
