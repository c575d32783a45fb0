from django.db import migrations, models

from editorial.database_objects import ASK_FOR_SEATS, KEEP_SEALS_SHUT


class Migration(migrations.Migration):

    dependencies = [("editorial", "0013_plain_plurals")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("sealed_at__isnull", False)), fields=["sealed_at"], name="entry_sealed"
            ),
        ),
        ASK_FOR_SEATS,
        KEEP_SEALS_SHUT,
    ]
