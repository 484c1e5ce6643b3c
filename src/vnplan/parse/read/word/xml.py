"""XML of office files, without any of XML's dangers: no document type, no entities, no network, bounded depth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vnplan.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element


def parse_xml(content: bytes, *, where: str) -> _Element:
    """The root element of one part. Raises `ReadError` for a document type (entities), damage or excessive depth."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _forbidden(where)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("xml_damaged", where=where) from error
    if root.getroottree().docinfo.internalDTD is not None:  # reached where the part is in UTF-16
        raise _forbidden(where)
    return root


def _forbidden(where: str) -> ReadError:
    return ReadError("xml_entities", where=where)


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
