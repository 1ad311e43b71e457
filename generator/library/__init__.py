"""What Mend offers and checks with: value deck, clause suggestions, helplines, wording rules."""
