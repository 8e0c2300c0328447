"""How good the answers are, measured on questions whose answers are known.

``items`` reads the questions, ``measures`` are the formulas, ``sets`` puts the questions of each file to the assistant
and judges the answers, ``report`` writes down what came out, with everything needed to do it again.
"""
