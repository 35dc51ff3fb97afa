"""Mathematics as text: the reader and the writers."""
