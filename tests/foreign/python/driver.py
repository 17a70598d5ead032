"""Makes the calls of the shared stories on the Python package; ../README.md says how it is spoken to."""

import asyncio
import datetime
import enum
import gc
import json
import mmap
import os
import statistics
import sys
import threading
import time

import ashyq
from ashyq import Language, Word

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
MS = datetime.timedelta(milliseconds=1)


class DriverError(Exception):
    """The driver's own mistake."""


class ThrowingKey(ashyq.HostKey):
    """A host key that does not work, in a way of its own."""

    def public_key(self):
        raise RuntimeError("the hardware is gone")

    def sign(self, message):
        raise RuntimeError("the hardware is gone")


def camel(name):
    return "".join(part.capitalize() for part in name.split("_"))


def plain(value):
    """A value as a line has it."""
    if isinstance(value, enum.Enum):
        return "WiFi" if value.name == "WI_FI" else camel(value.name)
    if isinstance(value, datetime.datetime):
        return (value - EPOCH) // MS
    if isinstance(value, datetime.timedelta):
        return value // MS
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, (str, int, float, bool, type(None))):
        return value
    return {name.strip("_"): plain(field) for name, field in vars(value).items()}


def tagged(value, **fields):
    """A variant of an enum whose variants have fields."""
    return {"is": camel(type(value).__name__.rsplit(".", 1)[-1]), **fields}


def name_of(error):
    """The core's name of an error: its type and its variant."""
    return type(error).__qualname__


def door(screen):
    shown = plain(screen[0]) if screen.is_DECIDED() or screen.is_INSIDE() else {}
    if screen.is_DECIDED():
        shown["door_code"] = ashyq.door_code_written(screen[0].door_code)
    return tagged(screen, **shown)


def binding(value):
    return tagged(value, **plain(value))


def status(session, screen):
    shown = {name: plain(getattr(screen, name)) for name in ("status", "as_of", "age", "offline", "next")}
    return shown | {"reason": ashyq.status_reason(screen, Language.EN), "sentences": ashyq.status_open(session.what_is_open(), Language.EN)}


def sight(value):
    if value.is_FITS():
        return tagged(value, **plain(value[0]))
    if value.is_NOT_ACCEPTED():
        return tagged(value, of=name_of(value[0]))
    return tagged(value, of=plain(value[0])) if value.is_UNREADABLE() else tagged(value)


def seen(value):
    of = {} if value.what.is_NOTHING() else {"of": plain(value.what[0])}
    outline = value.outline and [[point.x, point.y] for point in value.outline]
    return tagged(value.what, **of, outline=outline)


def frame(asked):
    with open(asked["file"], "rb") as file:
        luma = file.read()
    crop = asked["crop"] and ashyq.Crop(**dict(zip(("left", "top", "width", "height"), asked["crop"])))
    return (luma, *(asked[name] for name in ("width", "height", "stride", "degrees")), crop, asked["budget_ms"])


