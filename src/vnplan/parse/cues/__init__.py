"""What words say at their place in a line: verbs of roles, names of slots, digits that are no figures."""
