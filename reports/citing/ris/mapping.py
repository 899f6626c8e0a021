"""What becomes what: RIS types and tags to CSL types and variables."""

from __future__ import annotations

from reports.citing.suggest import closest
from reports.citing.wordlist import words

TYPES = {
    "ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "classic", "ART": "graphic",
    "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter", "CHART": "figure",
    "CLSWK": "classic", "COMP": "software", "CONF": "paper-conference", "CPAPER": "paper-conference", "CTLG": "book",
    "DATA": "dataset", "DBASE": "dataset", "DICT": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter",
    "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage", "ENCYC": "entry-encyclopedia", "EQUA": "figure",
    "FIGURE": "figure", "GEN": "document", "GOVDOC": "report", "GRANT": "document", "HEAR": "hearing",
    "ICOMM": "personal_communication", "INPR": "article-journal", "INTV": "interview", "JFULL": "periodical",
    "JOUR": "article-journal", "LEGAL": "legislation", "MANSCPT": "manuscript", "MAP": "map",
    "MGZN": "article-magazine", "MPCT": "motion_picture", "MULTI": "motion_picture", "MUSIC": "musical_score",
    "NEWS": "article-newspaper", "PAMP": "pamphlet", "PAT": "patent", "PCOMM": "personal_communication",
    "POD": "broadcast", "PRESS": "post", "RPRT": "report", "SER": "book", "SLIDE": "speech", "SOUND": "song",
    "STAND": "standard", "STAT": "legislation", "STD": "standard", "THES": "thesis", "UNBILL": "bill",
    "UNPB": "manuscript", "UNPD": "manuscript", "VIDEO": "motion_picture", "WEB": "webpage",
}  # fmt: skip

#: Tags whose text goes over; where several tags give one variable, the first of this order counts.
TEXTS = {
    "AB": "abstract", "N2": "abstract", "CN": "call-number", "CY": "publisher-place", "PP": "publisher-place",
    "DB": "archive", "AN": "archive_location", "DP": "source", "ET": "edition", "LA": "language", "N1": "note",
    "NV": "number-of-volumes", "OP": "original-title", "PB": "publisher", "SE": "section", "ST": "title-short",
    "TI": "title", "T1": "title", "CT": "title", "VL": "volume", "J2": "container-title-short",
    "JA": "container-title-short",
    "J1": "container-title-short", "RI": "reviewed-title",
}  # fmt: skip
#: Titles of what the work stands in, best first.
CONTAINERS = ("T2", "JF", "JO", "BT")
IN_CONTAINER = frozenset(
    {
        "article-journal", "article-magazine", "article-newspaper", "chapter", "paper-conference", "entry-dictionary",
        "entry-encyclopedia", "webpage", "post-weblog", "post", "bill", "legislation", "legal_case",
        "broadcast", "periodical",
        "article",
    }
)  # fmt: skip
NAMES = {"AU": "author", "A1": "author", "ED": "editor", "A4": "translator", "TA": "author"}
#: What second and third authors are, by the type of the work.
SECOND = {
    "book": "collection-editor",
    "personal_communication": "recipient",
    "interview": "interviewer",
    "song": "performer",
}
THIRD = {"book": "editor", "motion_picture": "producer", "broadcast": "producer"}
FIRST = {"motion_picture": "director", "broadcast": "director", "musical_score": "composer", "song": "composer"}

#: Tags that are known and say nothing to a style.
IGNORED = words(
    """AD AV C1 C2 C3 C4 C5 C6 C7 C8 CA CP CR DS FD H1 H2 IP L1 L2 L3 L4 LB LK LL M1 M2 NO OL PT RN RP SO SR SV TT U1 U2
    U3 U4 U5 VO WP WT WV Y3 ER TY ID A2 A3 SP EP SN UR DO KW PY Y1 DA Y2 M3 IS T3"""
)
_KNOWN = frozenset(TEXTS) | frozenset(CONTAINERS) | frozenset(NAMES) | IGNORED


def is_known(tag: str) -> bool:
    """Whether RIS has *tag*."""
    return tag in _KNOWN


def nearest_type(name: str) -> str:
    """The type that *name* was probably meant to be, or empty."""
    return closest(name.upper(), tuple(TYPES))
