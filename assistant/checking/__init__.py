"""Sentences of a generated answer, compared with what they cite."""
