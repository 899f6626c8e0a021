"""The diagnostics of the theme room: ``_brand.yml``, looks, house fonts and logos."""

from __future__ import annotations

from reports.diagnostics import Explanation

EXPLANATIONS: tuple[Explanation, ...] = (
    Explanation(
        "THM001",
        "unknown key in the brand or look",
        "A key that neither the brand.yml convention nor the look notation knows.",
        "A misspelt key would silently leave the house look as it is.",
        "Use the suggested key, or remove the line.",
        "color:\n  primry: '#12495A'",
    ),
    Explanation(
        "THM002",
        "wrong kind of value",
        "A text stands where a group of keys is expected, or the other way round.",
        "The value cannot be used, and guessing would hide the mistake.",
        "Write the value in the shape that the message names.",
        "color: petrol",
    ),
    Explanation(
        "THM003",
        "not a colour",
        "A value that is no colour notation and no name of the palette.",
        "A colour that cannot be read cannot be printed.",
        "Write #rrggbb, #rgb, rgb(r, g, b), a basic colour name, or a name from color.palette.",
        "color:\n  primary: '#12495'",
    ),
    Explanation(
        "THM004",
        "colours refer to each other in a circle",
        "A palette name that leads back to itself.",
        "No colour stands at the end of the chain.",
        "Give one of the names a colour value.",
        "color:\n  palette:\n    sea: sky\n    sky: sea",
    ),
    Explanation(
        "THM005",
        "text colour too weak",
        "A colour used for text has a contrast below 4.5 to 1 with the ground it stands on.",
        "Readers with weak sight, and everybody on a bad printer, lose the text; WCAG 2.2 (1.4.3) asks for 4.5.",
        "Choose a darker colour for text; the weak one can stay in color.palette for other uses.",
        "color:\n  primary: '#7FB2FF'",
    ),
    Explanation(
        "THM006",
        "size, weight or line height not understood",
        "A measure that is no number with a known unit, or lies outside what can be printed.",
        "Type of 0 or 900 points is a slip of the key.",
        "Write sizes as 10.25pt, 14px or 1rem (6 to 16 points), weights as 100 to 900, line heights as 1.0 to 2.2.",
        "typography:\n  base: {size: 10.25km}",
    ),
    Explanation(
        "THM007",
        "font not at hand",
        "A font family that does not travel with the builder and has no files in the brand.",
        "Nothing is fetched from the network, so the house family of the look is used in its place.",
        "Put static TrueType files beside _brand.yml and list them: typography.fonts with source: file.",
        "typography:\n  base: {family: Garamond}",
    ),
    Explanation(
        "THM008",
        "font file cannot be used",
        "A font file that is missing, damaged, variable, without TrueType outlines, or closed to embedding.",
        "Every face is embedded into the PDF and the web page; only static TrueType outlines fit all three outputs.",
        "Export a static .ttf of each weight, or take a family whose licence allows embedding.",
        "typography:\n  fonts:\n    - {family: House, source: file, files: [fonts/House.otf]}",
    ),
    Explanation(
        "THM009",
        "logo cannot be used",
        "A logo file that is missing, or is not PNG, JPEG or SVG.",
        "The logo would be missing in the title block and the imprint.",
        "Name an existing .png, .jpg or .svg file, relative to _brand.yml.",
        "logo: {medium: logo.gif}",
    ),
    Explanation(
        "THM010",
        "unknown look",
        "The look that is asked for, or that another look extends, does not exist.",
        "Without a look there are no sizes, fonts and colours to set the document in.",
        "Use one of the looks that the message names.",
        "extends: huose",
    ),
    Explanation(
        "THM011",
        "looks extend each other in a circle",
        "A look that extends itself, directly or through others, or a role that is `like` itself.",
        "The start of the chain cannot be found.",
        "Let one of them stand on its own.",
        "texts:\n  lead: {like: lead}",
    ),
    Explanation(
        "THM012",
        "font lacks letters of the language",
        "A house font without letters that the language of the brief needs.",
        "The missing letters would print as empty boxes or not at all.",
        "Choose a font with that alphabet; the families that travel with the builder have Latin, Greek and Cyrillic.",
        "typography:\n  base: {family: House}   # has no č, ć, đ, š, ž; lang: sr-Latn",
    ),
)
