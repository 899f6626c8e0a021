"""What stands at the front: title, summary, key messages."""

from __future__ import annotations

from collections.abc import Iterator

from reports.checks.registry import Finding, rule
from reports.checks.sentences import count_words
from reports.checks.subject import Subject
from reports.diagnostics import Severity

#: Kinds of paper whose readers are promised key messages.
_WITH_MESSAGES = frozenset(("brief", "evidence-brief", "recommendations-paper"))


@rule("STR001", Severity.WARNING)
def no_summary(subject: Subject) -> Iterator[Finding]:
    """No summary.

    What it does
        Looks for `summary`, or a section with the role summary.
    Why it matters
        Most readers of a policy paper read its first half page. Without a summary that half page says nothing.
    Example
        summary:
    Instead
        summary: Requests wait longest where nobody counts them. One desk and one yearly table would change that.
    """
    if not subject.brief.summary and "summary" not in subject.roles:
        yield Finding(subject.at(subject.brief.where), "there is no summary", "add `summary`, in 60 to 150 words")


@rule("STR002", Severity.WARNING)
def number_of_key_messages(subject: Subject) -> Iterator[Finding]:
    """Too few or too many key messages.

    What it does
        Counts `key_messages`.
    Why it matters
        Three to five ideas are remembered; two are a slogan, and seven are a table of contents.
    Example
        key_messages: [Requests wait longest at the desk that counts them least.]
    Instead
        key_messages:
          - Requests wait longest at the desk that counts them least.
          - The detour by the capital adds a week to an answer.
          - One desk can be opened without a new law.
    Limit
        key-messages-min 3, a rule of thumb of publications offices
        key-messages-max 5, a rule of thumb of publications offices
    """
    count = len(subject.brief.key_messages)
    low, high = subject.limit("key-messages-min"), subject.limit("key-messages-max")
    if count and not low <= count <= high:
        message = f"{count} key message{'s' if count > 1 else ''}; {low:g} to {high:g} are read and remembered"
        yield Finding(subject.where(subject.brief, "key_messages"), message, home="key_messages")


@rule("STR003", Severity.INFO)
def no_key_messages(subject: Subject) -> Iterator[Finding]:
    """No key messages.

    What it does
        Looks for `key_messages` in briefs, evidence briefs and recommendations papers.
    Why it matters
        They are what a minister's adviser copies into a note.
    Example
        key_messages: []
    Instead
        key_messages:
          - Requests wait longest at the desk that counts them least.
          - The detour by the capital adds a week to an answer.
          - One desk can be opened without a new law.
    """
    if not subject.brief.key_messages and subject.template in _WITH_MESSAGES:
        yield Finding(subject.at(subject.brief.where), "there are no key messages", "add `key_messages`, three to five")


@rule("STR004", Severity.WARNING)
def long_key_message(subject: Subject) -> Iterator[Finding]:
    """Key message too long.

    What it does
        Counts the words of each key message.
    Why it matters
        A key message is one idea. Over about forty words it has become a paragraph, and is skipped like one.
    Example
        key_messages:
          - >-
            Requests wait longest at the desk that counts them least, which has four officers by day and none at night,
            which answers by letter where others answer by wire, and which has asked three times for a register that would
            show how long each answer takes and who waits for it.
          - The detour by the capital adds a week to an answer.
          - One desk can be opened without a new law.
    Instead
        key_messages:
          - Requests wait longest at the desk that counts them least.
          - The detour by the capital adds a week to an answer.
          - One desk can be opened without a new law.
    Limit
        key-message-words 45, a house rule: three lines of print
    """  # noqa: E501
    limit = subject.limit("key-message-words")
    for message in subject.brief.key_messages:
        words = count_words(message.plain)
        if words > limit:
            text = f"this key message has {words} words; one idea needs at most {limit:g}"
            yield Finding(subject.at(message.at), text, "keep the claim, move the proof to the text", "key_messages")


@rule("STR005", Severity.WARNING)
def long_summary(subject: Subject) -> Iterator[Finding]:
    """Summary too long.

    What it does
        Counts the words of `summary`.
    Why it matters
        A summary that does not fit the first page is a second text, not a summary.
    Example
        summary: Requests wait. They wait at one desk.
        checks: {limits: {summary-words: 5}}
    Instead
        summary: Requests wait at desks.
        checks: {limits: {summary-words: 5}}
    Limit
        summary-words 250, a house rule: half a page of print
    """
    if subject.brief.summary:
        words = count_words(subject.brief.summary.plain)
        limit = subject.limit("summary-words")
        if words > limit:
            text = f"the summary has {words} words; {limit:g} fill the half page that is read"
            yield Finding(subject.at(subject.brief.summary.at), text, home="summary")


@rule("STR006", Severity.INFO)
def long_title(subject: Subject) -> Iterator[Finding]:
    """Title too long.

    What it does
        Counts the words of the title.
    Why it matters
        Long titles are cut off in catalogues, in lists of search results and in the minds of readers.
    Example
        title: >-
          On the ways in which police information is, is not and might one day be exchanged between the parties of a region
          that has many bodies for it
    Instead
        title: "Police information in the region: many bodies, one gap"
    Limit
        title-words 20, a house rule: two lines of a title page
    """  # noqa: E501
    words, limit = count_words(str(subject.brief.title)), subject.limit("title-words")
    if words > limit:
        text = f"the title has {words} words; over {limit:g} it is cut off in lists"
        yield Finding(subject.at(subject.brief.title.at), text, "move half of it to `subtitle`", "title")


@rule("STR007", Severity.INFO)
def no_short_title(subject: Subject) -> Iterator[Finding]:
    """Long title without a short one.

    What it does
        Looks for `short_title` where the title is longer than a running head.
    Why it matters
        The running head is cut, or pushes the page number away.
    Example
        title: The exchange of police information between the parties of the region
        short_title:
    Instead
        title: The exchange of police information between the parties of the region
        short_title: Police information
    Limit
        running-head 60, characters that fit half a line of a running head
    """
    if not subject.brief.short_title and len(subject.brief.title) > subject.limit("running-head"):
        text = f"the title has {len(subject.brief.title)} characters and there is no `short_title` for the running head"
        yield Finding(subject.at(subject.brief.title.at), text, "add `short_title`", "title")
