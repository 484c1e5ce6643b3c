"""Bytes and old fonts as Vietnamese letters; numerals and labels as they are printed."""
