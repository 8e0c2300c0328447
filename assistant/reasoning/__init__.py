"""A language model that plans: it calls the operations, step by step within a budget, and writes from what they return."""
