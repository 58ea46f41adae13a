"""The archive's tables in the forms of other programs.

In: the columns of a table and its rows, one at a time. Out: CSV, JSON, JSON Lines, Markdown, Excel, Parquet.
Must not know: how rows are chosen, and what command asked. The only home of xlsxwriter and pyarrow, which
`newsgrab[excel]` and `newsgrab[parquet]` install.
"""
