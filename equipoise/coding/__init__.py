"""Words to codes: the spaCy pipeline, its rules, MITI's behaviour codes. Whose goal is served is the lens's matter."""
