"""Learning a site's profile: selectors that read on each of some pages what was read there without them.

In come pages of one site, out goes a draft of its profile.
Nothing here decides how a page without a profile is read; nothing else of extraction imports this.
"""
