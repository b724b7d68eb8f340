"""Runs the pipeline over many documents."""
