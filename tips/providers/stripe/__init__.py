"""Cards, wallets and bank debits on Stripe's own payment page."""
