"""What a plan carries of a reference as a whole: statuses with reasons, rates with intervals, local clauses."""
