"""Evidence for follow-ups."""
