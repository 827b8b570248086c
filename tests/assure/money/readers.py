"""Readers who give tips with a browser, again and again, until they are told to stop."""

import random
import re
import threading
from collections import Counter

import requests

ACTIONS = ["pay", "pay", "pay", "pay", "slow", "slow_fail", "decline", "cancel"]
WEATHERS = ["now", "now", "now", "twice", "late", "drop", "hold"]
TIMEOUT = 20


class Readers:
    """So many readers at once. A server that is away costs them a try, nothing else."""

    def __init__(self, url: str, count: int = 3) -> None:
        self.url, self.count = url, Counter()
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self.read, args=[n]) for n in range(count)]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    def read(self, number: int) -> None:
        dice = random.Random(number)  # noqa: S311 - no secret
        while not self.stopped.is_set():
            try:
                self.give(dice)
            except requests.RequestException:
                self.count["lost"] += 1
                self.stopped.wait(0.2)

    def give(self, dice: random.Random) -> None:
        """Fill in the form, send it perhaps twice, and decide at the provider."""
        # Another browser each time: who gives the same again is asked whether that is meant.
        browser = {"User-Agent": f"reader {dice.random()}"}
        page = requests.get(f"{self.url}/tips/ada/", headers=browser, timeout=TIMEOUT)
        key = re.search(r'name="form_key" value="([^"]+)"', page.text)
        if key is None:
            self.count["no form"] += 1
            return
        typed = {
            "form_key": key[1],
            "coffees": "3",
            "provider": "sandbox",
            "name": "Grace",
            "email": "grace@example.org",
            "visibility": "public",
            "consent": "on",
        }
        for _time in range(dice.choice([1, 1, 2])):
            sent = requests.post(
                f"{self.url}/tips/ada/",
                data=typed,
                headers=browser,
                timeout=TIMEOUT,
                allow_redirects=False,
            )
        self.count[f"form {sent.status_code}"] += 1
        checkout = sent.headers.get("Location", "")
        if "/sandbox/checkout/" not in checkout:
            return
        chosen = {"action": dice.choice(ACTIONS), "weather": dice.choice(WEATHERS)}
        back = requests.post(checkout, data=chosen, timeout=TIMEOUT, allow_redirects=False)
        self.count["decided"] += 1
        if dice.random() < 0.5:
            requests.get(back.headers.get("Location", self.url), timeout=TIMEOUT)
