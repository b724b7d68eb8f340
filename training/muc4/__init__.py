"""How the data files of benchmarks/muc4 were made: place names of the task, weights of the template maker."""
