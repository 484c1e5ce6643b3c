"""The dated lexicon: agencies, provinces, vocabulary and cue words, as package data with one typed loader."""

from __future__ import annotations

from vnplan.lexicon.agencies import AgencyLexicon, agencies
from vnplan.lexicon.agency import Agency, Holder, Succession
from vnplan.lexicon.labels import label
from vnplan.lexicon.provinces import Province, Provinces, provinces
from vnplan.lexicon.scan import Matcher, Mention
from vnplan.text import slug

__all__ = [
    "Agency",
    "AgencyLexicon",
    "Holder",
    "Matcher",
    "Mention",
    "Province",
    "Provinces",
    "Succession",
    "agencies",
    "label",
    "provinces",
    "slug",
]
