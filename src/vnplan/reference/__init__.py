"""References: national decisions as codebooks, what replaced them, and attaching a copy of the official text."""

from vnplan.reference.attach import attach_official_text, official_texts
from vnplan.reference.choice import of_another, other_number, reference_number, reference_of
from vnplan.reference.loader import list_references, load_reference
from vnplan.reference.succession import list_successions, load_succession

__all__ = [
    "attach_official_text",
    "list_references",
    "list_successions",
    "load_reference",
    "load_succession",
    "of_another",
    "official_texts",
    "other_number",
    "reference_number",
    "reference_of",
]
