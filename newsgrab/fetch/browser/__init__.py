"""A browser for pages that only a program fills: Chromium behind a proxy that guards, and whoever asks for it.

In comes a page as it was fetched, out goes the page as its program has filled it. The only home of playwright, which
`newsgrab[js]` installs. Must not know: profiles, reading, the archive.
"""
