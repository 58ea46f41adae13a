"""Documents of our own as PDF or picture, drawn by Chromium: it runs nothing and asks nobody."""

from __future__ import annotations

import secrets
import threading
from typing import Any

from newsgrab.errors import BadUsage
from newsgrab.fetch.browser.chromium import check_available, launch
from newsgrab.fetch.browser.processes import kill_marked

DEADLINE_S = 60.0
MAX_HEIGHT = 16_000  # pixels; Chromium draws no higher picture truly
WIDTH = 860  # of a picture, in pixels
_MARGIN = "18mm"
_FLAGS = ("--host-resolver-rules=MAP * ~NOTFOUND", "--disable-gpu", "--disable-breakpad")


def print_document(html: str, form: str, *, deadline_s: float = DEADLINE_S) -> bytes:
    """The document as a PDF on A4 (`form` is pdf), or as a picture as high as it needs (png).

    Raises MissingExtra or BadUsage if there is no browser, it fails, or the picture would be too high.
    """
    executable = check_available(None)
    from playwright.sync_api import Error, sync_playwright

    mark = f"--newsgrab={secrets.token_hex(8)}"
    alarm = threading.Timer(deadline_s, kill_marked, (mark,))
    alarm.daemon = True
    alarm.start()
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright.chromium, executable, (*_FLAGS, mark), deadline_s)
            tab = browser.new_page(java_script_enabled=False, offline=True, viewport={"width": WIDTH, "height": 600})
            tab.set_default_timeout(deadline_s * 1000)
            tab.set_content(html)
            if form == "pdf":
                margin: Any = dict.fromkeys(("top", "bottom", "left", "right"), _MARGIN)
                pdf: bytes = tab.pdf(format="A4", margin=margin, tagged=True, outline=True)
                return pdf
            box = tab.locator("html").bounding_box()
            if box and box["height"] > MAX_HEIGHT:
                raise BadUsage(
                    f"--format png: it would be {box['height']:,.0f} pixels high, over {MAX_HEIGHT:,}: use --format pdf"
                )
            picture: bytes = tab.screenshot(full_page=True)
            return picture
    except Error as error:
        reason = str(error).partition("\n")[0][:120]
        raise BadUsage(f"--format {form}: the browser failed ({reason})") from error
    finally:
        alarm.cancel()
        kill_marked(mark)
