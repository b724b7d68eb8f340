"""Numbers with bounds, and how many people were killed, injured, detained, displaced."""
