"""Which event mentions are one happening, and what they are compared by."""
