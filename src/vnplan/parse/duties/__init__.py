"""Duties: who acts, in which role, with whom, by when; in prose, in lines of slots and in tables of tasks."""
