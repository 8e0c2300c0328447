"""Answering in processes beside the page: watched, and replaced when a question takes too long.

A regular expression, a library in C or a defect can keep a process busy so that nothing else in it goes on. So the page only
waits: questions go to worker processes (:mod:`assistant.apart.worker`), one of which is ended when the question it works at
is over its deadline (:mod:`assistant.apart.pool`). Answering changes nothing, so what else was under way there is asked again.
What crosses between the processes are the values of :mod:`assistant.apart.protocol`.
"""
