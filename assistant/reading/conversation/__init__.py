"""What a conversation carries: the focus, what points into it, and follow-ups as plans whose holes it fills."""
