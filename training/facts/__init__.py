"""Our own annotations as lessons for the reader."""
