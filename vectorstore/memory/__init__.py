"""What was read or embedded before, kept so that it is not done twice; it can be had again."""
