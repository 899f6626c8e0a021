"""The logical structure of the document (ISO 32000-1, 14.7 and 14.8; ISO 14289-1).

The tree is built together with the story, in reading order. Drawing only adds to a :class:`Run` where its content
went, so the order of drawing never changes the order of reading. Whatever is drawn without a run is an artifact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Any

from reports.records import record
from reports.writers.pdf.objects import Raw, reference, text_string

#: Types that keep their place although nothing was drawn for them.
_STANDS_EMPTY = frozenset({"TD", "TH", "TR", "Table", "THead", "TBody", "LBody"})


@record(slots=True, eq=False)
class Run:
    """Content of one node, uninterrupted by other nodes: the pages and marked-content ids it was drawn under."""

    node: Node
    marks: list[tuple[int, int]] = field(default_factory=list)


@record(slots=True, eq=False)
class Mark:
    """An annotation belonging to a node: its page, its number among all annotations, and its reference."""

    page: int
    key: int
    ref: str


@record(slots=True, eq=False)
class Node:
    """A structure element. A node without a ``tag`` is a mere place: its kids count as its parent's.

    dead
        Left out with everything below: the one of two settings that was not used.
    """

    tag: str = ""
    kids: list[Node | Run | Mark] = field(default_factory=list)
    attributes: tuple[str, ...] = ()
    alt: str = ""
    lang: str = ""
    title: str = ""
    id: str = ""
    dead: bool = False
    number: str = ""

    def add(self, tag: str = "", **settings: Any) -> Node:
        """A new node at the end of this one."""
        node = Node(tag, **settings)
        self.kids.append(node)
        return node

    def run(self) -> Run:
        """A new run at the end of this node."""
        run = Run(self)
        self.kids.append(run)
        return run

    def __deepcopy__(self, memo: object) -> Node:
        return self


def live_kids(node: Node) -> Iterator[Node | Run | Mark]:
    """The kids of *node* that come into the file, those of mere places among them."""
    stack = [iter(node.kids)]
    while stack:
        for kid in stack[-1]:
            if isinstance(kid, Node):
                if kid.dead:
                    continue
                if not kid.tag:
                    stack.append(iter(kid.kids))
                    break
            yield kid
        else:
            stack.pop()


def dissolve(root: Node) -> None:
    """Take the tree apart when it is written: nodes and runs know each other, and to find that nobody else knows them
    would take Python's collector a tenth of the time that the whole document took."""
    stack = [root]
    while stack:
        node = stack.pop()
        stack += [kid for kid in node.kids if isinstance(kid, Node)]
        node.kids.clear()


@record(slots=True)
class TreeWriter:
    """Writes the structure tree of one document.

    pages
        References of the page objects; annotations hold the keys after those of the pages in the parent tree.
    """

    document: Any
    pages: list[str]
    marks: list[dict[int, str]] = field(default_factory=list)
    annotations: dict[int, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def write(self, root: Node) -> str:
        """Enter all elements and the root; returns the reference to the StructTreeRoot."""
        self.marks = [{} for _ in self.pages]
        tree = Raw()
        tree_ref = reference(self.document, tree, "StructTreeRoot")
        top = self._element(root, tree_ref)
        nums = [f"{page} [ {self._slots(marks)} ]" for page, marks in enumerate(self.marks) if marks]
        nums += [f"{key} {self.annotations[key]}" for key in sorted(self.annotations)]
        parents = reference(self.document, Raw(f"<< /Nums [ {' '.join(nums)} ] >>"))
        next_key = max([len(self.pages), *(key + 1 for key in self.annotations)])
        tree.text = (
            f"<< /Type /StructTreeRoot /K [ {top} ] /ParentTree {parents} /ParentTreeNextKey {next_key}"
            f"{self._id_tree()} >>"
        )
        return tree_ref

    def _slots(self, marks: dict[int, str]) -> str:
        return " ".join(marks.get(mcid, "null") for mcid in range(max(marks) + 1))

    def _id_tree(self) -> str:
        if not self.ids:
            return ""
        names = sorted(self.ids.items(), key=lambda pair: pair[0].encode())
        pairs = " ".join(f"{text_string(name)} {ref}" for name, ref in names)
        limits = f"[ {text_string(names[0][0])} {text_string(names[-1][0])} ]"
        leaf = reference(self.document, Raw(f"<< /Limits {limits} /Names [ {pairs} ] >>"))
        return f" /IDTree << /Kids [ {leaf} ] >>"

    def _element(self, root: Node, parent: str) -> str:
        """Enter *root* and everything below it under which anything was drawn, without recursion."""
        wanted = _with_content(root)
        top = Raw()
        top_ref = reference(self.document, top)
        stack: list[tuple[Node, Raw, str, str]] = [(root, top, top_ref, parent)]
        while stack:
            node, item, ref, above = stack.pop()
            kids: list[str] = []
            page = -1
            below: list[tuple[Node, Raw, str, str]] = []
            for kid in live_kids(node):
                if isinstance(kid, Run):
                    for where, mcid in kid.marks:
                        if page < 0:
                            page = where
                        kids.append(str(mcid) if where == page else self._mcr(where, mcid))
                        self.marks[where][mcid] = ref
                elif isinstance(kid, Mark):
                    kids.append(f"<< /Type /OBJR /Obj {kid.ref} /Pg {self.pages[kid.page]} >>")
                    self.annotations[len(self.pages) + kid.key] = ref
                elif id(kid) in wanted:
                    entry = Raw()
                    entry_ref = reference(self.document, entry)
                    kids.append(entry_ref)
                    below.append((kid, entry, entry_ref, ref))
            item.text = self._text(node, above, kids, page, ref)
            stack.extend(reversed(below))
        return top_ref

    def _mcr(self, page: int, mcid: int) -> str:
        return f"<< /Type /MCR /Pg {self.pages[page]} /MCID {mcid} >>"

    def _text(self, node: Node, above: str, kids: list[str], page: int, ref: str) -> str:
        parts = [f"<< /S /{node.tag} /P {above}"]
        if kids:
            parts.append(f"/K {kids[0] if len(kids) == 1 else '[ ' + ' '.join(kids) + ' ]'}")
        if page >= 0:
            parts.append(f"/Pg {self.pages[page]}")
        if node.attributes:
            many = node.attributes
            parts.append(f"/A {many[0] if len(many) == 1 else '[ ' + ' '.join(many) + ' ]'}")
        if node.alt:
            parts.append(f"/Alt {text_string(node.alt)}")
        if node.lang:
            parts.append(f"/Lang {text_string(node.lang)}")
        if node.title:
            parts.append(f"/T {text_string(node.title)}")
        if node.id and node.id not in self.ids:
            self.ids[node.id] = ref
            parts.append(f"/ID {text_string(node.id)}")
        parts.append(">>")
        return " ".join(parts)


def _with_content(root: Node) -> set[int]:
    """The nodes (by identity) under which anything was drawn, and those that keep their place without."""
    wanted: set[int] = set()
    order: list[tuple[Node, Node | None]] = [(root, None)]
    for node, _ in order:
        order.extend((kid, node) for kid in live_kids(node) if isinstance(kid, Node))
    for node, parent in reversed(order):
        drawn = any((isinstance(kid, Run) and kid.marks) or isinstance(kid, Mark) for kid in live_kids(node))
        if drawn or id(node) in wanted or _stands(node, parent):
            wanted.add(id(node))
            if parent is not None and (drawn or id(node) in wanted):
                wanted.add(id(parent))
    return wanted


def _stands(node: Node, parent: Node | None) -> bool:
    return node.tag in _STANDS_EMPTY and parent is not None
