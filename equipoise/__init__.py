"""Equipoise: simulated clients, and two instruments that hear the counselor. No Rasa, no Django here."""

__version__ = "0.1.0"
