"""Clauses and a reference as words that can be compared: cut, localised, numbered, looked up in its tables."""
