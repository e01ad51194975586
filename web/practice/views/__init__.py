"""Request in, page out; what happens in between is in ``record`` and the reading modules."""
