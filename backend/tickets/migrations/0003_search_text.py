"""The search text follows the ticket by triggers: no writer can forget it."""

from django.db import migrations

# upper() here and on the searched term: SQL's folding on both sides, because Python's differs ('ß' becomes 'SS').
FORWARDS = """
ALTER TABLE tickets_search
    ADD CONSTRAINT tickets_search_ticket_fk FOREIGN KEY (ticket_id) REFERENCES tickets_ticket (id) ON DELETE CASCADE;

CREATE FUNCTION tickets_search_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tickets_search (ticket_id, created_at, document)
        SELECT id, created_at, upper(title || E'\\n' || description) FROM new_rows;
    RETURN NULL;
END $$;

CREATE FUNCTION tickets_search_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tickets_search
        SET created_at = NEW.created_at, document = upper(NEW.title || E'\\n' || NEW.description)
        WHERE ticket_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER tickets_search_insert AFTER INSERT ON tickets_ticket
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets_search_insert();

-- Only when the text changes: a change of status leaves the trigram index alone.
CREATE TRIGGER tickets_search_update AFTER UPDATE OF title, description, created_at ON tickets_ticket
    FOR EACH ROW WHEN ((OLD.title, OLD.description, OLD.created_at) IS DISTINCT FROM
                       (NEW.title, NEW.description, NEW.created_at))
    EXECUTE FUNCTION tickets_search_update();
"""

BACKWARDS = """
DROP TRIGGER tickets_search_update ON tickets_ticket;
DROP TRIGGER tickets_search_insert ON tickets_ticket;
DROP FUNCTION tickets_search_update();
DROP FUNCTION tickets_search_insert();
ALTER TABLE tickets_search DROP CONSTRAINT tickets_search_ticket_fk;
"""


class Migration(migrations.Migration):
    dependencies = [("tickets", "0002_history_is_append_only")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
