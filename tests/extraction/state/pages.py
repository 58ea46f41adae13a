"""Pages whose text only a script carries, as frameworks write them; all names and texts are invented."""

from __future__ import annotations

import json

URL = "https://courier.example/city/2025/05/old-bridge-opens-again"
TITLE = "Old bridge opens again after ten years"
FIRST = "The old bridge over the Lenna opened again on Monday, ten years after the flood had closed it."
SECOND = "Thousands of people walked across it in the first hour, the city's engineers said in the evening."
THIRD = "Trams will follow in the autumn, when the new rails on the eastern bank are ready for them."
TEXTS = [FIRST, SECOND, THIRD]
HTML = "".join(f"<p>{text}</p>" for text in TEXTS)
OTHER = "Another story altogether, which the page keeps ready for the reader who has come to the end of this one."
ARTICLE = {"id": 4711, "slug": "old-bridge-opens-again", "title": TITLE, "body": HTML, "author": {"name": "Ada Quell"}}
NEXT = {
    "id": 4712,
    "slug": "mayor-resigns-over-budget",
    "title": "Mayor resigns over budget",
    "body": f"<p>{OTHER}</p>" * 9,
}


def shell(script: str, *, title: str = f"{TITLE} | The Courier", body: str = '<div id="app"></div>') -> str:
    """A page that prints nothing, with something in a script (or whatever markup) after it."""
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><script src="/app.js"></script></head>'
        f"<body>{body}{script}</body></html>"
    )


def as_json(value: object) -> str:
    """JSON as frameworks put it into scripts: `<` escaped."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def json_script(value: object, ident: str = "__NEXT_DATA__") -> str:
    """A script of JSON."""
    return f'<script id="{ident}" type="application/json">{as_json(value)}</script>'


def assigned(name: str, literal: str) -> str:
    """A script that assigns a literal."""
    return f"<script>{name} = {literal};</script>"
