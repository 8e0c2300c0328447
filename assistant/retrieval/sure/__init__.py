"""How sure a search is of what it leads with, and what is said where it is not."""
