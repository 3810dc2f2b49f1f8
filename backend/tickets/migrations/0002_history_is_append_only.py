"""A ticket's history goes with the ticket, and is otherwise only ever added to."""

from django.db import migrations

FORWARDS = """
ALTER TABLE tickets_ticketevent
    ADD CONSTRAINT tickets_event_ticket_fk FOREIGN KEY (ticket_id) REFERENCES tickets_ticket (id) ON DELETE CASCADE;

CREATE FUNCTION tickets_event_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The cascade from a deleted ticket runs inside another trigger; somebody's own DELETE does not.
    IF TG_OP = 'DELETE' AND pg_trigger_depth() > 1 THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the history of a ticket is append-only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER tickets_event_append_only BEFORE UPDATE OR DELETE ON tickets_ticketevent
    FOR EACH ROW EXECUTE FUNCTION tickets_event_refuse_change();
"""

BACKWARDS = """
DROP TRIGGER tickets_event_append_only ON tickets_ticketevent;
DROP FUNCTION tickets_event_refuse_change();
ALTER TABLE tickets_ticketevent DROP CONSTRAINT tickets_event_ticket_fk;
"""


class Migration(migrations.Migration):
    dependencies = [("tickets", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
