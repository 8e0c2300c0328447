"""How good the answers are, measured on questions whose answers are known.

``items`` reads the questions, ``utterances`` puts them in the order of their conversations, ``shown`` reads an answer's JSON form,
``measures`` are the formulas, ``judge`` and ``research`` say what an answer is worth, ``sets`` asks the questions of each file,
``report`` writes down what came out, with everything needed to do it again.
"""
