"""``python -m equipoise``: the command line without an installed script."""

from equipoise.cli import app

app(prog_name="equipoise")
