"""What a question asks for, read by rules: its references, its days, its intent."""
