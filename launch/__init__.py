"""Sets everything up and starts it: Python, environments, Rasa's model, the three servers. No counseling here.

Standard library only, Python 3.8 or newer: most of it runs before anything is installed.
"""
