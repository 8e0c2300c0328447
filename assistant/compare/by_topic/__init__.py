"""Rows by topic: what a passage decides, and the value that it sets."""
