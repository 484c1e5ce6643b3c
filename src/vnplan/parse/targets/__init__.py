"""Targets: which figures commit, by when; goals in prose and in tables."""
