"""Articles in the state that frameworks embed in a page."""

from __future__ import annotations

import json
from base64 import b64encode
from html import escape

import pytest

from newsgrab.extraction import extract
from tests.extraction.state.pages import (
    ARTICLE,
    FIRST,
    HTML,
    NEXT,
    SECOND,
    TEXTS,
    THIRD,
    TITLE,
    URL,
    as_json,
    assigned,
    json_script,
    shell,
)

_PUSHED = "self.__next_f.push"
_ROW = f"3:T{len(HTML.encode()):x},{HTML}"
_FLIGHT = (
    '0:["$","$L1",null,{"story":{"slug":"old-bridge-opens-again","title":"' + TITLE + '","body":"$3",'
    '"publishedAt":"$D2025-05-12T06:30:00.000Z","next":"$2"}}]\n'
    f"2:{json.dumps(NEXT)}\n"
)
_APOLLO = {
    "ROOT_QUERY": {"__typename": "Query", 'article({"slug":"x"})': {"__ref": "Article:4711"}},
    "Article:4712": NEXT | {"__typename": "Article"},
    "Article:4711": {
        "__typename": "Article",
        "headline": TITLE,
        "author": {"__ref": "Person:1"},
        "content": [{"__ref": f"Paragraph:{at}"} for at in range(3)],
    },
    "Person:1": {"__typename": "Person", "name": "Ada Quell"},
} | {f"Paragraph:{at}": {"__typename": "Paragraph", "text": text} for at, text in enumerate(TEXTS)}
_NUXT3 = [
    ["ShallowReactive", 1],
    {"data": 2, "once": -1},
    ["Reactive", 3],
    {"article-1": 4, "next": 9},
    {"title": 5, "content": 6, "publishedAt": 7, "self": 4, "views": 8},
    TITLE,
    HTML,
    ["Date", "2025-05-12T06:30:00.000Z"],
    1204,
    {"title": 10, "content": 11},
    NEXT["title"],
    NEXT["body"],
]
_REMIX = [
    {"_1": 2},
    "loaderData",
    {"_3": 4},
    "routes/$slug",
    {"_5": 6},
    "story",
    {"_7": 8, "_9": 10},
    "headline",
    TITLE,
    "paragraphs",
    [11, 12, 13],
    *TEXTS,
]
_ASTRO = {"article": [0, {"title": [0, TITLE], "paragraphs": [1, [[0, text] for text in TEXTS]]}]}
PAGES = {
    "next": json_script({"props": {"pageProps": {"article": ARTICLE, "next": NEXT}}, "page": "/[slug]"}),
    "next flight": f"<script>({_PUSHED.replace('.push', '=self.__next_f||[])')}.push([0])</script>"
    + "".join(f"<script>{_PUSHED}([1,{as_json(part)}])</script>" for part in (_FLIGHT[:90], _FLIGHT[90:], _ROW[:50]))
    + f'<script>{_PUSHED}([3,"{b64encode(_ROW[50:].encode()).decode()}"])</script>',
    "nuxt 2": "<script>window.__NUXT__=(function(a,b,c,d){return {layout:a,data:[{article:{id:4711,title:b,content:c,"
    'subtitle:d,hot:!0,more:void 0}}],fetch:{},error:d,state:{next:{title:"Mayor resigns",content:a}},serverRendered:!0}}'  # noqa: E501
    f'("default","{TITLE}",{as_json(HTML)},null));</script>',
    "nuxt 3": f'<script type="application/json" id="__NUXT_DATA__" data-ssr="true">{as_json(_NUXT3)}</script>'
    '<script>window.__NUXT__={};window.__NUXT__.config={public:{base:"/"},app:{buildId:"x"}}</script>',
    "apollo": assigned("window.__APOLLO_STATE__", as_json(_APOLLO)),
    "redux": assigned("window.__INITIAL_STATE__", as_json({"news": {"byId": {"1": NEXT, "2": ARTICLE}}})),
    "redux as text": assigned("window.__PRELOADED_STATE__", f"JSON.parse({as_json(json.dumps({'story': ARTICLE}))})"),
    "redux in single quotes": assigned(
        "window.__PRELOADED_STATE__", "JSON.parse('" + json.dumps({"story": ARTICLE}).replace("'", "\\u0027") + "')"
    ),
    "redux with undefined": "<script>window.__INITIAL_STATE__={user:undefined,story:{title:"
    f"'{TITLE}',text:{as_json(HTML)},}},}}</script>",
    "sveltekit": '<script>{__sveltekit_x={base:""};const element=document.currentScript.parentElement;Promise.all([import('  # noqa: E501
    '"./start.js"),import("./app.js")]).then(([kit,app])=>{kit.start(app,element,{node_ids:[0,2],data:[null,'
    f'{{type:"data",data:{{post:{{title:"{TITLE}",html:{as_json(HTML)}}}}},uses:{{}}}}],form:null,error:null}});}});}}</script>',
    "sveltekit fetched": '<script type="application/json" data-sveltekit-fetched data-url="/api/1">'
    + as_json({"status": 200, "statusText": "", "headers": {}, "body": json.dumps(ARTICLE)})
    + "</script>",
    "gatsby": assigned("window.___pageData", as_json({"result": {"data": {"post": {"title": TITLE, "html": HTML}}}})),
    "remix": assigned("window.__remixContext", as_json({"state": {"loaderData": {"routes/$id": {"article": ARTICLE}}}})),  # noqa: E501
    "remix stream": '<script>window.__reactRouterContext={"basename":"/"};window.__reactRouterContext.stream = 1;</script>'  # noqa: E501
    f"<script>window.__reactRouterContext.streamController.enqueue({as_json(json.dumps(_REMIX))});</script>",
    "fusion": '<script>window.Fusion=window.Fusion||{};Fusion.arcSite="courier";Fusion.globalContent='
    + as_json(
        {
            "_id": "ABCDEFGH",
            "headlines": {"basic": TITLE},
            "content_elements": [{"type": "text", "content": text} for text in TEXTS],
            "credits": {"by": [{"type": "author", "name": "Ada Quell"}]},
        }
    )
    + ';Fusion.globalContentConfig={source:"story"};</script>',
    "angular": '<script id="serverApp-state" type="application/json">'
    + json.dumps({"G.json.https://api.courier.example/4711": {"body": {"article": ARTICLE}}})
    .replace("&", "&a;").replace('"', "&q;").replace("<", "&l;").replace(">", "&g;")
    + "</script>",
    "inertia": f'<div id="app" data-page="{escape(json.dumps({"component": "Story", "props": {"story": ARTICLE}}))}"></div>',  # noqa: E501
    "astro": f'<astro-island props="{escape(json.dumps(_ASTRO))}" client="load"></astro-island>',
    "linked data": '<script type="application/ld+json">'
    + as_json({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(TEXTS)})
    + "</script>",
}  # fmt: skip


@pytest.mark.parametrize("framework", PAGES)
def test_an_article_in_the_state_of_a_framework_is_read(framework: str) -> None:
    """The text of the one object that bears the page's headline is the article, in its paragraphs."""
    article = extract(shell(PAGES[framework]), URL)
    assert article.title == TITLE
    assert [block.text for block in article.blocks] == [FIRST, SECOND, THIRD]
    assert article.sources["blocks"].startswith(("embedded state ", "json-ld"))
