"""The files a corpus is made of, told apart and opened within bounds."""
