"""What triggers keep is written by them alone: counters and search texts, under the rights of the tables' owner."""

from django.db import migrations

_FUNCTIONS = ["tickets_count()", "tickets_counters_fold()", "tickets_search_insert()", "tickets_search_update()"]
# Who makes the statement must not choose where such a function finds its tables.
FORWARDS = [
    f"ALTER FUNCTION {one} SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp" for one in _FUNCTIONS
]
BACKWARDS = [f"ALTER FUNCTION {one} SECURITY INVOKER RESET search_path" for one in _FUNCTIONS]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("tickets", "0004_counters")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
