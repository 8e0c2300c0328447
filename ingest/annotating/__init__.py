"""What is read out of the words of a resolution besides its structure."""
