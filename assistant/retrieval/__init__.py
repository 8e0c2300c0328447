"""Evidence for a question: searched, fused, weighed, and judged whether it is enough."""
