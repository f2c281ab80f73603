"""Lives of the program that end badly: killed, out of room, on a failing disk."""
