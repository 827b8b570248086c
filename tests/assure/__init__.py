"""Heavy proofs with figures: make assure. Too long for every run of the tests."""
