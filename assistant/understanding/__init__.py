"""What is read by grammars alone, without knowing the question: references, days, periods."""
