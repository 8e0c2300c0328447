"""Who asks: people with a password of their own (:mod:`~assistant.ui.guard.who.book`), whom the program keeps signed in
(:mod:`~assistant.ui.guard.who.sessions`), or whom a server in front names. :mod:`~assistant.ui.guard.who.admission` tells who it is."""
