"""The one gate to ReportLab: nothing that a user or a machine has lying about may change what we draw.

ReportLab reads ``RL_*`` variables of the environment, imports ``reportlab_settings`` and ``reportlab_mods`` from the
path and executes ``~/.reportlab_settings`` and ``~/.reportlab_mods``. Any of them could change the output or switch the
network on, so the first import runs without them, and the settings that matter are set once more afterwards.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType

_SETTINGS_MODULES = (
    "reportlab_settings", "reportlab.local_rl_settings", "reportlab_mods", "reportlab.local_rl_mods",
)  # fmt: skip

#: What the writer relies on, whatever was imported before.
_SETTINGS: dict[str, object] = {
    "invariant": 1,
    "pageCompression": 0,
    "useA85": 0,
    "pdfComments": 0,
    "pdfMultiLine": 0,
    "trustedHosts": None,
    "trustedSchemes": ["data"],
    "shapedFontGlob": None,
    "documentLang": None,
    "warnOnMissingFontGlyphs": 0,
    "_FUZZ": 1e-6,
}


def neutral_reportlab() -> None:
    """Import ReportLab deaf to its surroundings; to be called before any other import of it."""
    if "reportlab.rl_config" not in sys.modules:
        _first_import()
    import reportlab.rl_config as rl_config

    for name, value in _SETTINGS.items():
        setattr(rl_config, name, value)


def _first_import() -> None:
    hidden = {name: os.environ.pop(name) for name in sorted(os.environ) if name.startswith("RL_")}
    stubs = [name for name in _SETTINGS_MODULES if name not in sys.modules]
    for name in stubs:
        sys.modules[name] = ModuleType(name)
    try:
        import reportlab.pdfgen.canvas  # noqa: F401
    finally:
        for name in stubs:
            sys.modules.pop(name, None)
        os.environ.update(hidden)
