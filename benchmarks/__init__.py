"""How well Rashomon reads, measured on data that others made: `python -m benchmarks --help`."""
