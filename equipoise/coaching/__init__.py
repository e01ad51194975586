"""What the counselor is told: feedback, hints, the debrief. No scoring; every word is in YAML."""
