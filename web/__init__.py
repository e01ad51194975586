"""The web app: notice, clients, practice room, report. Hearing and the client live in ``equipoise``."""
