"""The settings part (ISO/IEC 29500-1, 17.15); its elements stand in the order of the schema."""

from __future__ import annotations

from reports.writers.docx.job import Job
from reports.writers.docx.xml import DECLARATION, R, W, attr

#: What Word writes as the mode of Word 2013 and later: no "compatibility mode" in the title bar.
_MODE = "15"
_COMPAT = (
    ("compatibilityMode", _MODE), ("overrideTableStyleFontSizeAndJustification", "1"), ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"), ("differentiateMultirowTableHeaders", "1"),
)  # fmt: skip


def settings_xml(job: Job, *, embedded_fonts: bool) -> str:
    """The settings. Fields are never marked for updating: that would ask the reader a question on opening."""
    hyphenate = job.theme.text("body").hyphenate
    two_sided = job.geometry.two_sided
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in _COMPAT
    )
    endnotes = '<w:pos w:val="sectEnd"/>' if job.flow.endnotes_placed else ""
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}" xmlns:r="{R}">'
        '<w:view w:val="print"/><w:zoom w:percent="100"/>'
        + ("<w:embedTrueTypeFonts/>" if embedded_fonts else "")
        + ("<w:mirrorMargins/>" if two_sided else "")
        + '<w:defaultTabStop w:val="720"/>'
        + ('<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="3"/>' if hyphenate else "")
        + '<w:hyphenationZone w:val="340"/>'
        + ("<w:evenAndOddHeaders/>" if two_sided else "")
        + '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:endnotePr>{endnotes}<w:numFmt w:val="decimal"/><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>'
        f"<w:compat>{compat}</w:compat>"
        f'<w:themeFontLang w:val="{attr(job.sheet.lang)}"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
        'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
        'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
