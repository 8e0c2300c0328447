"""What is meant by a name, or by a noun with a place or a number: the one resolver."""
