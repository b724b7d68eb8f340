"""Who says what: PolNeAR as lessons for the reader's heads for attribution, and how well they do."""
