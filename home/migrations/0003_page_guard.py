from django.db import migrations

from core.database_objects import guard_page_tables


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0009_approvals'),
        ('home', '0002_page_opinions'),
    ]

    operations = [
        guard_page_tables('home_homepage', 'home_sectionpage', 'home_yearpage', 'home_standardpage'),
    ]
