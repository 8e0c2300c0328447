"""What brings texts in: official texts ordered and fetched, and sources read into a new generation of the index."""
