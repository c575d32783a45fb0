from django.db import migrations

from editorial.database_objects import CHECK_WHO_WITHDRAWS


class Migration(migrations.Migration):

    dependencies = [("editorial", "0014_seats_and_seals"), ("core", "0014_withdrawals")]

    operations = [CHECK_WHO_WITHDRAWS]
