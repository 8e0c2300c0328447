"""Planner zero: the readers of before the plan, each with its own way from words to an answer. It is to be taken down."""
