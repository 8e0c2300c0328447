"""Aligned comparison of two to eight resolutions."""
