import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sandbox", "0003_practice_desks"),
    ]

    operations = [
        migrations.AddField(
            model_name="world",
            name="counts",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name="world",
            name="size",
            field=models.PositiveIntegerField(help_text="Records in all registers."),
        ),
        migrations.AlterField(
            model_name="world",
            name="built",
            field=models.PositiveIntegerField(default=0, help_text="Records stored so far."),
        ),
        migrations.CreateModel(
            name="WorldChunk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("register", models.CharField(max_length=24)),
                ("number", models.PositiveIntegerField()),
                ("rows", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "world",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chunks",
                        to="sandbox.world",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("world", "register", "number"), name="world_chunk_once")
                ],
            },
        ),
    ]
