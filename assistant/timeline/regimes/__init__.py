"""Sanctions regimes through time: which provision imposes, renews, eases or ends which measure."""
