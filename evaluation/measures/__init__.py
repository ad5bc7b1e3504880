"""Scorers: pure functions from the gold and the program's answers to measures and errors."""
