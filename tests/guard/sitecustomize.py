"""Python reads this at its start when the folder is on PYTHONPATH: so children are guarded as the tests are.

EQUIPOISE_GUARD_REPORT names the file that lists what was tried.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import loopback_only

# uvloop opens its sockets in C, where no hook looks; without it Sanic takes Python's own loop.
sys.modules["uvloop"] = None  # type: ignore[assignment]
loopback_only.install(Path(os.environ[loopback_only.REPORT_VARIABLE]))
loopback_only.watching = True
