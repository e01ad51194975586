"""``python -m web serve`` starts the page; any other command is Django's own (``migrate``, ``check``, …)."""

from __future__ import annotations

import os
import sys

from django.core.management import call_command, execute_from_command_line

LONGEST_REQUEST = 2_000_000
"""Bytes. Far above any turn, far below what would fill the memory."""


def main() -> None:
    """Run the command on the command line; without one, list what there is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "web.settings")
    if sys.argv[1:] == ["serve"]:
        serve()
    else:
        execute_from_command_line(["python -m web", *sys.argv[1:]])


def serve() -> None:
    """Bring the database up to date, then answer on 127.0.0.1 until stopped."""
    import django

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)

    from waitress import serve as answer

    from web.wsgi import application

    port = int(os.environ.get("EQUIPOISE_PORT", "8000"))
    print(f"Equipoise is ready: http://127.0.0.1:{port}/", flush=True)
    # A thread waits while the client thinks; sixteen let a small class practise at the same time.
    answer(
        application,
        host="127.0.0.1",
        port=port,
        threads=16,
        max_request_body_size=LONGEST_REQUEST,
        ident="Equipoise",
    )


if __name__ == "__main__":
    main()
