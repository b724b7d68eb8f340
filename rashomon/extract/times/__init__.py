"""Dates and times, as exact as the words and no more."""
