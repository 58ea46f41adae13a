"""One page, parsed: its text, elements, boxes, short texts, linked data, links and menus.

In come bytes or decoded text, out goes a `Document` (or, for those who want only the tree, `ParsedHtml`).
Nothing here knows which fields an article has, or chooses a value for one.
"""
