"""Partners' files: what they are and the tables they hold."""
