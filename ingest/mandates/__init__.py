"""Decisions on mandates: what a clause establishes, extends, changes or ends, and one name for one body."""
