"""Train the model of roles on the development corpus of MUC-4."""
