"""Everything into one DuckDB file, and out of it again.

`archive.Archive` is the door: `runs` adds, `queries` finds, `views` shows, `exports` writes,
`checks` verifies. DuckDB is imported in this folder alone.
"""
