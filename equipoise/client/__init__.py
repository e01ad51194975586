"""The simulated client: case, state, reaction, speech. Knows codes and vectors, never the coder."""
