"""The draft of a communiqué: every figure with its verb, unit, qualifier, date and footnote, in four languages."""
