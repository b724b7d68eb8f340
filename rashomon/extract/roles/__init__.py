"""Who and what an incident was done by, to and with: a trained encoder judges each word of a text."""
