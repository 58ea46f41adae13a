"""The headline and the text: which box of the page is the article, what in it is not, and whether there is one.

In comes a `Document` (or the plain text of a text page), out go headline, blocks and verdict.
Nothing here knows the other fields, profiles of sites, or other pages.
"""
