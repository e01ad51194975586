"""One coder for all tests of this folder; it keeps no state."""

import pytest

from equipoise.coding.pipeline import load_coder


@pytest.fixture(scope="session")
def coder():
    return load_coder()
