"""What was suggested is evidence: a stored suggestion is never changed."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION triage_suggestion_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a stored suggestion never changes' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER triage_suggestion_immutable BEFORE UPDATE ON triage_suggestion
    FOR EACH ROW EXECUTE FUNCTION triage_suggestion_refuse_change();
"""

BACKWARDS = """
DROP TRIGGER triage_suggestion_immutable ON triage_suggestion;
DROP FUNCTION triage_suggestion_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("triage", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
