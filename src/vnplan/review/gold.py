"""An analyst's decisions as training data, in the form of corpora/gold."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from vnplan.models import ALIGNED_KINDS, BODY_KINDS, Alignment, Document, Review, Verdict


def review_as_gold(document: Document, alignment: Alignment, review: Review) -> str:
    """Gold JSON of the clauses a person decided on; clauses nobody looked at are units without annotation.

    `alignment` must honour the review (it supplies relations and deviations). A clause counts as decided when each of
    its links was accepted or rejected, or when it was declared local.
    """
    links = defaultdict(list)
    for link in alignment.links:
        links[link.clause].append(link)
    kinds = defaultdict(list)
    for deviation in alignment.deviations:
        kinds[deviation.clause, deviation.provision].append(deviation.kind.value)
    decided = {d.quote for d in review.decisions if d.verdict in {Verdict.ACCEPT, Verdict.LOCAL, Verdict.REJECT}}
    units: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    for number, node in enumerate(n for n in document.nodes if n.kind in BODY_KINDS):
        units.append(
            {
                "n": number,
                "kind": node.kind.value,
                "start": node.span.start,
                "end": node.span.end,
                "path": list(node.path),
                "text": node.text,
            }
        )
        own = links.get(node.id, [])
        if node.kind not in ALIGNED_KINDS or node.text not in decided or not all(k.confirmed for k in own):
            continue
        annotations.append(
            {
                "n": number,
                "local": not own,
                "links": [
                    {
                        "ref": k.provision,
                        "relation": k.relation.value,
                        "strength": "sure",
                        "deviations": sorted(kinds[k.clause, k.provision]),
                    }
                    for k in own
                ],
            }
        )
    gold = {
        "plan": document.id,
        "text": document.text,
        "metadata": document.metadata.model_dump(mode="json"),
        "units": units,
        "annotations": annotations,
        "coverage": [],
        "source": "vnplan review: decisions of one analyst",
    }
    return json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
