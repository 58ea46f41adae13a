"""Reading in processes of its own, which can be ended and are bounded in time and memory.

In come pages and files, out comes what they say, ready to be kept; nothing of the archive's file, of the net or of the
command line is known here. reextraction.py reads the kept pages of an archive that it is given.
"""
