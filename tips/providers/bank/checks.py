"""What a site owner can get wrong with the settings of bank transfers."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from tips.providers.bank.account import LONGEST_NAME, faults, payee_of

HINTS = {
    "name": f"It is the account holder's, at most {LONGEST_NAME} characters: TIPS_BANK_NAME.",
    "iban": "Use the IBAN of an account within SEPA: TIPS_BANK_IBAN.",
    "bic": "It has 8 or 11 characters and may be left out within the EEA: TIPS_BANK_BIC.",
}
CODES = {"iban": "E001", "name": "E002", "bic": "E003"}
NAMES = {"iban": "IBAN", "name": "name", "bic": "BIC"}


def is_live() -> bool:
    """Return whether transfers are real money. The account can't tell, so a setting does."""
    return bool(getattr(settings, "TIPS_BANK_LIVE", False))


def problems(is_deployed: bool) -> list[CheckMessage]:
    """Return what is wrong; for a deployed site, what is missing. Elsewhere that does no harm."""
    given = {name: str(getattr(settings, f"TIPS_BANK_{name.upper()}", "")) for name in CODES}
    wrong = faults(payee_of(given["name"], given["iban"], given["bic"]))
    missing = [name for name in wrong if not given[name]]
    if is_deployed:
        return [*(_error(name, "is missing") for name in missing), *_test_mode()]
    found = [_error(name, "can't be right") for name in wrong if given[name]]
    if is_live() and settings.DEBUG:
        hint = "Switch one of the two off."
        found.append(Error("DEBUG and TIPS_BANK_LIVE are on.", hint=hint, id="tips.bank.E004"))
    return found


def _error(name: str, what: str) -> CheckMessage:
    text = f"The {NAMES[name]} of the bank account {what}."
    return Error(text, hint=HINTS[name], id=f"tips.bank.{CODES[name]}")


def _test_mode() -> list[CheckMessage]:
    if is_live():
        return []
    hint = "Set TIPS_BANK_LIVE once you have tried it; then they are real."
    return [Warning("Bank transfers are test money.", hint=hint, id="tips.bank.W001")]
