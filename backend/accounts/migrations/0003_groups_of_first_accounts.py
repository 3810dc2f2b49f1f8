"""Until now `is_staff` made an administrator and everybody else was an agent: they stay what they were."""

from django.db import migrations


def into_groups(apps, schema_editor):
    users, groups = apps.get_model("accounts", "User").objects, apps.get_model("auth", "Group").objects
    for user in users.iterator():
        name = "Administrators" if user.is_staff or user.is_superuser else "Agents"
        user.groups.add(groups.get_or_create(name=name)[0])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_tokens"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(into_groups, migrations.RunPython.noop)]
