"""Who writes the text of an answer: the paragraphs themselves, or a language model."""
