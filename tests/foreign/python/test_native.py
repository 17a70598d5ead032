"""What only Python can say of the package; everything else is in the shared stories."""

import asyncio
import inspect
import threading

import ashyq
import pytest


def see(scanner, luma, width=64, height=48, stride=64):
    return scanner.see(luma, width, height, stride, 0, None, 1)


def settings(folder, passphrase="a passphrase of a test"):
    return ashyq.PhoneSettings(
        folder=str(folder),
        service="http://127.0.0.1:9",
        root="A" * 43,
        app_version=1,
        kept_in=ashyq.KeptIn.SEALED_FILE(passphrase),
    )


def test_the_documentation_of_the_core_is_the_package_s():
    assert "A visitor is logged in on this phone." in inspect.getdoc(ashyq.Session)
    assert "waiting five seconds at the longest" in inspect.getdoc(ashyq.Session.enter)
    assert "Nobody is inside anywhere." in inspect.getdoc(ashyq.DoorScreen.OUTSIDE)
    assert "The row stride is less than the width." in inspect.getdoc(ashyq.FrameError.Stride)
    assert "    age: How long ago that is." in inspect.getdoc(ashyq.StatusScreen)


def test_a_frame_is_bytes_and_nothing_else():
    scanner = ashyq.Scanner()
    assert see(scanner, bytes([128]) * 64 * 48).what.is_NOTHING()
    for wrong in (None, 1, "text", [1, 2]):
        with pytest.raises(TypeError):
            see(scanner, wrong)
    assert see(scanner, bytes([128]) * 64 * 48).what.is_NOTHING()


def test_numbers_that_do_not_fit_are_refused_before_the_core():
    for width in (-1, 2**32, 1.5, "64"):
        with pytest.raises((ValueError, TypeError)):
            see(ashyq.Scanner(), bytes(64 * 48), width=width)


def test_every_word_is_said_in_three_languages():
    assert len(ashyq.Word) > 150
    for word in ashyq.Word:
        texts = {ashyq.say(word, language) for language in ashyq.Language}
        assert all(texts), word
    assert ashyq.say_with(ashyq.Word.TURNS, ashyq.Language.EN, {"time": "14:05", "colour": "Blue"}) == (
        "The status changes at 14:05. New colour: Blue."
    )
    assert ashyq.language_of("kk-KZ") == ashyq.Language.KK and ashyq.language_of("xx") is None


def test_what_was_typed_is_in_no_message(tmp_path):
    async def story():
        start = await ashyq.open_phone(settings(tmp_path), None)
        for typed in ("+79990001122", "+77059990001"):
            with pytest.raises(ashyq.ClientError) as thrown:
                await start.log_in.ask(typed, ashyq.Language.EN)
            assert typed not in str(thrown.value) + repr(thrown.value)

    asyncio.run(story())


def test_an_opening_that_is_given_up_leaves_a_phone_that_opens(tmp_path):
    async def story():
        given_up = asyncio.create_task(ashyq.open_phone(settings(tmp_path), None))
        await asyncio.sleep(0)
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await given_up
        for _ in range(100):
            try:
                return await ashyq.open_phone(settings(tmp_path), None)
            except ashyq.StartError.Storage:
                # The first one is still under way; the phone is let go when it is done.
                await asyncio.sleep(0.1)
        raise AssertionError("the phone stays busy")

    assert asyncio.run(story()).is_LOGGED_OUT()


def test_a_defect_on_many_threads_is_an_exception_on_each():
    scanner, thrown = ashyq.Scanner(), []

    def falls():
        try:
            scanner.fall()
        except ashyq.InternalError as error:
            thrown.append(error)

    threads = [threading.Thread(target=falls) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(thrown) == 8
    assert see(scanner, bytes(64 * 48)).what.is_NOTHING()
