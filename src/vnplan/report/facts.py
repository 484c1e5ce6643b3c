"""What is known of a provision besides its words: who leads, with whom, who carries it out, when, with what result."""

from __future__ import annotations

from collections.abc import Iterable

from vnplan.errors import Lang
from vnplan.lexicon import agencies, provinces
from vnplan.models import Provision
from vnplan.report.numbers import years_words
from vnplan.report.words import due_words


def provision_facts(p: Provision, *, lang: Lang = "vi") -> list[tuple[str, str]]:
    """Pairs of the key of a label (strings.toml, `card`) and a value; what the decision does not say is left out.

    >>> from vnplan import load_reference
    >>> provision_facts(load_reference("qd-1671-2026").provision("PL2.20"), lang="en")[:3]
    [('period', '2026 – 2030'), ('addressee', 'Localities'), ('executors', 'Research institutes')]
    """
    facts = [
        ("horizon", str(p.horizon or "")),
        ("due", due_words(p.due, lang=lang) if p.due else ""),
        ("period", years_words(p.period)),
        ("addressee", _names([p.addressee] if p.addressee else [], lang)),
        ("co_leads", _names(p.co_leads, lang)),
        ("executors", _names(p.executors, lang)),
        ("partners", _names(p.partners, lang)),
        ("counterparts", _names(inferred(p), lang)),
        ("provinces", "; ".join(provinces().get(i).name for i in p.provinces)),
        ("products", "; ".join(p.products)),
    ]
    return [(key, value) for key, value in facts if value]


def inferred(p: Provision) -> tuple[str, ...]:
    """The local bodies that answer for a provision's field and that the decision does not name itself.

    >>> from vnplan import load_reference
    >>> decision = load_reference("qd-127-2021")
    >>> inferred(decision.provision("IV.5.1")), "ubnd-tinh" in inferred(decision.provision("D2.5"))
    (('so-gddt',), False)
    """
    named = {p.addressee, *p.co_leads, *p.executors}
    return tuple(agency for agency in p.counterparts if agency not in named)


def _names(ids: Iterable[str], lang: Lang) -> str:
    known = agencies()
    return "; ".join(str(getattr(known.get(i), lang)) if i in known else i for i in ids)
