"""The commands of `unsc`, and how they print."""
