"""Words to codes: the spaCy pipeline, its rules, MITI's codes. Whose goal is served is the lens's matter."""
