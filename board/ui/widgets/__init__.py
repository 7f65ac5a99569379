"""What the screens are made of: each widget draws itself and is given what it shows."""
