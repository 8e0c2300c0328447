"""All editions of one number become one resolution."""
