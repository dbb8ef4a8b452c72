"""A message as a file that a mail program opens as a draft; nothing is ever sent."""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP


def draft_message(to: str, subject: str, body: str) -> bytes:
    """The bytes of an `.eml` file, the same for the same words.

    Args:
        to: the address; no recipient when empty or when it can't be one.
        subject: one line.
        body: plain text.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(subject.split())
    # Mail programs open a message with this header as one that is still to be sent.
    message["X-Unsent"] = "1"
    if to and is_address(to):
        message["To"] = to
    message.set_content(body, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def is_address(words: str) -> bool:
    """True for one plain e-mail address."""
    try:
        found = Address(addr_spec=words)
    except (MessageError, ValueError, IndexError):
        return False
    return bool(found.username and found.domain) and words.isprintable() and " " not in words
