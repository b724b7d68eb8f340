"""Claims and happenings from what the other stages found."""
