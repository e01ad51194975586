"""Practising on one's own machine: sessions, turns, and the pages around them."""
