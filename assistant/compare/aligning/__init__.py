"""Which passages of several resolutions belong in one row."""
