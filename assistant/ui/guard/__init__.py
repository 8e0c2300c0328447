"""What stands between the network and the window.

A request passes :class:`~assistant.ui.guard.gate.Gate` before Gradio sees it: the name it was sent to and the page it
comes from, its route, its size and its form are held against what the window itself needs, and all else is refused.
:mod:`~assistant.ui.guard.connection` closes connections that keep the server waiting,
:mod:`~assistant.ui.guard.waiting` bounds the queue, :mod:`~assistant.ui.guard.chats` what is kept of each chat, and
:mod:`~assistant.ui.guard.log` keeps what a request says out of the log.
"""
