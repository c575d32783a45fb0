from django.db import migrations

from editorial.database_objects import LET_SEALED_PAGES_GO_DOWN


class Migration(migrations.Migration):

    dependencies = [("editorial", "0016_reviews"), ("core", "0014_withdrawals")]

    operations = [LET_SEALED_PAGES_GO_DOWN]
