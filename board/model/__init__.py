"""What things are: the words of the field, the record, figures and the situation. No input, no output."""
