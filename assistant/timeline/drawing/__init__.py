"""A timeline drawn: as a chart, as a table, as a matrix of tasks."""
