"""What is told beside the paragraph that leads an answer: how it stands, and what is exempted from it."""
