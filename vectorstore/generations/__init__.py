"""Generations on disk: which one is published, what it was made of, and whether its files are whole."""
