"""A terminal situation board for international actions against terrorist propaganda online."""

__version__ = "0.1.0"
