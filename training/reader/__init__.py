"""How the trained reader was made: `python -m training.reader --help`."""
