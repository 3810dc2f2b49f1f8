"""Tickets are assigned to accounts. A column without a default rewrites nothing; the key is validated by 0007."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# NOT VALID: looking at every ticket would keep others from writing them meanwhile. By the database rather than by
# Django, so that a plain SQL DELETE of an account empties the column too.
FORWARDS = """
ALTER TABLE tickets_ticket
    ADD CONSTRAINT tickets_ticket_assignee_fk FOREIGN KEY (assignee_id) REFERENCES accounts_user (id)
    ON DELETE SET NULL NOT VALID;
"""
BACKWARDS = "ALTER TABLE tickets_ticket DROP CONSTRAINT tickets_ticket_assignee_fk;"


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0005_applied_analyses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="ticket",
            name="assignee",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
