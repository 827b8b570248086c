"""The heavy proofs about money: random weather for long, and kill -9 while tips run."""
