"""Connect as tests know it: authors' accounts, which only their own header opens, and our share."""

from tests.tips.providers.stripe.account import Account, Problem

NO_MORE_OURS = "account_invalid"


class Connected(Account):
    """An author's account. What happens there is told to the platform's other endpoint."""

    def __init__(self, platform, id):
        super().__init__(platform.url, platform.key, "whsec_connect")
        self.platform, self.id, self.numbers = platform, id, platform.numbers
        self.is_ours = True

    @property
    def facts(self):
        """The account itself, as the platform sees it."""
        return self.platform.objects[self.id]

    def finish(self):
        """Let the author answer all of Stripe's questions."""
        self.facts["requirements"] = {"disabled_reason": None}
        return self._become(True)

    def restrict(self):
        """Let Stripe ask for more before it goes on."""
        self.facts["requirements"] = {"disabled_reason": "requirements.past_due"}
        return self._become(False)

    def deauthorise(self):
        """Let the author disconnect us in their Dashboard."""
        self.is_ours = False
        about = {"id": "ca_standin", "object": "application"}
        return self._tell("account.application.deauthorized", about)

    def event(self, type, about, **facts):
        return super().event(type, about, account=self.id, **facts)

    def create_session(self, params):
        if not self.facts["charges_enabled"]:
            raise Problem(400, "charges_disabled")
        return super().create_session(params)

    def create_refund(self, params):
        made = super().create_refund(params)
        charge = self.get(made["charge"])
        if params.get("refund_application_fee") != "true":
            return made
        if not charge.get("application_fee"):
            raise Problem(400, "no_application_fee")
        fee = self.platform.get(charge["application_fee"])
        amount = fee["amount"] * made["amount"] // charge["amount"]
        facts = {"object": "fee_refund", "amount": amount, "currency": fee["currency"]}
        fee["refunds"]["data"].append(self.platform._make("fr", **facts))
        return made

    def _charge(self, intent, fee, fee_currency):
        super()._charge(intent, fee, fee_currency)
        session = next(
            s for s in self.kind("checkout.session") if s["payment_intent"] == intent["id"]
        )
        share = int(session["_intent"].get("application_fee_amount", 0))
        if share:
            self._take_share(self.get(intent["latest_charge"]), share)

    def _take_share(self, charge, share):
        made = self.platform._make(
            "fee",
            object="application_fee",
            account=self.id,
            amount=share,
            charge=charge["id"],
            currency=charge["currency"],
            refunds={"object": "list", "data": [], "has_more": False},
        )
        charge["application_fee"], charge["application_fee_amount"] = made["id"], share
        if charge["balance_transaction"]:
            booked = self.get(charge["balance_transaction"])
            booked["fee_details"] = [
                {"type": "stripe_fee", "amount": booked["fee"]},
                {"type": "application_fee", "amount": share},
            ]
            booked["fee"] += share

    def _become(self, is_ready):
        self.facts["charges_enabled"] = self.facts["payouts_enabled"] = is_ready
        self.facts["capabilities"]["card_payments"] = "active" if is_ready else "inactive"
        return self._tell("account.updated", self.facts)


class Platform(Account):
    """The site's own account, with those of its authors."""

    def __init__(self, url):
        super().__init__(url)
        self.connected = {}

    def create_account(self, params):
        made = self._make(
            "acct",
            object="account",
            business_profile=params.get("business_profile", {}) | {"name": None},
            capabilities={"card_payments": "inactive"},
            charges_enabled=False,
            controller=params["controller"],
            country="DE",
            default_currency="eur",
            email=params.get("email"),
            metadata=params.get("metadata", {}),
            payouts_enabled=False,
            requirements={"disabled_reason": "requirements.past_due"},
            settings={"dashboard": {"display_name": None}},
        )
        id = made["id"].replace("acct_", "acct_standin")
        self.objects[id] = self.objects.pop(made["id"]) | {"id": id}
        self.connected[id] = Connected(self, id)
        return self.objects[id]

    def account_of(self, id):
        """Return an account that lets us act for it."""
        if id not in self.connected or not self.connected[id].is_ours:
            raise Problem(403, NO_MORE_OURS)
        return self.connected[id]

    def retrieve_account(self, params, id):
        return self.account_of(id).facts

    def link(self, params):
        account = self.account_of(params["account"])
        account.back = params["return_url"]
        return {
            "object": "account_link",
            "created": self.now(),
            "expires_at": self.now() + 300,
            "url": f"{self.url}/setup/{account.id}",
        }

    def holder_of(self, session_id):
        """Return the account that a session belongs to."""
        every = [self, *self.connected.values()]
        return next((a for a in every if session_id in a.objects), self)
