"""XML of office files, without any of XML's dangers: no document type, no entities, no network, bounded depth."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final, TypedDict

from vnplan.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element


class _Safe(TypedDict):
    """Options of lxml's parsers under which a file can load nothing and stays within lxml's bounds."""

    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    huge_tree: bool
    remove_comments: bool
    remove_pis: bool


_SAFE: Final = _Safe(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)


def parse_xml(content: bytes, *, where: str) -> _Element:
    """The root element of one part. Raises `ReadError` for a document type (entities), damage or excessive depth."""
    from lxml import etree

    _check_types(content, where)
    try:
        root = etree.fromstring(content, etree.XMLParser(**_SAFE))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("xml_damaged", where=where) from error
    if root.getroottree().docinfo.internalDTD is not None:  # reached where the part is in UTF-16
        raise ReadError("xml_entities", where=where)
    return root


def elements_of(content: bytes, names: Collection[str], *, where: str) -> Iterator[_Element]:
    """The elements of these local names in one part, each whole and then forgotten: for parts too large to be held.

    Raises `ReadError` as `parse_xml` does.
    """
    from lxml import etree

    _check_types(content, where)
    found = etree.iterparse(BytesIO(content), tag=[f"{{*}}{name}" for name in names], **_SAFE)
    try:
        for _, element in found:
            if element.getroottree().docinfo.internalDTD is not None:
                raise ReadError("xml_entities", where=where)
            yield element
            element.clear()
            while (before := element.getprevious()) is not None:
                before.getparent().remove(before)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("xml_damaged", where=where) from error


def _check_types(content: bytes, where: str) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ReadError("xml_entities", where=where)


def local(element: _Element) -> str:
    """An element's name without its namespace (transitional and strict files then look the same)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first descendant along a path of local names, or None."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def children(element: _Element | None, name: str) -> Iterator[_Element]:
    """The direct children of one local name."""
    return iter(()) if element is None else element.iterchildren(f"{{*}}{name}")


def attribute(element: _Element | None, name: str = "val") -> str | None:
    """An attribute by its local name, or None."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def number(element: _Element | None, name: str = "val") -> int | None:
    """An attribute as a whole number, or None where it is missing or none."""
    value = attribute(element, name)
    try:
        return None if value is None else max(-(2**31), min(int(value), 2**31))
    except ValueError:
        return None


def switched_on(element: _Element | None) -> bool | None:
    """A Word on/off element: None where it is absent."""
    if element is None:
        return None
    return (attribute(element) or "true").lower() not in {"0", "false", "off", "none"}
