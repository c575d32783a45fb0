from django.db import migrations

from core.database_objects.change_guard import guard_table

AGENCY = (
    "code",
    "name",
    "short_name",
    "kind",
    "official_code",
    "parent_id",
    "valid_from",
    "valid_until",
    "legal_basis",
    "phone",
    "email",
    "address",
)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0004_enrolment"),
        ("core", "0010_changes"),
    ]

    operations = [
        guard_table("accounts_agency", AGENCY),
        guard_table("accounts_agency_successors", ("from_agency_id", "to_agency_id")),
        guard_table("accounts_leader", ("name", "note")),
        guard_table("accounts_leadertitle", ("leader_id", "title", "valid_from", "valid_until", "source")),
    ]
