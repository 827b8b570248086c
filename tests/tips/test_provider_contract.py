"""Each provider keeps the contract that we ship for those of other packages."""

import pytest

from tips.contract.disputes import DisputeContract
from tips.contract.payments import ProviderContract
from tips.contract.trouble import WireContract


class TestSandbox(WireContract, DisputeContract):
    @pytest.fixture
    def stage(self, sandbox_stage):
        return sandbox_stage


class TestStripe(WireContract, DisputeContract):
    @pytest.fixture
    def stage(self, stripe_stage):
        return stripe_stage


class TestPayPal(WireContract, DisputeContract):
    @pytest.fixture
    def stage(self, paypal_stage):
        return paypal_stage


class TestBank(ProviderContract):
    """Nobody is asked over a wire, and a transfer can't be disputed."""

    @pytest.fixture
    def stage(self, bank_stage):
        return bank_stage
