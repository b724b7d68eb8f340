"""How the model of attribution was made: `python -m training.attribution --help`."""
