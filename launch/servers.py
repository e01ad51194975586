"""The three servers that make up Equipoise: how each is started and where it says that it is well."""

from __future__ import annotations

import sys

from launch.children import Server
from launch.model import model_path
from launch.settings import Settings


def servers(settings: Settings) -> tuple[Server, ...]:
    """In the order in which they start; the page, which the counselor opens, last."""
    python, model = sys.executable, str(model_path(settings))
    return (
        Server("actions", (python, "-m", "bot", "actions"), settings.actions, "/health"),
        Server(
            "rasa",
            (python, "-m", "bot", "run", "--model", model),
            settings.rasa,
            "/webhooks/equipoise/health",
        ),
        # The page is well only when both others are: its answer is the one that counts.
        Server("page", (python, "-m", "web", "serve"), settings.page, "/health"),
    )
