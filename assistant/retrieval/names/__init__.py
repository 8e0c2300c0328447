"""What people call things, and what the texts call them: places, persons in office, events, acronyms."""
