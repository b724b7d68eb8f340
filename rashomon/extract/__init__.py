"""From a parse to mentions, attributions and claims, one document at a time."""
