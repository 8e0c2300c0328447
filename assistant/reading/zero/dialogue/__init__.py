"""What was said before: follow-ups completed from the conversation, and several things in one question."""
