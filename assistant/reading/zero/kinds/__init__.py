"""Kinds of question that are answered from the structure of the corpus: votes, lists, mandates, premises, measures, …"""
