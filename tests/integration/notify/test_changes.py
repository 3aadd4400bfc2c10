"""What edits and deletions do to alerts, mails with answers and reply times: nothing of their own, and no old text."""

from chalicelib.storage import sites
from tests.api_client import across
from tests.integration.background import Background
from tests.integration.notify.answered import Answered, plain
from tests.integration.notify.scene import scene


def test_an_alert_has_the_present_text() -> None:
    with scene() as stage:
        seat = stage.visitor("Is the kettel back?")
        assert seat.edit(1, "Is the kettle back?", after=1).status == 201
        stage.work.deliver(seat.conversation_id)
        stage.later(minutes=2)
        assert stage.work.mails
        assert all("Is the kettle back?" in plain(mail) for mail in stage.work.mails)
        assert not any("kettel" in plain(mail) for mail in stage.work.mails)


def test_a_deleted_message_alerts_nobody() -> None:
    with scene() as stage:
        seat = stage.visitor()
        assert seat.delete(1, after=1).status == 201
        stage.work.deliver(seat.conversation_id)
        stage.later(minutes=2)
        stage.later(minutes=10)
        assert stage.mails == []


def test_a_change_schedules_no_alert() -> None:
    with scene() as stage:
        seat = stage.visitor()
        stage.reads(seat)
        stage.later(minutes=2)
        seat.edit(1, "Changed", after=1)
        stage.work.deliver(seat.conversation_id)
        stage.later(minutes=2)
        stage.later(minutes=10)
        assert (stage.mails, stage.waiting) == ([], [])


def test_an_answer_by_mail_has_the_present_text_and_the_present_question(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes, we have tree.", after=1)
    scene.maya.edit(2, "Yes, we have three.", after=2)
    scene.visitor.edit(1, "Is the green kettle in stock?", after=1)
    work.deliver(scene.id)
    (mail,) = scene.minutes(3)
    assert "Yes, we have three." in plain(mail)
    assert "Is the green kettle in stock?" in plain(mail)
    assert "tree." not in plain(mail)
    assert "blue" not in plain(mail)


def test_an_answer_that_was_deleted_is_not_mailed(work: Background) -> None:
    scene = Answered(work)
    scene.answer("Yes, for Mr Miller too.", after=1)
    scene.maya.delete(2, after=2)
    work.deliver(scene.id)
    assert scene.minutes(3) == []
    scene.answer("Yes.", after=3)
    (mail,) = scene.minutes(8)
    assert "Miller" not in plain(mail)


def test_an_admins_change_is_no_answer_and_has_no_reply_time(work: Background) -> None:
    scene = Answered(work)
    scene.answer("One moment.", after=1)
    scene.visitor.send("And the red one?", after=2)
    scene.maya.edit(2, "One moment, please.", after=3)
    work.deliver(scene.id)
    site = sites.get(scene.shop.site.site_id)
    assert site is not None
    assert len(site.reply_times) == 1
    across(scene.admin, scene.id).send("That too.", after=4)
    work.deliver(scene.id)
    site = sites.get(scene.shop.site.site_id)
    assert site is not None
    assert len(site.reply_times) == 2
