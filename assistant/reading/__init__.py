"""From a question to its plans: what it mentions, what kind of thing it asks for, what a conversation carries over."""
