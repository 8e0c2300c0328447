"""What holds on one subject, slot by slot."""
