"""What the scripts of a page carry: the JSON of embedded state, and the ways in which frameworks write it.

In comes the text of scripts and attributes, out go plain JSON values. Nothing here runs a script.
"""
