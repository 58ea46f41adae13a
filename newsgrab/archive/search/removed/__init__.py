"""What versions said and later ones no longer say: the passages, their index, and finding them."""
