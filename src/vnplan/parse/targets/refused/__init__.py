"""What a figure is that is no target: a state, a result, a norm, a size, a part of a whole, a place, a gloss."""
