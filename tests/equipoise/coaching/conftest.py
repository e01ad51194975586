"""Puts this folder's helper module within the tests' reach."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
