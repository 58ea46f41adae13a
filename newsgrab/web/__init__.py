"""The reading room: the archive in a browser, served or as a static site.

In: an archive to read, and what a visitor asks. Out: pages of HTML, the same as JSON, a feed of changes. Whatever an
article says is text to it, never markup. Must not know: how articles are fetched, read and kept; the command line. The
only home of starlette, jinja2 and uvicorn, which `newsgrab[web]` installs.
"""
