"""The trained reader: one small encoder over the text, and what its heads say."""
