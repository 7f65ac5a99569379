"""The pages of the wall: what is read from the other end of the room."""
