"""Transcripts in and out. What the words mean is not known here."""
