"""What leaves the board as a file: the ledger for other programs, the situation as a document for people."""
