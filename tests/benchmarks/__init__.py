"""Measurements, as ratios to the least a Textual program can be, taken in turn in one run. They judge nothing."""
