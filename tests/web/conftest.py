"""The fixtures of the web tests; they live in ``conftest_web`` so that the browser tests can share them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from conftest_web import alice, begin, bob, engine, session  # noqa: F401
