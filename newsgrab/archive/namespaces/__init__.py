"""What an Archive offers, by its purpose: `archive.query`, `.history`, `.search` and `.care`.

In come references, filters and queries; out go values, each read in one go with SQLite's errors translated. They call
the rooms of the archive and know no SQL.
"""
