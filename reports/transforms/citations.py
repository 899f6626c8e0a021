"""Citations are a document transform: clusters get their text, note styles their notes, the list its entries."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import plain_text, rewrite, walk
from reports.transforms.context import Citations, Context, RenderedCitations
from reports.transforms.sourcelines import without_brackets


def citations_into_notes(document: Document, context: Context) -> Document:
    """With a note style, each cluster in the text becomes a note; one that stands in a note already stays there.

    A narrative cluster ("World Bank argues") keeps its name in the text: the cluster stays, followed by the note.
    """
    if context.citations is None or not context.citations.note_style:
        return document
    short = _in_source_lines(document, context.citations)

    def into_note(node: Any) -> tuple[Any, ...]:
        match node:
            case i.Cite() if id(node) in short:
                return (node,)
            case i.Cite(mode="narrative"):
                return (node, _note(replace(node, mode="parenthetical")))
            case i.Cite():
                return (_note(node),)
            case i.Note(content=content):
                return (replace(node, content=rewrite(content, _out_of_note)),)
            case b.Figure(source=source) | b.Table(source=source) if source and not short:
                # "Source:" is followed by the source, not by the number of a note.
                return (replace(node, source=rewrite(source, _out_of_note)),)
        return (node,)

    content = rewrite(document.content, into_note)
    return replace(document, content=rewrite(content, _calls_after_punctuation))


def _in_source_lines(document: Document, citations: Citations) -> set[int]:
    """The clusters in source lines that a note style prints by author and year, since a list tells the rest."""
    nodes = list(walk(document.content))
    if not (citations.note_style and citations.lists and any(isinstance(node, b.References) for node in nodes)):
        return set()
    sources = [node.source for node in nodes if isinstance(node, b.Figure | b.Table) and node.source]
    return {id(node) for node in walk(tuple(one for source in sources for one in source)) if isinstance(node, i.Cite)}


def _note(cite: i.Cite) -> i.Note:
    return i.Note((b.Para((cite,)),), at=cite.at)


def _cluster_note(node: Any) -> i.Cite | None:
    """The cluster of a note that holds nothing else."""
    match node:
        case i.Note(content=(b.Para(content=(i.Cite() as cite,)),)):
            return cite
    return None


def _out_of_note(node: Any) -> tuple[Any, ...]:
    """Undo what was done to clusters that turn out to stand inside a note, or in a source line."""
    if isinstance(node, i.Cite) and node.mode == "narrative":
        return ()  # its note, which follows, says all of it
    cite = _cluster_note(node)
    return (node,) if cite is None else (cite,)


def _calls_after_punctuation(node: Any) -> tuple[Any, ...]:
    """Set "word [@x]." as "word.¹": the space before a generated note goes, a mark after it moves before the call."""
    content = getattr(node, "content", None)
    if not isinstance(content, tuple) or not any(_cluster_note(one) is not None for one in content):
        return (node,)
    out: list[Any] = list(content)
    for index, one in enumerate(out):
        if _cluster_note(one) is None:
            continue
        if index and isinstance(out[index - 1], i.Text):
            out[index - 1] = i.Text(out[index - 1].text.rstrip(" \N{NO-BREAK SPACE}"))
        follows = out[index + 1] if index + 1 < len(out) else None
        if isinstance(follows, i.Text) and follows.text[:1] in tuple(".,;:!?"):
            before = out[index - 1] if index and isinstance(out[index - 1], i.Text) else None
            if before is not None:
                out[index - 1] = i.Text(before.text + follows.text[0])
                out[index + 1] = i.Text(follows.text[1:])
    return (replace(node, content=tuple(one for one in out if one != i.Text(""))),)


def settle_citations(document: Document, context: Context) -> Document:
    """Give every cluster its text and fill the list of references.

    Clusters are rendered all at once, in the order of the text, since positions, year suffixes and the order of a
    numeric style hang on all of them.
    """
    if context.citations is None:
        return document
    short = _in_source_lines(document, context.citations)
    clusters, notes = _clusters(document, short)
    rendered = context.citations.render(clusters, notes, context.collector)
    texts = iter(_texts(rendered, clusters, notes, note_style=context.citations.note_style))

    note_style = context.citations.note_style

    def settle(node: Any) -> tuple[Any, ...]:
        match node:
            case i.Cite():
                return (replace(node, content=next(texts)),)
            case b.References():
                return (replace(node, entries=rendered.references, hanging=rendered.hanging),)
            case i.Note() if note_style and _cluster_note(node) is not None:
                return (replace(node, content=(_capitalised(node.content[0]),)),)
            case b.Para(content=content) if note_style:
                return (replace(node, content=_without_inner_stops(content)),)
            case b.Figure(source=source) | b.Table(source=source) if source:
                line = source if short or not note_style else _without_inner_stops(source)
                return (replace(node, source=without_brackets(line)),)
        return (node,)

    return replace(document, content=_without_empty_references(rewrite(document.content, settle)))


def _capitalised(block: b.Block) -> b.Block:
    """A note that begins with the author's own word ("see") begins with a capital letter."""
    cite = block.content[0] if isinstance(block, b.Para) and block.content else None
    if not isinstance(cite, i.Cite) or not cite.items[0].prefix or not isinstance(block, b.Para):
        return block
    return replace(block, content=(replace(cite, content=_upper_first(cite.content)),))


