from django.db import migrations

from editorial.database_objects import CHECK_WHO_DECIDES


class Migration(migrations.Migration):

    dependencies = [
        ("editorial", "0009_online"),
        ("accounts", "0005_guard_what_shows"),
    ]

    operations = [CHECK_WHO_DECIDES]
