"""A real mail server that keeps what it is sent."""

import email
import socket
from email import policy

from aiosmtpd.controller import Controller


class Letterbox:
    """Takes every mail; `letters` are parsed as a mail program parses them."""

    def __init__(self):
        self.letters = []
        self.envelopes = []

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        self.letters.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def start(letterbox=None):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(letterbox or Letterbox(), hostname="127.0.0.1", port=port)
    controller.start()
    return controller
