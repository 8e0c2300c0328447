"""How the views of a chain of decisions are told, one file for a view."""
