"""A question that counts, lists, groups or ranks, read word by word into the plan of a selection."""