def _upper_first(inlines: i.Inlines) -> i.Inlines:
    match inlines:
        case (i.Text(text), *rest) if text:
            return (i.Text(text[0].upper() + text[1:]), *rest)
        case (i.Link(content=content) as first, *rest):
            return (replace(first, content=_upper_first(content)), *rest)
    return inlines


def _without_inner_stops(inlines: i.Inlines) -> i.Inlines:
    """A cluster among an author's own words loses the full stop that a note style closes its notes with."""
    out = list(inlines)
    for place, node in enumerate(inlines[:-1]):
        if isinstance(node, i.Cite) and plain_text((node,)).endswith("."):
            follows = inlines[place + 1]
            if not isinstance(follows, i.Text) or follows.text.strip():
                out[place] = replace(node, content=without_final_stop(node.content))
    return tuple(out)


_WITH_LINES = (i.Emph, i.Strong, i.Superscript, i.Subscript, i.SmallCaps, i.Span, i.Link, i.Ref)


def without_final_stop(inlines: i.Inlines) -> i.Inlines:
    """The same inlines without a full stop at the very end, however deep it stands."""
    if not inlines:
        return inlines
    *before, last = inlines
    if isinstance(last, i.Text):
        shorter = last.text.removesuffix(".")
        return (*before, i.Text(shorter)) if shorter else tuple(before)
    if not isinstance(last, _WITH_LINES):
        return inlines
    return (*before, replace(last, content=without_final_stop(last.content)))


def _texts(
    rendered: RenderedCitations, clusters: list[i.Cite], notes: list[int], *, note_style: bool
) -> list[i.Inlines]:
    """What each cluster prints: a narrative one of a note style prints its lead only."""
    leads = rendered.leads or tuple(() for _ in clusters)
    out = []
    for cluster, note, text, lead in zip(clusters, notes, rendered.clusters, leads, strict=True):
        out.append(lead if note_style and cluster.mode == "narrative" and note == 0 else text)
    return out


def _clusters(document: Document, short: set[int]) -> tuple[list[i.Cite], list[int]]:
    """All clusters in the order that ``rewrite`` meets them, each with the number of the note it stands in, 0 or -1."""
    clusters: list[i.Cite] = []
    inside: dict[int, int] = {}
    for node in walk(document.content):
        if isinstance(node, i.Note) and node.number.isdigit():
            inside.update((id(one), int(node.number)) for one in walk(node.content) if isinstance(one, i.Cite))
        if isinstance(node, i.Cite):
            clusters.append(node)
    return clusters, [-1 if id(one) in short else inside.get(id(one), 0) for one in clusters]


def _without_empty_references(blocks: b.Blocks) -> b.Blocks:
    """Drop the list of references where nothing is cited, with the section made for it."""

    def drop(node: Any) -> tuple[Any, ...]:
        match node:
            case b.Section(role="references", content=content):
                empty = all(isinstance(one, b.Heading) or one == b.References() for one in content)
                return () if empty else (node,)
        return (node,)

    return rewrite(blocks, drop)
