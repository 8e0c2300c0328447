"""Doors for programs, and nothing but doors: HTTP (:mod:`assistant.doors.api`) and the Model Context Protocol
(:mod:`assistant.doors.agents`) over the operations that :mod:`assistant.operations.offered` defines once for all of them."""
