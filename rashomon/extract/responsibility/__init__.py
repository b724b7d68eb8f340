"""Who is said to have done it, and what the happening is called."""
