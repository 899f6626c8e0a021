"""``brief preview``: a server on this machine alone that shows a brief and renews it as its files change.

``state`` builds and remembers, ``server`` answers the browser, ``page.html``, ``page.css`` and ``page.js`` are what it
shows around the brief.
"""

from __future__ import annotations

import sys
import threading
import webbrowser
from collections.abc import Sequence

from reports.engine.preview.server import PreviewServer
from reports.engine.preview.state import State
from reports.engine.workspace import BriefRef, Workspace


def serve(home: Workspace, briefs: Sequence[BriefRef], *, port: int, open_browser: bool) -> None:
    """Serve until interrupted. Raises MachineError where no port can be had."""
    state = State(home, briefs)
    server = PreviewServer.on_free_port(state, port)
    threading.Thread(target=state.keep_fresh, name="preview-builder", daemon=True).start()
    print(server.url, flush=True)
    if open_browser and sys.stdout.isatty():
        webbrowser.open(server.url)
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        state.close()
        server.server_close()
