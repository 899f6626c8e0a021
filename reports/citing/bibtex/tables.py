"""What LaTeX commands stand for: symbols, letters, accents, Greek letters, and how arguments are treated.

Source: "The Comprehensive LaTeX Symbol List" for the names, Unicode for the characters.
"""

from __future__ import annotations

from reports.citing.wordlist import words

#: Combining characters by accent command.
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "G": "\u030f", "U": "\u030e", "f": "\u0311", "t": "\u0361", "textcommabelow": "\u0326",
}  # fmt: skip

#: Commands that print one character or word, without an argument.
SYMBOLS = {
    "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å",
    "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "ng": "ŋ", "NG": "Ŋ", "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": '"',
    "guillemotleft": "«",
    "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "quotedblbase": "„", "quotesinglbase": "‚",
    "lq": "‘", "rq": "’", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›", "glqq": "„", "grqq": "“",
    "glq": "‚", "grq": "‘",
    "og": "« ", "fg": " »", "dq": '"', "ldots": "…", "dots": "…", "textellipsis": "…", "S": "§", "textsection": "§",
    "P": "¶", "textparagraph": "¶", "dag": "†", "ddag": "‡", "copyright": "©", "textcopyright": "©",
    "textregistered": "®",
    "texttrademark": "™", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "EUR": "€", "textyen": "¥",
    "textcent": "¢", "textdollar": "$", "textdegree": "°", "degree": "°", "textordfeminine": "ª",
    "textordmasculine": "º",
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textunderscore": "_",
    "textasciigrave": "`", "textbar": "|",
    "textless": "<", "textgreater": ">", "textbullet": "•", "textperiodcentered": "·", "textnumero": "№",
    "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾", "textmu": "µ", "textpm": "±", "texttimes": "×",
    "textexclamdown": "¡", "textquestiondown": "¿", "slash": "/", "space": " ", "quad": " ", "qquad": " ",
    "thinspace": "\u202f", "enspace": " ", "nobreakspace": "\u00a0", "newline": " ", "linebreak": " ", "par": " ",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "lbrace": "{", "rbrace": "}", "textbraceleft": "{",
    "textbraceright": "}", "hyp": "-", "hyphen": "-", "bibrangedash": "–", "bibrangessep": ", ", "and": "and",
    "ifmmode": "", "relax": "", "protect": "", "noopsort": "", "bibinitperiod": ".", "autocap": "",
}  # fmt: skip

#: Commands of formulas.
MATH = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω", "times": "×", "cdot": "·", "pm": "±", "div": "÷", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥",
    "neq": "≠", "ne": "≠", "approx": "≈", "sim": "∼", "infty": "∞", "rightarrow": "→", "to": "→", "leftarrow": "←",
    "leftrightarrow": "↔", "circ": "°", "prime": "′", "partial": "∂", "sum": "∑", "ell": "ℓ", "cdots": "⋯", "in": "∈",
    "ll": "≪", "gg": "≫", "equiv": "≡", "propto": "∝", "percent": "%", "bullet": "•", "star": "⋆", "ast": "∗",
}  # fmt: skip

#: Commands whose argument is printed in a CSL way: opening and closing mark-up.
STYLED = {
    "emph": ("<i>", "</i>"), "textit": ("<i>", "</i>"), "textsl": ("<i>", "</i>"), "mkbibemph": ("<i>", "</i>"),
    "mkbibitalic": ("<i>", "</i>"), "mathit": ("<i>", "</i>"), "textbf": ("<b>", "</b>"), "mkbibbold": ("<b>", "</b>"),
    "mathbf": ("<b>", "</b>"), "textsuperscript": ("<sup>", "</sup>"), "mkbibsuperscript": ("<sup>", "</sup>"),
    "textsubscript": ("<sub>", "</sub>"), "mkbibsubscript": ("<sub>", "</sub>"),
    "textsc": ('<span style="font-variant:small-caps;">', "</span>"),
    "mkbibquote": ("“", "”"), "enquote": ("“", "”"), "mkbibparens": ("(", ")"), "mkbibbrackets": ("[", "]"),
}  # fmt: skip

#: Declarations that hold until their group ends.
DECLARED = {
    "em": "emph", "it": "emph", "itshape": "emph", "sl": "emph", "slshape": "emph", "bf": "textbf",
    "bfseries": "textbf",
    "sc": "textsc", "scshape": "textsc",
}  # fmt: skip

#: Commands whose one argument is printed as it is.
TRANSPARENT = words(
    """mbox hbox text textrm textsf texttt textnormal textup textmd mathrm mathsf mathtt mathcal mathbb mathnormal
    nolinkurl path uline underline sout textcyr textgreek textlatin MakeLowercase MakeUppercase MakeSentenceCase
    MakeCapital uppercase lowercase ensuremath operatorname NoCaseChange bibstring bibsstring biblstring autocite
    footnotesize small hspace phantom url mkbibacro
    arabic roman Roman"""
)
#: Commands of which so many leading arguments are not printed, and then one is.
SKIPPING = {"href": 1, "foreignlanguage": 1, "textlang": 1, "textcolor": 1, "selectlanguage": 1, "noopsort": 1}
#: Commands that are dropped with their one argument.
DROPPED = words("hspace vspace phantom hphantom vphantom label index footnote thanks cite selectlanguage noopsort")
#: Declarations without effect here.
IGNORED = words(
    """normalfont rm rmfamily sf sffamily tt ttfamily upshape mdseries upright footnotesize small normalsize large Large
    displaystyle textstyle left right big Big limits bgroup egroup begingroup endgroup allowbreak nobreak break
    sloppy raggedright noindent adddot addspace addcomma adddotspace unspace"""
)
#: Control symbols that print something, or nothing.
CONTROL = {
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ", "\t": " ", "\\": " ",
    ",": "\u202f", ";": "\u00a0", ":": " ", ">": " ", "!": "", "-": "", "/": "", "@": "", "*": "", "|": "|",
    "(": "", ")": "",
    "[": "", "]": "", "+": "",
}  # fmt: skip
