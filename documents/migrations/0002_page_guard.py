from django.db import migrations

from core.database_objects import guard_page_tables


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0009_approvals'),
        ('documents', '0001_initial'),
    ]

    operations = [
        guard_page_tables(
            'documents_legaldocumentpage',
            rows=(
                ('documents_documentrelation', 'relations', 'page_id'),
                ('documents_documentfile', 'files', 'page_id'),
            ),
        ),
    ]
