"""Texts become vectors: the models by name, and what of a paragraph its vector is made from."""
