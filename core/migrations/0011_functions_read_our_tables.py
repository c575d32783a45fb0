from django.db import migrations

from core.database_objects.rights import owned_function

FUNCTIONS = (
    "core_approval_enter", "core_approval_keep", "core_audit_enter", "core_audit_refuse", "core_change_refuse",
)  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [("core", "0010_changes")]

    operations = [migrations.RunSQL(owned_function(name), migrations.RunSQL.noop) for name in FUNCTIONS]
