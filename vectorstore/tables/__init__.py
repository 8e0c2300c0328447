"""The tables of the catalogue, and how a resolution becomes rows."""
