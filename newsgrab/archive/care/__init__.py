"""Looking after the file.

In: an archive as it is. Out: what is wrong with it (verify), a whole copy (backup).
Must not know: the command line. It only reads: nothing here changes what is kept.
"""
