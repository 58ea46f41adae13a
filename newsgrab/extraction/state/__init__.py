"""Articles in embedded state: what scripts of a page carry for a program in the browser, where the page prints no text.

In comes a `Document`, out goes the article of the one object that holds the page's headline and a text.
Nothing here runs code, knows profiles of sites, or mixes what a script carries with what a page prints.
"""
