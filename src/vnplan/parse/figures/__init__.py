"""Figures and dates of a line, and the parts of a clause that they stand in."""
