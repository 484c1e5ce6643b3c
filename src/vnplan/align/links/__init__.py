"""Which provisions a clause carries, and which of their measures: features -> contests -> decisions."""
