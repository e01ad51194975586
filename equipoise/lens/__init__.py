"""The Autonomy Lens: whose goal, could the client see it, could they say no. Not whether it was skilful MI."""
