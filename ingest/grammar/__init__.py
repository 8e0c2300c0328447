"""The grammar of references: tokens, the small pieces, and how they are read from left to right."""
