"""What questions take for granted of a resolution, held against its text."""
