"""Who acts, speaks or suffers, chained over the document."""
