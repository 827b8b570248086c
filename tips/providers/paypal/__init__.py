"""PayPal's own payment page, by Orders v2."""
