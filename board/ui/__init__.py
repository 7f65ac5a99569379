"""The board on a terminal."""
