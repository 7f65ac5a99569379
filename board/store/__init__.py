"""The SQLite store of a board: the only place with SQL."""
