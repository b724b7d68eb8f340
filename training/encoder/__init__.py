"""What the trainings of all heads share: the encoder with features of the parse, the fitting, the file that ships."""
