"""MITI 4.2.1: behaviour counts, estimates of the globals, summary scores and thresholds. Never the lens."""
