"""References: national decisions as codebooks, and attaching the user's own copy of the official text."""

from vnplan.reference.attach import attach_official_text, official_texts
from vnplan.reference.loader import list_references, load_reference

__all__ = ["attach_official_text", "list_references", "load_reference", "official_texts"]
