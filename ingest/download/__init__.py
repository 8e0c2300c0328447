"""Official sources → files on this disk, which are then read like any others.

::

    an order ─► a source (unxml, cr_unsc, documents) says what it wants ─► transfer brings it, in pieces if need be
             ─► checks hold it against size, type and hash ─► placed under its name, and noted in the ledger

Nothing is fetched unless it is ordered. Whatever interrupts a run, a file bears its name only when it is whole, and the
next run goes on where this one stopped.
"""
