"""The pages of what is decided on over time: an index of missions, panels, committees and measures, and a timeline of each."""
