from django.db import migrations

from editorial.database_objects import TAKE_PAGES_DOWN_BY_DECISION


class Migration(migrations.Migration):

    dependencies = [("editorial", "0016_reviews"), ("core", "0014_withdrawals")]

    operations = [TAKE_PAGES_DOWN_BY_DECISION]