def median_us(call, times):
    for _ in range(times // 10):
        call()
    spent = []
    for _ in range(times):
        before = time.perf_counter_ns()
        call()
        spent.append(time.perf_counter_ns() - before)
    return statistics.median(spent) / 1000


async def median_async_us(call, times):
    for _ in range(times // 10):
        await call()
    spent = []
    for _ in range(times):
        before = time.perf_counter_ns()
        await call()
        spent.append(time.perf_counter_ns() - before)
    return statistics.median(spent) / 1000


def at_once(call, times, threads):
    """Makes a call so often on each of so many threads; what one throws is thrown."""
    fallen = []

    def work():
        try:
            for _ in range(times):
                call()
        except BaseException as error:
            fallen.append(error)

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if fallen:
        raise fallen[0]


def memory():
    gc.collect()
    with open("/proc/self/statm") as file:
        pages = int(file.read().split()[1])
    return {"rss_kb": pages * mmap.PAGESIZE // 1024, "handles": len(os.listdir("/proc/self/fd"))}


class Driver:
    def __init__(self):
        self.kept = {}
        self.tasks = {}

    async def free(self, call, w, keep):
        match call:
            case "open":
                sealed = w["passphrase"]
                kept_in = ashyq.KeptIn.PLATFORM() if sealed is None else ashyq.KeptIn.SEALED_FILE(sealed)
                settings = ashyq.PhoneSettings(
                    folder=w["folder"], service=w["service"], root=w["root"], app_version=1, kept_in=kept_in
                )
                start = await ashyq.open_phone(settings, ThrowingKey() if w["key"] else None)
                keep(start.log_in if start.is_LOGGED_OUT() else start.session)
                return "LoggedOut" if start.is_LOGGED_OUT() else "LoggedIn"
            case "forget":
                del self.kept[w["what"]]
            case "scanner":
                keep(ashyq.Scanner())
            case "say":
                return ashyq.say(word_of(w["word"]), Language[w["language"].upper()])
            case "drawing":
                drawing = ashyq.drawing_of_pass(w["pass"])
                return drawing and plain(drawing)
            case "abandon":
                self.tasks[w["id"]].cancel()
            case "memory":
                return memory()
            case _:
                raise DriverError(call)

    async def log_in(self, on, call, w, keep):
        match call:
            case "ask":
                keep(await on.ask(w["phone"], Language[w["language"].upper()]))
            case "cancel":
                on.cancel()
            case "network_changed":
                on.network_changed()
            case _:
                raise DriverError(call)

    async def challenge(self, on, call, w, keep):
        match call:
            case "tries_left" | "resend_after" | "lives_for":
                return plain(getattr(on, call)())
            case "resend":
                keep(await on.resend())
            case "answer":
                keep(await on.answer(w["code"]))
            case _:
                raise DriverError(call)

    async def session(self, on, call, w, keep):
        match call:
            case "bind_iin":
                return binding(await on.bind_iin(w["iin"]))
            case "binding":
                return binding(on.binding())
            case "binding_refusal":
                refusal = on.binding_refusal()
                return refusal and ashyq.say_refusal(refusal, Language.EN)
            case "refresh" | "fall_later" | "fall_at_work" | "nothing":
                await getattr(on, call)()
            case "cancel" | "network_changed" | "fall" | "full":
                getattr(on, call)()
            case "own_status":
                return status(on, await on.own_status())
            case "held_status":
                return status(on, on.held_status(w["offline"]))
            case "notices":
                return plain(await on.notices())
            case "answer_notice":
                await on.answer_notice(w["notice"], w["agree"])
            case "damaged_rows" | "needs_update":
                return getattr(on, call)()
            case "confirm":
                asked = keep(await on.confirm(w["text"]))
                shown = ("action", "venue", "entrance", "address", "verified", "ends", "test")
                return {name: plain(getattr(asked, name)()) for name in shown}
            case "enter":
                return door(await on.enter(self.kept[w["confirmed"]]))
            case "door":
                return door(on.door())
            case "leave":
                return await on.leave()
            case "leave_by":
                return await on.leave_by(self.kept[w["confirmed"]])
            case "visits":
                return plain(await on.visits())
            case "deliver":
                return plain(await on.deliver())
            case "log_out":
                await on.log_out(w["everywhere"])
            case "delete_my_data":
                await on.delete_my_data(w["discard_unsent"])
            case "log_in_again":
                keep(on.log_in_again())
            case "staff":
                keep(on.staff())
            case "doors":
                await asyncio.to_thread(at_once, on.door, w["times"], w["threads"])
            case "timed":
                call_us = median_us(lambda: on.held_status(True), w["times"])
                return {"call_us": call_us, "async_us": await median_async_us(on.nothing, w["times"])}
            case _:
                raise DriverError(call)

    async def staff(self, on, call, w, keep):
        def shift(value):
            return value and {name: plain(getattr(value, name)()) for name in ("venue", "entrances", "opened_at", "until")}

        match call:
            case "roles":
                roles = await on.roles()
                if roles:
                    keep(roles[0])
                shown = ("venue", "address", "entrances", "accepted")
                return [{name: plain(getattr(role, name)()) for name in shown} for role in roles]
            case "accept" | "decline":
                await getattr(on, call)(self.kept[w["role"]])
            case "open_shift":
                return shift(await on.open_shift(self.kept[w["role"]]))
            case "shift":
                return shift(on.shift())
            case "close_shift":
                return await on.close_shift()
            case "entry":
                keep(on.entry(w["entrance"], w["first"], w["second"]))
            case "exit":
                keep(on.exit(w["first"], w["second"]))
            case "checker":
                keep(on.checker())
            case _:
                raise DriverError(call)

    async def by_iin(self, on, call, w, keep):
        match call:
            case "ask":
                return plain(await on.ask())
            case "report":
                await on.report()
            case _:
                raise DriverError(call)

    async def checker(self, on, call, w, keep):
        match call:
            case "read":
                return plain(on.read(w["text"]))
            case "see":
                return sight(on.see(*frame(w["frame"])))
            case "uncertain":
                on.uncertain()
            case _:
                raise DriverError(call)

    async def scanner(self, on, call, w, keep):
        match call:
            case "see":
                return seen(on.see(*frame(w["frame"])))
            case "sees":
                asked = frame(w["frame"])
                await asyncio.to_thread(at_once, lambda: on.see(*asked), w["times"], w["threads"])
            case "timed":
                asked = frame(w["frame"])
                return median_us(lambda: on.see(*asked), w["times"])
            case "fall":
                on.fall()
            case _:
                raise DriverError(call)

    ON = {
        ashyq.LogIn: log_in,
        ashyq.Challenge: challenge,
        ashyq.Session: session,
        ashyq.Staff: staff,
        ashyq.EntryByIin: by_iin,
        ashyq.ExitByIin: by_iin,
        ashyq.Checker: checker,
        ashyq.Scanner: scanner,
    }

    async def make(self, line):
        def keep(made):
            self.kept[line["as"]] = made
            return made

        if "on" not in line:
            return await self.free(line["call"], line["with"], keep)
        if line["on"] not in self.kept:
            raise DriverError(line["on"])
        on = self.kept[line["on"]]
        return await self.ON[type(on)](self, on, line["call"], line["with"], keep)

    async def answer(self, line):
        try:
            answer = {"gives": await self.make(line)}
        except asyncio.CancelledError:
            answer = {"throws": "Cancelled"}
        except Exception as error:
            answer = thrown(error)
        print(json.dumps({"id": line["id"], **answer}), flush=True)

    async def run(self):
        loop = asyncio.get_running_loop()
        while text := await loop.run_in_executor(None, sys.stdin.readline):
            line = json.loads(text)
            self.tasks[line["id"]] = loop.create_task(self.answer(line))
        await asyncio.gather(*self.tasks.values())


def word_of(name):
    return next(word for word in Word if camel(word.name) == name)


def thrown(error):
    said = {}
    if isinstance(error, ashyq.ClientError):
        said = {"says": ashyq.say_client_error(error, Language.EN)}
        if not isinstance(error, ashyq.ClientError.LoggedOut):
            said["word"] = error[0].word
    elif isinstance(error, ashyq.CheckError):
        said = {"says": ashyq.say_check_error(error, Language.EN)}
    elif isinstance(error, ashyq.StartError):
        said = {"says": ashyq.say_start_error(error, Language.EN)}
    elif isinstance(error, ashyq.InternalError):
        return {"throws": "InternalError"}
    elif not isinstance(error, ashyq.FrameError):
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return {"throws": "DriverError"}
    return {"throws": name_of(error), **said}


if __name__ == "__main__":
    asyncio.run(Driver().run())
