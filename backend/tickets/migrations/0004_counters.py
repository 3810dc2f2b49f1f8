"""Counts without counting: triggers append deltas, a fold adds them up, views unite both (docs/decisions/0003)."""

from django.db import migrations

FORWARDS = """
-- Append-only and without a key, so that concurrent writers never wait for one another.
CREATE TABLE tickets_counter_delta (
    day date NOT NULL, category varchar(20) NOT NULL, priority varchar(20) NOT NULL, status varchar(20) NOT NULL,
    n bigint NOT NULL
);
-- At most 64 rows: stats, facets and exact counts.
CREATE TABLE tickets_counter_total (
    category varchar(20) NOT NULL, priority varchar(20) NOT NULL, status varchar(20) NOT NULL, n bigint NOT NULL,
    PRIMARY KEY (category, priority, status)
);
-- For charts and counts between two days.
CREATE TABLE tickets_counter_daily (
    day date NOT NULL, category varchar(20) NOT NULL, priority varchar(20) NOT NULL, status varchar(20) NOT NULL,
    n bigint NOT NULL,
    PRIMARY KEY (day, category, priority, status)
);

CREATE VIEW tickets_total_count AS
    SELECT category, priority, status, n FROM tickets_counter_total
    UNION ALL SELECT category, priority, status, n FROM tickets_counter_delta;
CREATE VIEW tickets_daily_count AS
    SELECT day, category, priority, status, n FROM tickets_counter_daily
    UNION ALL SELECT day, category, priority, status, n FROM tickets_counter_delta;

CREATE FUNCTION tickets_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO tickets_counter_delta (day, category, priority, status, n)
            SELECT (created_at AT TIME ZONE 'UTC')::date, category, priority, status, count(*)
            FROM new_rows GROUP BY 1, 2, 3, 4;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO tickets_counter_delta (day, category, priority, status, n)
            SELECT (created_at AT TIME ZONE 'UTC')::date, category, priority, status, -count(*)
            FROM old_rows GROUP BY 1, 2, 3, 4;
    ELSE
        INSERT INTO tickets_counter_delta (day, category, priority, status, n)
            SELECT day, category, priority, status, sum(k) FROM (
                SELECT (created_at AT TIME ZONE 'UTC')::date AS day, category, priority, status, 1 AS k FROM new_rows
                UNION ALL
                SELECT (created_at AT TIME ZONE 'UTC')::date, category, priority, status, -1 FROM old_rows
            ) AS changes GROUP BY 1, 2, 3, 4 HAVING sum(k) <> 0;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION tickets_count_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    TRUNCATE tickets_counter_delta, tickets_counter_total, tickets_counter_daily;
    RETURN NULL;
END $$;

CREATE TRIGGER tickets_count_insert AFTER INSERT ON tickets_ticket
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets_count();
CREATE TRIGGER tickets_count_update AFTER UPDATE ON tickets_ticket
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets_count();
CREATE TRIGGER tickets_count_delete AFTER DELETE ON tickets_ticket
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets_count();
CREATE TRIGGER tickets_count_truncate AFTER TRUNCATE ON tickets_ticket
    FOR EACH STATEMENT EXECUTE FUNCTION tickets_count_truncate();

-- Moves the deltas into the totals; returns how many, or -1 while another fold is under way.
CREATE FUNCTION tickets_counters_fold() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE folded bigint;
BEGIN
    IF NOT pg_try_advisory_xact_lock(7421001) THEN
        RETURN -1;
    END IF;
    WITH taken AS (
        DELETE FROM tickets_counter_delta RETURNING day, category, priority, status, n
    ), by_day AS (
        INSERT INTO tickets_counter_daily AS d (day, category, priority, status, n)
            SELECT day, category, priority, status, sum(n) FROM taken
            GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0 ORDER BY 1, 2, 3, 4
        ON CONFLICT (day, category, priority, status) DO UPDATE SET n = d.n + EXCLUDED.n
    ), in_total AS (
        INSERT INTO tickets_counter_total AS t (category, priority, status, n)
            SELECT category, priority, status, sum(n) FROM taken
            GROUP BY 1, 2, 3 HAVING sum(n) <> 0 ORDER BY 1, 2, 3
        ON CONFLICT (category, priority, status) DO UPDATE SET n = t.n + EXCLUDED.n
    )
    SELECT count(*) INTO folded FROM taken;
    RETURN folded;
END $$;
"""

BACKWARDS = """
DROP TRIGGER tickets_count_truncate ON tickets_ticket;
DROP TRIGGER tickets_count_delete ON tickets_ticket;
DROP TRIGGER tickets_count_update ON tickets_ticket;
DROP TRIGGER tickets_count_insert ON tickets_ticket;
DROP FUNCTION tickets_counters_fold();
DROP FUNCTION tickets_count_truncate();
DROP FUNCTION tickets_count();
DROP VIEW tickets_daily_count;
DROP VIEW tickets_total_count;
DROP TABLE tickets_counter_daily, tickets_counter_total, tickets_counter_delta;
"""


class Migration(migrations.Migration):
    dependencies = [("tickets", "0003_search_text")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
