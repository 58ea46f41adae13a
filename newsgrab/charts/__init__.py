"""Charts of view counts: as SVG, as PNG, and in dots of Braille for a terminal.

In: counts and events with their times. Out: a drawing. Its axis is time; where nobody looked there is a gap; a count
that a page rounded is a range. Must not know: the archive's file, pages, the terminal. The only home of resvg_py, which
`newsgrab[charts]` installs.
"""
