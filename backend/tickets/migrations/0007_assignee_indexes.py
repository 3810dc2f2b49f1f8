"""What may take long on a large table, in steps that neither readers nor writers wait for; each can be repeated."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q

_INCLUDED = ["category", "priority"]


def _start_anew(name: str) -> migrations.RunSQL:
    """A half-built index of an interrupted migration would stand in the way."""
    return migrations.RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {name}", migrations.RunSQL.noop)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("tickets", "0006_assignee")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE tickets_ticket VALIDATE CONSTRAINT tickets_ticket_assignee_fk", migrations.RunSQL.noop
        ),
        _start_anew("tickets_assigned"),
        AddIndexConcurrently(
            "ticket",
            models.Index(
                fields=["assignee", "status", "created_at", "id"],
                include=_INCLUDED,
                condition=Q(assignee__isnull=False),
                name="tickets_assigned",
            ),
        ),
        _start_anew("tickets_unassigned"),
        AddIndexConcurrently(
            "ticket",
            models.Index(
                fields=["status", "created_at", "id"],
                include=_INCLUDED,
                condition=Q(assignee__isnull=True),
                name="tickets_unassigned",
            ),
        ),
    ]
