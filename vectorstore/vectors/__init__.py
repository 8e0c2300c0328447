"""The vectors of all paragraphs: in Chroma, and once more as a matrix that is searched exactly."""
