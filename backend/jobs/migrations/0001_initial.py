import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

# A job's error goes with the job, whoever deletes that: procrastinate does it in SQL.
FORWARDS = """
ALTER TABLE jobs_error ADD CONSTRAINT jobs_error_job
    FOREIGN KEY (job_id) REFERENCES procrastinate_jobs (id) ON DELETE CASCADE;
"""
BACKWARDS = "ALTER TABLE jobs_error DROP CONSTRAINT jobs_error_job;"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("procrastinate", "0041_post_retry_failed_job")]
    operations = [
        migrations.CreateModel(
            name="JobError",
            fields=[
                ("job_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("attempt", models.PositiveIntegerField()),
                ("error", models.TextField()),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "jobs_error",
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("error"), 1000
                        ),
                        name="jobs_error_error_max",
                    )
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
