"""Comparisons asked for in words, and told in words."""
