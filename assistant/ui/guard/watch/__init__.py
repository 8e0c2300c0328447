"""What whoever runs it for others sees: the log (:mod:`~assistant.ui.guard.watch.lines`) and numbers
(:mod:`~assistant.ui.guard.watch.watch`), without a word of what is asked unless a setting says otherwise."""
