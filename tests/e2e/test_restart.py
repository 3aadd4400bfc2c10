"""The gateway is killed and the database stopped during a conversation."""

from playwright.sync_api import expect


def test_after_a_crash_all_messages_are_there_and_the_pages_recover_automatically(visitor, admin, local_run, unique):
    question, answer = unique("Does the lid whistle?"), unique("It does.")
    visitor.open().write(question)
    admin.open(admin.conversation_of(question))
    admin.write(answer)
    visitor.log.shows(question, answer)

    local_run.stop(kill=True)
    expect(visitor.state).to_have_attribute("data-state", "offline", timeout=20_000)
    expect(admin.badge).to_have_attribute("data-state", "offline", timeout=20_000)
    to_be_sold, to_be_thanked = unique("Then I take two."), unique("Thank you!")
    visitor.write(to_be_sold)
    visitor.log.has_status(to_be_sold, "Sending")
    local_run.start()

    visitor.is_live()
    admin.is_live()
    admin.log.shows(question, answer, to_be_sold, within=20)
    admin.write(to_be_thanked)
    visitor.log.shows(question, answer, to_be_sold, to_be_thanked)
    admin.log.shows(question, answer, to_be_sold, to_be_thanked)
    visitor.log.has_status(to_be_sold, "Read")
