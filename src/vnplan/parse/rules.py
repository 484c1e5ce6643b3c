"""What the `rule` of a node means: one table, printed by `vnplan parse --explain` and in the docs."""

from __future__ import annotations

FAMILIES: dict[str, str] = {
    "annex": "an annex (phụ lục)",
    "part": "a part (phần)",
    "chapter": "a chapter (chương)",
    "section": "a section (mục)",
    "subsection": "a subsection (tiểu mục)",
    "article": "an article (điều)",
    "roman": "a Roman numeral",
    "upper": "a capital letter",
    "arabic": "an Arabic number",
    "counted": "a word with a number (Nhiệm vụ 1)",
    "decimal2": "a number of two parts (2.1)",
    "decimal3": "a number of three parts (2.1.1)",
    "decimal4": "a number of four parts",
    "decimal5": "a number of five parts",
    "letter": "a letter",
    "letter2": "a letter with a number (a.1)",
    "paren": "a number or letter in brackets",
    "little": "a small Roman numeral",
    "bullet": "a bullet",
}
"""The families of labels."""

KINDS: dict[str, str] = {
    "heading": "opens with {family}, and reads like a title or has items below it",
    "lead": "opens with {family}, has items below it, and is a sentence (a colon, a figure, several sentences)",
    "clause": "opens with {family}, and nothing stands below it",
}
"""What a family means for each kind of node."""

RULES: dict[str, str] = {
    "front": "stands above the body: letterhead, number, date, title, legal basis",
    "title": "the title block of a document attached to another",
    "title:attached": "says what an annex is attached to",
    "closing": "unnumbered, after the last item, in the words of a closing",
    "back": "recipients and signature",
    "back:cut": "says that the text goes on and is left out here",
    "heading:capitals": "without a number, in capitals",
    "heading:bold": "without a number, in bold or in a heading style",
    "heading:agency": "without a number, the name of an agency alone in its line",
    "heading:table-band": "a row over the whole width of a table",
    "lead:unnumbered": "without a number, ends in a colon, and a list follows",
    "clause:unnumbered": "a paragraph without a number",
    "clause:table-row": "a row of a task table, with its printed number",
    "clause:unnumbered-row": "a row of a task table, counted",
    "noise:page": "a page number or page mark",
    "noise:rule": "only dashes, bars or dots",
    "noise:invisible": "only characters that do not print",
    "noise:contents": "a line of a table of contents",
    "noise:stamp": "a stamp of receipt, or the words of a digital signature",
    "noise:running": "a header or footer that pages repeat",
    "noise:bookmark": "a bookmark mark",
    "noise:markup": "Markdown signs",
    "noise:reader": "the reader of the file format says it is no text of the document",
    "noise:bar": "bars between the cells of a table",
    "noise:table-head": "the head of a table",
    "noise:site": "what a site prints around a text",
    "noise:cut": "says that text was left out here",
    "noise:unplaced": "fits no rule; kept so that nothing is lost",
}
"""Rules that stand by themselves."""


def explain(rule: str) -> str:
    """What a rule means, in a clause.

    >>> explain("heading:roman")
    'opens with a Roman numeral, and reads like a title or has items below it'
    >>> explain("noise:page")
    'a page number or page mark'
    """
    if rule in RULES:
        return RULES[rule]
    kind, _, family = rule.partition(":")
    if kind in KINDS and family in FAMILIES:
        return KINDS[kind].format(family=FAMILIES[family])
    return rule
