"""From bytes to documents, passages and a parse."""
