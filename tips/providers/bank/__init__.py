"""Bank transfers within SEPA, confirmed by people or by statements that they upload."""
