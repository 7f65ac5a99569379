"""Holding a draft or a press text against the board: which of its figures the board has, and how it has them."""
