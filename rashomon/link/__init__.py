"""From the claims of many documents to events and accounts."""
