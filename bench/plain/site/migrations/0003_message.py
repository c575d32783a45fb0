from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plain', '0002_form'),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('body', models.TextField(blank=True)),
                ('sender', models.CharField(blank=True, max_length=255)),
                ('channel', models.CharField(db_index=True, max_length=20)),
                ('state', models.CharField(db_index=True, max_length=20)),
                ('received_at', models.DateTimeField(db_index=True)),
            ],
        ),
    ]
