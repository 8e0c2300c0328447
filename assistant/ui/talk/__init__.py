"""A chat of the window: its turns, and what an answer shows besides its text."""
