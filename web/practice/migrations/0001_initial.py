"""The record's first tables: sessions and their turns."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="PracticeSession",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("owner", models.CharField(db_index=True, max_length=32)),
                ("case", models.SlugField()),
                (
                    "mode",
                    models.CharField(
                        choices=[("coached", "Coached"), ("debrief", "Debrief only")],
                        default="coached",
                        max_length=10,
                    ),
                ),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ending", models.CharField(default="", max_length=30)),
                ("opening", models.JSONField(null=True)),
                ("closing", models.JSONField(null=True)),
                ("state", models.JSONField(null=True)),
            ],
            options={
                "ordering": ("-started_at",),
            },
        ),
        migrations.CreateModel(
            name="PracticeTurn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("turn_id", models.CharField(max_length=32)),
                ("words", models.TextField()),
                (
                    "status",
                    models.CharField(
                        choices=[("waiting", "Waiting for the client"), ("answered", "Answered")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("outcome", models.JSONField(null=True)),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="turns",
                        to="practice.practicesession",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    models.UniqueConstraint(fields=("session", "turn_id"), name="one_row_a_turn"),
                    models.UniqueConstraint(fields=("session", "number"), name="one_turn_a_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waiting")),
                        fields=("session",),
                        name="one_turn_under_way",
                    ),
                ],
            },
        ),
    ]
