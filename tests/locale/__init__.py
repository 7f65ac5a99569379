"""Tests of board.locale."""
