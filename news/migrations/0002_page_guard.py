from django.db import migrations

from core.database_objects import guard_page_tables


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0009_approvals'),
        ('news', '0001_initial'),
    ]

    operations = [
        guard_page_tables(
            'news_leaderactivitypage',
            'news_committeepage',
            'news_resultpage',
            'news_modelpage',
            rows=(
                ('news_leaderparticipation', 'participants', 'page_id'),
                ('news_modelapplication', 'applications', 'page_id'),
            ),
        ),
    ]
