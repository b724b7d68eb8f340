"""Who has which role in an incident: MUC-4 as lessons for the reader's heads for roles, and how well they do."""
