"""`scenarios audit`: the journal's proofs and its movement between stores."""
