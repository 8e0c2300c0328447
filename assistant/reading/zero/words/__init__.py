"""The words that tell a question for a list, for votes, for what a deed did; what is asked by its form."""
