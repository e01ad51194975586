"""Django's entry for the practice app; nothing else."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """The practice app."""

    name = "web.practice"
    label = "practice"
