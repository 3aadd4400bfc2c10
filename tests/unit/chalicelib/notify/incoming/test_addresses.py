import secrets

import pytest

from chalicelib.model import Conversation
from chalicelib.notify.incoming import addresses

DOMAIN = "chat.shop.example"


def conversation(**changes: str) -> Conversation:
    fields = {"id": f"c_{secrets.token_urlsafe(12)}", "reply_secret": addresses.new_secret(), **changes}
    return Conversation(site_id="s", visitor_id="v", visitor_name="Visitor", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("written", [str.lower, str.upper, str.title])
def test_an_address_names_its_conversation_however_mail_servers_write_it(written: object) -> None:
    for _ in range(100):
        one = conversation()
        address = written(addresses.address_of(one, DOMAIN))  # type: ignore[operator]
        assert addresses.conversation_id_of(address) == one.id
        assert addresses.belongs_to(address, one)


def test_an_address_needs_the_conversations_secret() -> None:
    one = conversation()
    guessed = addresses.address_of(conversation(id=one.id), DOMAIN)
    assert addresses.conversation_id_of(guessed) == one.id
    assert not addresses.belongs_to(guessed, one)


def test_an_erased_conversation_has_no_address() -> None:
    one = conversation()
    erased = conversation(id=one.id, reply_secret="")
    assert not addresses.belongs_to(addresses.address_of(one, DOMAIN), erased)
    assert not addresses.belongs_to(f"reply-@{DOMAIN}", erased)


@pytest.mark.parametrize("address", ["", "@", "postmaster@x.example", "reply-abc@x.example", f"reply-{'1' * 36}@x"])
def test_other_addresses_name_no_conversation(address: str) -> None:
    assert addresses.conversation_id_of(address) is None


def test_the_local_part_is_short_enough_for_mail() -> None:
    assert len(addresses.local_part(addresses.address_of(conversation(), DOMAIN))) <= 64  # RFC 5321, 4.5.3.1.1
