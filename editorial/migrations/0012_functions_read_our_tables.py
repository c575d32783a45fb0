from django.db import migrations

from core.database_objects.rights import owned_function

FUNCTIONS = ("editorial_approval_is_right", "editorial_keep")


class Migration(migrations.Migration):

    dependencies = [("editorial", "0011_emergency_outcome"), ("core", "0011_functions_read_our_tables")]

    operations = [migrations.RunSQL(owned_function(name), migrations.RunSQL.noop) for name in FUNCTIONS]
