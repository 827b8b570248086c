"""Cards, wallets and bank debits on Stripe's own payment page."""

from tips.providers.stripe.provider import Provider

__all__ = ["Provider"]
